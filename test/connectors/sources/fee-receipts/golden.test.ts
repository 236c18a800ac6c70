import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { receipts } from '../../../../src/connectors/sources/fee-receipts/index.js';
import { receiptFiles } from '../../../../src/connectors/sources/fee-receipts/xml.js';
import { receipt } from '../../../../src/domain/kinds/fee-receipt.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { decodedLines, stored } from '../golden-lines.js';

/* Receipts by hand, from the notes of the domain; what is expected is written by hand too. */
const NOW = '2026-01-05T03:00:00.000Z';
const services = { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined };
type Raw = Record<string, string | number | boolean | object>;

function decode(raw: Raw) {
  const source = receipts.create({ [receipts.address]: 'file:///nowhere' }, services);
  return source.decode({ raw: raw as never, place: { line: 1 } }, { now: Date.parse(NOW) });
}
function problemsOf(raw: Raw): string {
  const decoded = decode(raw);
  return decoded.ok ? 'fine' : decoded.problems.map(({ field, code }) => `${field} ${code}`).join('; ');
}

const file = new URL('golden/receipts.jsonl', import.meta.url);
const [RECEIPT = {}] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Raw);

test('a receipt with everything, one with little, and a tombstone: numbers stay text, and the key is the same in capitals or not', () => {
  expect(decodedLines(receipts, file, NOW)).toEqual([
    stored({
      kind: 'fee-receipt',
      code: '01BLP0-001|AA-25E|0000123',
      receipt: { form: '01BLP0-001', series: 'aa-25e', number: '0000123' },
      dossier: 'H56.14.3-250818-0001',
      procedure: '1.001193',
      unit: 'H56.14.3',
      charge: 'PHI',
      name: 'Phí chứng thực',
      amount: 1_234_000,
      method: 'TRANSFER',
      transaction: 'GD-01',
      payment: 'REFUNDED',
      paidAt: '2025-08-18T02:00:00.000Z',
      refundedAt: '2025-08-20T02:00:00.000Z',
      refunded: 4_000,
      refundReason: 'Thu thừa',
      state: 'REPLACED',
      issuedAt: '2025-08-17T17:00:00.000Z',
      replacedBy: '01BLP0-001|AA-25E|0000124',
      payer: 'Lê Thị Hoà',
      changedAt: '2025-08-21T01:00:00.000Z',
    }),
    stored({
      kind: 'fee-receipt',
      code: '01BLP0-001|AA-25E|0000125',
      receipt: { form: '01BLP0-001', series: 'AA-25E', number: '0000125' },
      unit: 'H56.14.3',
      charge: 'LE_PHI',
      amount: 0,
      method: 'CASH_OR_TRANSFER',
      payment: 'REQUESTED',
      state: 'ISSUED',
      issuedAt: '2025-08-18T17:00:00.000Z',
      changedAt: '2025-08-19T01:00:00.000Z',
    }),
    stored({
      kind: 'fee-receipt',
      code: '01BLP0-001|AA-25E|0000123',
      deleted: true,
      changedAt: '2025-08-22T01:00:00.000Z',
    }),
  ]);
});

test.each([
  [{ SoTien: 0, SoTienHoan: 0 }, 'fine'],
  [{ SoTien: '-', SoTienHoan: 4_000 }, 'fine'],
  [{ SoTien: 12.5, SoTienHoan: 1 }, 'SoTien BAD_NUMBER'],
  [{ SoTienHoan: 2_000_000 }, 'SoTienHoan TOO_MUCH'],
  [{ NgayThu: '' }, 'NgayThu MISSING'],
  [{ NgayHoan: '', SoTienHoan: '' }, 'NgayHoan MISSING; SoTienHoan MISSING'],
  [{ NgayHoan: '2025-08-17 08:00:00' }, 'NgayHoan WRONG_ORDER'],
  [{ ThayBang: '' }, 'ThayBang MISSING'],
  [{ ThayBang: { MauSo: '01BLP0-001', KyHieu: 'AA-25E', SoBienLai: '0000123' } }, 'ThayBang REPLACES_ITSELF'],
  [{ KyHieu: 'A|B' }, 'KyHieu BAD_CODE'],
  [{ Loai: '1', NgayLap: '31/02/2025' }, 'Loai NOT_IN_LIST; NgayLap BAD_DATE'],
  [{ NgayLap: '2026-02-01' }, 'NgayLap IN_FUTURE'],
  [{ NguoiNop: 'Hoà 038190000123' }, 'NguoiNop IS_IDENTITY'],
])('a receipt with %o: %s', (change, expected) => {
  expect(problemsOf({ ...RECEIPT, ...change })).toBe(expected);
});

test('e-receipts of their vendor: by local names, in any depth; 0 is exempt, and absent is not known', async () => {
  const xml = readFileSync(new URL('golden/bien-lai.xml', import.meta.url));
  const [first, second] = (await receiptFiles.records(xml, 0)).map((each) =>
    'raw' in each ? each.raw : each,
  );
  expect(decode(first as Raw)).toMatchObject({
    ok: true,
    record: {
      code: '01BLP0-001|AA-25E|0000123',
      unit: 'H56.14.3',
      amount: 0,
      method: 'NATIONAL_GATEWAY',
      paidAt: '2025-08-18T02:00:00.000Z',
      payer: 'Lê Thị & Hoà',
    },
  });
  expect(problemsOf(second as Raw)).toMatch(/^SoBienLai MISSING/);
});

test('the total is taken and no line before it, nor what is called alike of somebody; ways of paying are told', async () => {
  const of = async (inner: string) => {
    const [found] = await receiptFiles.records(Buffer.from(`<BLai>${inner}</BLai>`), 0);
    return found && 'raw' in found ? found.raw : found;
  };
  const line = (amount: number) => `<HHDVu><THHDVu>Dòng ${amount}</THHDVu><STien>${amount}</STien></HHDVu>`;
  const payer = '<NMua><Ten>Lê Thị Hoà</Ten></NMua>';
  expect(
    await of(`${line(1)}${line(2)}${payer}<TPhi>Phí</TPhi><TgTTTBSo>3</TgTTTBSo><HTTToan>TM</HTTToan>`),
  ).toEqual({
    ...{ Ten: 'Phí', SoTien: '3', HinhThucThu: 'CASH' },
  });
  expect(await of(`${line(1)}${line(2)}${payer}<HTTToan>TM/CK</HTTToan>`)).toEqual({
    HinhThucThu: 'CASH_OR_TRANSFER',
  });
  expect(await of(`${payer}${line(7)}<HTTToan>CK</HTTToan>`)).toEqual({
    ...{ Ten: 'Dòng 7', SoTien: '7', HinhThucThu: 'TRANSFER' },
  });
  expect(await of('<TPhi>Phí</TPhi><Ten>Phí chứng thực</Ten>')).toEqual({ Ten: 'Phí chứng thực' });
  expect(await of('<HTTToan>Tiền mặt / Chuyển khoản</HTTToan>')).toEqual({ HinhThucThu: 'CASH_OR_TRANSFER' });
  expect(await of('<HTTToan>Thẻ</HTTToan>')).toEqual({ HinhThucThu: 'Thẻ' });
});

test('a receipt that was replaced names its successor, whose number is not its own', async () => {
  const [found] = await receiptFiles.records(
    Buffer.from(
      `<BLai><ThayBang><KHMSBLai>01BLP0-001</KHMSBLai><KyHieu>AA-25E</KyHieu><So><SBLai>0000126</SBLai></So></ThayBang>
       <KHMSBLai>01BLP0-001</KHMSBLai><KHBLai>AA-24E</KHBLai><SBLai>0000009</SBLai><TTBLai>REPLACED</TTBLai></BLai>`,
    ),
    0,
  );
  expect(found).toEqual({
    raw: {
      ...{ MauSo: '01BLP0-001', KyHieu: 'AA-24E', SoBienLai: '0000009', TrangThai: 'REPLACED' },
      ThayBang: { MauSo: '01BLP0-001', KyHieu: 'AA-25E', SoBienLai: '0000126' },
    },
  });
});

test.each([
  ['<!DOCTYPE a [<!ENTITY x "y">]><BLai/>', 'DOCTYPE'],
  ['<BLai><SBLai>1</BLai>', 'BROKEN_XML'],
  ['<a>không có gì</a>', 'NO_RECEIPT'],
  [`${'<a>'.repeat(40)}${'</a>'.repeat(40)}`, 'TOO_DEEP'],
])('XML that is none of theirs: %s', async (text, code) => {
  expect(await receiptFiles.records(Buffer.from(text), 0)).toMatchObject([{ unreadable: { code } }]);
});

test.each([
  ['ISSUED', 'PAID', 'ISSUED', 'REFUNDED', undefined],
  ['ISSUED', 'REQUESTED', 'CANCELLED', 'CANCELLED', undefined],
  ['CANCELLED', 'PAID', 'ISSUED', 'PAID', 'TrangThai'],
  ['REPLACED', 'PAID', 'CANCELLED', 'PAID', 'TrangThai'],
  ['ISSUED', 'REFUNDED', 'ISSUED', 'PAID', 'TrangThaiThu'],
  ['ISSUED', 'PAID', 'ISSUED', 'CANCELLED', 'TrangThaiThu'],
] as const)('from %s, %s to %s, %s: %s', (state, payment, next, paid, field) => {
  const decoded = decode(RECEIPT);
  if (!decoded.ok || decoded.record.kind !== 'fee-receipt') throw new Error('not read');
  const before = { ...decoded.record, state, payment };
  expect(receipt.judge({ ...before, state: next, payment: paid }, before)?.field).toBe(field);
});

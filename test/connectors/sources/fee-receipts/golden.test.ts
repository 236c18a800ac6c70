import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { receipts } from '../../../../src/connectors/sources/fee-receipts/index.js';
import { receiptFiles } from '../../../../src/connectors/sources/fee-receipts/xml.js';
import { ratings } from '../../../../src/connectors/sources/ratings/index.js';
import { receipt } from '../../../../src/domain/kinds/fee-receipt.js';
import type { SourceDefinition } from '../../../../src/domain/ports.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

/* Receipts and ratings by hand, from the notes of the domain; what is expected is written by hand too. */
const NOW = '2026-01-05T03:00:00.000Z';
const services = { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined };
type Raw = Record<string, string | number | boolean | object>;

function decode(definition: SourceDefinition, raw: Raw) {
  const source = definition.create({ [definition.address]: 'file:///nowhere' }, services);
  return source.decode({ raw: raw as never, place: { line: 1 } }, { now: Date.parse(NOW) });
}
function problemsOf(definition: SourceDefinition, raw: Raw): string {
  const decoded = decode(definition, raw);
  return decoded.ok ? 'fine' : decoded.problems.map(({ field, code }) => `${field} ${code}`).join('; ');
}

const RECEIPT = {
  MauSo: '01BLP0-001',
  KyHieu: 'aa-25e',
  SoBienLai: '0000123',
  MaHoSo: 'H56.14.3-250818-0001',
  MaTTHC: '1.001193',
  DonVi: 'H56.14.3',
  Loai: 'PHI',
  Ten: 'Phí chứng thực',
  SoTien: '1.234.000',
  HinhThucThu: 'TRANSFER',
  MaGiaoDich: ' GD-01 ',
  TrangThaiThu: 'REFUNDED',
  NgayThu: '18/08/2025 09:00',
  NgayHoan: '2025-08-20T09:00:00+07:00',
  SoTienHoan: 4_000,
  LyDoHoan: 'Thu thừa',
  TrangThai: 'REPLACED',
  NgayLap: '18/08/2025',
  ThayBang: { MauSo: '01BLP0-001', KyHieu: 'AA-25E', SoBienLai: '0000124' },
  NguoiNop: 'Lê  Thị Hoà',
  NgayCapNhat: '2025-08-21 08:00:00',
};

test('a receipt with everything: numbers stay text, and the key is the same in capitals or not', () => {
  expect(decode(receipts, RECEIPT)).toEqual({
    ok: true,
    record: {
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
    },
  });
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
  expect(problemsOf(receipts, { ...RECEIPT, ...change })).toBe(expected);
});

test('e-receipts of their vendor: by local names, in any depth; 0 is exempt, and absent is not known', async () => {
  const xml = readFileSync(new URL('golden/bien-lai.xml', import.meta.url));
  const [first, second] = (await receiptFiles.records(xml, 0)).map((each) =>
    'raw' in each ? each.raw : each,
  );
  expect(decode(receipts, first as Raw)).toMatchObject({
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
  expect(problemsOf(receipts, second as Raw)).toMatch(/^SoBienLai MISSING/);
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
  expect(await of(`${line(1)}${line(2)}${payer}<HTTToan>TM/CK</HTTToan>`)).toEqual({ HinhThucThu: 'TM/CK' });
  expect(await of(`${payer}${line(7)}<HTTToan>CK</HTTToan>`)).toEqual({
    ...{ Ten: 'Dòng 7', SoTien: '7', HinhThucThu: 'TRANSFER' },
  });
  expect(await of('<TPhi>Phí</TPhi><Ten>Phí chứng thực</Ten>')).toEqual({ Ten: 'Phí chứng thực' });
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
  const decoded = decode(receipts, RECEIPT);
  if (!decoded.ok || decoded.record.kind !== 'fee-receipt') throw new Error('not read');
  const before = { ...decoded.record, state, payment };
  expect(receipt.judge({ ...before, state: next, payment: paid }, before)?.field).toBe(field);
});

const RATING = {
  MaHoSo: 'H56.14.3-250818-0001',
  LoaiDanhGia: 'OVERALL',
  ThoiDiem: '20/08/2025 08:00:30',
  MucDo: '3',
  Kenh: 'PHONE',
  NoiDung: 'Chờ lâu',
  DonVi: 'H56.14.3',
  NgayCapNhat: '2025-08-21 08:00:00',
};

test('a rating, and what is refused of one', () => {
  expect(decode(ratings, RATING)).toEqual({
    ok: true,
    record: {
      kind: 'rating',
      code: 'H56.14.3-250818-0001|OVERALL|20250820T010030Z',
      dossier: 'H56.14.3-250818-0001',
      ratingKind: 'OVERALL',
      ratedAt: '2025-08-20T01:00:30.000Z',
      score: 3,
      channel: 'PHONE',
      comment: 'Chờ lâu',
      unit: 'H56.14.3',
      changedAt: '2025-08-21T01:00:00.000Z',
    },
  });
  expect(problemsOf(ratings, { ...RATING, MucDo: 0, Kenh: 'FAX' })).toBe(
    'MucDo NOT_IN_LIST; Kenh NOT_IN_LIST',
  );
  expect(problemsOf(ratings, { ...RATING, ThoiDiem: '2026-02-01 08:00:00' })).toBe('ThoiDiem IN_FUTURE');
  expect(problemsOf(ratings, { ...RATING, MaHoSo: '1234' })).toBe('MaHoSo BAD_CODE');
});

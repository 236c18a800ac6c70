import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commendations } from '../../../../src/connectors/sources/commendations/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

const NOW = '2026-01-05T03:00:00.000Z';
const services = { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined };
const address = { [commendations.address]: 'file:///nowhere' };
const source = commendations.create(address, { ...services, keyed: (number) => `#${number.length}#` });
const decode = (raw: Json) => source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });
const lines = readFileSync(new URL('golden/awards.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { [key: string]: Json });

test('a person’s award with everything', () => {
  expect(decode(lines[0] ?? {})).toEqual({
    ok: true,
    record: {
      kind: 'commendation',
      code: '12/QĐ-UBND|2025-08-01|#12#|LAO_DONG_TIEN_TIEN',
      recipientKind: 'PERSON',
      recipientName: 'Lê Thị Hoà',
      personalId: '038190000123',
      unit: 'H56.14.3',
      place: 'Trường Tiểu học Ngọc Khê',
      award: 'LAO_DONG_TIEN_TIEN',
      level: 'COMMUNE',
      yearFrom: 2024,
      yearTo: 2025,
      achievement: 'Dạy giỏi',
      state: 'PUBLISHED',
      proposalCode: 'TT|7/TTR-THNK|2025-07-10|#12#|LAO_DONG_TIEN_TIEN',
      proposalNumber: '7/TTr-THNK',
      proposalDate: '2025-07-09T17:00:00.000Z',
      decisionNumber: '12 /qđ-ubnd',
      decisionDate: '2025-07-31T17:00:00.000Z',
      signer: 'Phạm Văn Ký',
      publishedAt: '2025-08-04T17:00:00.000Z',
      money: 500_000,
      changedAt: '2025-08-20T01:00:00.000Z',
    },
  });
});

test('a proposal for a collective, known by its own paper; who alone gives such a title is its level', () => {
  const code = 'TT|3/TTR-UBND|2025-07-01|000.00.14.H56/TRẠM Y TẾ XÃ MỸ TÂN|TAP_THE_LAO_DONG_XUAT_SAC';
  expect(decode(lines[1] ?? {})).toEqual({
    ok: true,
    record: {
      kind: 'commendation',
      code,
      recipientKind: 'COLLECTIVE',
      recipientName: 'Trạm Y tế xã Mỹ Tân',
      unit: '000-00-14-H56',
      award: 'TAP_THE_LAO_DONG_XUAT_SAC',
      level: 'PROVINCE',
      yearFrom: 2025,
      yearTo: 2025,
      state: 'COUNCIL',
      proposalCode: code,
      proposalNumber: '3/TTr-UBND',
      proposalDate: '2025-06-30T17:00:00.000Z',
      changedAt: '2025-08-20T01:00:00.000Z',
    },
  });
});

test('a household’s, revoked, and its tombstone, whatever capitals the name has', () => {
  const code = '40/QĐ-UBND|2025-11-01|H56.14.3/HỘ ÔNG BÙI VĂN NAM|GIA_DINH_VAN_HOA';
  expect(decode(lines[2] ?? {})).toEqual({
    ok: true,
    record: {
      kind: 'commendation',
      code,
      recipientKind: 'HOUSEHOLD',
      recipientName: 'Hộ ông Bùi Văn Nam',
      unit: 'H56.14.3',
      award: 'GIA_DINH_VAN_HOA',
      level: 'COMMUNE',
      yearFrom: 2025,
      yearTo: 2025,
      state: 'REVOKED',
      reason: 'Kê khai không đúng',
      decisionNumber: '40/QĐ-UBND',
      decisionDate: '2025-10-31T17:00:00.000Z',
      revokedAt: '2025-12-19T17:00:00.000Z',
      changedAt: '2025-12-21T01:00:00.000Z',
    },
  });
  expect(decode(lines[3] ?? {})).toEqual({
    ok: true,
    record: { kind: 'commendation', code, changedAt: '2025-12-22T01:00:00.000Z', deleted: true },
  });
});

test('one decision honours many; the same recipient and award by it is the same', () => {
  const keyOf = (change: { [key: string]: Json }) => {
    const decoded = decode({ ...lines[0], ...change });
    return decoded.ok ? decoded.record.code : decoded.key;
  };
  const other = { SoDinhDanh: null, TenNguoiNhan: 'Trần Văn Bình' };
  expect(keyOf({ SoQuyetDinh: '12/QĐ-UBND', NgayQuyetDinh: '2025-08-01' })).toBe(keyOf({}));
  expect(keyOf(other)).not.toBe(keyOf({}));
  expect(keyOf({ ...other, TenNguoiNhan: 'TRẦN  VĂN BÌNH' })).toBe(keyOf(other));
  expect(keyOf({ DanhHieu: 'Giấy khen của Chủ tịch UBND xã' })).not.toBe(keyOf({}));
});

test('no number stands in a key, and without what stands for it there is none', () => {
  expect(JSON.stringify(decode({ ...lines[0], DanhHieu: 'Cờ thi đua của Chính phủ' }))).not.toContain(
    '038190',
  );
  const bare = commendations.create(address, services);
  const read = () => bare.decode({ raw: lines[0] ?? {}, place: { line: 1 } }, { now: Date.parse(NOW) });
  expect(read).toThrow(TypeError);
});

const PROPOSAL = { TrangThai: 'DE_NGHI', SoQuyetDinh: '', NgayQuyetDinh: '', NgayCongBo: '' };
test.each<[string, { [key: string]: Json }, string, string]>([
  ['no recipient', { TenNguoiNhan: ' ' }, 'TenNguoiNhan', 'MISSING'],
  ['a name of an old font', { TenNguoiNhan: 'NguyÔn V¨n Hïng' }, 'TenNguoiNhan', 'WRONG_ENCODING'],
  ['eleven digits', { SoDinhDanh: '38190000123' }, 'SoDinhDanh', 'BAD_IDENTITY'],
  [
    'a collective’s identity number',
    { DoiTuong: 'TAP_THE', DanhHieu: 'Giấy khen' },
    'SoDinhDanh',
    'NOT_A_PERSON',
  ],
  ['a household’s title for a person', { DanhHieu: 'Gia đình văn hóa' }, 'DoiTuong', 'WRONG_RECIPIENT'],
  [
    'a collective’s title for a person',
    { DanhHieu: 'Cờ thi đua cấp tỉnh', CapKhen: 'TINH' },
    'DoiTuong',
    'WRONG_RECIPIENT',
  ],
  ['a title of no list', { DanhHieu: 'Lao động giỏi' }, 'DanhHieu', 'UNKNOWN_AWARD'],
  [
    'a district’s reward after the districts',
    { DanhHieu: 'Giấy khen', CapKhen: 'HUYEN' },
    'CapKhen',
    'WRONG_LEVEL',
  ],
  ['a level of no list', { CapKhen: 'LIEN_XA' }, 'CapKhen', 'NOT_IN_LIST'],
  ['no level where several give it', { CapKhen: null }, 'CapKhen', 'MISSING'],
  [
    'a title that was not there yet',
    {
      ...{ DoiTuong: 'TAP_THE', SoDinhDanh: null, DanhHieu: 'Xã tiêu biểu', CapKhen: 'TINH', Nam: '2023' },
      ...{ NgayToTrinh: '2023-10-01', NgayQuyetDinh: '2023-12-01' },
    },
    'DanhHieu',
    'NOT_IN_FORCE',
  ],
  ['two years that do not follow', { Nam: '2023-2025' }, 'Nam', 'BAD_YEAR'],
  ['a year of two digits', { Nam: '25' }, 'Nam', 'BAD_CODE'],
  ['a year after the decision’s', { Nam: '2026' }, 'Nam', 'BAD_YEAR'],
  ['decided before it was proposed', { NgayQuyetDinh: '2025-07-09' }, 'NgayQuyetDinh', 'WRONG_ORDER'],
  ['published before it was decided', { NgayCongBo: '2025-07-31' }, 'NgayCongBo', 'WRONG_ORDER'],
  ['decided in the future', { NgayQuyetDinh: '2026-02-01', NgayCongBo: null }, 'NgayQuyetDinh', 'IN_FUTURE'],
  ['a day that is none', { NgayQuyetDinh: '31/02/2025' }, 'NgayQuyetDinh', 'BAD_DATE'],
  ['decided without a number', { SoQuyetDinh: '' }, 'SoQuyetDinh', 'MISSING'],
  ['a proposal without its number', { ...PROPOSAL, SoToTrinh: null }, 'SoToTrinh', 'MISSING'],
  ['a proposal with a decision', { ...PROPOSAL, SoQuyetDinh: '12/QĐ-UBND' }, 'SoQuyetDinh', 'NOT_DECIDED'],
  ['the number of a proposal without its day', { NgayToTrinh: null }, 'NgayToTrinh', 'MISSING'],
  ['revoked without a day', { TrangThai: 'THU_HOI' }, 'NgayThuHoi', 'MISSING'],
  ['revoked by its day, not by its state', { NgayThuHoi: '2025-09-01' }, 'NgayThuHoi', 'NOT_REVOKED'],
  ['half a đồng', { SoTien: 500.5 }, 'SoTien', 'NOT_WHOLE'],
  ['money that is none', { SoTien: 'năm trăm nghìn' }, 'SoTien', 'BAD_NUMBER'],
])('refused: %s', (_what, change, field, code) => {
  const decoded = decode({ ...lines[0], ...change });
  const problems = decoded.ok ? decoded.record : decoded.problems.map((each) => `${each.field} ${each.code}`);
  expect(problems).toEqual([`${field} ${code}`]);
});

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { civilStatus } from '../../../../src/connectors/sources/civil-status/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import type { CivilRegistrationRecord } from '../../../../src/domain/kinds/civil-registration.js';
import type { Decoded } from '../../../../src/domain/ports.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { row, xlsx } from '../../../support/xlsx.js';

const NOW = '2025-09-21T01:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'civil-status-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const source = civilStatus.create(
  { [civilStatus.address]: pathToFileURL(folder).href },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
const decode = (raw: Json): Decoded => source.decode({ raw, place: {} }, { now: Date.parse(NOW) });

const BIRTH = {
  ...{ so: '007', quyenSo: '02/1998', noiDangKy: 'H56.14.3', ngayDangKy: '12/1998', loaiDangKy: '1' },
  ...{ nksHoTen: 'Quách Thị Hoa', nksGioiTinh: 2, nksNgaySinh: '1998', nksDanToc: 'Mường' },
  ...{ nksLoaiKhaiSinh: '3', meHoTen: 'Bùi Thị Mẹ', meLoaiGiayToTuyThan: 1, meSoGiayToTuyThan: '171234567' },
  ...{ chaLoaiCuTru: 0, chaLoaiGiayToTuyThan: 0, ghiChu: '' },
};
const RECORD: CivilRegistrationRecord = {
  ...{ kind: 'civil-registration', code: 'H56.14.3/KS/2-1998/7', unit: 'H56.14.3', act: 'BIRTH' },
  ...{ book: '02/1998', number: '007', registeredOn: '1998-12', registrationType: 'IN_TIME' },
  ...{ state: 'REGISTERED', birthKind: 'FATHER_UNKNOWN', changedAt: '2025-09-20T01:00:00.000Z' },
  persons: [
    {
      ...{ role: 'CHILD', name: 'Quách Thị Hoa', gender: 'FEMALE', birthDate: '1998', ethnicity: 'Mường' },
    },
    { role: 'MOTHER', name: 'Bùi Thị Mẹ', paper: 'IDENTITY_CARD', paperNumber: '171234567' },
  ],
};

test('a row of the bulk entry: nobody is made of what its template fills in', () => {
  const row1 = { ...BIRTH, module: 'ks', ngayCapNhat: '2025-09-20T01:00:00Z' };
  expect(decode(row1)).toEqual({ ok: true, record: RECORD });
});

test('a row of the bulk entry that tells of a revocation, of a registration abroad, of a marriage and of marital status', () => {
  const record = (change: { [key: string]: Json }) => {
    const decoded = decode({ ...BIRTH, module: 'ks', ngayCapNhat: '2025-09-20T01:00:00Z', ...change });
    return decoded.ok ? decoded.record : decoded.problems.map(({ field, code }) => `${field} ${code}`);
  };
  expect(record({ ngayThuHoi: '02/2025', lyDoThuHoi: 'Đăng ký trùng' })).toEqual({
    ...{ ...RECORD, state: 'REVOKED', revokedOn: '2025-02', revocation: 'Đăng ký trùng' },
  });
  expect(record({ trangThai: 'THU_HOI' })).toEqual(['ngayThuHoi MISSING']);
  const abroad = { soDangKyNuocNgoai: 'A-1', ngayDangKyNuocNgoai: '1998', qgNuocNgoaiDaDangKy: 'Lào' };
  expect(record({ ...abroad, loaiDangKy: 3, cqNuocNgoaiDaDangKy: 'Viêng Chăn' })).toEqual({
    ...{ ...RECORD, registrationType: 'FROM_ABROAD', foreignNumber: 'A-1', foreignOn: '1998' },
    ...{ foreignAuthority: 'Viêng Chăn', foreignCountry: 'Lào' },
  });
  const couple = {
    module: 'kh',
    chongHoTen: 'Lê Văn Chồng',
    voHoTen: 'Bùi Thị Vợ',
    nksHoTen: '',
    meHoTen: '',
  };
  const bare = {
    nksGioiTinh: '',
    nksNgaySinh: '',
    nksDanToc: '',
    meLoaiGiayToTuyThan: 0,
    meSoGiayToTuyThan: '',
  };
  const noted = { tinhTrangKetHon: 3, congNhanKetHonNgayGhiChu: '2001', congNhanKetHonCanCu: 'QĐ 5' };
  expect(record({ ...bare, ...couple, ...noted, huyKetHonNgayGhiChu: '' })).toMatchObject({
    ...{ act: 'MARRIAGE', marriageState: 'RECOGNISED', endedOn: '2001', endedBy: 'QĐ 5' },
  });
  expect(record({ ...bare, ...couple, ...noted, congNhanKetHonNgayGhiChu: '31/02/2001' })).toEqual([
    'congNhanKetHonNgayGhiChu BAD_DATE',
  ]);
  const died = { module: 'kt', nksHoTen: '', meHoTen: '', nktHoTen: 'Lê Văn Cụ', nktNgayChet: '12/1998' };
  const unproved = record({ ...bare, ...died, gbtLoai: 0 });
  expect(unproved).toMatchObject({ act: 'DEATH', diedOn: '1998-12' });
  expect(unproved).not.toHaveProperty('deathPaper');
  const single = {
    module: 'hn',
    nksHoTen: '',
    meHoTen: '',
    nxnHoTen: 'Lê Văn Một',
    loaiDangKy: '',
    noiDangKy: '',
  };
  expect(record({ ...bare, ...single, noiCap: 'H56.14.3' })).toMatchObject({
    ...{ code: 'H56.14.3/HN/2-1998/7', registrationType: 'NONE' },
  });
});

test('a registration as the national services have it, XML inside of JSON', () => {
  const elements = Object.entries(BIRTH).map(([name, value]) => `<ht:${name}>${value}</ht:${name}>`);
  const data = `<?xml version="1.0"?><ht:HoTich xmlns:ht="urn:x"><ht:KhaiSinh>${elements.join('\n')}</ht:KhaiSinh></ht:HoTich>`;
  const around = { id: 991, module: 'ks', ngayCapNhat: '2025-09-20T08:00:00+07:00' };
  expect(decode({ ...around, data })).toEqual({ ok: true, record: { ...RECORD, nationalId: '991' } });
  const problem = (text: string) => {
    const decoded = decode({ ...around, data: text });
    return decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`);
  };
  expect(problem('<HoTich><so>1</HoTich>')).toEqual(['data BROKEN_XML']);
  expect(problem('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')).toEqual(['data BROKEN_XML']);
});

test('a unit by the name that the source is told, as registers write it', () => {
  const row1 = { ...BIRTH, module: 'ks', ngayCapNhat: '2025-09-20T01:00:00Z' };
  const raw = { ...row1, noiDangKy: ' UBND  xã Minh Sơn' };
  const told = civilStatus.create(
    {
      [civilStatus.address]: pathToFileURL(folder).href,
      SOURCE_CIVIL_STATUS_UNITS: 'UBND xã Minh Sơn=H56.14.3;UBND xã Ngọc Lặc=H56.14.4',
    },
    { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
  );
  const run = { now: Date.parse(NOW) };
  expect(told.decode({ raw, place: {} }, run)).toEqual({ ok: true, record: RECORD });
  expect(told.decode({ raw: row1, place: {} }, run)).toEqual({ ok: true, record: RECORD });
  const problems = [{ field: 'noiDangKy', code: 'BAD_CODE' }];
  expect(decode(raw)).toMatchObject({ ok: false, problems });
  expect(told.decode({ raw: { ...raw, noiDangKy: 'UBND xã Khác' }, place: {} }, run)).toMatchObject({
    ok: false,
    problems,
  });
});

test('what is wrong is told by the names of the row', () => {
  const decoded = decode({
    ...BIRTH,
    module: 'xx',
    ngayCapNhat: NOW,
    nksGioiTinh: 0,
    meNgaySinh: '31/02/1970',
  });
  const fields = decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`);
  expect(fields).toEqual(['module NOT_IN_LIST', 'nksGioiTinh NOT_IN_LIST', 'meNgaySinh BAD_DATE']);
});

/** A sheet of the workbook with these columns. */
function sheet(...records: Record<string, string | number>[]): string {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return [
    row(1, 'Sổ đăng ký hộ tịch'),
    row(2, ...columns),
    ...records.map((record, at) => row(at + 3, ...columns.map((column) => record[column]))),
  ].join('');
}

test('a workbook of the bulk entry: each sheet is a register, the file tells the time', async () => {
  const death = {
    ...{ so: '1', quyenSo: '01/1999', noiDangKy: 'H56.14.3', ngayDangKy: '1999', loaiDangKy: '4' },
    ...{ nktHoTen: 'Lê Văn Cụ', nktNgaySinh: '1910', nktNgayChet: '02/03/1999', gbtLoai: '1' },
  };
  const wedding = {
    ...{ so: '2', quyenSo: '01/1999', noiDangKy: 'H56.14.3', ngayDangKy: '01/05/1999', loaiDangKy: '1' },
    ...{ chongHoTen: 'Lê Văn Chồng', voHoTen: 'Bùi Thị Vợ', voNgaySinh: '31/02/1975' },
  };
  const NAMES = ['Hướng dẫn', 'ks', 'KT', 'kh', 'hn'];
  const rows = [row(1, 'Điền vào các trang sau'), sheet(BIRTH), sheet(death), sheet(wedding), ''];
  const book = xlsx({
    rows: rows[4] ?? '',
    sheetsBefore: ['visible', 'visible', 'visible', 'visible'],
    names: NAMES,
    parts: rows
      .slice(0, 4)
      .map((each, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet><sheetData>${each}</sheetData></worksheet>`,
      ]),
  });
  mkdirSync(join(folder, 'inbox'));
  const path = join(folder, 'inbox', 'so-cu.xlsx');
  writeFileSync(path, book);
  writeFileSync(`${path}.ready`, '');
  utimesSync(path, new Date('2025-09-20T01:00:00Z'), new Date('2025-09-20T01:00:00Z'));
  const read: [string | undefined, number | undefined, Decoded][] = [];
  const run = { signal: AbortSignal.timeout(20_000), now: Date.parse(NOW) };
  for await (const page of source.pull(undefined, run)) {
    for (const record of page.records) {
      read.push([record.place.file, record.place.row, source.decode(record, { now: Date.parse(NOW) })]);
    }
  }
  expect(read).toMatchObject([
    ['so-cu.xlsx [ks]', 3, { ok: true, record: RECORD }],
    [
      'so-cu.xlsx [KT]',
      3,
      {
        ok: true,
        record: { code: 'H56.14.3/KT/1-1999/1', diedOn: '1999-03-02', registrationType: 'LATE' },
      },
    ],
    [
      'so-cu.xlsx [kh]',
      3,
      {
        ok: false,
        key: 'H56.14.3/KH/1-1999/2',
        problems: [{ field: 'voNgaySinh', code: 'BAD_DATE' }],
      },
    ],
  ]);
});

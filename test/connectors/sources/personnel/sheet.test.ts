import { afterEach, beforeEach, expect, test } from 'vitest';
import { OFFICIAL_FORM } from '../../../../src/connectors/sources/personnel/contract.js';
import { personnel } from '../../../../src/connectors/sources/personnel/index.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { row, xlsx } from '../../../support/xlsx.js';
import { dropOf, type Folder, folder, recordsOf } from '../../transport/file-drop/support.js';

/** The list as a personnel office exports it: a title, titles over columns, names below; a row a person. */
let drop: Folder;
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

const NOW = '2025-09-21T01:00:00.000Z';
const source = personnel.create(
  { [personnel.address]: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);

const [HEAD, SUBHEAD] = [
  row(
    3,
    'SoHieu',
    'CoQuanQuanLy',
    'SoDinhDanh',
    'HoTen',
    'NgaySinh',
    'GioiTinh',
    'LoaiCanBo',
    'TrangThai',
    'Chức vụ hiện nay',
    undefined,
    undefined,
    'Lương hiện hưởng',
    undefined,
    undefined,
    undefined,
    'NgayCapNhat',
  ),
  row(
    4,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    'DonViCongTac',
    'ChucVu',
    'TuNgay',
    'MaNgach',
    'BacLuong',
    'HeSoLuong',
    'HuongTu',
  ),
];
const MERGED = [
  'A3:A4',
  'B3:B4',
  'C3:C4',
  'D3:D4',
  'E3:E4',
  'F3:F4',
  'G3:G4',
  'H3:H4',
  'I3:K3',
  'L3:O3',
  'P3:P4',
];
const AFTER = `<mergeCells>${MERGED.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
const UPDATED = '20/08/2025 08:00:00';

async function read(...rows: string[]) {
  const book = { rows: row(1, 'DANH SÁCH CÁN BỘ') + HEAD + SUBHEAD + rows.join(''), after: AFTER };
  drop.lay('can-bo.xlsx', xlsx(book));
  const records = await recordsOf(
    dropOf(drop, { columns: Object.keys(OFFICIAL_FORM).concat('NgayCapNhat'), key: 'SoHieu', sides: [] }),
  );
  return records.map((record) => source.decode(record, { now: Date.parse(NOW) }));
}

test('numbers, a serial date and a year stay what they are; what a spreadsheet ate is told', async () => {
  const [good, eaten] = await read(
    row(
      5,
      'CC-1',
      'H56.14',
      '038180001234',
      'Bùi Thị Hòa',
      1980,
      'Nữ',
      'CONG_CHUC',
      'DANG_LAM_VIEC',
      'H56.14.3',
      'Chuyên viên',
      45839,
      '01.003',
      '3/9',
      3,
      '2022',
      UPDATED,
    ),
    row(
      6,
      'CC-2',
      'H56.14',
      38180001234,
      'Bùi Thị Hoa',
      '05/1980',
      'Nữ',
      'CONG_CHUC',
      'DANG_LAM_VIEC',
      'H56.14.3',
      'Chuyên viên',
      '2020',
      '01.003',
      '3/9',
      3,
      '2022',
      UPDATED,
    ),
  );
  expect(good).toMatchObject({
    ok: true,
    record: {
      birthDate: '1980',
      unit: 'H56.14.3',
      posts: [{ title: 'Chuyên viên', from: '2025-07-01' }],
      salary: [{ rankCode: '01.003', step: '3/9', coefficient: '3.00', from: '2022' }],
    },
  });
  expect(eaten).toMatchObject({ ok: false, problems: [{ field: 'SoDinhDanh', code: 'BAD_IDENTITY' }] });
});

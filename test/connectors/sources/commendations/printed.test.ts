import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commendations } from '../../../../src/connectors/sources/commendations/index.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { row, xlsx } from '../../../support/xlsx.js';

/* Lists as offices export them, through the file drop and the whole of the source. What is expected is written by hand, from the lists. */
const NOW = '2026-01-05T03:00:00.000Z';
const AT = Date.parse('2025-12-20T02:00:00.000Z');
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lienthong-awards-'));
  mkdirSync(join(dir, 'inbox'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** What each row is read as, or refused for. */
async function read(rows: (string | number)[][]): Promise<string[]> {
  const path = join(dir, 'inbox', 'danh-sach.xlsx');
  writeFileSync(path, xlsx({ rows: rows.map((cells, at) => row(at + 1, ...cells)).join('') }));
  utimesSync(path, AT / 1000, AT / 1000);
  writeFileSync(`${path}.ready`, '');
  const source = commendations.create(
    { [commendations.address]: `file://${dir}` },
    {
      ...{ clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
      keyed: () => '#',
    },
  );
  const found: string[] = [];
  const now = Date.parse(NOW);
  for await (const { records } of source.pull(undefined, { now, signal: AbortSignal.timeout(20_000) })) {
    for (const record of records) {
      const decoded = source.decode(record, { now });
      const told = decoded.ok
        ? `${decoded.record.code}${'money' in decoded.record ? ` ${decoded.record.money}` : ''}`
        : decoded.problems.map(({ field, code }) => `${field} ${code}`).join(', ');
      found.push(`${record.place.row ?? 'file'}: ${told}`);
    }
  }
  return found;
}

const TITLE = [
  ['ỦY BAN NHÂN DÂN', '', '', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ['XÃ NGỌC LẶC', 'Mã định danh: H56.14.3', '', 'Độc lập - Tự do - Hạnh phúc'],
  ['DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG NĂM 2025', '', '', ''],
  ['(Kèm theo Quyết định số 55/QĐ-UBND ngày 15/12/2025 của Chủ tịch UBND xã Ngọc Lặc)', '', '', ''],
];

test('a list with heads over heads, a row of numbers for the columns and a foot', async () => {
  expect(
    await read([
      ...TITLE,
      ['STT', 'Họ và tên', 'Thông tin', '', ''],
      ['', '', 'Đơn vị', 'Danh hiệu', 'Tiền thưởng (đồng)'],
      ['1', '2', '3', '4', '5'],
      ['1', 'Lê Thị Hoà', 'Trường Tiểu học Ngọc Khê', 'Lao động tiên tiến', 500_000],
      ['2', 'Trần Văn Bình', 'Trạm Y tế', 'Giấy khen của Chủ tịch UBND xã', '300.000'],
      ['3', 'Bùi Văn Nam', 'Thôn Cao Hòa', 'Gia đình văn hóa', ''],
      ['4', 'Phạm Thị Mai', 'Văn phòng', '', ''],
      ['', 'Danh sách này có 4 cá nhân', '', '', ''],
      ['', '', '', 'CHỦ TỊCH', ''],
    ]),
  ).toEqual([
    '8: 55/QĐ-UBND|2025-12-15|H56.14.3/LÊ THỊ HOÀ|LAO_DONG_TIEN_TIEN 500000',
    '9: 55/QĐ-UBND|2025-12-15|H56.14.3/TRẦN VĂN BÌNH|GIAY_KHEN 300000',
    '10: DoiTuong WRONG_RECIPIENT',
    '11: DanhHieu MISSING',
  ]);
});

test('sections say what the rows below them are', async () => {
  expect(
    await read([
      ...TITLE,
      ['TT', 'Tên tập thể, cá nhân', 'Nơi công tác', 'Hình thức khen thưởng'],
      ['I', 'TẬP THỂ', '', ''],
      ['1', 'Trạm Y tế', '', 'Tập thể lao động tiên tiến'],
      ['II', 'CÁ NHÂN', '', ''],
      ['1', 'Lê Thị Hoà', 'Trường Tiểu học', 'Giấy khen'],
      ['III', 'Danh hiệu Chiến sĩ thi đua cơ sở', '', ''],
      ['1', 'Trần Văn Bình', 'Trạm Y tế', ''],
      ['IV', 'HỘ GIA ĐÌNH', '', ''],
      ['1', 'Bùi Văn Nam', 'Thôn Cao Hòa', 'Gia đình văn hóa'],
    ]),
  ).toEqual([
    '7: 55/QĐ-UBND|2025-12-15|H56.14.3/TRẠM Y TẾ|TAP_THE_LAO_DONG_TIEN_TIEN',
    '9: 55/QĐ-UBND|2025-12-15|H56.14.3/LÊ THỊ HOÀ|GIAY_KHEN',
    '11: 55/QĐ-UBND|2025-12-15|H56.14.3/TRẦN VĂN BÌNH|CHIEN_SI_THI_DUA_CO_SO',
    '13: 55/QĐ-UBND|2025-12-15|H56.14.3/BÙI VĂN NAM|GIA_DINH_VAN_HOA',
  ]);
});

test('what the title says of the award, the school year and who decided; money in nghìn đồng is refused', async () => {
  const list = (unit: string) => [
    ['TRƯỜNG THCS NGỌC KHÊ', 'Mã định danh: H56.14.3'],
    ['DANH SÁCH CÁ NHÂN ĐẠT DANH HIỆU LAO ĐỘNG TIÊN TIẾN NĂM HỌC 2024-2025'],
    ['(Kèm theo Quyết định số 9/QĐ-THCS ngày 30 tháng 6 năm 2025 của Hiệu trưởng)'],
    [`Đơn vị tính: ${unit}`],
    ['STT', 'Họ và tên', 'Tổ', 'Tiền thưởng'],
    ['1', 'Lê Thị Hoà', 'Toán', '500'],
  ];
  const code = '9/QĐ-THCS|2025-06-30|H56.14.3/LÊ THỊ HOÀ|LAO_DONG_TIEN_TIEN';
  expect(await read(list('đồng'))).toEqual([`6: ${code} 500`]);
  expect(await read(list('Nghìn đồng'))).toEqual(['6: SoTien NOT_IN_DONG']);
});

test('somebody who is a head, and a note with a day, do not end the list; a row behind the signature is told', async () => {
  const code = (name: string) => `55/QĐ-UBND|2025-12-15|H56.14.3/${name}|LAO_DONG_TIEN_TIEN`;
  expect(
    await read([
      ...TITLE,
      ['STT', 'Họ và tên', 'Chức vụ', 'Danh hiệu', 'Thành tích'],
      ['1', 'Bùi Thị Lan', 'Hiệu trưởng Trường TH Minh Sơn', 'Lao động tiên tiến', ''],
      ['2', 'Lê Thị Hoà', 'Chủ tịch Hội', 'Lao động tiên tiến', 'Từ ngày 01 tháng 5 năm 2025'],
      ['', '', '', 'CHỦ TỊCH', ''],
      ['3', 'Trần Văn Bình', '', 'Lao động tiên tiến', ''],
    ]),
  ).toEqual([`6: ${code('BÙI THỊ LAN')}`, `7: ${code('LÊ THỊ HOÀ')}`, '9:  BELOW_FOOT']);
});

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../../src/connectors/portals/simulation/catalogue.js';

/** The columns of the file, in order. */
export const COLUMNS = [
  'MaHoSo',
  'MaTTHC',
  'DonVi',
  'KenhThucHien',
  'LoaiDoiTuong',
  'ChuHoSo',
  'LoaiDinhDanh',
  'SoDinhDanh',
  'SoDienThoai',
  'Email',
  'DiaChi',
  'TrichYeuHoSo',
  'NgayNopHoSo',
  'NgayTiepNhan',
  'NgayHenTra',
  'TrangThaiHoSo',
  'NgayCapNhat',
  'QuaTrinh',
] as const;

const UNITS = SAMPLE_UNITS.filter(({ level, validTo }) => level === 'XA' && validTo === undefined);
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Bùi', 'Quách', 'Trương'];
const GIVEN = ['Thị Mẫu', 'Văn Thử', 'Thị Lan', 'Văn Đức', 'Ngọc Ánh', 'Đình Khải'];
const WRITTEN_AT_ONCE = 1_000;
const MINUTE = 60_000;
const BEGIN = Date.UTC(2024, 0, 2, 1);

/**
 * Writes so many dossiers in process as one CSV file in the one-stop form; the same number gives the same bytes. With `quiet`, as many rows
 * as that say something else without a new time of change, as many others are left out, and as many are new though nobody could know.
 */
export async function writeRecords(file: string, records: number, quiet = 0): Promise<void> {
  const changed = (index: number) => index < quiet;
  const shift = (index: number) => (index >= records - quiet ? index + 10 * quiet : index);
  const out = createWriteStream(file);
  out.write(`${COLUMNS.join(',')}\n`);
  for (let from = 0; from < records; from += WRITTEN_AT_ONCE) {
    const lines: string[] = [];
    for (let index = from; index < Math.min(records, from + WRITTEN_AT_ONCE); index += 1)
      lines.push(`${rowOf(shift(index), changed(index)).map(cell).join(',')}\n`);
    if (!out.write(lines.join(''))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

function rowOf(index: number, changed: boolean): string[] {
  const received = BEGIN + index * MINUTE;
  const trace = [
    { ThoiDiem: at(received), TrangThai: 2, NguoiXuLy: `Cán bộ ${index % 40}`, NoiDung: 'Tiếp nhận hồ sơ' },
    {
      ThoiDiem: at(received + 45 * MINUTE),
      TrangThai: 4,
      NguoiXuLy: `Cán bộ ${index % 31}`,
      NoiDung: 'Chuyển xử lý',
    },
  ];
  const procedure = pick(SAMPLE_PROCEDURES, index * 7);
  return [
    `H56.14-${at(received).slice(2, 10).replaceAll('-', '')}-${String(index).padStart(7, '0')}`,
    procedure.code,
    pick(UNITS, index).code,
    String(1 + (index % 3)),
    '1',
    `${pick(FAMILY, index)} ${pick(GIVEN, index * 5)}`,
    '1',
    `038${String(index).padStart(9, '0')}`,
    `09${String(index).padStart(8, '0')}`,
    `nguoi.${index}@example.vn`,
    `Thôn ${index % 90}, xã Mẫu, tỉnh Thanh Hóa`,
    `${procedure.name}, việc ${index}${changed ? ' (sửa)' : ''}`,
    at(received - 10 * MINUTE),
    at(received),
    at(received + 5 * 24 * 60 * MINUTE),
    '4',
    at(received + 60 * MINUTE),
    JSON.stringify(trace),
  ];
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('an empty list');
  return found;
}

/** Local time as most exports have it. */
function at(ms: number): string {
  return new Date(ms + 7 * 60 * MINUTE).toISOString().slice(0, 19).replace('T', ' ');
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import type { RawForm } from './form.js';

/** The columns of a one-stop file; lists stand in their cell as JSON. */
const COLUMNS = [
  ...[
    'MaHoSo',
    'MaTTHC',
    'DonVi',
    'DonViXuLy',
    'KenhThucHien',
    'LoaiDoiTuong',
    'ChuHoSo',
    'LoaiDinhDanh',
    'SoDinhDanh',
  ],
  ...[
    'SoDienThoai',
    'Email',
    'DiaChi',
    'MaDoiTuong',
    'TrichYeuHoSo',
    'NoiNop',
    'NgayNopHoSo',
    'NgayTiepNhan',
  ],
  ...[
    'NgayHenTra',
    'NgayKetThucXuLy',
    'NgayTra',
    'NgayTuChoi',
    'TrangThaiHoSo',
    'HinhThucTra',
    'XacThucVNeID',
  ],
  ...['ThanhToanTrucTuyen', 'NgayCapNhat', 'QuaTrinh', 'ThanhPhan', 'KetQua', 'LePhi', 'BoSung', 'DanhGia'],
];

/** With a byte order mark, as office programs write it. */
export const CSV_HEADER = `\uFEFF${COLUMNS.join(',')}\r\n`;

export function csvLine(record: RawForm): string {
  const cells = COLUMNS.map((column) => {
    const value = record[column];
    if (value === undefined || value === null) return '';
    if (Array.isArray(value) && value.length === 0) return '';
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(',')}\r\n`;
}

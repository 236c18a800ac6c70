import { fold } from '../domain/fold.js';
import type { Random } from './random.js';

/*
 * Made-up people and organisations: names are combined from neutral lists, numbers are of ranges that nobody is given,
 * addresses are of places that do not exist.
 */

const SURNAMES = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Quách',
  'Trương',
];
const MIDDLES = ['Văn', 'Thị', 'Đức', 'Ngọc', 'Minh', 'Thanh', 'Quang', 'Hồng', 'Xuân', 'Thu', 'Hữu', 'Bảo'];
const GIVEN = [
  ...[
    'An',
    'Bình',
    'Chi',
    'Dũng',
    'Đạt',
    'Giang',
    'Hạnh',
    'Hiếu',
    'Hòa',
    'Hương',
    'Khánh',
    'Lan',
    'Linh',
    'Long',
  ],
  ...[
    'Mai',
    'Nam',
    'Nga',
    'Oanh',
    'Phúc',
    'Quân',
    'Sơn',
    'Tâm',
    'Thảo',
    'Tiến',
    'Trang',
    'Tú',
    'Uyên',
    'Vinh',
    'Yến',
  ],
];
const ORGANISATIONS = [
  'Công ty TNHH Thử nghiệm',
  'Hợp tác xã Mẫu',
  'Hộ kinh doanh Ví dụ',
  'Công ty cổ phần Giả định',
];
const BODIES = ['Trường Tiểu học Mẫu số', 'Trường Mầm non Ví dụ số', 'Trạm Y tế Giả định số'];
const VILLAGES = ['Thử Nghiệm', 'Ví Dụ', 'Giả Định', 'Mẫu', 'Minh Họa'];

/** `isFemale` absent: whichever. */
export function personName(random: Random, isFemale?: boolean): string {
  const not = isFemale === undefined ? undefined : isFemale ? 'Văn' : 'Thị';
  const middles = MIDDLES.filter((middle) => middle !== not);
  return `${random.pick(SURNAMES)} ${random.pick(middles)} ${random.pick(GIVEN)}`;
}

/** `type`: 2 business, 3 state agency, 4 organisation or other. */
export function organisationName(type: number, random: Random): string {
  if (type === 2) return `${random.pick(ORGANISATIONS)} ${random.int(1, 400)}`;
  return `${random.pick(BODIES)} ${random.int(1, 90)}`;
}

/** 12 digits, or 9 of the older card; province code 000 is given to nobody. */
export function identityNumber(type: 1 | 2, random: Random): string {
  return `000${random.digits(type === 1 ? 9 : 6)}`;
}

/** Ten digits beginning with 0100: no subscriber's number begins so. */
export function phoneNumber(random: Random): string {
  return `0100${random.digits(6)}`;
}

export function emailOf(name: string, random: Random): string {
  return `${fold(name).replace(/[^a-z0-9]+/g, '.')}.${random.digits(4)}@example.vn`;
}

export function addressOf(random: Random): string {
  return `Số ${random.int(1, 199)}, ngõ ${random.int(1, 60)}, thôn ${random.pick(VILLAGES)} ${random.int(1, 12)}, xã Không Có Thật`;
}

/** A national account id in the form of a GUID. */
export function technicalId(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.int(0, 15).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

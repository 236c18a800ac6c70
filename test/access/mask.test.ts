import { expect, test } from 'vitest';
import {
  maskAddress,
  maskDate,
  maskEmail,
  maskMessage,
  maskName,
  maskNumber,
} from '../../src/access/mask.js';

test.each([
  ['038204001223', '0382******23'],
  ['172345678', '1723***78'],
  ['0912345678', '0912****78'],
  ['123456', '1***56'],
  ['12345', '1***5'],
  ['1234', '****'],
  ['', ''],
])('number %s → %s', (value, masked) => {
  expect(maskNumber(value)).toBe(masked);
});

test.each([
  ['Nguyễn Văn An', 'Nguyễn V*** A***'],
  ['Đặng  Thị Ánh Tuyết', 'Đặng T*** Á*** T***'],
  ['An', 'A***'],
  ['', '***'],
])('name %s → %s', (value, masked) => {
  expect(maskName(value)).toBe(masked);
});

test('a date keeps how far it is known', () => {
  expect(['1945', '1945-03', '1945-03-12'].map(maskDate)).toEqual(['****', '****-**', '****-**-**']);
});

test('e-mail and address', () => {
  expect(maskEmail('an.nguyen@example.com.vn')).toBe('a***@***.vn');
  expect(maskEmail('broken')).toBe('b***@***');
  expect(maskAddress('Số 4, phố Lê Lợi, Ngọc Lặc')).toBe('***, Ngọc Lặc');
  expect(maskAddress('Ngọc Lặc')).toBe('***');
});

test('a message keeps its words and loses numbers and addresses', () => {
  expect(maskMessage('Hồ sơ H56.14: số 038 204 001 223 của a@b.vn sai, mã lỗi 12')).toBe(
    'Hồ sơ H56.14: số *************** của *** sai, mã lỗi 12',
  );
});

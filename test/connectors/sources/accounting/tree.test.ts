import { expect, test } from 'vitest';
import { placeRows } from '../../../../src/connectors/sources/accounting/printed/tree.js';

/** Mark, name → path; `+` a total, `?` set aside. */
const placed = (rows: [string, string][]) =>
  placeRows(rows.map(([mark, label]) => ({ mark, label }))).map(
    ({ path, isTotal, isOfWhich }) => `${path}${isTotal ? ' +' : ''}${isOfWhich ? ' ?' : ''}`,
  );

test.each<[string, [string, string][], string[]]>([
  [
    'all kinds of marks',
    [
      ['A', 'Thu'],
      ['I.', 'Thu nội địa'],
      ['1)', 'Thuế'],
      ['1.1', 'Thuế môn bài'],
      ['a', 'Hộ kinh doanh'],
      ['-', 'Bậc 1'],
      ['+', 'Nhóm đầu'],
      ['2', 'Phí'],
      ['II', 'Viện trợ'],
      ['B', 'Chi'],
    ],
    [
      ...['A +', 'A/I +', 'A/I/1 +', 'A/I/1/1.1 +', 'A/I/1/1.1/a +', 'A/I/1/1.1/a/bac-1 +'],
      ...['A/I/1/1.1/a/bac-1/nhom-dau', 'A/I/2', 'A/II', 'B'],
    ],
  ],
  [
    'a total on top, without a mark',
    [
      ['', 'TỔNG SỐ'],
      ['1', 'Thu'],
      ['2', 'Chi'],
    ],
    ['tong-so +', 'tong-so/1', 'tong-so/2'],
  ],
  [
    'a total at the end',
    [
      ['1', 'Thu'],
      ['2', 'Chi'],
      ['', 'Tổng cộng'],
    ],
    ['1', '2', 'tong-cong +'],
  ],
  [
    'a mark that stands twice, and names that do',
    [
      ['1', 'Thu'],
      ['-', 'Khác'],
      ['-', 'Khác'],
      ['1', 'Chi'],
    ],
    ['1 +', '1/khac', '1/khac~2', '1~2'],
  ],
  [
    'marks in the names',
    [
      ['', 'I. Thu'],
      ['', '1. Thuế'],
      ['', '- Môn bài'],
      ['', 'II. Chi'],
    ],
    ['I +', 'I/1 +', 'I/1/mon-bai', 'II'],
  ],
  [
    'what is shown beside its parts',
    [
      ['1', 'Chi thường xuyên'],
      ['', 'Trong đó: lương'],
      ['-', 'Biên chế'],
      ['a', 'Hợp đồng'],
      ['2', 'Trong đó chưa có'],
    ],
    ['1', '1/trong-do-luong ?', '1/trong-do-luong/bien-che ?', '1/trong-do-luong/a ?', '2 ?'],
  ],
])('%s', (_, rows, expected) => {
  expect(placed(rows)).toEqual(expected);
});

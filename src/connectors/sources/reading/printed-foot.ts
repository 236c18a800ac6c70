import { fold } from '../../../domain/fold.js';
import type { Problem } from '../../../domain/ports.js';
import type { PrintedRow } from '../../transport/transport.js';
import { textAt } from './printed-cells.js';

/*
 * Where the rows of a printed table end. The words that a foot is known by stand in rows too: somebody is `Hiệu trưởng`, a note says `Mất ngày
 * 05 tháng 8 năm 2025`. So a row that has its number in the list, or somebody's name, is never a foot.
 */

/** Where the number in the list and the name of each row stand, counted from 0; -1: nowhere. */
export interface RowColumns {
  mark: number;
  name: number;
}

/** Whether a column's folded name is that of the rows' numbers. */
export function isMark(name: string): boolean {
  return /^(stt|tt|so tt|so thu tu)$/.test(name);
}

/** Whether a row has its number in the list: `1`, `1.`, `1)`. */
export function isNumbered(row: PrintedRow, { mark }: RowColumns): boolean {
  return /^\d+[.)]?$/.test(textAt(row, mark));
}

/** The rows above the foot. Those with a number and a name that stand below it are refused and told of, for a list may go on behind a signature. */
export function rowsOfList(rows: readonly PrintedRow[], columns: RowColumns, foot: RegExp): RowOfList[] {
  const isFoot = (text: string) => foot.test(fold(text));
  const end = rows.findIndex((row) => {
    const name = textAt(row, columns.name);
    return (
      !isNumbered(row, columns) &&
      (name === '' || isFoot(name)) &&
      row.cells.some((cell) => isFoot(String(cell)))
    );
  });
  if (end < 0) return rows.map((row) => ({ row, below: [] }));
  return rows.flatMap((row, at) => {
    if (at < end) return [{ row, below: [] }];
    return isNumbered(row, columns) && textAt(row, columns.name) !== '' ? [{ row, below: [BELOW_FOOT] }] : [];
  });
}

interface RowOfList {
  row: PrintedRow;
  /** What is wrong with it where it stands below the foot. */
  below: readonly Problem[];
}

const BELOW_FOOT: Problem = {
  field: '',
  code: 'BELOW_FOOT',
  message:
    'Dòng nằm dưới phần ký của danh sách: tách thành danh sách khác, hoặc bỏ phần ký ở giữa (the row stands below the foot of the list: make it a list of its own, or leave the foot between out)',
};

import type { UnreadableCode } from '../items.js';

/** What stands in a cell: text, or a number where the file itself tells numbers from text. */
export type Cell = string | number;

/** What is wrong with one cell by how it was written. `index` counts columns from 0. */
export interface CellProblem {
  index: number;
  code: UnreadableCode;
  /** The cell's name and the like; never a person's value. */
  detail: string;
}

/** One row of a table; `number` is the file's own, from 1, blank rows and the head counted. */
export type TableRow =
  | { number: number; cells: Cell[]; problems?: CellProblem[] }
  | { number: number; broken: UnreadableCode; text: string; length: number };

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

import type { UnreadableCode } from '../items.js';
import { MAX_CELL } from '../limits.js';
import type { Cell } from '../table/row.js';
import { serialToText } from './serial-date.js';
import type { SharedStrings } from './shared-strings.js';
import { unescaped } from './strings-part.js';
import type { NumberKind } from './styles.js';

/** What a sheet's cells refer to. */
export interface CellSource {
  strings: SharedStrings;
  styles: readonly NumberKind[];
  from1904: boolean;
}

/** A cell as it is written: type `t`, style `s`, `<v>` or the inline text, `<f>`. */
export interface WrittenCell {
  type: string;
  style: number;
  value: string | undefined;
  formula: string | undefined;
}

export interface ReadCell {
  value: Cell;
  problem?: { code: UnreadableCode; detail?: string };
}

/** Excel keeps 15 digits of a number: of a longer one the last are lost. */
const SURE = 1e15;

/** The value that a cell shows: of a formula the stored one. What it cannot be told by is a problem, with what was written. */
export function cellValue(source: CellSource, cell: WrittenCell): ReadCell {
  const { type, value } = cell;
  if (value === undefined) {
    if (cell.formula === undefined) return { value: '' };
    return { value: `=${cell.formula}`, problem: { code: 'FORMULA_WITHOUT_VALUE' } };
  }
  const text = textOf(source, type, value);
  if (text !== undefined) {
    return text.length > MAX_CELL ? { value: '', problem: { code: 'CELL_TOO_LONG' } } : { value: text };
  }
  if (type === 'e') return { value, problem: { code: 'CELL_ERROR', detail: errorName(value) } };
  if (type === 'd') return { value: value.replace('T', ' ').replace(/\.\d+$/, '') };
  if (type === 'b') return { value: value === '1' || value === 'true' ? 'true' : 'false' };
  return type === 'n' ? numberValue(source, cell.style, value) : { value, problem: { code: 'BAD_CELL' } };
}

/** Undefined for a cell that holds no text. */
function textOf(source: CellSource, type: string, value: string): string | undefined {
  if (type === 'inlineStr') return value;
  if (type === 'str') return unescaped(value);
  return type === 's' ? source.strings.get(Number(value)) : undefined;
}

function numberValue(source: CellSource, style: number, value: string): ReadCell {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return { value, problem: { code: 'BAD_CELL' } };
  const kind = source.styles[style] ?? 'number';
  // What the cell shows, `25.34%`: of the number alone nobody could tell 0.2534 per cent from 25.34.
  if (kind === 'percent') return { value: `${Number((number * 100).toPrecision(15))}%` };
  if (kind === 'yearless') return { value, problem: { code: 'DATE_WITHOUT_YEAR' } };
  if (isTypedYear(number, kind)) return { value, problem: { code: 'YEAR_AS_DATE' } };
  if (kind !== 'number') {
    const date = serialToText(number, kind, source.from1904);
    return date === undefined ? { value, problem: { code: 'BAD_SERIAL_DATE' } } : { value: date };
  }
  if (Math.abs(number) >= SURE) return { value, problem: { code: 'NUMBER_TOO_LONG' } };
  return { value: number };
}

/** A day of 1900 or about 1905 in a sheet is hardly ever one: it is how a cell in a style of days shows a typed `45` or `1960`. */
function isTypedYear(serial: number, kind: NumberKind): boolean {
  const asDay = kind === 'date' || kind === 'month' || kind === 'year';
  return (
    asDay && Number.isInteger(serial) && ((serial >= 1 && serial <= 99) || (serial >= 1800 && serial <= 2200))
  );
}

/** Only names that Excel has are repeated. */
function errorName(value: string): string {
  return /^#[A-Z0-9/]{2,20}[!?]?$/.test(value) ? value : '#?';
}

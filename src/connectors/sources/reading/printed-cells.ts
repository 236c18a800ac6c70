import type { PrintedRow } from '../../transport/transport.js';

/*
 * Columns and cells of a table that an office prints, by the exchange form's fields.
 */

/** What a field's column is called, folded. */
export type ColumnName = readonly [field: string, name: RegExp];
/** Where its column is, counted from 0. */
export type FieldColumn = readonly [field: string, index: number];

/** The first column of each name, `taken` aside. `heads`: the folded names of each column, its own before those over it. */
export function columnsNamed(
  heads: readonly (readonly string[])[],
  names: readonly ColumnName[],
  taken: number,
): FieldColumn[] {
  return names.flatMap(([field, words]) => {
    const index = heads.findIndex((all, at) => at !== taken && all.some((each) => words.test(each)));
    return index < 0 ? [] : [[field, index] as const];
  });
}

/** What stands in no cell is left out, so that what the title or a section says stays. */
export function cellsIn(row: PrintedRow, fields: readonly FieldColumn[]): { [field: string]: string } {
  const given = fields.map(([field, index]) => [field, textAt(row, index)] as const);
  return Object.fromEntries(given.filter(([, text]) => text !== ''));
}

export function textAt({ cells }: PrintedRow, index: number): string {
  return String(cells[index] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

import type { Cell } from './row.js';

/** Names of the columns by position; undefined where a column has none. */
export type Head = readonly (string | undefined)[];

export function namesIn(cells: readonly Cell[]): Head {
  return cells.map((cell) => {
    const name = String(cell).replace('\ufeff', '').replace(/\s+/g, ' ').trim().normalize('NFC');
    return name === '' ? undefined : name;
  });
}

/** Whether a row holds at least one name of the exchange form. */
export function isHead(names: Head, columns: readonly string[]): boolean {
  return names.some((name) => name !== undefined && columns.includes(name));
}

/**
 * A head of two rows: titles merged over several columns stand above their names, and names merged over both rows stand in
 * the upper one. The lower row's name wins; a known name above a known one would mean two heads.
 */
export function withSecondRow(upper: Head, lower: Head, columns: readonly string[]): Head | undefined {
  const known = (name: string | undefined) => name !== undefined && columns.includes(name);
  if (!lower.some(known) || lower.some((name, index) => known(name) && known(upper[index]))) return undefined;
  const width = Math.max(upper.length, lower.length);
  return Array.from({ length: width }, (_, index) => lower[index] ?? upper[index]);
}

export function hasDuplicate(head: Head): boolean {
  const names = head.filter((name) => name !== undefined);
  return new Set(names).size !== names.length;
}

/**
 * What a row inside the table is, when it is a head once more (files glued together): the `same` one or an `other`, under
 * which the rows below would be misread. Two names of the form as values of one row are no accident.
 */
export function headAgain(names: Head, head: Head, columns: readonly string[]): 'same' | 'other' | undefined {
  const filled = names.filter((name) => name !== undefined);
  const known = filled.filter((name) => columns.includes(name)).length;
  if (known === 0 || known * 2 < filled.length || (known === 1 && head.length > 1)) return undefined;
  const width = Math.max(head.length, names.length);
  const same = Array.from({ length: width }).every((_, index) => head[index] === names[index]);
  return same ? 'same' : 'other';
}

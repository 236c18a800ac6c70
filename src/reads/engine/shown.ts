import type { Selection } from './selection.js';
import type { ReadType, ReadTypes } from './types.js';

/** Where a row's subject stands in its JSON, for the record of what was looked at. */
export const SUBJECT = '#subject';

/** Personal fields among those that are selected of a row, by type: of the row itself, and of objects that its sealed record holds. */
export function shownOf(
  types: ReadTypes,
  type: ReadType,
  selections: readonly Selection[],
): { type: string; fields: string[] }[] {
  const found: { type: string; fields: string[] }[] = [];
  const own = selections.filter(({ name }) => isPersonal(type, name));
  if (own.length > 0) found.push({ type: type.name, fields: namesOf(own) });
  for (const selection of selections) {
    const field = type.fields[selection.name];
    const inner = field?.kind === 'held' && field.of !== undefined ? types[field.of] : undefined;
    const below = inner ? selection.on(inner.name).filter(({ name }) => isPersonal(inner, name)) : [];
    if (inner && below.length > 0) found.push({ type: inner.name, fields: namesOf(below) });
  }
  return found;
}

function isPersonal({ fields }: ReadType, name: string): boolean {
  const field = fields[name];
  return (field?.kind === 'column' || field?.kind === 'held') && field.personal === true;
}

function namesOf(selections: readonly Selection[]): string[] {
  return [...new Set(selections.map(({ name }) => name))].sort();
}

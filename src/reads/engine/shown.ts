import { classOf } from '../../domain/classes/index.js';
import type { Selection } from './selection.js';
import type { ReadType, ReadTypes, Viewer } from './types.js';

/** The viewer as a field of this class takes them: one who may see personal data may not see sensitive data by that. */
export function seenAs(viewer: Viewer, type: string, field: string): Viewer {
  const hidden = viewer.personal && !viewer.sensitive && classOf(type, field, viewer.day) === 'SD';
  return hidden ? masked(viewer) : viewer;
}

/** The same viewer without what opens personal fields. */
export function masked(viewer: Viewer): Viewer {
  return { ...viewer, personal: false, sensitive: false };
}

/** The same viewer as whoever sees all of a file. */
export function opened(viewer: Viewer): Viewer {
  return { ...viewer, personal: true, sensitive: true };
}

/** Personal fields among those that are selected of a row, by type, that this viewer is shown: of the row itself, and of objects that its sealed record holds. */
export function shownOf(
  types: ReadTypes,
  type: ReadType,
  selections: readonly Selection[],
  viewer: Viewer,
): { type: string; fields: string[] }[] {
  if (!viewer.personal) return [];
  const found: { type: string; fields: string[] }[] = [];
  const isShown = (of: ReadType) => (selection: Selection) =>
    isPersonal(of, selection.name) && seenAs(viewer, of.name, selection.name).personal;
  const own = selections.filter(isShown(type));
  if (own.length > 0) found.push({ type: type.name, fields: namesOf(own) });
  for (const selection of selections) {
    const field = type.fields[selection.name];
    const inner = field?.kind === 'held' && field.of !== undefined ? types[field.of] : undefined;
    const below = inner ? selection.on(inner.name).filter(isShown(inner)) : [];
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

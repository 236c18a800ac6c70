import { sql } from 'kysely';
import type { MadeRow, RowObject } from './row-object.js';
import type { Selection } from './selection.js';
import { masked, seenAs, shownOf } from './shown.js';
import type { ReadType, ReadTypes, Row, Viewer } from './types.js';

/**
 * Keeps all that is personal in a row masked where it is closed to the viewer, and where the row itself makes it sensitive and the viewer sees no
 * sensitive data.
 */
export function closeRows(object: RowObject, type: ReadType, row: Row, viewer: Viewer): void {
  if (!viewer.personal) return;
  const closed = type.closed?.(row, viewer);
  if (closed) {
    const at = object.read('#closed', () => closed);
    object.before((made) => {
      if (made.values[at] === true) made.closed = true;
    });
  }
  if (viewer.sensitive) return;
  // The higher of two classes: the field's own, and what the row makes of everything personal in it.
  const raised = type.sensitive?.(row, viewer);
  if (raised) {
    const at = object.read('#sensitive', () => raised);
    object.before((made) => {
      if (made.values[at] === true) made.closed = true;
    });
  }
  const { heldSensitive } = type;
  if (!heldSensitive) return;
  const record = recordOf(object, type, row, viewer);
  const among = object.read('#sensitiveBy', () => heldSensitive.among(viewer));
  object.before((made) => {
    const by = heldSensitive.by(record(made));
    if ((made.values[among] as unknown[]).includes(by)) made.closed = true;
  });
}

/** The viewer as a field takes them, by the row that it stands in. */
export function viewerOf(viewer: Viewer, type: string, field: string): (made: MadeRow) => Viewer {
  const usual = seenAs(viewer, type, field);
  const closed = masked(viewer);
  return (made) => (made.closed ? closed : usual);
}

/** The sealed record of a row's version, or the part of it that the row is: opened once, whatever is taken from it. */
export function recordOf(
  object: RowObject,
  { heldPart }: ReadType,
  row: Row,
  { sealer }: Viewer,
): (made: MadeRow) => unknown {
  const part = heldPart && { ...heldPart, at: object.read('#heldPart', () => heldPart.by(row)) };
  const at = object.read('#held', () => sql`encode(${row.joined('held')('snapshot')}, 'base64')`);
  return (made) => {
    const sealed = made.values[at];
    if (typeof sealed !== 'string') return sealed;
    if (made.record === undefined) {
      const whole = sealer.openJson(Buffer.from(sealed, 'base64'));
      made.record = part ? part.of(whole, String(made.values[part.at])) : whole;
    }
    return made.record;
  };
}

/** Says whose personal fields are shown unmasked, when that is recorded. */
export function noteShown(
  object: RowObject,
  { type, row, viewer, types }: { type: ReadType; row: Row; viewer: Viewer; types: ReadTypes },
  selections: readonly Selection[],
): void {
  const { subject } = type;
  const shown = viewer.recorded ? shownOf(types, type, selections, viewer) : [];
  if (!subject || shown.length === 0) return;
  const at = object.read('#subject', () => sql`${subject(row)}::text`);
  object.after(({ closed, looked, values }) => {
    // Some rows of a type are nobody's.
    if (closed || values[at] === null) return;
    for (const each of shown) looked?.note(each.type, each.fields, String(values[at]));
  });
}

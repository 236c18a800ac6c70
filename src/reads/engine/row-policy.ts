import { sql } from 'kysely';
import type { MadeRow, RowObject } from './row-object.js';
import type { Selection } from './selection.js';
import { masked, opened, seenAs, shownOf } from './shown.js';
import type { ReadType, ReadTypes, Row, Viewer } from './types.js';

/**
 * Keeps all that is personal in a row masked where it is closed to the viewer, and where the row itself makes it sensitive and the viewer sees no
 * sensitive data.
 */
export function closeRows(object: RowObject, type: ReadType, row: Row, viewer: Viewer): void {
  openOwn(object, type, row, viewer);
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

function openOwn(object: RowObject, type: ReadType, row: Row, viewer: Viewer): void {
  const own = type.own?.(row, viewer);
  if (!own) return;
  const at = object.read('#own', () => own);
  object.before((made) => {
    made.own = made.values[at] === true;
  });
}

/** The viewer as a field takes them, by the row that it stands in. */
export function viewerOf(viewer: Viewer, type: string, field: string): (made: MadeRow) => Viewer {
  const usual = seenAs(viewer, type, field);
  const closed = masked(viewer);
  const own = opened(viewer);
  return (made) => (made.own ? own : made.closed ? closed : usual);
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
  if (!subject || !viewer.recorded) return;
  const usual = shownOf(types, type, selections, viewer);
  const ofOwn = type.own?.(row, viewer) ? shownOf(types, type, selections, opened(viewer)) : [];
  if (usual.length === 0 && ofOwn.length === 0) return;
  const at = object.read('#subject', () => sql`${subject(row)}::text`);
  object.after(({ closed, own, looked, values }) => {
    // Some rows of a type are nobody's.
    if (values[at] === null) return;
    for (const each of own ? ofOwn : closed ? [] : usual)
      looked?.note(each.type, each.fields, String(values[at]));
  });
}

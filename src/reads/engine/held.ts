import { type RawBuilder, sql } from 'kysely';
import { seenAs } from './shown.js';
import type { Column, Held, ReadField, ReadType, ReadTypes, Row, Sql, Viewer } from './types.js';

/** How a type is read as the hub held it at an earlier time. The record of each version is sealed: what is in it is taken in code. */
export interface HeldRead<Kind> {
  /** Fields taken from the record; objects and lists whole, with every field of their type. */
  record: Readonly<Record<string, (record: Kind, viewer: Viewer) => unknown>>;
  /** Fields that the store knows of that time; `row.joined('held')` is the version. */
  store(at: Sql): Readonly<Record<string, ReadField>>;
  /** Of rows that are each one of several parts of a subject: which one, and since when its subject has it. */
  part?: {
    by(row: Row): Sql;
    of(record: unknown, by: string): Kind;
    since(row: Row): Sql;
  };
  /** What in the record makes whatever is personal in it sensitive, beside what the row says of today. */
  sensitive?: {
    by(record: Kind): string | undefined;
    /** The values of it that do, a JSON list. */
    among(viewer: Viewer): Sql;
  };
}

/**
 * A type whose records are versions of subjects: `heldAt` gives how it is read as the hub held it at a time, `changedBy` as its source had it.
 */
export function withHistory<Kind>(type: ReadType, held: HeldRead<Kind>): ReadType {
  const versionBy = (known: 'recorded_at' | 'changed_at', at: Sql, types: ReadTypes): ReadType => {
    const fields: Record<string, ReadField> = { ...type.fields };
    for (const [name, take] of Object.entries(held.record)) {
      const field = type.fields[name];
      if (!field) throw new TypeError(`no read for ${type.name}.${name}`);
      fields[name] = heldField(field, take as TakeHeld, types);
    }
    return {
      ...type,
      fields: { ...fields, ...held.store(at) },
      ...(held.sensitive ? { heldSensitive: held.sensitive } : {}),
      ...(held.part ? { heldPart: held.part } : {}),
      from: (row) => versionAt(type.from(row), row, { known, at, since: held.part?.since(row) }),
    };
  };
  return {
    ...type,
    heldAt: (time, types) => versionBy('recorded_at', sql`${time}::timestamptz`, types),
    changedBy: (at, types) => versionBy('changed_at', at, types),
  };
}

function versionAt(
  from: Sql,
  row: Row,
  { known, at, since }: { known: 'recorded_at' | 'changed_at'; at: Sql; since: Sql | undefined },
): RawBuilder<unknown> {
  const there = since === undefined ? sql`` : sql` and v.recorded_at >= ${since}`;
  return sql`${from} join lateral (select v.version, v.changed_at, v.recorded_at, v.snapshot from subject_version v
    where v.subject_id = ${row('subject_id')} and ${sql.ref(`v.${known}`)} <= ${at}${there} order by v.version desc limit 1
  ) as ${row.joined('held').table} on true`;
}

/** `viewer`: for lists of which not everybody is shown every item. */
type TakeHeld = (record: unknown, viewer: Viewer) => unknown;

function heldField(field: ReadField, take: TakeHeld, types: ReadTypes): Held {
  if (field.kind === 'column') {
    const taken: Held = {
      kind: 'held',
      isObject: false,
      take: (record, viewer) => shown(field, take(record, viewer), viewer),
    };
    return field.personal ? { ...taken, personal: true } : taken;
  }
  const of = 'type' in field ? field.type : undefined;
  const inner = of === undefined ? {} : (types[of]?.fields ?? {});
  const seen = (viewer: Viewer, name: string) => (of === undefined ? viewer : seenAs(viewer, of, name));
  const object = (value: object, viewer: Viewer) =>
    Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, shown(inner[name], each, seen(viewer, name))]),
    );
  return {
    kind: 'held',
    isObject: true,
    ...(of === undefined ? {} : { of }),
    take: (record, viewer) => {
      const value = take(record, viewer);
      if (Array.isArray(value)) return value.map((each: object) => object(each, viewer));
      return value === null || value === undefined ? null : object(value, viewer);
    },
  };
}

/** Masked just as a column of the same name is. */
function shown(field: ReadField | undefined, value: unknown, viewer: Viewer): unknown {
  if (value === undefined || value === null) return null;
  const column: Column | undefined = field?.kind === 'column' ? field : undefined;
  if (!column) throw new TypeError('a record gave a field that its type does not have');
  return column.mask && typeof value === 'string' && !viewer.personal ? column.mask(value) : value;
}

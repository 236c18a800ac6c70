import { sql } from 'kysely';
import { factsOf, type PlainKind } from '../../domain/kinds/index.js';
import type { KindRecord } from '../../domain/kinds/kind.js';
import type { SubjectNode } from '../../schema/subject-node.js';
import { personalIdField } from '../person.js';
import { inScope } from '../scope.js';
import { computed, globalId, joined } from './fields.js';
import { withHistory } from './held.js';
import type { Found, FoundText, ReadField, ReadType, Row, Sql, Viewer } from './types.js';
import { withSubject } from './with-subject.js';

/** A field as it stands today, and how the record of an older version says it; a relation stays of today. */
export type PlainField<R> =
  | ReadField
  | readonly [today: ReadField, then: (record: R, viewer: Viewer) => unknown];

/** A record as an older version has it. */
type Held = Pick<KindRecord, 'changedAt' | 'deleted'>;

/** Every field of a type but those of {@link SubjectNode}. */
export type PlainFields<T, R> = Readonly<Record<Exclude<keyof T, keyof SubjectNode>, PlainField<R>>>;

type Visible = NonNullable<ReadType['visible']>;

/** Where and how such a type stands in the store. */
export interface PlainTable<R extends Held> {
  name: string;
  kind: PlainKind;
  table: string;
  /** When what a row says came to be, for keys of one unit; absent: now. */
  at?: (row: Row) => Sql;
  /** Since when a row is for everybody who may read the kind, whatever unit their key is for; null: it is not. */
  openSince?: (row: Row) => Sql;
  /** Of a kind whose rows are its unit's own: which a key sees for another reason, by what `inScope` finds. */
  alsoFor?: (row: Row) => Sql;
  /** What an officer reads of a row that a search found, never personal; absent: its code. */
  title?: (row: Row) => Sql;
  /** How else it is found, where that is not by `search_text` alone or shows in further texts. */
  found?: Pick<Found, 'personText' | 'listed'> & { texts?: readonly (FoundText | FoundText['value'])[] };
  /** Whether a row is about the person whose number has this keyed hash; absent: by `personalIdField`, where the type has it. */
  person?: ReadType['person'];
  /** Of a table with a row for each of several parts of a subject. */
  parts?: {
    /** The rows' own key. */
    key: string;
    /** Which part a row is: a column. */
    by: string;
    /** Since when its subject has it: a column. */
    since: string;
    of(record: unknown, by: string): R;
  };
  /** Whether a row is the caller's own file: they see it whatever unit their key is for, and all of it; undefined: nobody's is. */
  own?: ReadType['own'];
  /** Which rows are not for everybody who may read the kind, now and as they were held: by what never changes in a row. */
  visible?: ReadType['visible'];
  /** Of which rows all that is personal is sensitive: by what never changes in a row. */
  sensitive?: ReadType['sensitive'];
}

/**
 * How a type is read whose subjects are shown and not carried (domain/kinds): a table keyed by `subject_id`, its header joined, its history
 * in the versions.
 */
export function plainRead<T extends SubjectNode, R extends Held>(
  {
    name,
    kind,
    table,
    at,
    openSince,
    alsoFor,
    own,
    parts,
    visible,
    sensitive,
    title,
    found,
    person,
  }: PlainTable<R>,
  fields: PlainFields<T, R> & { deletedAt?: PlainField<R> },
): ReadType {
  const key = parts?.key ?? 'subject_id';
  const foreign = openSince && foreignRows({ at, alsoFor });
  const facts = factsOf(kind);
  if (!facts) throw new TypeError(`no facts of ${kind} in domain/kinds`);
  const today: Record<string, ReadField> = {};
  const then: Record<string, (record: R, viewer: Viewer) => unknown> = {
    deletedAt: (record) => (record.deleted ? record.changedAt : null),
  };
  for (const [field, how] of Object.entries<PlainField<R>>(fields)) {
    if ('kind' in how) today[field] = how;
    else [today[field], then[field]] = how;
  }
  const present: ReadType = {
    name,
    permission: facts.permission as ReadType['permission'],
    from: (row) => withSubject(table, row),
    ...(facts.rows === 'own'
      ? { visible: both(ownRows({ at, openSince, alsoFor, own }, sql`now()`), visible) }
      : {}),
    ...(facts.rows !== 'own' && visible ? { visible } : {}),
    ...(sensitive ? { sensitive } : {}),
    ...(own ? { own } : {}),
    ...(foreign ? { closed: foreign } : {}),
    subject: (row) => row('subject_id'),
    key: { column: key, type: 'bigint' },
    ...personOf(person, Object.values<PlainField<R>>(fields), foreign),
    found: {
      ...found,
      kind,
      title: title ?? ((row) => row('code')),
      text: (row) => row('search_text'),
      texts: found?.texts?.map((text) => (typeof text === 'function' ? { value: text } : text)) ?? [],
      // The first unit of a kind stands under this name: whose rows are whose goes by it.
      ...(facts.codes.some(({ property }) => property === 'unit') ? { unit: (row) => row('unit') } : {}),
      ...(at ? { at } : {}),
    },
    fields: {
      id: globalId(name, key),
      origin: joined('subject', 'origin'),
      versionCount: computed(
        (row) => sql`(select count(*) from subject_version v where v.subject_id = ${row('subject_id')})`,
      ),
      changedAt: joined('subject', 'changed_at'),
      readAt: joined('subject', 'read_at'),
      deletedAt: joined('subject', 'deleted_at'),
      ...today,
    },
  };
  const held = withHistory<R>(present, {
    record: then,
    store: () => ({
      versionCount: joined('held', 'version'),
      changedAt: joined('held', 'changed_at'),
      readAt: joined('held', 'recorded_at'),
    }),
    ...(parts ? { part: heldPart(parts) } : {}),
  });
  return openSince && facts.rows === 'own' ? openThen(held, { at, openSince, alsoFor, own }, visible) : held;
}

function personOf<R>(
  person: ReadType['person'],
  fields: readonly PlainField<R>[],
  foreign: ReadType['closed'],
): Pick<ReadType, 'person'> {
  if (person) return { person };
  const hasNumber = fields.some((field) => field === personalIdField);
  if (!hasNumber) return {};
  return {
    person: (row, hash, viewer) => {
      const isThis = sql`${row('person_hash')} = ${hash}`;
      const closed = foreign?.(row, viewer);
      return closed ? sql`(${isThis} and not ${closed})` : isThis;
    },
  };
}

function heldPart<R extends Held>({ by, since, of }: NonNullable<PlainTable<R>['parts']>) {
  return { by: (row: Row) => row(by), since: (row: Row) => row(since), of };
}

/** Whose a row is, for keys of one unit. */
type Whose = { [K in 'at' | 'openSince' | 'alsoFor' | 'own']: PlainTable<Held>[K] | undefined };

/** What was held at a time is for everybody only if it was then: an older version of something that came out later stays its unit's. */
function openThen(type: ReadType, whose: Whose, visible: ReadType['visible']): ReadType {
  const { heldAt } = type;
  if (!heldAt) return type;
  return {
    ...type,
    heldAt: (time, types) => ({
      ...heldAt(time, types),
      visible: both(ownRows(whose, sql`least(now(), ${time}::timestamptz)`), visible),
    }),
  };
}

/** What one rule shows, and another too where there is one. */
function both(one: Visible, other: ReadType['visible']): Visible {
  if (!other) return one;
  return (row, viewer) => {
    const all = [one(row, viewer), other(row, viewer)].filter((part) => part !== undefined);
    return all.length === 0 ? undefined : sql.join(all, sql` and `);
  };
}

/** Rows that a key of one unit sees only because they came out: what is personal in them is for their own unit. */
function foreignRows(whose: Pick<Whose, 'at' | 'alsoFor'>): NonNullable<ReadType['closed']> {
  return (row, { principal }) =>
    principal.unit === undefined ? undefined : sql`(not (${sql.join(reasonsOf(row, whose), sql` or `)}))`;
}

/** Why a row is a unit's own. */
function reasonsOf(row: Row, { at, alsoFor }: Pick<Whose, 'at' | 'alsoFor'>): Sql[] {
  return [
    inScope(row('unit'), at?.(row) ?? sql`'infinity'::timestamptz`),
    ...(alsoFor ? [alsoFor(row)] : []),
  ];
}

function ownRows({ openSince, ...whose }: Whose, time: Sql): Visible {
  return (row, viewer) => {
    if (viewer.principal.unit === undefined) return undefined;
    const own = whose.own?.(row, viewer);
    const reasons = [
      ...reasonsOf(row, whose),
      ...(own ? [own] : []),
      ...(openSince ? [sql`coalesce(${openSince(row)} <= ${time}, false)`] : []),
    ];
    return sql`(${sql.join(reasons, sql` or `)})`;
  };
}

/** Rows of a list of the record: a table keyed by the subject and a position. */
export function partRows(type: string, owner: string, usual: number): ReadField {
  return {
    kind: 'many',
    type,
    usual,
    where: (row, target) => sql`${target(owner)} = ${row('subject_id')}`,
    orderBy: (target) => target('position'),
  };
}

/** The unit with the code in this column. */
export function unitIn(column: string): ReadField {
  return { kind: 'one', type: 'Unit', where: (row, target) => sql`${target('code')} = ${row(column)}` };
}

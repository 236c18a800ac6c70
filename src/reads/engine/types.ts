import { type RawBuilder, sql } from 'kysely';
import type { Principal } from '../../access/principal.js';
import type { Permission } from '../../access/roles.js';
import type { Sealer } from '../../store/sealed.js';

/** A piece of SQL with its parameters. */
export type Sql = RawBuilder<unknown>;

/** An object by the names that its fields have in the answer or, for an executor that is to take them from it, in the schema. */
export type Json = Record<string, unknown>;

/** Who reads, and what opens sealed columns. */
export interface Viewer {
  principal: Principal;
  sealer: Sealer;
  /** Whether basic personal fields are shown unmasked. */
  personal: boolean;
  /** Whether sensitive ones are. */
  sensitive: boolean;
  /** Today in Vietnam, by whose law fields have their class. */
  day: string;
  /** Whether it is recorded whose personal fields are shown unmasked. */
  recorded?: true;
}

/** A table's alias in a statement: `row('code')` is a column, `row.joined('s')('version')` one of a table joined with it. */
export interface Row {
  (column: string): Sql;
  readonly table: Sql;
  joined(part: string): Row;
  /** Whether any column of a table joined with it was asked for so far. */
  uses(part: string): boolean;
}

export function rowOf(alias: string): Row {
  return rowOn(alias, () => undefined);
}

/** `asked`: hears of each column. */
function rowOn(alias: string, asked: () => void): Row {
  const row = (column: string): Sql => {
    asked();
    return sql.ref(`${alias}.${column}`);
  };
  const used = new Set<string>();
  const joined = (part: string): Row =>
    rowOn(`${alias}_${part}`, () => {
      used.add(part);
      asked();
    });
  return Object.assign(row, { table: sql.id(alias), joined, uses: (part: string) => used.has(part) });
}

/** A value of the row itself. `open` runs on what the database gave, before anybody sees it. */
export interface Column {
  kind: 'column';
  value(row: Row, viewer: Viewer): Sql;
  open?(value: unknown, viewer: Viewer): unknown;
  /** It masks itself for who may not see personal data: required for fields of class PD and SD. */
  personal?: true;
  /** How a personal value is masked. */
  mask?(text: string): string;
}

/** A value that stands in the sealed record of the row's version; see engine/held.ts. */
export interface Held {
  kind: 'held';
  /** An object or a list of them, whole. */
  isObject: boolean;
  /** Of an object: its type. Of a value: whether it is a personal one. */
  of?: string;
  personal?: true;
  take(record: unknown, viewer: Viewer): unknown;
}

/** An object made of the same row; null where `when` does not hold. */
export interface Inner {
  kind: 'inner';
  type: string;
  when?(row: Row): Sql;
}

/** Where rows of another type are read, for the row that they belong to; absent: in their type's own tables. */
interface Sourced {
  from?(row: Row, target: Row): Sql;
}

/** At most one row of another type. */
export interface One extends Sourced {
  kind: 'one';
  type: string;
  where(row: Row, target: Row, args: Readonly<Record<string, unknown>>, viewer: Viewer): Sql;
  /** As the source had it at this time of the row: the last version that changed by then; where there is none, null. */
  changedBy?(row: Row): Sql;
}

/** Rows of another type. `usual`: how many to expect, for the cost of a query. */
export interface Many extends Sourced {
  kind: 'many';
  type: string;
  usual: number;
  where(row: Row, target: Row, args: Readonly<Record<string, unknown>>, viewer: Viewer): Sql;
  orderBy(target: Row): Sql;
  /** Limited by an argument `first`, 1–100. */
  paged?: true;
}

/** The row of one of several types: what is selected of each is read where a row is of it. Types that the viewer may not read are left out. */
export interface AnyOf {
  kind: 'any';
  types: readonly {
    type: string;
    /** Whether the row stands for one of this type. */
    when(row: Row): Sql;
    where(row: Row, target: Row): Sql;
  }[];
}

export type ReadField = Column | Inner | One | Many | Held | AnyOf;

/** A text of a row as it is written, in which what a search found can be shown. */
export interface FoundText {
  value(row: Row): Sql;
  /** Shown to who sees the row's personal data only. */
  personal?: true;
}

/** How rows of a type are found by the search over all kinds (reads/search). */
export interface Found {
  /** As `subject.kind` has it. The type has the columns `subject_id` and `code`. */
  kind: string;
  /** What an officer reads first: never personal. */
  title(row: Row): Sql;
  /** Folded text that everybody who sees the row may find it by, with a trigram index. */
  text(row: Row): Sql;
  /** Another, with an index of its own, for who sees its personal data only. */
  personText?(row: Row): Sql;
  /** Further texts in which it is shown what was found. */
  texts?: readonly FoundText[];
  /** Code of the unit that it is of. */
  unit?(row: Row): Sql;
  /** When it was, for what successors of a unit took over; absent: any time. */
  at?(row: Row): Sql;
  /** Another spelling of the code that was asked for, as SQL: a statement is made once for all. */
  meant?(given: Sql): Sql;
  /** Rows that stand in no list. */
  listed?(row: Row): Sql;
}

/** How a type of the public schema is read from the tables. Other types are named, so that files need not know each other. */
export interface ReadType {
  name: string;
  permission: Permission;
  /** The table with its alias, and what is always joined with it. */
  from(row: Row): Sql;
  /** Which rows this viewer may see, wherever the type is reached from; undefined: all. */
  visible?(row: Row, viewer: Viewer): Sql | undefined;
  /** Whose data a row holds: the subject's id; null: nobody's. Required for types with personal fields, for what is looked at is recorded. */
  subject?(row: Row): Sql;
  /** Whether whatever is personal in a row is sensitive, though its fields by themselves are not. */
  sensitive?(row: Row, viewer: Viewer): Sql;
  /** Whether whatever is personal in a row stays masked for this viewer, whatever its scopes; undefined: in none. */
  closed?(row: Row, viewer: Viewer): Sql | undefined;
  /** Whether a row is of the caller's own file, of which nothing is masked, whatever the scopes; undefined: none is. */
  own?(row: Row, viewer: Viewer): Sql | undefined;
  /** Of a type as it was held: whether what its sealed record says makes it so; see engine/held.ts. */
  heldSensitive?: {
    by(record: unknown): string | undefined;
    among(viewer: Viewer): Sql;
  };
  /** Of a type as it was held, one of several parts of a subject: which part of the sealed record a row is. */
  heldPart?: {
    by(row: Row): Sql;
    of(record: unknown, by: string): unknown;
  };
  /** The key behind the global id. */
  key?: { column: string; type: 'bigint' | 'uuid' };
  fields: Readonly<Record<string, ReadField>>;
  /** Absent: it is not searched. */
  found?: Found;
  /** Whether a row is about the person whose identity number has this keyed hash; absent: rows of it are about nobody. */
  person?(row: Row, hash: Sql, viewer: Viewer): Sql | undefined;
  /** The same as the hub held it at a time (an Instant): for types whose versions are kept. */
  heldAt?(time: string, types: ReadTypes): ReadType;
  /** The same as its source had it at a time. */
  changedBy?(at: Sql, types: ReadTypes): ReadType;
}

export type ReadTypes = Readonly<Record<string, ReadType>>;

import type { EntitySchema } from '@mikro-orm/core';
import type { KindRecord } from '../../domain/kinds/kind.js';
import type { Problem } from '../../domain/ports.js';
import type { Queryable } from '../database.js';
import { referToFiles } from '../named-files.js';
import { type Columns, deleteOf, deleteOthers, insertRows, type Row, upsertRows } from '../rows.js';
import type { Sealer } from '../sealed.js';

/** Versions that have just been recorded. */
export interface RecordedVersion<R> {
  /** `subject.id` */
  id: string;
  record: R;
  /** The subject came with it: nothing of it stands anywhere. */
  isNew: boolean;
}

/** Where versions are looked at. */
export interface KindLooking {
  client: Queryable;
  sealer: Sealer;
  /** The run's own time. */
  now: Date;
}

/** Where they are written. */
export interface KindWriting extends KindLooking {
  /** The source. */
  origin: string;
}

/** That a subject is gone at its source, by one of its keys. */
export type Tombstone = Pick<KindRecord, 'code' | 'changedAt'>;

/** The tables of one kind of subject. */
export interface KindStore<R extends KindRecord = KindRecord> {
  kind: R['kind'];
  /** Every table of the kind, as its migration made it. */
  entities: readonly EntitySchema[];
  /** Makes the tables say what these versions say, one of each subject, set by set. A tombstone keeps what there was. */
  write(writing: KindWriting, versions: readonly RecordedVersion<R>[]): Promise<void>;
  /** What of these records contradicts other keys of the kind, by code; absent: nothing can. Deleted ones may be among them. */
  clashes?(looking: KindLooking, records: readonly R[]): Promise<ReadonlyMap<string, Problem>>;
  /**
   * Of which of these records the store has the subject under another key, made when less was known of it: that key, by the record's. Absent: of no
   * kind's. Deleted ones may be among them.
   */
  storedUnder?(looking: KindLooking, records: readonly R[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Of which of these tombstones, each by the key that the store has, the subject came under another key since, so that they are about less than what
   * stands there: why they delete nothing, by key. Absent: of no kind's.
   */
  outgrown?(looking: KindLooking, tombstones: readonly Tombstone[]): Promise<ReadonlyMap<string, Problem>>;
}

/** SQL type of a column and what a row has there: text, numbers, flags, instants and lists of them as JSON has them; absent is null. */
export type KindColumns<From> = Readonly<
  Record<string, readonly [type: string, value: (from: From, sealer: Sealer) => unknown]>
>;

/** A list of a record with a table of its own, its place in the list as `position`. */
export interface KindPart<R, Item> {
  table: string;
  /** The column with the subject's id. */
  owner: string;
  items(record: R): readonly Item[];
  columns: KindColumns<Item>;
  /** Of items that are files: they are fetched, or taken up where they came inside of a record (`kept:<sha256>`), and checked for signatures. */
  file?(item: Item): { reference: string; name: string };
}

/** A part whose items only it knows; see {@link partOf}. */
export interface AnyPart<R> {
  table: string;
  owner: string;
  columns: Columns;
  rows(id: string, record: R, sealer: Sealer): Row[];
  files(record: R): { reference: string; name: string }[];
}

export function partOf<R, Item>({ table, owner, items, columns, file }: KindPart<R, Item>): AnyPart<R> {
  return {
    table,
    owner,
    columns: { [owner]: 'bigint', position: 'integer', ...typesOf(columns) },
    rows: (id, record, sealer) =>
      items(record).map((item, position) => ({ [owner]: id, position, ...rowOf(columns, item, sealer) })),
    files: (record) => (file ? items(record).map((item) => file(item)) : []),
  };
}

interface KindTables<R extends KindRecord> {
  kind: R['kind'];
  entities: readonly EntitySchema[];
  table: string;
  parts?: readonly AnyPart<R>[];
  clashes?: KindStore<R>['clashes'];
  storedUnder?: KindStore<R>['storedUnder'];
  outgrown?: KindStore<R>['outgrown'];
}

/** A kind with one row for each subject, keyed by `subject_id`, and tables for its lists. */
export function kindStore<R extends KindRecord>({
  columns,
  ...tables
}: KindTables<R> & { columns: KindColumns<R> }): KindStore<R> {
  return severalStore({ ...tables, columns, rows: (record) => [record], by: [] });
}

/**
 * As {@link kindStore}, with a row for each of several parts of a subject, told apart by the columns `by`. A row stays the same row as long as its part
 * is there.
 */
export function severalStore<R extends KindRecord, Part>({
  kind,
  entities,
  table,
  columns,
  rows: partsIn,
  by,
  parts = [],
  clashes,
  storedUnder,
  outgrown,
}: KindTables<R> & {
  columns: KindColumns<Part>;
  rows(record: R): readonly Part[];
  by: readonly string[];
}): KindStore<R> {
  const types = { subject_id: 'bigint', ...typesOf(columns) };
  return {
    kind,
    entities,
    ...(clashes ? { clashes } : {}),
    ...(storedUnder ? { storedUnder } : {}),
    ...(outgrown ? { outgrown } : {}),
    write: async ({ client, sealer, origin }, versions) => {
      const rowsOf = (some: typeof versions) =>
        some.flatMap(({ id, record }) =>
          partsIn(record).map((part) => ({ subject_id: id, ...rowOf(columns, part, sealer) })),
        );
      const known = versions.filter(({ isNew }) => !isNew);
      await insertRows(client, table, types, rowsOf(versions.filter(({ isNew }) => isNew)));
      if (known.length > 0) {
        const rows = rowsOf(known);
        const key = ['subject_id', ...by];
        if (by.length > 0) await deleteOthers(client, table, { key, columns: types, of: 'subject_id' }, rows);
        await upsertRows(client, table, key, types, rows);
      }
      for (const part of parts) {
        await deleteOf(
          client,
          part.table,
          part.owner,
          known.map(({ id }) => id),
        );
        const items = versions.flatMap(({ id, record }) => part.rows(id, record, sealer));
        await insertRows(client, part.table, part.columns, items);
        const files = versions.flatMap(({ id, record }) =>
          part.files(record).map((each) => ({ subjectId: id, ...each })),
        );
        await referToFiles(client, origin, files);
      }
    },
  };
}

function typesOf<From>(columns: KindColumns<From>): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, [type]]) => [name, type]));
}

function rowOf<From>(columns: KindColumns<From>, from: From, sealer: Sealer): Row {
  const row: Record<string, unknown> = {};
  for (const [name, [, value]] of Object.entries(columns)) row[name] = value(from, sealer);
  return row;
}

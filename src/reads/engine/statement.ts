import { sql } from 'kysely';
import { Refusal } from '../../access/refusal.js';
import { demand, may } from '../../access/roles.js';
import { scopeTables } from '../scope.js';
import { finished, nullFits } from './finished.js';
import { type MadeRow, type Part, RowObject, type Values } from './row-object.js';
import { closeRows, noteShown, recordOf, viewerOf } from './row-policy.js';
import type { Selection } from './selection.js';
import { sourceOf } from './source.js';
import {
  type AnyOf,
  type Column,
  type Held,
  type Many,
  type ReadType,
  type ReadTypes,
  type Row,
  rowOf,
  type Sql,
  type Viewer,
} from './types.js';
import { checkFirst } from './window.js';

/** Objects below one another, a connection and its edges not counted. */
export const MAX_DEPTH = 10;
/** Rows that a query may be expected to touch. */
export const MAX_COST = 100_000;

/** Where an object or list stands in an object that an executor goes through: by response key, so that aliases with other arguments do not meet. */
export function slot(key: string): string {
  return `$${key}`;
}

/** A row of a type and what is made of it, while the fields of one selection are gathered. */
interface Gathered {
  object: RowObject;
  type: ReadType;
  row: Row;
}

/** How many rows are expected, and how deep they are. */
interface Size {
  rows: number;
  depth: number;
}

/** Builds one statement: whatever is selected becomes nested JSON in it. Throws {@link Refusal}. */
export class Statement {
  #aliases = 0;
  #cost = 0;
  readonly #tables: Sql[] = [];

  constructor(
    private readonly types: ReadTypes,
    readonly viewer: Viewer,
  ) {}

  row(): Row {
    this.#aliases += 1;
    return rowOf(`t${this.#aliases}`);
  }

  /** `asOf`: as the hub held it at that time. */
  type(name: string, asOf?: string | null): ReadType {
    const type = this.types[name];
    if (!type) throw new TypeError(`no read for ${name}`);
    demand(this.viewer.principal, type.permission);
    if (asOf == null) return type;
    if (!type.heldAt) throw new TypeError(`no versions of ${name} are kept`);
    return type.heldAt(asOf, this.types);
  }

  private changedBy(name: string, at: Sql): ReadType {
    const type = this.type(name);
    if (!type.changedBy) throw new TypeError(`no versions of ${name} are kept`);
    return type.changedBy(at, this.types);
  }

  /** `from … where …` with the viewer's policy. */
  from(type: ReadType, row: Row, ...conditions: (Sql | undefined)[]): Sql {
    const all = [...conditions, type.visible?.(row, this.viewer)].filter((part) => part !== undefined);
    const where = all.length > 0 ? sql` where ${sql.join(all, sql` and `)}` : sql``;
    return sql`from ${type.from(row)}${where}`;
  }

  /** What is selected of a row as one object. `rows`: how many such rows are expected. */
  object(type: ReadType, row: Row, selected: Selection, rows: number, depth = 0): Part {
    this.#cost += rows;
    if (depth > MAX_DEPTH) throw new Refusal('QUERY_TOO_DEEP', `deeper than ${MAX_DEPTH} objects`);
    if (this.#cost > MAX_COST) {
      throw new Refusal('QUERY_TOO_COSTLY', `may touch more than ${MAX_COST} rows: ask for fewer at once`);
    }
    const { viewer, types } = this;
    const object = new RowObject();
    const fields = selected.on(type.name);
    closeRows(object, type, row, viewer);
    if (selected.finished) {
      for (const key of selected.typenames(type.name)) object.constant(key, type.name);
    }
    for (const selection of fields) this.#field({ object, type, row }, selection, { rows, depth });
    noteShown(object, { type, row, viewer, types }, fields);
    return object.part();
  }

  /** A table under a name that the statement's parts may use: computed once where several do. */
  define(name: string, rows: Sql): void {
    this.#tables.push(sql`${sql.id(name)} as (${rows})`);
  }

  /** The statement's text around `body`, with the units that the viewer is limited to and the tables that were defined. */
  whole(body: Sql): Sql {
    const { unit } = this.viewer.principal;
    const tables = [...(unit === undefined ? [] : [scopeTables(unit)]), ...this.#tables];
    return tables.length === 0 ? body : sql`with ${sql.join(tables)} ${body}`;
  }

  #field(gathered: Gathered, selection: Selection, { rows, depth }: Size): void {
    const { type, row } = gathered;
    const field = type.fields[selection.name];
    if (!field) throw new TypeError(`no read for ${type.name}.${selection.name}`);
    if (field.kind === 'column') {
      this.#column(gathered, selection, field);
      return;
    }
    if (field.kind === 'held') {
      this.#held(gathered, selection, field);
      return;
    }
    if (field.kind === 'any') {
      this.#any(gathered, selection, field, { rows, depth });
      return;
    }
    const target =
      field.kind === 'one' && field.changedBy
        ? this.changedBy(field.type, field.changedBy(row))
        : this.type(field.type);
    if (field.kind === 'inner') {
      const part = this.object(target, row, selection, rows, depth + 1);
      const value = field.when ? sql`case when ${field.when(row)} then ${part.sql} end` : part.sql;
      this.#one(gathered, selection, { ...part, sql: value });
    } else if (field.kind === 'one') {
      const there = this.row();
      const part = this.object(target, there, selection, rows, depth + 1);
      const from = this.from(
        sourceOf(field, row, target),
        there,
        field.where(row, there, selection.args, this.viewer),
      );
      this.#one(gathered, selection, { ...part, sql: sql`(select ${part.sql} ${from} limit 1)` });
    } else {
      this.#many(gathered, selection, field, target, { rows, depth });
    }
  }

  #column({ object, type, row }: Gathered, selection: Selection, { value, open }: Column): void {
    const { name } = selection;
    const at = object.read(name, () => value(row, this.viewer));
    const seenBy = viewerOf(this.viewer, type.name, name);
    const opened = open && ((given: unknown, made: MadeRow) => open(given, seenBy(made)));
    if (!selection.finished) {
      object.field(name, at, opened);
      return;
    }
    const finish = finished(selection.type, selection);
    object.field(selection.key, at, opened ? (given, made) => finish(opened(given, made)) : finish);
  }

  #held({ object, type, row }: Gathered, selection: Selection, field: Held): void {
    const { key, name } = selection;
    const record = recordOf(object, type, row, this.viewer);
    const seenBy = viewerOf(this.viewer, type.name, name);
    const take = (made: MadeRow) => field.take(record(made), seenBy(made));
    if (!selection.finished) {
      object.made(field.isObject ? slot(key) : name, take);
      return;
    }
    const finish = finished(selection.type, selection);
    object.made(key, (made) => finish(take(made)));
  }

  #one({ object }: Gathered, selection: Selection, part: Part): void {
    const place = slot(selection.key);
    const at = object.read(place, () => part.sql);
    const none = selection.finished ? nullFits(selection.type) : () => null;
    object.field(selection.finished ? selection.key : place, at, (value, { looked }) =>
      value === null ? none(value) : part.make(value as Values, looked),
    );
  }

  /** A row is of one type: it costs what the dearest of them does. */
  #any({ object, row }: Gathered, selection: Selection, { types }: AnyOf, { rows, depth }: Size): void {
    const before = this.#cost;
    let most = before;
    const parts: { name: string; part: Part }[] = [];
    const cases: Sql[] = [];
    for (const { type: name, when, where } of types) {
      const type = this.types[name];
      if (!type || !may(this.viewer.principal, type.permission)) continue;
      this.#cost = before;
      const there = this.row();
      const part = this.object(type, there, selection, rows, depth + 1);
      most = Math.max(most, this.#cost);
      const place = sql.lit(parts.push({ name, part }) - 1);
      const from = this.from(type, there, where(row, there));
      cases.push(
        sql`when ${when(row)} then (select json_build_array(${place}, ${part.sql}) ${from} limit 1)`,
      );
    }
    this.#cost = most;
    const key = selection.finished ? selection.key : slot(selection.key);
    const value = cases.length === 0 ? sql`null` : sql`case ${sql.join(cases, sql` `)} end`;
    const none = selection.finished ? nullFits(selection.type) : () => null;
    object.field(
      key,
      object.read(slot(selection.key), () => value),
      (given, { looked }) => {
        if (given === null) return none(given);
        const [place, values] = given as [number, Values];
        const found = parts[place];
        if (!found) throw new TypeError('a row of a type that was not asked for');
        const made = found.part.make(values, looked);
        if (!selection.finished) made['__typename'] = found.name;
        return made;
      },
    );
  }

  #many(
    { object, row }: Gathered,
    selection: Selection,
    field: Many,
    target: ReadType,
    { rows, depth }: Size,
  ): void {
    const { key, args } = selection;
    const there = this.row();
    const first = field.paged ? checkFirst(args['first'], [key, 'first']) : undefined;
    const part = this.object(target, there, selection, rows * (first ?? field.usual), depth + 1);
    const limit = first === undefined ? sql`` : sql` limit ${first}`;
    const order = field.orderBy(there);
    const from = this.from(sourceOf(field, row, target), there, field.where(row, there, args, this.viewer));
    const at = object.read(
      slot(key),
      () =>
        sql`(select coalesce(json_agg(x.o), '[]'::json) from (select ${part.sql} as o ${from} order by ${order}${limit}) x)`,
    );
    object.field(selection.finished ? key : slot(key), at, (value, { looked }) =>
      (value as Values[]).map((each) => part.make(each, looked)),
    );
  }
}

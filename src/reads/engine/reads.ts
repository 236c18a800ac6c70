import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import type { Looked } from '../../access/looked.js';
import type { Principal } from '../../access/principal.js';
import { badInput } from '../../access/refusal.js';
import { may } from '../../access/roles.js';
import { seesPersonal, seesSensitive } from '../../access/scopes.js';
import { localDay } from '../../domain/time.js';
import type { Queryable } from '../../store/database.js';
import type { Sealer } from '../../store/sealed.js';
import { fromGlobalId, isKey } from '../global-id.js';
import { type Given, Later, parametersOf, textsOnce } from './later.js';
import { askedPage, type Beginning, keepPurpose, type PageSpec, pageOf } from './page.js';
import { Kept, type Plan } from './plans.js';
import type { Values } from './row-object.js';
import type { Selection } from './selection.js';
import { Statement } from './statement.js';
import type { Json, ReadType, ReadTypes, Row, Sql, Viewer } from './types.js';
import type { PageArguments } from './window.js';

/** Compiles only: statements run on the hub's own pool. */
const compiler = new Kysely<object>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const MAX_IDS = 100;

/** How one row is found: by a key and perhaps more, each given as SQL, for a plan is made once for all values. */
export interface KeyFinds {
  name: string;
  value: string;
  more?: readonly string[];
  where(row: Row, value: Sql, ...more: Sql[]): Sql;
  orderBy?(row: Row): Sql;
}

/** The rows of one type that have these keys, as one JSON object by key. */
function nodesOf(statement: Statement, name: string, values: string[], selection: Selection) {
  const type = statement.type(name);
  const { key } = type;
  if (!key) throw new TypeError(`${name} has no global id`);
  const row = statement.row();
  const part = statement.object(type, row, selection, values.length);
  const where = sql`${row(key.column)} = any(${values}::${sql.raw(key.type)}[])`;
  return {
    name,
    make: part.make,
    pair: sql`${sql.lit(name)}, (select coalesce(json_object_agg(x.k, x.o), '{}'::json) from (
      select ${row(key.column)}::text as k, ${part.sql} as o ${statement.from(type, row, where)}) x)`,
  };
}

/** Reads with the caller's policy: each call is one statement, whatever is selected. All throw `Refusal`. */
export class Reads {
  constructor(
    readonly database: Queryable,
    private readonly sealer: Sealer,
    readonly types: ReadTypes,
    /** Where long statements run, which are planned once for all values there. */
    private readonly searching: Queryable = database,
    /** Gathers what one operation shows of people's data. */
    readonly looked?: Looked,
    private readonly kept = new Kept(),
  ) {}

  /** The same reads, gathering whose personal fields they show: one gathering an operation. */
  seenBy(looked: Looked): Reads {
    return new Reads(this.database, this.sealer, this.types, this.searching, looked, this.kept);
  }

  viewer(principal: Principal): Viewer {
    return {
      principal,
      sealer: this.sealer,
      personal: seesPersonal(principal),
      sensitive: seesSensitive(principal),
      day: localDay(new Date().toISOString()),
      ...(this.looked ? { recorded: true } : {}),
    };
  }

  /** A page of a root list as a Relay connection. */
  async page<Args extends PageArguments>(
    principal: Principal,
    spec: PageSpec<Args>,
    args: Args,
    selection: Selection,
    { statement, text }: Beginning = { statement: (viewer) => new Statement(this.types, viewer) },
  ): Promise<Json | null> {
    const viewer = this.viewer(principal);
    const asked = askedPage(spec, args, viewer);
    const { after, before } = asked.window;
    const bounds = { after: after !== undefined, before: before !== undefined };
    const shape = { ...args, ...(text && { text: text.form }), purpose: undefined, ...bounds };
    const plan = this.kept.pages.of(selection, viewer, shape, () => {
      const { sql: body, connection } = pageOf(statement(viewer), spec, asked, selection);
      return { statement: textsOnce(body.compile(compiler)), connection };
    });
    keepPurpose(spec.type, args, this.looked);
    const given = { ...(after && { after }), ...(before && { before }), ...(text && { text: text.values }) };
    const data = await this.#data(plan.statement, given, spec.long ? this.searching : this.database);
    return plan.connection((data ?? {}) as Json, asked.cursors, this.looked);
  }

  /** The row that is found by a key, of several the first, as it is or was held at a time; null when there is none that the caller may see. */
  async one(
    principal: Principal,
    typeName: string,
    by: KeyFinds,
    selection: Selection,
    asOf?: string | null,
  ): Promise<Json | null> {
    const viewer = this.viewer(principal);
    const values = [by.value, ...(by.more ?? [])];
    const plan = this.kept.rows.of(selection, viewer, [typeName, by.name, values.length, asOf], () => {
      const statement = new Statement(this.types, viewer);
      const type = statement.type(typeName, asOf);
      const row = statement.row();
      const part = statement.object(type, row, selection, 1);
      const [key, ...more] = values.map((_value, at) => sql`${new Later('key', at)}`);
      const where = by.where(row, key ?? sql`null`, ...more);
      const order = by.orderBy ? sql` order by ${by.orderBy(row)}` : sql``;
      const body = sql`select ${part.sql} as data ${statement.from(type, row, where)}${order} limit 1`;
      return {
        statement: statement.whole(body).compile(compiler),
        answer: (data, looked) => {
          if (data === null) return null;
          const object = part.make(data as Values, looked);
          // By this an executor knows what stands in a field of an interface.
          if (!selection.finished) object['__typename'] = typeName;
          return object;
        },
      };
    });
    return plan.answer(await this.#data(plan.statement, { key: values }), this.looked);
  }

  /** By global id. A foreign, broken or hidden id is not found, never somebody else's row. */
  async byId(
    principal: Principal,
    id: string,
    selection: Selection,
    only?: string,
    asOf?: string | null,
  ): Promise<Json | null> {
    const found = this.#keyOf(id);
    if (!found || (only !== undefined && only !== found.typeName)) return null;
    const { typeName, key, value } = found;
    const where = (row: Row, given: Sql) => sql`${row(key.column)} = ${given}::${sql.raw(key.type)}`;
    return this.one(principal, typeName, { name: 'id', value, where }, selection, asOf);
  }

  /** By global ids, each in its place; null where nothing is for the caller. At most 100: more is BAD_USER_INPUT. */
  async byIds(principal: Principal, ids: readonly string[], selection: Selection): Promise<(Json | null)[]> {
    if (ids.length > MAX_IDS) throw badInput([{ path: ['ids'], message: `more than ${MAX_IDS}` }]);
    const wanted = ids.map((id) => this.#keyOf(id));
    const keys = new Map<string, Set<string>>();
    for (const found of wanted) {
      const type = found && this.types[found.typeName];
      if (!type || !may(principal, type.permission)) continue;
      keys.set(type.name, (keys.get(type.name) ?? new Set()).add(found.value));
    }
    if (keys.size === 0) return ids.map(() => null);
    const statement = new Statement(this.types, this.viewer(principal));
    const parts = [...keys].map(([name, values]) => nodesOf(statement, name, [...values], selection));
    const body = sql`select json_build_object(${sql.join(parts.map(({ pair }) => pair))}) as data`;
    const data = (await this.run(statement.whole(body))) ?? {};
    const made = new Map<string, Map<string, Json>>();
    for (const { name, make } of parts) {
      made.set(name, new Map());
      for (const [key, values] of Object.entries(data[name] as Record<string, Values>)) {
        made.get(name)?.set(key, { ...make(values, this.looked), __typename: name });
      }
    }
    return wanted.map((found) => (found && made.get(found.typeName)?.get(found.value)) ?? null);
  }

  #keyOf(id: string): { typeName: string; key: NonNullable<ReadType['key']>; value: string } | undefined {
    const parts = fromGlobalId(id);
    const type = parts && Object.hasOwn(this.types, parts.type) ? this.types[parts.type] : undefined;
    if (!parts || !type?.key || !isKey(type.key.type, parts.key)) return undefined;
    return { typeName: type.name, key: type.key, value: parts.key };
  }

  /** Whether the caller may see what this global id stands for. */
  sees(principal: Principal, id: string, typeName: string): Promise<boolean> {
    return this.#finds(principal, id, typeName, () => undefined);
  }

  /** Whether the caller may see it, and whatever is of class PD in it unmasked. */
  async seesPersonal(principal: Principal, id: string, typeName: string): Promise<boolean> {
    return (
      seesPersonal(principal) &&
      this.#finds(principal, id, typeName, (type, row, viewer) => {
        const raised = viewer.sensitive ? undefined : type.sensitive?.(row, viewer);
        const masked = [raised, type.closed?.(row, viewer)].filter((part) => part !== undefined);
        return masked.length === 0 ? undefined : sql`not (${sql.join(masked, sql` or `)})`;
      })
    );
  }

  async #finds(
    principal: Principal,
    id: string,
    typeName: string,
    condition: (type: ReadType, row: Row, viewer: Viewer) => Sql | undefined,
  ): Promise<boolean> {
    const found = this.#keyOf(id);
    const statement = new Statement(this.types, this.viewer(principal));
    const type = statement.type(typeName);
    if (found?.typeName !== typeName) return false;
    const row = statement.row();
    const { key, value } = found;
    const where = sql`${row(key.column)} = ${value}::${sql.raw(key.type)}`;
    const from = statement.from(type, row, where, condition(type, row, statement.viewer));
    return (
      (await this.run(statement.whole(sql`select json_build_object('seen', true) as data ${from}`))) !== null
    );
  }

  /** Runs one statement whose only column is `data`. */
  async run(statement: Sql): Promise<Json | null> {
    return (await this.#data(statement.compile(compiler), {})) as Json | null;
  }

  async #data(statement: Plan['statement'], given: Given, on = this.database): Promise<unknown> {
    const { rows } = await on.query<{ data: unknown }>(statement.sql, parametersOf(statement, given));
    return rows[0]?.data ?? null;
  }
}

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
import { type PageSpec, pageOf } from './page.js';
import type { Selection } from './selection.js';
import { type Json, type Part, Statement } from './statement.js';
import type { ReadType, ReadTypes, Row, Sql, Viewer } from './types.js';
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

/** The rows of one type that have these keys, as one JSON object by key. */
function nodesOf(statement: Statement, name: string, values: string[], selection: Selection) {
  const type = statement.type(name);
  const { key } = type;
  if (!key) throw new TypeError(`${name} has no global id`);
  const row = statement.row();
  const part = statement.object(type, row, selection.on(name), values.length);
  const where = sql`${row(key.column)} = any(${values}::${sql.raw(key.type)}[])`;
  return {
    name,
    finish: part.finish,
    pair: sql`${sql.lit(name)}, (select coalesce(json_object_agg(x.k, x.o), '{}'::json) from (
      select ${row(key.column)}::text as k, ${part.sql} as o ${statement.from(type, row, where)}) x)`,
  };
}

/** Reads with the caller's policy: each call is one statement, whatever is selected. All throw `Refusal`. */
export class Reads {
  constructor(
    readonly database: Queryable,
    private readonly sealer: Sealer,
    private readonly types: ReadTypes,
    private readonly looked?: Looked,
  ) {}

  /** The same reads, gathering whose personal fields they show: one gathering an operation. */
  seenBy(looked: Looked): Reads {
    return new Reads(this.database, this.sealer, this.types, looked);
  }

  viewer(principal: Principal): Viewer {
    const viewer = {
      principal,
      sealer: this.sealer,
      personal: seesPersonal(principal),
      sensitive: seesSensitive(principal),
      day: localDay(new Date().toISOString()),
    };
    return this.looked ? { ...viewer, looked: this.looked } : viewer;
  }

  /** A page of a root list as a Relay connection. */
  async page<Args extends PageArguments>(
    principal: Principal,
    spec: PageSpec<Args>,
    args: Args,
    selection: Selection,
  ): Promise<Json> {
    const page = pageOf(new Statement(this.types, this.viewer(principal)), spec, args, selection);
    return page.connection((await this.run(page.sql)) ?? {});
  }

  /** The row that `where` finds, as it is or was held at a time; null when there is none that the caller may see. */
  async one(
    principal: Principal,
    typeName: string,
    where: (row: Row) => Sql,
    selection: Selection,
    asOf?: string | null,
  ): Promise<Json | null> {
    const statement = new Statement(this.types, this.viewer(principal));
    const type = statement.type(typeName, asOf);
    const row = statement.row();
    const part: Part = statement.object(type, row, selection.on(typeName), 1);
    const body = sql`select ${part.sql} as data ${statement.from(type, row, where(row))} limit 1`;
    const data = await this.run(statement.whole(body));
    if (!data) return null;
    part.finish(data);
    data['__typename'] = typeName;
    return data;
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
    const where = (row: Row) => sql`${row(key.column)} = ${value}::${sql.raw(key.type)}`;
    return this.one(principal, typeName, where, selection, asOf);
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
    for (const { name, finish } of parts) {
      for (const node of Object.values(data[name] as Json)) {
        finish(node as Json);
        Object.assign(node as Json, { __typename: name });
      }
    }
    return wanted.map((found) => {
      const nodes = found && (data[found.typeName] as Record<string, Json> | undefined);
      return nodes?.[found?.value ?? ''] ?? null;
    });
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
        return raised && sql`not ${raised}`;
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
    const { sql: text, parameters } = statement.compile(compiler);
    const { rows } = await this.database.query<{ data: Json }>(text, [...parameters]);
    return rows[0]?.data ?? null;
  }
}

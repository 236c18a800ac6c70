import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import type { Principal } from '../../access/principal.js';
import { seesPersonal } from '../../access/roles.js';
import type { Queryable } from '../../store/database.js';
import type { Sealer } from '../../store/sealed.js';
import { fromGlobalId, isKey } from '../global-id.js';
import { type PageSpec, pageOf } from './page.js';
import type { Selection } from './selection.js';
import { type Json, type Part, Statement } from './statement.js';
import type { ReadTypes, Row, Sql, Viewer } from './types.js';
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

/** Reads with the caller's policy: each call is one statement, whatever is selected. All throw `Refusal`. */
export class Reads {
  constructor(
    readonly database: Queryable,
    private readonly sealer: Sealer,
    private readonly types: ReadTypes,
  ) {}

  viewer(principal: Principal): Viewer {
    return { principal, sealer: this.sealer, personal: seesPersonal(principal) };
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

  /** The row that `where` finds; null when there is none that the caller may see. */
  async one(
    principal: Principal,
    typeName: string,
    where: (row: Row) => Sql,
    selection: Selection,
  ): Promise<Json | null> {
    const statement = new Statement(this.types, this.viewer(principal));
    const type = statement.type(typeName);
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
  async byId(principal: Principal, id: string, selection: Selection, only?: string): Promise<Json | null> {
    const parts = fromGlobalId(id);
    const type = parts && Object.hasOwn(this.types, parts.type) ? this.types[parts.type] : undefined;
    if (!parts || !type?.key || (only !== undefined && only !== type.name)) return null;
    const { key } = type;
    if (!isKey(key.type, parts.key)) return null;
    const cast = sql.raw(key.type);
    return this.one(
      principal,
      type.name,
      (row) => sql`${row(key.column)} = ${parts.key}::${cast}`,
      selection,
    );
  }

  /** Whether the caller may see what this global id stands for. */
  async sees(principal: Principal, id: string, typeName: string): Promise<boolean> {
    const parts = fromGlobalId(id);
    const statement = new Statement(this.types, this.viewer(principal));
    const type = statement.type(typeName);
    if (parts?.type !== typeName || !type.key || !isKey(type.key.type, parts.key)) return false;
    const row = statement.row();
    const found = sql`${row(type.key.column)} = ${parts.key}::${sql.raw(type.key.type)}`;
    const body = sql`select json_build_object('seen', true) as data ${statement.from(type, row, found)}`;
    return (await this.run(statement.whole(body))) !== null;
  }

  /** Runs one statement whose only column is `data`. */
  async run(statement: Sql): Promise<Json | null> {
    const { sql: text, parameters } = statement.compile(compiler);
    const { rows } = await this.database.query<{ data: Json }>(text, [...parameters]);
    return rows[0]?.data ?? null;
  }
}

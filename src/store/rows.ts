import type { Queryable } from './database.js';

/** Column name → its SQL type, for {@link upsertRows}. */
export type Columns = Readonly<Record<string, string>>;
export type Row = Readonly<Record<string, unknown>>;

/** `bytea` inside JSON: PostgreSQL's own hex form. */
export function bytesText(value: Buffer | undefined): string | undefined {
  return value && `\\x${value.toString('hex')}`;
}

function recordset(columns: Columns): string {
  return Object.entries(columns)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ');
}

function names(columns: Columns): string[] {
  return Object.keys(columns).map((name) => `"${name}"`);
}

/** Inserts all rows in one statement. */
export async function insertRows(
  client: Queryable,
  table: string,
  columns: Columns,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const list = names(columns).join(', ');
  await client.query(
    `insert into ${table} (${list}) select ${list} from jsonb_to_recordset($1::jsonb) as r(${recordset(columns)})`,
    [JSON.stringify(rows)],
  );
}

/** As {@link insertRows}; a row whose `key`, of one or several columns, is there is replaced. */
export async function upsertRows(
  client: Queryable,
  table: string,
  key: string | readonly string[],
  columns: Columns,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const list = names(columns).join(', ');
  const keys = [key].flat().map((name) => `"${name}"`);
  const sets = names(columns)
    .filter((name) => !keys.includes(name))
    .map((name) => `${name} = excluded.${name}`);
  await client.query(
    `insert into ${table} (${list}) select ${list} from jsonb_to_recordset($1::jsonb) as r(${recordset(columns)})
      on conflict (${keys.join(', ')}) do update set ${sets.join(', ')}`,
    [JSON.stringify(rows)],
  );
}

/** Deletes what there is of these subjects; `owner`: the column with their id. */
export async function deleteOf(
  client: Queryable,
  table: string,
  owner: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await client.query(`delete from ${table} where ${owner} = any($1::bigint[])`, [ids]);
}

/** Deletes what else there is of the same `of` as `rows`, told apart by `key`. */
export async function deleteOthers(
  client: Queryable,
  table: string,
  { key, columns, of }: { key: readonly string[]; columns: Columns; of: string },
  rows: readonly Row[],
): Promise<void> {
  const list = key.map((name) => `"${name}" ${columns[name]}`).join(', ');
  const kept = rows.map((row) => Object.fromEntries(key.map((name) => [name, row[name]])));
  const same = key.map((name) => `r."${name}" = t."${name}"`).join(' and ');
  await client.query(
    `with kept as (select * from jsonb_to_recordset($1::jsonb) as r(${list}))
      delete from ${table} t where t."${of}" in (select "${of}" from kept) and not exists (select from kept r where ${same})`,
    [JSON.stringify(kept)],
  );
}

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

/** As {@link insertRows}; a row whose `key` is there is replaced. */
export async function upsertRows(
  client: Queryable,
  table: string,
  key: string,
  columns: Columns,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const list = names(columns).join(', ');
  const sets = names(columns)
    .filter((name) => name !== `"${key}"`)
    .map((name) => `${name} = excluded.${name}`);
  await client.query(
    `insert into ${table} (${list}) select ${list} from jsonb_to_recordset($1::jsonb) as r(${recordset(columns)})
      on conflict ("${key}") do update set ${sets.join(', ')}`,
    [JSON.stringify(rows)],
  );
}

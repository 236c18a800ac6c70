import pg from 'pg';
import { ZONE } from '../../../domain/time.js';
import {
  type Cell,
  CONNECT_TIMEOUT_MS,
  type Column,
  type Dialect,
  type SqlSession,
  type Target,
} from './session.js';

const { builtins } = pg.types;
const TYPES: ReadonlyMap<number, Omit<Column, 'name'>> = new Map([
  [builtins.TIMESTAMPTZ, { type: 'zoned', cast: 'timestamptz' }],
  [builtins.TIMESTAMP, { type: 'local', cast: 'timestamp' }],
  [builtins.DATE, { type: 'local', cast: 'date' }],
  [builtins.TEXT, { type: 'text', cast: 'text' }],
  [builtins.VARCHAR, { type: 'text', cast: 'text' }],
  [builtins.BPCHAR, { type: 'text', cast: 'text' }],
]);
/** Kept as the database writes them: times for their full precision, JSON to be read with the record. */
const AS_TEXT = new Set<number>([
  builtins.TIMESTAMPTZ,
  builtins.TIMESTAMP,
  builtins.DATE,
  builtins.JSON,
  builtins.JSONB,
]);

export const postgres: Dialect = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  selected: ({ name }) => postgres.quote(name),
  place: (n) => `$${n}`,
  limited: (columns, rest, count) => `select ${columns} ${rest} limit ${count}`,
  cast: (place, { cast }) => (cast === '' ? place : `cast(${place} as ${cast})`),
  advice: {
    '42P01': 'không có khung nhìn này (there is no such view)',
    '42501': 'không được phép đọc (no permission to read it)',
    '28P01': 'sai người dùng hoặc mật khẩu (login refused)',
    '28000': 'sai người dùng hoặc mật khẩu (login refused)',
    '3D000': 'không có cơ sở dữ liệu này (there is no such database)',
    '57014': 'quá thời gian TIMEOUT (longer than TIMEOUT)',
  },
  open: openPostgres,
};

async function openPostgres({
  host,
  port,
  user,
  password,
  database,
  timeout,
  tls,
}: Target): Promise<SqlSession> {
  const client = new pg.Client({
    host,
    port: port ?? 5432,
    user,
    password,
    database,
    ssl: tls,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'lienthong',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        AS_TEXT.has(oid) ? (text: string) => text : pg.types.getTypeParser(oid, format),
    },
  });
  // A connection that breaks while nothing is asked is told by the next question.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(
      `set session characteristics as transaction read only; set statement_timeout = ${timeout};
       set timezone = '${ZONE}'; set datestyle = 'ISO'`,
    );
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    async columns(view) {
      const { fields } = await client.query(`select * from ${view} limit 0`);
      return fields.map(({ name, dataTypeID }) => ({
        name,
        ...(TYPES.get(dataTypeID) ?? { type: 'other', cast: '' }),
      }));
    },
    async now() {
      const { rows } = await client.query<{ ms: string }>(
        'select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms',
      );
      return Number(rows[0]?.ms);
    },
    async rows(statement, values) {
      const { rows } = await client.query<Cell[]>({ text: statement, values: [...values], rowMode: 'array' });
      return rows;
    },
    close: () => client.end(),
  };
}

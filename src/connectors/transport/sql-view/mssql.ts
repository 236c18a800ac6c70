import { SourceUnreachable } from '../../../domain/ports.js';
import {
  type Cell,
  CONNECT_TIMEOUT_MS,
  type Column,
  type Dialect,
  type SqlSession,
  type Target,
} from './session.js';

/*
 * SQL Server. Written against the documentation of the package `mssql` (11), not tried on a server. The package is an optional peer
 * dependency: districts without SQL Server need not have it.
 */

/** What of the package `mssql` is used. */
interface Mssql {
  connect(config: object): Promise<Pool>;
}
interface Pool {
  request(): Request;
  close(): Promise<void>;
}
interface Request {
  arrayRowMode: boolean;
  input(name: string, value: string): Request;
  query(statement: string): Promise<{ recordset: Cell[][] }>;
}

const TIMES: ReadonlyMap<string, Column['type']> = new Map([
  ['datetimeoffset', 'zoned'],
  ['datetime', 'local'],
  ['datetime2', 'local'],
  ['smalldatetime', 'local'],
  ['date', 'local'],
]);
const TEXTS = /^(n?varchar|n?char|n?text|xml|sysname)$/;

export const mssqlDialect: Dialect = {
  quote: (name) => `[${name.replaceAll(']', ']]')}]`,
  selected: ({ name, cast }) =>
    cast === '' ? mssqlDialect.quote(name) : `convert(varchar(35), ${mssqlDialect.quote(name)}, 126)`,
  place: (n) => `@p${n}`,
  limited: (columns, rest, count) => `select top (${count}) ${columns} ${rest}`,
  // Of the column's own type: a datetime2 is never equal to the datetime whose text it was made from.
  cast: (place, { cast }) => (cast === '' ? place : `cast(${place} as ${cast})`),
  advice: {
    ELOGIN: 'sai người dùng hoặc mật khẩu (login refused)',
    ETIMEOUT: 'quá thời gian TIMEOUT (longer than TIMEOUT)',
    EREQUEST: 'xem lại khung nhìn và quyền đọc (check the view and the permission to read it)',
  },
  open: openMssql,
};

async function openMssql({
  host,
  port,
  user,
  password,
  database,
  timeout,
  tls,
}: Target): Promise<SqlSession> {
  const mssql = await load();
  const pool = await mssql.connect({
    server: host,
    port: port ?? 1433,
    user,
    password,
    database,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: timeout,
    pool: { min: 0, max: 1 },
    options: {
      encrypt: tls !== false,
      trustServerCertificate: tls !== false && !tls.rejectUnauthorized,
      ...(tls && tls.ca !== undefined ? { cryptoCredentialsDetails: { ca: tls.ca } } : {}),
      appName: 'lienthong',
      readOnlyIntent: true,
    },
  });
  const ask = async (statement: string, values: readonly string[]) => {
    const request = pool.request();
    request.arrayRowMode = true;
    values.forEach((value, index) => {
      request.input(`p${index + 1}`, value);
    });
    return (await request.query(statement)).recordset;
  };
  return {
    async columns(view) {
      const rows = await ask(
        'select name, system_type_name from sys.dm_exec_describe_first_result_set(@p1, null, 0) order by column_ordinal',
        [`select * from ${view}`],
      );
      return rows.map(([name, type]) => columnOf(String(name), String(type)));
    },
    async now() {
      const [row] = await ask("select datediff_big(millisecond, '1970-01-01', sysutcdatetime())", []);
      return Number(row?.[0]);
    },
    rows: ask,
    close: () => pool.close(),
  };
}

function columnOf(name: string, full: string): Column {
  const base = full.replace(/\(.*/, '');
  const type = TIMES.get(base) ?? (TEXTS.test(base) ? 'text' : 'other');
  return { name, type, cast: TIMES.has(base) ? full : '' };
}

async function load(): Promise<Mssql> {
  // Not a literal: the package may be missing.
  const name = 'mssql';
  try {
    const loaded = (await import(name)) as { default: Mssql };
    return loaded.default;
  } catch {
    throw new SourceUnreachable(
      'mssql:// cần gói mssql: chạy `npm install mssql@11` trong thư mục của Liên Thông (needs the package mssql: run that where Liên Thông is installed)',
    );
  }
}

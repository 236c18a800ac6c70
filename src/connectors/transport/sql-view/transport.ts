import { readFileSync } from 'node:fs';
import { OVERLAP, PAGE_SIZE, TIMEOUT, TLS_CA } from '../changes/parameters.js';
import { fingerprintOf } from '../changes/progress.js';
import { viewName } from '../parameters/kinds.js';
import type { Given } from '../parameters/parameter.js';
import { filesOnlyMisfits } from '../rest/file-login.js';
import { LOGIN } from '../rest/options.js';
import type { Transport } from '../transport.js';
import { mssqlDialect } from './mssql.js';
import { mysqlDialect } from './mysql.js';
import { sqlParameters, TLS, VIEW } from './parameters.js';
import { postgres } from './postgres.js';
import { SqlViewReader } from './reader.js';
import type { Dialect, Target } from './session.js';

/** Views in PostgreSQL. */
export const postgresView = sqlView('PostgreSQL view', ['postgres:', 'postgresql:'], 5432, postgres);
/** Views in MySQL and MariaDB. */
export const mysqlView = sqlView('MySQL view', ['mysql:'], 3306, mysqlDialect);
/** Views in SQL Server: not tried on a server, see mssql.ts. */
export const mssqlView = sqlView('SQL Server view', ['mssql:'], 1433, mssqlDialect);

function sqlView(name: string, schemes: readonly string[], port: number, dialect: Dialect): Transport {
  return {
    name,
    schemes,
    example: `${schemes[0]}//reader:…@10.38.9.2:${port}/motcua?view=v_{source_}`,
    means: { vi: 'một khung nhìn trong cơ sở dữ liệu', en: 'a view in a database' },
    parameters: [...sqlParameters, ...LOGIN],
    misfits: filesOnlyMisfits,
    expectAddress,
    open(address, carried, given, services) {
      const target = targetOf(address, given);
      const view = address.searchParams.get('view') ?? given.text(VIEW) ?? '';
      return new SqlViewReader({
        dialect,
        target,
        view,
        address: fingerprintOf(name, target.host, String(target.port ?? port), target.database, view),
        carried,
        services,
        overlap: given.duration(OVERLAP) ?? 0,
        pageSize: given.number(PAGE_SIZE) ?? 500,
      });
    },
  };
}

function expectAddress(address: URL): string | undefined {
  const { hostname, pathname, searchParams } = address;
  if (hostname === '' || !/^\/[^/]+$/.test(pathname))
    return 'an address with a host and the name of a database';
  const view = searchParams.get('view');
  if (view !== null && viewName.expected(view) !== undefined) return `?view= with ${viewName.expected(view)}`;
  return [...searchParams.keys()].every((key) => key === 'view')
    ? undefined
    : 'an address with nothing but ?view= (encryption is a parameter of its own: TLS)';
}

function targetOf({ hostname, port, username, password, pathname }: URL, given: Given): Target {
  const tls = given.text(TLS) ?? 'off';
  const authorityFile = given.text(TLS_CA);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? undefined : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    timeout: given.duration(TIMEOUT) ?? 60_000,
    tls:
      tls === 'off'
        ? false
        : {
            rejectUnauthorized: tls === 'verify',
            ...(authorityFile === undefined ? {} : { ca: readFileSync(authorityFile, 'utf8') }),
          },
  };
}

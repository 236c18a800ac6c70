import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { NOTICE_FORM } from '../../../../src/connectors/sources/notices/contract.js';
import { ONE_STOP_FORM } from '../../../../src/connectors/sources/one-stop/contract.js';
import { PROCEDURE_FORM } from '../../../../src/connectors/sources/procedures/contract.js';
import { readTime } from '../../../../src/connectors/sources/reading/times.js';
import { DistrictLists, startDistrictServer } from '../../../../src/connectors/sources/simulation/index.js';
import { UNIT_FORM } from '../../../../src/connectors/sources/units/contract.js';
import { freshDatabase } from '../../../support/database.js';
import { hasMariadb, type Mariadb, startMariadb } from '../../../support/mariadb.js';
import { startSftpServer } from '../../../support/sftp-server.js';

export type Row = Record<string, unknown>;
/** The lists of a district, in the order in which each is read. */
export type District = Record<List, Row[]>;
export type List = keyof typeof FORMS;

const FORMS = {
  units: UNIT_FORM,
  procedures: PROCEDURE_FORM,
  'one-stop': ONE_STOP_FORM,
  notices: NOTICE_FORM,
};
export const LISTS: readonly List[] = ['units', 'procedures', 'one-stop', 'notices'];
const KEYS: Record<List, string> = {
  units: 'Ma',
  procedures: 'MaTTHC',
  'one-stop': 'MaHoSo',
  notices: 'MaTin',
};

/** A district laid out for one transport. */
export interface Laid {
  /** The sources' variables. */
  environment: Record<string, string>;
  /** Adds a row, or puts it in the place of the one with its key. */
  put(list: List, row: Row): Promise<void>;
  /** The list holds these rows and no others from now on; files: by a drop with all of them. */
  replace(list: List, rows: readonly Row[]): Promise<void>;
  close(): Promise<void>;
}

export interface Harness {
  name: string;
  /** Where a bad record is told to stand. */
  place: object;
  lay(district: District): Promise<Laid>;
}

export const harnesses: readonly Harness[] = [
  {
    name: 'file drop',
    place: { file: expect.any(String) as string, line: expect.any(Number) as number },
    lay: layFiles,
  },
  {
    name: 'file drop over SFTP',
    place: { file: expect.any(String) as string, line: expect.any(Number) as number },
    lay: layOverSftp,
  },
  {
    name: 'REST',
    place: { page: expect.any(Number) as number, row: expect.any(Number) as number },
    lay: serveRest,
  },
  {
    name: 'PostgreSQL view',
    place: { page: expect.any(Number) as number, row: expect.any(Number) as number },
    lay: fillPostgres,
  },
  ...(hasMariadb
    ? [
        {
          name: 'MariaDB view',
          place: { page: expect.any(Number) as number, row: expect.any(Number) as number },
          lay: fillMariadb,
        },
      ]
    : []),
];

function variable(list: List, name: string): string {
  return `SOURCE_${list.toUpperCase().replaceAll('-', '_')}_${name}`;
}

function environmentOf(addressOf: (list: List) => string): Record<string, string> {
  return Object.fromEntries(
    LISTS.flatMap((list) => [
      [variable(list, 'URL'), addressOf(list)],
      [variable(list, 'PAGE_SIZE'), '40'],
    ]),
  );
}

async function layFiles(district: District): Promise<Laid> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-conformance-'));
  let files = 0;
  const lay = (list: List, rows: readonly Row[]) => {
    files += 1;
    const inbox = join(folder, list, 'inbox');
    mkdirSync(inbox, { recursive: true });
    const path = join(inbox, `${String(files).padStart(4, '0')}.jsonl`);
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    writeFileSync(`${path}.ready`, '');
  };
  for (const list of LISTS) lay(list, district[list]);
  return {
    environment: environmentOf((list) => `file://${join(folder, list)}`),
    put: async (list, row) => lay(list, [row]),
    replace: async (list, rows) => lay(list, rows),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The same files on another machine. */
async function layOverSftp(district: District): Promise<Laid> {
  const files = await layFiles(district);
  const server = await startSftpServer();
  const host = `sftp://vendor@127.0.0.1:${server.port}`;
  const access = LISTS.flatMap((list) => [
    [variable(list, 'URL'), String(files.environment[variable(list, 'URL')]).replace('file://', host)],
    [variable(list, 'HOST_KEY'), server.fingerprint],
    [variable(list, 'PASSWORD'), 'secret'],
  ]);
  return {
    ...files,
    environment: { ...files.environment, ...Object.fromEntries(access) },
    close: async () => {
      await server.stop();
      await files.close();
    },
  };
}

async function serveRest(district: District): Promise<Laid> {
  const lists = new DistrictLists();
  for (const list of LISTS) lists.put(list, ...district[list]);
  const server = await startDistrictServer({
    district: lists,
    faults: [{ kind: 'status500', rate: 0.02 }],
    seed: 3,
  });
  return {
    environment: environmentOf((list) => `${server.url}/${list}`),
    put: async (list, row) => lists.put(list, row),
    replace: async (list, rows) => lists.replace(list, ...rows),
    close: () => server.close(),
  };
}

/** Scalars as text, lists and objects as JSON, the time of change as a time. */
function cellsOf(list: List, row: Row): (string | Date | null)[] {
  return Object.entries(FORMS[list]).map(([key, field]) => {
    const value = row[key];
    if (value === undefined || value === null || value === '') return null;
    if (key === 'NgayCapNhat') return new Date(readTime(String(value)) ?? Number.NaN);
    return 'part' in field && typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
}

async function fillPostgres(district: District): Promise<Laid> {
  const test = await freshDatabase({ connections: 2 });
  const putAll = async (list: List, rows: readonly Row[]) => {
    const keys = rows.map((row) => row[KEYS[list]]);
    await test.database.query(`delete from at_${KEYS[list]} where "${KEYS[list]}" = any($1)`, [keys]);
    const cells: (string | Date | null)[] = [];
    const lines = rows.map((row) => `(${cellsOf(list, row).map((cell) => `$${cells.push(cell)}`)})`);
    await test.database.query(`insert into at_${KEYS[list]} values ${lines.join(', ')}`, cells);
  };
  for (const list of LISTS) {
    const columns = Object.entries(FORMS[list]).map(([key, field]) => {
      const type = key === 'NgayCapNhat' ? 'timestamptz' : 'part' in field ? 'jsonb' : 'text';
      return `"${key}" ${type}`;
    });
    const name = list.replaceAll('-', '_');
    // The view's own spelling is the database's: without quotes, in small letters.
    const selected = Object.keys(FORMS[list]).map((key) => `"${key}" as ${key}`);
    await test.database.query(`create table at_${KEYS[list]} (${columns.join(', ')})`);
    await test.database.query(
      `create view v_${name} as select ${selected.join(', ')}, 1 as other from at_${KEYS[list]}`,
    );
    await putAll(list, district[list]);
  }
  return {
    environment: environmentOf(() => test.url),
    put: (list, row) => putAll(list, [row]),
    replace: async (list, rows) => {
      await test.database.query(`delete from at_${KEYS[list]}`);
      await putAll(list, rows);
    },
    close: () => test.drop(),
  };
}

let mariadb: Promise<Mariadb> | undefined;

/** After all tests of a file, which share one MariaDB: to start it takes longer than most of them. */
export async function stopServers(): Promise<void> {
  await (await mariadb)?.stop();
}

async function fillMariadb(district: District): Promise<Laid> {
  mariadb ??= startMariadb();
  const server = await mariadb;
  await server.query(
    "drop database district; create database district character set utf8mb4; use district; set time_zone = '+07:00'",
  );
  const local = (cell: string | Date | null) =>
    cell instanceof Date
      ? new Date(cell.getTime() + 7 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '')
      : cell;
  const putAll = async (list: List, rows: readonly Row[]) => {
    const cells = rows.map((row) => cellsOf(list, row).map(local));
    const lines = cells.map((line) => `(${line.map(() => '?').join(', ')})`);
    await server.query(`replace into at_${KEYS[list]} values ${lines.join(', ')}`, cells.flat());
  };
  for (const list of LISTS) {
    const columns = Object.entries(FORMS[list]).map(([key, field]) => {
      if (key === KEYS[list]) return `${key} varchar(100) primary key`;
      return `${key} ${key === 'NgayCapNhat' ? 'datetime(3)' : 'part' in field ? 'json' : 'text'}`;
    });
    await server.query(`create table at_${KEYS[list]} (${columns.join(', ')})`);
    await server.query(`create view v_${list.replaceAll('-', '_')} as select * from at_${KEYS[list]}`);
    await putAll(list, district[list]);
  }
  return {
    environment: environmentOf(() => server.url),
    put: (list, row) => putAll(list, [row]),
    replace: async (list, rows) => {
      await server.query(`delete from at_${KEYS[list]}`);
      await putAll(list, rows);
    },
    close: async () => undefined,
  };
}

import mysql from 'mysql2/promise';
import {
  type Cell,
  CONNECT_TIMEOUT_MS,
  type Column,
  type Dialect,
  OFFSET,
  type SqlSession,
  type Target,
} from './session.js';

const { Types } = mysql;
/** TIMESTAMP is shown in the session's zone, so that its text stands for one instant, as DATETIME's is taken to. */
const TIMES = new Set<number>([Types.TIMESTAMP, Types.DATETIME, Types.DATE, Types.NEWDATE]);
const TEXTS = new Set<number>([
  Types.VARCHAR,
  Types.VAR_STRING,
  Types.STRING,
  Types.BLOB,
  Types.LONG_BLOB,
  Types.MEDIUM_BLOB,
  Types.TINY_BLOB,
]);

/** MySQL and MariaDB. */
export const mysqlDialect: Dialect = {
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  selected: ({ name }) => mysqlDialect.quote(name),
  place: () => '?',
  limited: (columns, rest, count) => `select ${columns} ${rest} limit ${count}`,
  cast: (place, { cast }) => (cast === '' ? place : `cast(${place} as ${cast})`),
  advice: {
    ER_NO_SUCH_TABLE: 'không có khung nhìn này (there is no such view)',
    ER_TABLEACCESS_DENIED_ERROR: 'không được phép đọc (no permission to read it)',
    ER_DBACCESS_DENIED_ERROR: 'không được phép đọc (no permission to read it)',
    ER_ACCESS_DENIED_ERROR: 'sai người dùng hoặc mật khẩu (login refused)',
    ER_BAD_DB_ERROR: 'không có cơ sở dữ liệu này (there is no such database)',
    ER_STATEMENT_TIMEOUT: 'quá thời gian TIMEOUT (longer than TIMEOUT)',
    ER_QUERY_TIMEOUT: 'quá thời gian TIMEOUT (longer than TIMEOUT)',
    HANDSHAKE_NO_SSL_SUPPORT: 'máy chủ không có TLS (the server has no TLS)',
  },
  open: openMysql,
};

async function openMysql({
  host,
  port,
  user,
  password,
  database,
  timeout,
  tls,
}: Target): Promise<SqlSession> {
  const connection = await mysql.createConnection({
    host,
    port: port ?? 3306,
    user,
    password,
    database,
    connectTimeout: CONNECT_TIMEOUT_MS,
    charset: 'utf8mb4',
    dateStrings: true,
    jsonStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    multipleStatements: false,
    ...(tls ? { ssl: tls } : {}),
  });
  // A connection that breaks while nothing is asked is told by the next question.
  connection.on('error', () => undefined);
  try {
    const [[version]] = await connection.query<mysql.RowDataPacket[]>('select version() as version');
    const mariadb = String(version?.['version']).includes('MariaDB');
    await connection.query('set session transaction read only');
    await connection.query(`set time_zone = '${OFFSET}'`);
    await connection.query(
      mariadb ? `set max_statement_time = ${timeout / 1000}` : `set max_execution_time = ${timeout}`,
    );
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return {
    async columns(view) {
      const [, fields] = await connection.query(`select * from ${view} limit 0`);
      return fields.map(({ name, columnType = -1 }): Column => {
        if (TIMES.has(columnType)) return { name, type: 'local', cast: 'datetime(6)' };
        return { name, type: TEXTS.has(columnType) ? 'text' : 'other', cast: '' };
      });
    },
    async now() {
      const [[row]] = await connection.query<mysql.RowDataPacket[]>(
        'select unix_timestamp(now(6)) * 1000 as ms',
      );
      return Math.round(Number(row?.['ms']));
    },
    async rows(statement, values) {
      const [rows] = await connection.execute<mysql.RowDataPacket[][]>(
        { sql: statement, rowsAsArray: true },
        [...values],
      );
      return rows.map((row) => row.map(textOfBytes));
    },
    close: () => connection.end(),
  };
}

/** Text of a binary character set comes as bytes. */
function textOfBytes(cell: unknown): Cell {
  return Buffer.isBuffer(cell) ? cell.toString('utf8') : (cell as Cell);
}

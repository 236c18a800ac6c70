import pg from 'pg';
import { highWater } from '../memory.js';
import { COLUMNS } from './records.js';
import type { Measured } from './setting.js';

const TIMES: readonly string[] = ['NgayNopHoSo', 'NgayTiepNhan', 'NgayHenTra', 'NgayCapNhat'];
const NUMBERS: readonly string[] = ['KenhThucHien', 'LoaiDoiTuong', 'LoaiDinhDanh', 'TrangThaiHoSo'];

/**
 * The least that brings the file into a table where it can be asked for: the server copies it into a bare table of text, and
 * one statement puts that into a table with types and a key. `file` is read by the server itself.
 */
export async function runCopy(url: string, file: string): Promise<Omit<Measured, 'cpu'>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await client.query(`create table landed (${COLUMNS.map((name) => `"${name}" text`).join(', ')})`);
    await client.query(
      `create table bare (${COLUMNS.map((name) => `"${name}" ${typeOf(name)}`).join(', ')}, primary key ("MaHoSo"))`,
    );
    const begun = performance.now();
    await client.query(`copy landed from ${client.escapeLiteral(file)} with (format csv, header)`);
    const { rowCount } = await client.query(
      `insert into bare select ${COLUMNS.map((name) => `"${name}"::${typeOf(name)}`).join(', ')} from landed
        on conflict ("MaHoSo") do update set ${COLUMNS.slice(1)
          .map((name) => `"${name}" = excluded."${name}"`)
          .join(', ')}`,
    );
    const ms = performance.now() - begun;
    return { records: rowCount ?? 0, ms, peakKib: highWater(rows[0]?.pid) };
  } finally {
    await client.end();
  }
}

function typeOf(column: string): string {
  if (TIMES.includes(column)) return 'timestamptz';
  if (NUMBERS.includes(column)) return 'smallint';
  return column === 'QuaTrinh' ? 'jsonb' : 'text';
}

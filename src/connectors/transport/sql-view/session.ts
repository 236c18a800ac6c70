/** What a column holds, as far as reading has to know: times with a zone, times without one, text, or anything else. */
export type ColumnType = 'zoned' | 'local' | 'text' | 'other';

export interface Column {
  name: string;
  type: ColumnType;
  /** The database's own name of the type, to cast what is compared with it. */
  cast: string;
}

export type Cell = string | number | boolean | bigint | null | object;

/** One database connection that only reads, in the zone Asia/Ho_Chi_Minh; times come as the database's own text. */
export interface SqlSession {
  /** The columns of a view, without a row of it. */
  columns(view: string): Promise<Column[]>;
  /** The database's clock, ms. */
  now(): Promise<number>;
  /** Rows as lists of cells, in the order of the selected columns. `values` stand for {@link Dialect.place}. */
  rows(statement: string, values: readonly string[]): Promise<Cell[][]>;
  close(): Promise<void>;
}

/** How a database is written to. */
export interface Dialect {
  quote(name: string): string;
  /** A column in a select list, so that a time comes as text of its full precision. */
  selected(column: Column): string;
  /** The n-th value, from 1. */
  place(n: number): string;
  /** A statement of at most `count` rows. `select` is what stands between SELECT and its end. */
  limited(columns: string, rest: string, count: number): string;
  /** A value of a column's type. */
  cast(place: string, column: Column): string;
  /** What helps against an error by its code. */
  readonly advice: Readonly<Record<string, string>>;
  open(target: Target): Promise<SqlSession>;
}

/** Where and how to connect; `timeout` for one statement, ms. */
export interface Target {
  host: string;
  port: number | undefined;
  user: string;
  password: string;
  database: string;
  timeout: number;
  tls: false | { ca?: string; rejectUnauthorized: boolean };
}

export const CONNECT_TIMEOUT_MS = 10_000;
/** UTC+7: what times without a zone are read in. */
export const OFFSET = '+07:00';

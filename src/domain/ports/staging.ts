/** A row that waits for the record of its key. */
export interface StagedRow {
  key: string;
  /** Orders what is left over: the list first, then the row. */
  list: string;
  row: number;
  /** The row itself, as JSON. */
  text: string;
}

/** Rows of one reading, outside of memory and seen by nobody else; gone when it is closed or its process ends. */
export interface Stage {
  add(rows: readonly StagedRow[]): Promise<void>;
  /** How many characters the rows of each of these keys have together; keys without rows are left out. */
  sizes(keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Takes the rows of these keys out, in no order. */
  take(keys: readonly string[]): Promise<StagedRow[]>;
  /** Takes the rows of these keys out unseen. */
  discard(keys: readonly string[]): Promise<void>;
  /** What nobody took, by list and row. */
  rest(): AsyncIterable<StagedRow>;
  close(): Promise<void>;
}

export interface Staging {
  open(): Promise<Stage>;
}

/** A list of the main record that may lie in a file of its own beside it: `hoso.csv` and `hoso.qua-trinh.csv`. */
export interface SideList {
  /** `.qua-trinh.csv` */
  suffix: string;
  /** The main record's key that its rows become, `QuaTrinh`. */
  list: string;
  columns: readonly string[];
}

/** What a source says about its drop folder. */
export interface FileDropOptions {
  /** The folder with `inbox/`, `done/`, `failed/` and `files/`. */
  dir: string;
  /** Columns of the exchange form, to tell a header from something else. */
  columns: readonly string[];
  /** The column by which side files are joined, `MaHoSo`. */
  key: string;
  sides?: readonly SideList[];
  /** Of CSV files, as iconv-lite names it; absent: UTF-8 or Windows-1258, by looking. */
  encoding?: string;
  /** Waits between the two looks at a file's size; tests give one that does not. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

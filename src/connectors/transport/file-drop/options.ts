import type { Contents, Staging } from '../../../domain/ports.js';
import type { DirectoryEntries } from '../directory/entry.js';
import type { OwnFiles, Packages, PrintedTables, Sheets } from '../transport.js';
import type { OpenFolder } from './folder/port.js';
import type { EncodingDefinition } from './text/encoding.js';

/** The list of a side file whose rows add columns to their record. */
export const INTO_RECORD = '';

/** A list of the main record that may lie in a file of its own beside it: `hoso.csv` and `hoso.qua-trinh.csv`. */
export interface SideList {
  /** What stands behind the main file's base: `.qua-trinh`. */
  suffix: string;
  /** The main record's key that its rows become, `QuaTrinh`; {@link INTO_RECORD}: what a row says stands in the record itself. */
  list: string;
  columns: readonly string[];
}

/** What a source says about its drop folder. */
export interface FileDropOptions {
  folder: OpenFolder;
  /** Where side rows wait for their record. */
  staging: Staging;
  /** Columns of the exchange form, to tell a header from something else. */
  columns: readonly string[];
  /** The column by which side files are joined, `MaHoSo`. */
  key: string;
  sides?: readonly SideList[];
  /** Of workbooks, sheets that are tables of their own. */
  sheets?: Sheets;
  /** Tables as offices print them are read too. */
  printed?: PrintedTables;
  /** Files that are a package each are taken too. */
  packages?: Packages;
  /** Files of entries of a directory (LDIF) are taken too. */
  entries?: DirectoryEntries;
  /** Small files of a kind of the source's own are taken too. */
  ownFiles?: OwnFiles;
  /** Where the files inside of packages go. */
  contents: Contents;
  /** Of tables; absent: told by looking at each file. */
  encoding?: EncodingDefinition;
  /** Waits between the two looks at a file's size; tests give one that does not. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A clock that only goes forward, ms, for what lies between two looks; tests move it by hand. */
  monotonic?: () => number;
}

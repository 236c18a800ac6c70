import type { Json } from '../../domain/canonical.js';
import type {
  Contents,
  FileReport,
  Page,
  Problem,
  PullContext,
  SourceServices,
  WholeReading,
} from '../../domain/ports.js';
import type { Instant } from '../../domain/time.js';
import type { DirectoryEntries } from './directory/entry.js';
import type { ItemToRow } from './feed/item.js';
import type { Item } from './file-drop/items.js';
import type { Given, Misfit, Parameter, Words } from './parameters/parameter.js';

/** What an exchange form says of ways that not every form can be read in. */
export interface Forms {
  /** Of a form whose records are items of a feed: how, and the categories that it has. Absent: a feed does not hold it. */
  readonly item?: { readonly row: ItemToRow; readonly categories: readonly string[] };
  /** Of a form that offices export as they print it: how it is read. Absent: a table has the form's own columns. */
  readonly printed?: PrintedTables;
  /** Of a form whose records stand in workbooks with a sheet for each kind of them: how these are read. Absent: the first sheet is. */
  readonly sheets?: Sheets;
  /** Of a form whose records come as packages too, a file each: how these are read. Absent: a package does not hold it. */
  readonly packages?: (given: Given, services: SourceServices) => Packages;
  /** Of a form whose records are entries of a directory: how they stand there. Absent: no directory holds them. */
  readonly entries?: (given: Given) => DirectoryEntries;
  /** Of a form whose records stand in small files of another kind too: how these are read. Absent: a file of that kind does not hold it. */
  readonly ownFiles?: (given: Given) => OwnFiles;
  /** Whether such a file may be read at an HTTP address too, each time anew: a calendar. */
  readonly calendar?: true;
}

/** How a source reads workbooks whose sheets are tables of their own, in columns that need not be those of the exchange form. */
export interface Sheets {
  /** Names of columns by which the head of such a table is known, beside those of the form; in other tables too. */
  readonly columns: readonly string[];
  /** Whether a sheet of this name is one. */
  takes(name: string): boolean;
  /** What each row of the sheet says beside its cells, which go before it. `modifiedAt`: when the file changed last, ms. */
  says(name: string, modifiedAt: number): { [column: string]: Json };
}

/** How a source reads files of a kind of its own that are taken whole: certificates. */
export interface OwnFiles {
  /** Whether a file of this name is one, by its ending. */
  takes(name: string): boolean;
  /**
   * What a file holds, in its order, in the columns of the exchange form. `writtenAt`: when it changed last, ms. Pure; nothing of what cannot be
   * read is handed on.
   */
  records(bytes: Buffer, writtenAt: number): readonly OwnRecord[] | Promise<readonly OwnRecord[]>;
}

/** Such files whose bytes need no unpacking. */
export interface PlainOwnFiles extends OwnFiles {
  records(bytes: Buffer, writtenAt: number): readonly OwnRecord[];
}

/** A record of the exchange form, or why this part of a file is none. */
export type OwnRecord = { raw: { [column: string]: Json } } | { unreadable: Problem };

/** How a source reads tables as an office prints them: facts in a title above, heads over heads, rows that are parts of one another. */
export interface PrintedTables {
  /** Whether a row with these texts is the first of a head of such a table. */
  startsHead(texts: readonly string[]): boolean;
  /** What a table holds, in the columns of the exchange form. Pure: whatever is wrong is left for the form to refuse. */
  records(table: PrintedTable): readonly PrintedRecord[];
}

/** Names over one column, from top to bottom; a name that is merged over several columns stands in each. */
export type PrintedColumn = readonly string[];

export interface PrintedTable {
  /** The texts of each row above the head. */
  title: readonly (readonly string[])[];
  head: readonly PrintedColumn[];
  /** Rows below the head that are not blank; the last of them may be a foot. */
  rows: readonly PrintedRow[];
  /** When the file changed last, ms. */
  modifiedAt: number;
}

export interface PrintedRow {
  /** As the file counts, from 1. */
  number: number;
  cells: readonly (string | number)[];
  /** What is wrong with a cell by how it was written; `index` counts columns from 0. */
  problems: readonly { index: number; code: string; message: string }[];
}

/** A record of the exchange form, and the row that it is from. */
export interface PrintedRecord {
  row: number;
  raw: { [column: string]: Json };
  problems: Problem[];
}

/** What a transport has to know of an exchange form to carry its records. */
export interface Carried extends Omit<Forms, 'packages' | 'entries' | 'ownFiles'> {
  /** The source, kebab case. */
  readonly source: string;
  /** The form's keys. */
  readonly columns: readonly string[];
  /** The key column, `MaHoSo`. */
  readonly key: string;
  /** Lists that may lie in files of their own beside the main one. */
  readonly sides: readonly { suffix: string; list: string; columns: readonly string[] }[];
  /** The key that tells when a record changed last, `NgayCapNhat`. */
  readonly changed: string;
  /** The form comes as packages too, a file each; absent: a package cannot be read. */
  readonly packages?: Packages;
  /** The form's records are entries of a directory too; absent: they are not. */
  readonly entries?: DirectoryEntries;
  /** The form's records stand in small files of another kind too; absent: they do not. */
  readonly ownFiles?: OwnFiles;
  /** A written time (any form that the exchange forms take) as an instant; undefined when it is none. */
  readTime(text: string): Instant | undefined;
}

/** How a source reads records that come as a package each, with their files inside. */
export interface Packages {
  /** Whether a file of this name is one. */
  takes(name: string): boolean;
  /**
   * The one record of a package. `contents`: where its files go. What is wrong with it is in the record; throws what `content`
   * throws.
   */
  read(
    content: AsyncIterable<Buffer>,
    place: { name: string; bytes: number },
    to: PackageFiles,
  ): Promise<Item>;
  /** What goes back to whoever sent the package, now that its record is committed; by the begin of its content. */
  answers(content: AsyncIterable<Buffer>, report: FileReport): Promise<readonly PackageAnswer[]>;
  /** Whether a package says who could be answered, by the begin of its content. */
  answerable(content: AsyncIterable<Buffer>): Promise<boolean>;
}

export interface PackageFiles {
  contents: Contents;
  trial: boolean;
}

/** One message back. The same package and report give the same name. */
export interface PackageAnswer {
  name: string;
  text: string;
}

/** A source's way to its records, opened: connections are made while it is pulled and let go afterwards. */
export interface Reader {
  /** As `Source.pull`. */
  pull(cursor: Json | undefined, run: PullContext): AsyncIterable<Page>;
  /** As `Source.whole`. */
  whole(run: PullContext): WholeReading;
  /** As `Source.lookAhead`. */
  lookAhead?(run: Pick<PullContext, 'signal' | 'now'>): Promise<void>;
  fileDone?(report: FileReport): Promise<void>;
  /** Looks whether the source can be read, and says what was seen. Throws `SourceUnreachable`. */
  probe(signal: AbortSignal): Promise<string>;
}

/** One way in which records come, chosen by the scheme of `SOURCE_<NAME>_URL`. Listed by one line in table.ts. */
export interface Transport {
  readonly name: string;
  /** With their colon, `file:`. */
  readonly schemes: readonly string[];
  /** What stands in `.env.example` and the docs as an address. */
  readonly example: string;
  readonly means: Words;
  /** Its own parameters, beside those that every source has. */
  readonly parameters: readonly Parameter[];
  /** What is wrong with an address of one of its schemes; undefined when it is fine. */
  expectAddress?(address: URL): string | undefined;
  /** Whether it can carry a form; absent: any. */
  carries?(form: Forms): boolean;
  /** What is wrong with the parameters taken together; each by itself is of its kind already. */
  misfits?(given: Given, form: Forms): Misfit[];
  open(address: URL, carried: Carried, given: Given, services: SourceServices): Reader;
}

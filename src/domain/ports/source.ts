import type { Json } from '../canonical.js';
import type { Problem } from '../problem.js';
import type { SubjectKind, SubjectRecord } from '../records.js';
import type { Instant } from '../time.js';
import type { FileLogin } from './file-login.js';
import type { GoneUnjudged } from './gone.js';

/** A source's raw record with where it stood, so that an officer finds it again. */
export interface RawRecord {
  raw: Json;
  place: { file?: string; line?: number; row?: number; page?: number };
  /** The record could not even be read (broken JSON, too long a line, wrong encoding). */
  unreadable?: Problem;
  /** What is wrong with single fields by how they were written (an error cell of a sheet): told beside what decoding finds. */
  problems?: Problem[];
}

/** A code in a record that has to be known to the store; `field` is the source's name of it. */
export interface Reference {
  field: string;
  type: 'unit' | 'procedure';
  code: string;
}

/**
 * `references` and `changedAt` of a refused record: what could be read of them, so that the store's problems are named beside its
 * own, and so that it can be told from one that is still on its way.
 */
export type Decoded =
  | { ok: true; record: SubjectRecord }
  | { ok: false; key?: string; changedAt?: Instant; problems: Problem[]; references?: Reference[] };

/** A page of raw records (at most 500, never of two files) and the cursor that stands behind it. */
export interface Page {
  records: RawRecord[];
  /** What `pull` is given to go on after this page; stored in the same transaction as the page. */
  cursor: Json;
  /** The file that the page is from; `starts`: its first page, `ends`: its last, so that its report is due. */
  file?: { name: string; ends: boolean; starts?: boolean };
  /** Share of the whole that is read, 0–1, when known: for progress bars. */
  progress?: number;
}

/** A system of the district, or a portal's catalogue. Registered by one line in connectors/registry. */
export interface Source {
  /** Kebab case, `one-stop`; its variable is `SOURCE_ONE_STOP_URL`. */
  readonly name: string;
  readonly kind: SubjectKind;
  /** What an officer reads. */
  readonly label: string;
  /** Lower is pulled first: units 10, procedures 20, others 50. */
  readonly order: number;
  /** Whether an address is configured; an off source says so. */
  readonly configured: boolean;
  /** The schedule pulls it no sooner than this after its last whole run; absent: every time. */
  readonly everyMs?: number;
  /** What it was told that makes the same raw record say something else; absent: nothing. */
  readonly told?: string;
  /** What lets into its servers where its records name files; absent: nothing. */
  readonly fileLogin?: FileLogin;
  /** Pages of at most 500, in the source's order. Throws {@link SourceUnreachable} when it cannot be read at all. */
  pull(cursor: Json | undefined, run: PullContext): AsyncIterable<Page>;
  /** All that it holds now, to be compared with the store. Absent: every {@link pull} of it is whole already. */
  whole?(run: PullContext): WholeReading;
  /** One record by itself; pure but for `run.now`. */
  decode(raw: RawRecord, run: { now: number }): Decoded;
  /** Looks whether it can be read, and says what was seen, without secrets. Throws {@link SourceUnreachable}. */
  probe?(signal: AbortSignal): Promise<string>;
  /** Looks at what lies there for a pull that comes later in the same run, which then need not wait to see whether it stands still. `now`: ms. */
  lookAhead?(run: Pick<PullContext, 'signal' | 'now'>): Promise<void>;
  /** Called once the last page of a file is committed: moves the file and lays its report beside it. Safe to repeat. */
  fileDone?(report: FileReport): Promise<void>;
}

/** All that a source holds now. Reading it moves nothing, makes no cursor and may be given up anywhere. */
export interface WholeReading {
  /** As of `pull`. A record may come more than once: the one that changed last counts. */
  readonly pages: AsyncIterable<Page>;
  /** Intake has seen every record: true of files that were taken. Otherwise what changed a moment ago may be on its way. */
  readonly taken: boolean;
  /** Asked when the pages are through; undefined: what did not come is not there. */
  unjudged(): GoneUnjudged | undefined;
}

export interface PullContext {
  /** Business time of this run, ms. */
  now: number;
  signal: AbortSignal;
  /** Nothing of what is read is going to be stored: files inside of records are looked at and not kept. */
  trial?: boolean;
}

export interface FileReport {
  file: string;
  read: number;
  stored: number;
  unchanged: number;
  stale: number;
  quarantined: number;
  errors: ({ record?: string; field: string; code: string; message: string } & (
    | { line: number }
    | { row: number }
    | object
  ))[];
}

/** The source as a whole cannot be read: no such folder, host down, login refused. */
export class SourceUnreachable extends Error {
  override readonly name = 'SourceUnreachable';
}

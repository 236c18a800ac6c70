import type { Readable } from 'node:stream';
import type { Json, JsonObject } from './canonical.js';
import type { Flag, HoldReason, LaneForm, Phase } from './delivery.js';
import type {
  DossierRecord,
  FileReference,
  NoticeRecord,
  SubjectKind,
  SubjectRecord,
  TraceItem,
} from './records.js';
import type { Clock, Instant } from './time.js';
import type { Environment, Variable } from './variable.js';

// ───────────────────────────── portals ─────────────────────────────

/** One agency's access to one portal. Address and secrets come from the environment, the rest from the store. */
export interface Account {
  id: string;
  portal: string;
  /** The agency's code, `H56.14`. */
  agencyCode: string;
}

/** A snapshot and the stable numbers that the hub gave to its parts (same order as the lists in the record). */
export interface DossierSnapshot {
  record: DossierRecord;
  /** int32 each, stable for the life of the subject */
  componentIds: number[];
  resultIds: number[];
  supplementIds: number[];
}
export interface NoticeSnapshot {
  record: NoticeRecord;
  /** The hub's short number of the notice, for `[LT-000123]`. */
  number: number;
}

/** What the names on the wire come from; `version` stands on every receipt. */
export interface Catalogue {
  version: string;
  /** The national catalogue's names win, then the procedure table's. */
  procedure(
    code: string,
  ): { code: string; name: string; fieldCode: string; fieldName: string; noDueTime: boolean } | undefined;
  unit(code: string): { code: string; name: string } | undefined;
}

/** A file inside a wire body: `deliver` turns it into a signed link or into bytes. Stands in the body as `{ $file: … }`. */
export interface FileHandle {
  subjectId: string;
  /** The source whose drop or hosts the reference belongs to (`one-stop`, `notices`). */
  origin: string;
  reference: FileReference;
  name: string;
  /** `kept`: fetched before sending; `on-demand`: linked, fetched when somebody asks. */
  mode: 'kept' | 'on-demand';
}

/** What one delivery wants carried. */
export type Carried =
  | {
      type: 'dossier';
      subjectId: string;
      key: string;
      form: 'record';
      version: number;
      generation: number;
      phase: Phase;
      origin: string;
      snapshot: DossierSnapshot;
    }
  | {
      type: 'notice';
      subjectId: string;
      key: string;
      form: LaneForm;
      version: number;
      generation: number;
      phase: Phase;
      origin: string;
      snapshot: NoticeSnapshot;
    }
  | {
      type: 'trace';
      subjectId: string;
      /** The dossier's code. */
      key: string;
      form: 'record';
      /** The hub's own stable id of the entry, int32. */
      entryId: number;
      entry: TraceItem;
      record: DossierRecord;
    };

/** A body ready to be made: pure JSON in which files are still handles. */
export interface Wire {
  /** What travels together: one operation, one HTTP call (`dossier`, `trace`, `notice`, `article`, `legal`, …). */
  operation: string;
  key: string;
  body: JsonObject;
  files: FileHandle[];
  flags: Flag[];
  /** Of a trace entry: its natural key at the portal, hashed; what read-backs are counted by. */
  entryKey?: string;
}

export type Rendering =
  | { ok: true; wire: Wire }
  | { ok: false; hold: HoldReason; field: string; message: string };

/** A wire whose files are links or bytes. `payloadHash` leaves the query of links out. */
export interface ReadyWire extends Wire {
  payload: JsonObject;
  payloadHash: Buffer;
  /** Size of the payload as JSON, in bytes. */
  bytes: number;
}

export type Readiness =
  | { ok: true; wire: ReadyWire }
  | { ok: false; retry: false; hold: HoldReason; field: string; message: string }
  /** The file's host could not be reached: tried again later, uses up no attempt. */
  | { ok: false; retry: true; field: string; message: string };

/** What the hub believes that the portal holds of a lane's subject. */
export interface Standing {
  exists: boolean;
  remoteId?: string;
}

export interface DeliverItem {
  wire: ReadyWire;
  standing: Standing;
  phase: Phase;
}

/** What became of one item, or of a whole call. Judged by codes and HTTP status only, never by a message's words. */
export type Outcome =
  | { type: 'accepted'; code: string; message?: string; remoteId?: string }
  | { type: 'alreadyExists' | 'notFound' | 'refused'; code: string; message?: string }
  /** The portal says it processed nothing: send again later. */
  | { type: 'busy'; code: string; retryAfterMs?: number }
  /** Surely never processed: could not connect, 429, a 503 that the profile calls "not processed". */
  | { type: 'notSent'; error: string; retryAfterMs?: number }
  /** Login or token refused: the breaker opens and an officer is told. */
  | { type: 'loginRefused'; code: string; message?: string }
  /** The first byte left and no clear answer came: read back before anything else. */
  | { type: 'unknown'; error: string };

/** The HTTP call as evidence; sealed before it is stored. */
export interface CallEvidence {
  request: Json;
  response: string;
  status?: number;
  sessionGeneration?: number;
}

/** `items`: one outcome per item, in order. `whole`: the portal spoke of the call only. */
export type DeliverAnswer = { evidence: CallEvidence } & (
  | { scope: 'items'; outcomes: Outcome[] }
  | { scope: 'whole'; outcome: Outcome }
);

/** What a look asks for. `reference` and `title` find a notice that has no id there yet. */
export interface LookupKey {
  operation: string;
  key: string;
  remoteId?: string;
  /** Of notices: the wire we sent or would send, to search by its title and our reference. */
  wire?: ReadyWire;
  /** Of notices: false when what carries nobody's reference must not be taken for ours (any look but a first contact). */
  adopt?: boolean;
}

/** What a portal holds under a key, as it was read back. */
export interface Remote {
  exists: boolean;
  remoteId?: string;
  /** Of notices: more than one candidate without a reference of ours. */
  ambiguous?: boolean;
  /** The record as the portal showed it. */
  body?: JsonObject;
  /** Entry keys (as in {@link Wire.entryKey}) found there, duplicates included; absent: the portal shows none. */
  entries?: string[];
}

export type LookupAnswer = { evidence: CallEvidence } & (
  | { ok: true; remote: Remote }
  /** No answer at all: asked again with backoff. */
  | { ok: false; outcome: Outcome }
);

/** How many and how fast; durations in ms. Taken from the profile. */
export interface PortalLimits {
  /** Calls in flight for one account. */
  concurrency: number;
  requestsPerSecond: number;
  maxBatchBytes: number;
  /** The most items one call of this operation takes. */
  batchOf(operation: string): number;
  traceReadBack: boolean;
  readBackDelays: number[];
  readBackTries: number;
  attempts: number;
  answerTimeout: number;
  adoption: 'before-enabled' | 'always' | 'never';
}

export interface CallOptions {
  account: Account;
  /** Aborts the call when the lease is lost. */
  signal: AbortSignal;
  /** Called right before the first byte of the call itself may leave (after any login); false: do not send. */
  beforeSend?: () => boolean;
}

/**
 * A portal as the ledger sees it. Nothing else of a portal's folder is known outside it.
 * `render`, `same` and `formsOf` are pure.
 */
export interface Portal {
  readonly code: string;
  readonly label: string;
  readonly profileVersion: string;
  readonly limits: PortalLimits;
  /** The forms in which this portal wants subjects of this kind; empty: nothing is owed. */
  formsOf(kind: SubjectKind, record: SubjectRecord): LaneForm[];
  /** Whether dossiers in state 1 are owed (profile `sendRegistered`). */
  readonly sendsRegistered: boolean;
  render(carried: Carried, catalogue: Catalogue, account: Account): Rendering;
  /** Turns file handles into links or bytes. */
  ready(wire: Wire, files: Files): Promise<Readiness>;
  /** All items share one operation and, where it matters, one value of `standing.exists`. Never throws for what a portal does. */
  deliver(items: DeliverItem[], options: CallOptions): Promise<DeliverAnswer>;
  lookup(key: LookupKey, options: CallOptions): Promise<LookupAnswer>;
  /** Whether what the portal holds equals what we sent: NFC, lists as multisets, links without query, `""` = absent. */
  same(remote: Remote, wire: ReadyWire, phase: Phase): boolean;
  /** One cheap call that tells whether address and credentials work. */
  probe(options: CallOptions): Promise<Outcome>;
  close(): Promise<void>;
}

/** One session or token for all workers of an account; renewed by compare-and-set across processes. */
export interface Sessions {
  current(account: Account): Promise<Session | undefined>;
  /**
   * Runs `login` in one process only while others wait for its result; a session newer than `stale` is returned as is.
   * Throws {@link LoginRefused} when the portal refuses, at most one try in five minutes.
   */
  renew(account: Account, stale: number | undefined, login: () => Promise<NewSession>): Promise<Session>;
}
export interface NewSession {
  token: string;
  expiresAt?: Instant;
}
export interface Session extends NewSession {
  /** Grows by one with each renewal. */
  generation: number;
}
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Waits until the account may make one more request; the rate is shared by all processes. */
export interface RateGate {
  take(account: Account, requestsPerSecond: number, signal?: AbortSignal): Promise<void>;
}

/** Files of subjects: fetched from listed hosts only, kept content-addressed, given as signed links. */
export interface Files {
  /** Fetches (once) and keeps. `maxBytes`: the portal's own limit. */
  keep(handle: FileHandle, maxBytes?: number): Promise<KeptFile | FileProblem>;
  read(file: KeptFile): Promise<Buffer>;
  /** A signed, expiring address that the gateway serves; its path never changes for one handle. */
  link(handle: FileHandle): Promise<string>;
}
export interface KeptFile {
  ok: true;
  sha256: string;
  bytes: number;
  mediaType: string;
}
export interface FileProblem {
  ok: false;
  /** `retry`: the host could not be reached. */
  reason: HoldReason | 'retry';
  message: string;
}

// ───────────────────────────── sources ─────────────────────────────

/** A source's raw record with where it stood, so that an officer finds it again. */
export interface RawRecord {
  raw: Json;
  place: { file?: string; line?: number; row?: number; page?: number };
  /** The record could not even be read (broken JSON, too long a line, wrong encoding). */
  unreadable?: Problem;
}

/** One thing that is wrong with one record. `message` names no personal value. */
export interface Problem {
  /** The source's field name, `KetQua[0].Ten`; empty for the record as a whole. */
  field: string;
  /** `MISSING`, `NOT_IN_LIST`, `BAD_DATE`, `BAD_SHAPE`, `IN_FUTURE`, `WRONG_ORDER`, `UNKNOWN_UNIT`, `UNKNOWN_PROCEDURE`, `ILLEGAL_STEP`, `UNREADABLE`, `TOO_LONG`, … */
  code: string;
  message: string;
}

/** A code in a record that has to be known to the store; `field` is the source's name of it. */
export interface Reference {
  field: string;
  type: 'unit' | 'procedure';
  code: string;
}

/** `references` of a refused record: what could be read of them, so that the store's problems are named beside its own. */
export type Decoded =
  | { ok: true; record: SubjectRecord }
  | { ok: false; key?: string; problems: Problem[]; references?: Reference[] };

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
  /** Pages of at most 500, in the source's order. Throws {@link SourceUnreachable} when it cannot be read at all. */
  pull(cursor: Json | undefined, run: PullContext): AsyncIterable<Page>;
  /** One record by itself; pure but for `run.now`. */
  decode(raw: RawRecord, run: { now: number }): Decoded;
  /** Called once the last page of a file is committed: moves the file and lays its report beside it. Safe to repeat. */
  fileDone?(report: FileReport): Promise<void>;
}

export interface PullContext {
  /** Business time of this run, ms. */
  now: number;
  signal: AbortSignal;
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

/** A stream that somebody else closes. */
export type FileStream = Readable;

// ──────────────────────────── definitions ────────────────────────────

/** What a portal's folder exports and connectors/portals/registry.ts lists by one line. */
export interface PortalDefinition {
  code: string;
  label: string;
  variables: readonly Variable[];
  /** Parses this portal's part of the profile file; throws with the key's name and what is expected. Unknown keys are errors. */
  parseProfile(profile: unknown): unknown;
  /** Undefined when its address is not configured. `profile` is what `parseProfile` gave. */
  create(environment: Environment, profile: unknown, services: PortalServices): Portal | undefined;
  /** Sources that read this portal's catalogue (procedures, units); used where no file source is configured. */
  catalogueSources?(
    environment: Environment,
    profile: unknown,
    services: PortalServices,
    account: () => Promise<Account>,
  ): Source[];
}

export interface PortalServices {
  sessions: Sessions;
  rate: RateGate;
  clock: Clock;
  /** Never given personal data or secrets. */
  warn(message: string, facts?: Record<string, string | number>): void;
}

/** What a source's folder exports and connectors/sources/registry.ts lists by one line. */
export interface SourceDefinition {
  name: string;
  kind: SubjectKind;
  variables: readonly Variable[];
  create(environment: Environment, services: SourceServices): Source;
}

export interface SourceServices {
  clock: Clock;
  warn(message: string, facts?: Record<string, string | number>): void;
}

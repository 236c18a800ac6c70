import type { Principal } from '../access/principal.js';
import type { PortalFacts } from '../domain/owing.js';
import type { Problem, RawRecord, Reference } from '../domain/ports.js';
import type { SubjectRecord } from '../domain/records.js';
import type { Clock, Instant } from '../domain/time.js';
import type { OweRequest } from '../ledger/types.js';
import type { Database, Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';

/** `ledger.owe`: says in record's own transaction what each stored version owes. */
export type Owe = (client: Queryable, principal: Principal, requests: OweRequest[]) => Promise<void>;

export interface IntakeDeps {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  owe: Owe;
  /** The portals that are configured: what of them decides about owing. */
  portals: readonly (PortalFacts & { readonly profileVersion?: string })[];
  /** Never given personal data. */
  warn(message: string, facts?: Record<string, string | number>): void;
  /** Waits before a page is tried again; tests give one that does not. */
  wait?(ms: number): Promise<void>;
}

/** `read` = the sum of the other four, always. */
export interface Counts {
  read: number;
  stored: number;
  unchanged: number;
  stale: number;
  quarantined: number;
}

export function noCounts(): Counts {
  return { read: 0, stored: 0, unchanged: 0, stale: 0, quarantined: 0 };
}

/** How one run ended. */
export interface SyncOutcome extends Counts {
  source: string;
  runId: string;
  /** `ABANDONED`: stopped from outside; what was committed stays, the next run goes on there. */
  state: 'DONE' | 'FAILED' | 'ABANDONED';
  /** One clear line, without personal data. */
  error?: string;
  /** Quarantined records that waited for a unit or procedure and could be stored now; not among the counts. */
  retaken: number;
}

/** One source never runs twice at once, whatever process it is in. */
export class SyncAlreadyRunning extends Error {
  override readonly name = 'SyncAlreadyRunning';
  constructor(readonly source: string) {
    super(`Nguồn ${source} đang được đồng bộ (source ${source} is being synchronised already)`);
  }
}

/** A raw record after decoding, with what admission and recording found out about it. */
export interface Candidate {
  raw: RawRecord;
  key?: string;
  record?: SubjectRecord;
  /** The key that it came under, where its subject stands under another one. */
  alias?: string;
  /** Of one that was refused: when it says that it changed. */
  changedAt?: Instant;
  problems: Problem[];
  references: Reference[];
  /** Of one that a source gave and that could be read: by which it is known again. */
  mark?: string;
  /** It was not decoded: the subject `key` stood as it says when it came. */
  isKnown?: true;
}

/** What became of one candidate. */
export type Fate = 'stored' | 'unchanged' | 'stale' | 'quarantined';

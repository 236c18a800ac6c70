import type { LaneForm, Phase } from '../delivery.js';
import type { SubjectKind, SubjectRecord } from '../records.js';
import type { DeliverAnswer, DeliverItem, LookupAnswer, LookupKey, Outcome, Remote } from './call.js';
import type { Account, Carried, Catalogue } from './carried.js';
import type { Files } from './files.js';
import type { Readiness, ReadyWire, Rendering, Wire } from './wire.js';

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
  /** All forms that some version of such a subject may be wanted in; absent: they are the same for every version. */
  everyFormOf?(kind: SubjectKind): LaneForm[];
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

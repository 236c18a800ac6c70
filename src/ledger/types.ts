import type { DeliveryKind, Flag, HoldReason, LaneForm, LaneTask, Phase } from '../domain/delivery.js';
import type { SubjectKind } from '../domain/records.js';
import type { Instant } from '../domain/time.js';

/** One phase of a version owed in a form: published at once or from `notBefore` on. */
export interface OwedPhase {
  phase: Phase;
  /** Business time; absent: at once. */
  notBefore?: Instant;
}

/** What one version of a subject means for one form at one portal. */
export interface OwedForm {
  portal: string;
  form: LaneForm;
  /** False: nothing is owed before the lane was ever claimed (rule 5), and what is pending is superseded. */
  owed: boolean;
  phases: OwedPhase[];
  /** Lower goes first. */
  priority: number;
  /** Whether the subject's trace entries are owed too (dossiers). */
  entries: boolean;
}

/** Given by intake in record's transaction, after the subject's row and its new version are written. */
export interface OweRequest {
  subjectId: string;
  kind: SubjectKind;
  version: number;
  /** The unit that decides the account: the receiving unit, its successor once it has ended. */
  unit: string;
  /** Received (dossier; else submitted, else changed) or published (notice): what adoption compares. */
  businessAt: Instant;
  deleted: boolean;
  forms: OwedForm[];
}

/** A delivery inside a claim. */
export interface ClaimedDelivery {
  id: string;
  kind: DeliveryKind;
  version: number;
  phase: Phase;
  generation: number;
  /** Of an ENTRY. */
  entryId?: number;
  attempts: number;
  /** alreadyExists / notFound turns already made (rule 13). */
  turns: number;
  /** What was sent last, when it was: a look compares with it. */
  payloadHash?: Buffer;
}

/** Why a lane is looked at. */
export type LookCause = 'ADOPTION' | 'LOST' | 'ALREADY_EXISTS';

/** A lane that this worker holds until `leaseUntil`; every write about it carries `fence`. */
export interface Claim {
  laneId: string;
  fence: string;
  task: LaneTask;
  portal: string;
  accountId: string;
  subjectId: string;
  kind: SubjectKind;
  key: string;
  form: LaneForm;
  remoteExists: boolean;
  remoteId?: string;
  acceptedVersion?: number;
  acceptedHash?: Buffer;
  /** Of a LOOK. */
  cause?: LookCause;
  /** How many looks this loss has had before this one. */
  looks: number;
  /** Whether this look is the last of the profile's delays: "not there" is believed after it. */
  lastLook: boolean;
  /** One RECORD, or up to ten ENTRYs in order; of a LOOK: what is unknown, or what would be sent first. */
  deliveries: ClaimedDelivery[];
  /** Entry keys found at first contact and not yet consumed: key → how many. */
  foundEntries?: Record<string, number>;
}

export interface ClaimRequest {
  portal: string;
  accountId: string;
  /** The most lanes to take. */
  limit: number;
  leaseMs: number;
  /** The most ENTRYs of one lane. */
  entriesPerLane: number;
  readBackDelays: readonly number[];
  readBackTries: number;
  attempts: number;
  traceReadBack: boolean;
  adoption: 'before-enabled' | 'always' | 'never';
}

/** The outcome of one delivery in a settled call. */
export type Verdict =
  | {
      deliveryId: string;
      type: 'DELIVERED';
      proof: 'ANSWER' | 'READ_BACK' | 'ADOPTION';
      code?: string;
      message?: string;
      payloadHash?: Buffer;
      flags: Flag[];
    }
  | {
      deliveryId: string;
      type: 'REFUSED';
      code: string;
      message?: string;
      payloadHash?: Buffer;
      flags: Flag[];
    }
  | { deliveryId: string; type: 'HELD'; reason: HoldReason; field?: string; message: string; flags: Flag[] }
  /** The call's fate is not known; its lane becomes UNKNOWN. `usesAttempt` is counted when the look says "not there". */
  | { deliveryId: string; type: 'UNKNOWN'; error: string; payloadHash?: Buffer }
  /** Back to PENDING. `usesAttempt`: rule 14. `turn`: an alreadyExists/notFound turn was used (rule 13). */
  | {
      deliveryId: string;
      type: 'AGAIN';
      delayMs?: number;
      usesAttempt: boolean;
      turn?: boolean;
      code?: string;
      message?: string;
    }
  /** Rule 13: the ENTRY's dossier is not there: RECORD generation + 1 is owed, the entry stays PENDING. */
  | { deliveryId: string; type: 'RECORD_FIRST'; code?: string; message?: string };

/** What a call taught about one lane. */
export interface LaneVerdict {
  laneId: string;
  fence: string;
  verdicts: Verdict[];
  /**
   * `LOOK`: the lane goes on to a look (alreadyExists of a record or entry alone; its verdict is UNKNOWN). `KEEP`: the lane
   * stays BUSY with this fence, its other deliveries follow in a later part of a split batch. `FREE` otherwise: every
   * delivery of the claim has its verdict by now.
   */
  next: 'FREE' | 'LOOK' | 'KEEP';
  /** Known now: whether the subject is there. Absent: nothing learnt. */
  remoteExists?: boolean;
  remoteId?: string;
  /** Replaces the lane's: entry keys found at first contact and not yet consumed, duplicates included. */
  foundEntries?: string[];
  /** A look got no answer at all: asked again with backoff, counts towards `readBackTries`. `unavailable`: 429, busy, not connected: does not count. */
  noAnswer?: 'counts' | 'unavailable';
  /** Of an unavailable portal that said so: the next look comes no sooner. */
  retryAfterMs?: number;
  /** A look said "not there", and it is not the last: the lane stays UNKNOWN until the next look. */
  lookAgain?: boolean;
}

/** The HTTP call as it is stored; `request` and `response` are sealed by settle. */
export interface ExchangeEnd {
  httpStatus?: number;
  outcome: string;
  error?: string;
  request: unknown;
  response: string;
  sessionGeneration?: number;
  catalogueVersion: string;
  profileVersion: string;
}

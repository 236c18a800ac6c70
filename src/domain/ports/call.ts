import type { Json, JsonObject } from '../canonical.js';
import type { Phase } from '../delivery.js';
import type { ReadyWire } from './wire.js';

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
  /**
   * The first byte left and no clear answer came: read back before anything else. `answered`: the portal did answer, and well, but
   * what it holds is not what was sent; that says nothing against the portal as a whole.
   */
  | { type: 'unknown'; error: string; answered?: true };

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
  /** Something lost is looked for that would show twice if it went again: an answer that is not plain must not say "not there". */
  doubles?: boolean;
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

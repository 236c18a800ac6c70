import { v7 as uuidv7 } from 'uuid';
import type { Sealer } from '../store/sealed.js';
import type { Settlement } from './machine-port.js';
import type { LaneVerdict, LookCause, Verdict } from './types.js';

/** What became of a lane's verdict: it stood, it came late but still in time (rule 11), or it is only evidence. */
export type LaneSettled = 'settled' | 'late-settled' | 'evidence-only';

/** What the lock on a settled lane tells of it. */
export type LaneRow = {
  id: string;
  task: 'SEND' | 'LOOK' | null;
  look_cause: LookCause | null;
  unanswered: number;
  look_waits: number;
  look_tries: number;
  natural_key: string;
  subject_kind: string;
  held: boolean;
  lost: boolean;
  moves: boolean;
};

/** A lane's row for `settleLanes`. */
export interface LaneChange {
  id: string;
  keep: boolean;
  late: boolean;
  was_look: boolean;
  to_look: boolean;
  looked: number;
  unanswered: number;
  waited: number;
  retry_ms: number | null;
  jitter: number;
  adopting: boolean;
  remote_exists: boolean | null;
  remote_id: string | null;
  found: Record<string, number> | null;
}

/** What one lane's verdict comes to. */
export interface Planned {
  lane: LaneVerdict;
  fate: LaneSettled;
  verdicts: object[];
  /** Row for `settleLanes`; absent: the lane is left alone. */
  row?: LaneChange;
  /** Row for `settleRest`; absent: the lane stays busy, or came late. */
  rest?: object;
  keep: boolean;
  /** Another account waits for the lane to be idle. */
  moves?: boolean;
}

/** What a call's verdict on a lane changes, given the lane as it stands now; `row` undefined: the lane is gone. */
export function plan(
  lane: LaneVerdict,
  { exchangeId, end }: Settlement,
  row: LaneRow | undefined,
  sealer: Sealer,
  random: () => number,
): Planned {
  const late =
    row?.held !== true && row?.lost === true && lane.verdicts.some(({ type }) => type !== 'UNKNOWN');
  const fate: LaneSettled = row?.held ? 'settled' : late ? 'late-settled' : 'evidence-only';
  const ignored = fate === 'evidence-only';
  const keyHash = row ? sealer.keyedHash(row.natural_key).toString('hex') : null;
  const verdicts = lane.verdicts.map((verdict) => ({
    ...outcomeOf(verdict),
    delivery_id: verdict.deliveryId,
    lane_id: lane.laneId,
    exchange_id: exchangeId ?? null,
    catalogue_version: end?.catalogueVersion,
    profile_version: end?.profileVersion,
    late,
    ignored: ignored || (late && verdict.type === 'UNKNOWN'),
    jitter: random(),
    attempt_id: uuidv7(),
    receipt_id: uuidv7(),
    new_id: uuidv7(),
    key_hash: keyHash,
  }));
  const keep = lane.next === 'KEEP' && !late;
  if (!row || ignored) return { lane, fate, verdicts, keep };

  const wasLook = row.task === 'LOOK' && !late;
  const adopting = wasLook && row.look_cause === 'ADOPTION';
  const unanswered = wasLook && lane.noAnswer === 'counts' ? 1 : 0;
  const waited = wasLook && lane.noAnswer === 'unavailable' ? 1 : 0;
  const jitter = random();
  const retryMs = lane.retryAfterMs ?? null;
  return {
    lane,
    fate,
    verdicts,
    keep,
    moves: row.moves,
    row: {
      id: lane.laneId,
      keep,
      late,
      was_look: wasLook,
      to_look: lane.next === 'LOOK',
      looked: unanswered || waited ? 0 : 1,
      unanswered,
      waited,
      retry_ms: retryMs,
      jitter,
      adopting: adopting && row.subject_kind === 'dossier',
      remote_exists: lane.remoteExists ?? null,
      remote_id: lane.remoteId ?? null,
      found: lane.foundEntries ? countsOf(lane.foundEntries) : null,
    },
    ...(keep || late
      ? {}
      : {
          rest: {
            id: lane.laneId,
            hold: unanswered === 1 && row.unanswered + 1 >= row.look_tries,
            adopting,
            tries: unanswered ? row.unanswered + 1 : waited ? row.look_waits + 1 : 1,
            retry_ms: retryMs,
            jitter,
          },
        }),
  };
}

function outcomeOf(verdict: Verdict) {
  const base = { outcome: verdict.type, state: 'PENDING', uses: 0, turn: 0, waited: 0 };
  switch (verdict.type) {
    case 'DELIVERED':
    case 'REFUSED':
      return {
        ...base,
        state: verdict.type,
        ...(verdict.type === 'DELIVERED' ? { proof: verdict.proof } : {}),
        code: verdict.code,
        message: verdict.message,
        flags: verdict.flags,
        payload_hash: verdict.payloadHash?.toString('hex'),
      };
    case 'HELD':
      return {
        ...base,
        state: 'HELD',
        hold_reason: verdict.reason,
        hold_field: verdict.field,
        message: verdict.message,
        flags: verdict.flags,
      };
    case 'UNKNOWN':
      return {
        ...base,
        state: 'UNKNOWN',
        message: verdict.error,
        payload_hash: verdict.payloadHash?.toString('hex'),
      };
    case 'AGAIN':
      return {
        ...base,
        uses: verdict.usesAttempt ? 1 : 0,
        turn: verdict.turn ? 1 : 0,
        waited: verdict.usesAttempt || verdict.delayMs === 0 ? 0 : 1,
        delay_ms: verdict.delayMs,
        code: verdict.code,
        message: verdict.message,
      };
    case 'RECORD_FIRST':
      return {
        ...base,
        turn: 1,
        delay_ms: 0,
        record_first: true,
        code: verdict.code,
        message: verdict.message,
      };
  }
}

function countsOf(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

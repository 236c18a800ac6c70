import type { Flag } from './delivery.js';
import type { DossierRecord } from './records.js';
import type { DossierState } from './states.js';
import { type Instant, localDay } from './time.js';

/**
 * The steps between states. Sources report by sampling, so a record may skip states; what is checked is that no step is
 * impossible. `true`: always; a flag: kept and shown to an officer; `'desk'` and `'trace'`: only on a condition, then flagged.
 */
type Rule = true | { flag: Flag; when?: 'desk' | 'trace' };

const handedInAgain: Rule = { flag: 'HANDED_IN_AGAIN' };
const deskCorrection: Rule = { flag: 'DESK_CORRECTION', when: 'desk' };
const reopened: Rule = { flag: 'REOPENED', when: 'trace' };
const corrected: Rule = { flag: 'CORRECTED', when: 'trace' };

const STEPS: Record<DossierState, Partial<Record<DossierState, Rule>>> = {
  1: { 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true, 9: true, 10: true },
  2: { 3: deskCorrection, 4: true, 5: true, 6: true, 7: true, 8: true, 9: true, 10: true },
  3: { 1: handedInAgain, 2: handedInAgain },
  4: { 2: true, 5: true, 6: true, 7: true, 8: true, 9: true, 10: true },
  5: { 2: true, 4: true, 7: true, 8: true, 9: true, 10: true },
  6: { 2: true, 4: true, 7: true, 8: true, 9: true, 10: true },
  7: { 10: true },
  8: { 2: true, 4: true, 9: true, 10: true },
  9: { 10: true, 4: reopened, 5: reopened },
  10: { 9: corrected, 4: corrected },
};

/** What the stored version has to say about a step away from it. */
export interface StepFrom {
  state: DossierState;
  receivedAt?: Instant;
  /** The latest trace entry of the stored version in state 9 or 10. */
  lastFinishedEntryAt?: Instant;
}

/** The parts of the arriving record that decide about a step. */
export type StepTo = Pick<DossierRecord, 'state' | 'receivedAt' | 'refusedAt' | 'changedAt' | 'trace'>;

export type StepVerdict = { ok: true; flags: Flag[] } | { ok: false };

/**
 * Whether a dossier may go from its stored state to the arriving one. The same state is no step.
 * `from` undefined: a key first seen may be in any state.
 */
export function judgeStep(from: StepFrom | undefined, to: StepTo): StepVerdict {
  if (!from || from.state === to.state) return { ok: true, flags: [] };
  const rule = STEPS[from.state][to.state];
  if (!rule) return { ok: false };
  if (rule === true) return { ok: true, flags: [] };
  if (rule.when === 'desk' && !isOnDayOfReceipt(from, to)) return { ok: false };
  if (rule.when === 'trace' && !traceSaysSo(from, to)) return { ok: false };
  return { ok: true, flags: [rule.flag] };
}

/** A desk's correction: refused (else changed) on the day on which it was received, in Asia/Ho_Chi_Minh. */
function isOnDayOfReceipt(from: StepFrom, to: StepTo): boolean {
  const received = to.receivedAt ?? from.receivedAt;
  return received !== undefined && localDay(to.refusedAt ?? to.changedAt) === localDay(received);
}

/** A trace entry that has the new state and is later than every 9/10 entry of the stored version. */
function traceSaysSo(from: StepFrom, to: StepTo): boolean {
  const after = from.lastFinishedEntryAt;
  return to.trace.some(
    (entry) => entry.state === to.state && (after === undefined || Date.parse(entry.at) > Date.parse(after)),
  );
}

/** The latest entry in state 9 or 10, for {@link StepFrom.lastFinishedEntryAt}. */
export function lastFinishedEntryAt(trace: readonly { at: Instant; state: number }[]): Instant | undefined {
  let last: Instant | undefined;
  for (const entry of trace) {
    if (entry.state !== 9 && entry.state !== 10) continue;
    if (last === undefined || Date.parse(entry.at) > Date.parse(last)) last = entry.at;
  }
  return last;
}

/**
 * Whether a dossier in this state has to say when processing finished (`NgayKetThucXuLy`): state 9 always; state 10
 * unless the last other state, in the store or in its own trace, is 7 or 8 (papers handed back).
 * `storedLastOther`: the last state other than 10 among the stored versions.
 */
export function needsFinishedAt(
  record: Pick<DossierRecord, 'state' | 'trace'>,
  storedLastOther: DossierState | undefined,
): boolean {
  if (record.state === 9) return true;
  if (record.state !== 10) return false;
  const own = lastOtherState(record);
  return !isEndWithoutResult(own) && !isEndWithoutResult(storedLastOther);
}

/** The state of the latest trace entry whose state is not the record's own; of equal times the later in the list. */
export function lastOtherState(record: Pick<DossierRecord, 'state' | 'trace'>): DossierState | undefined {
  let last: { at: number; state: DossierState } | undefined;
  for (const entry of record.trace) {
    if (entry.state === record.state) continue;
    const at = Date.parse(entry.at);
    if (!last || at >= last.at) last = { at, state: entry.state };
  }
  return last?.state;
}

function isEndWithoutResult(state: DossierState | undefined): boolean {
  return state === 7 || state === 8;
}

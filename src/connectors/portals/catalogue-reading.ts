import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../domain/canonical.js';
import { type Outcome, type Page, type RawRecord, SourceUnreachable } from '../../domain/ports.js';

/** The most records of one page of a source. */
export const PAGE = 500;
/** A catalogue changes rarely and costs many calls: read in the first sync, then once a day. */
export const DAILY_MS = 24 * 3_600_000;

/** A read changes nothing, so one that found the portal busy or got no clear answer is made again at once: this often. */
const TRIES = 5;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
/** A portal that asks for more patience than this is left alone until the source is read again. */
const PATIENCE_MS = 60_000;

type Read = { ok: true } | { ok: false; outcome: Outcome };

/**
 * What `ask` reads, asked again where another try might help. Throws {@link SourceUnreachable}, naming `what`, once some tries have passed or
 * none would help.
 */
export async function answered<Answer extends Read>(
  what: string,
  signal: AbortSignal,
  ask: () => Promise<Answer>,
): Promise<Extract<Answer, { ok: true }>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    if (isRead(answer)) return answer;
    const { outcome } = answer as Extract<Answer, { ok: false }>;
    const asked = 'retryAfterMs' in outcome ? (outcome.retryAfterMs ?? 0) : 0;
    if (tries >= TRIES || signal.aborted || asked > PATIENCE_MS || !mayPass(outcome)) {
      throw new SourceUnreachable(`${what}: ${reason(outcome)}`);
    }
    await pause(Math.max(asked, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1))), signal);
  }
}

function isRead<Answer extends Read>(answer: Answer): answer is Extract<Answer, { ok: true }> {
  return answer.ok;
}

/** Waits, or until the run is stopped. */
function pause(ms: number, signal: AbortSignal): Promise<unknown> {
  return sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** Whether another try may end otherwise; a portal to which no connection can be made is down, and its source is tried later. */
function mayPass(outcome: Outcome): boolean {
  if (outcome.type === 'busy' || outcome.type === 'unknown') return true;
  return outcome.type === 'notSent' && /\bHTTP \d/.test(outcome.error);
}

function reason(outcome: Outcome): string {
  return 'error' in outcome ? outcome.error : `${outcome.type} ${outcome.code}`;
}

/** A page of a catalogue, which is always read whole: there is nothing to go on from. */
export function pageOf(rows: readonly Json[], start: number, total: number): Page {
  const records: RawRecord[] = rows.map((raw, index) => ({ raw, place: { row: start + index + 1 } }));
  return { records, cursor: null, progress: total === 0 ? 1 : (start + rows.length) / total };
}

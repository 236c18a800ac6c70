import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../../../domain/canonical.js';
import {
  type Account,
  type Outcome,
  type Page,
  type RawRecord,
  SourceUnreachable,
} from '../../../../domain/ports.js';
import type { EnvelopeClient } from '../client/envelope-client.js';

/** The most records of one page of a source. */
export const PAGE = 500;
/** A catalogue changes rarely and costs a call a procedure: read in the first sync, then once a day. */
export const DAILY_MS = 24 * 3_600_000;

/** What a catalogue's source asks with. */
export interface CatalogueAccess {
  client: EnvelopeClient;
  account: Account;
  signal: AbortSignal;
}

/** A read changes nothing, so one that found the portal busy or got no clear answer is made again at once: this often. */
const TRIES = 5;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
/** A portal that asks for more patience than this is left alone until the source is read again. */
const PATIENCE_MS = 60_000;

/**
 * The rows of a catalogue service; `notFound` gives none. Throws {@link SourceUnreachable} for anything else that is not an
 * accepted answer with a list, once some tries have passed where another might help.
 */
export async function rowsOf(access: CatalogueAccess, body: JsonObject): Promise<JsonObject[]> {
  const { client, account, signal } = access;
  const service = String(body['service']);
  for (let tries = 1; ; tries += 1) {
    const result = await client.call(body, { account, signal });
    if (result.ok) {
      if (result.meaning === 'notFound') return [];
      if (result.meaning === 'accepted' && result.answer.result) return result.answer.result;
      throw new SourceUnreachable(`${service}: code ${result.answer.error_code}`);
    }
    const { outcome } = result;
    const asked = 'retryAfterMs' in outcome ? (outcome.retryAfterMs ?? 0) : 0;
    if (tries >= TRIES || signal.aborted || asked > PATIENCE_MS || !mayPass(outcome)) {
      throw new SourceUnreachable(`${service}: ${reason(outcome)}`);
    }
    await pause(Math.max(asked, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1))), signal);
  }
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
export function pageOf(rows: readonly JsonObject[], start: number, total: number): Page {
  const records: RawRecord[] = rows.map((raw, index) => ({ raw, place: { row: start + index + 1 } }));
  return { records, cursor: null, progress: total === 0 ? 1 : (start + rows.length) / total };
}

/** A row's text, without blanks around it; a number becomes its digits, nothing becomes undefined. */
export function textOf(row: JsonObject | undefined, key: string): string | undefined {
  const value = row?.[key];
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).normalize('NFC').trim() || undefined;
}

/** The objects in a list; anything else gives none. */
export function listOf(row: JsonObject | undefined, key: string): JsonObject[] {
  const value = row?.[key];
  return Array.isArray(value) ? value.flatMap((each) => (isObject(each) ? [each] : [])) : [];
}

/** The texts in a list; anything else gives none. */
export function textsOf(row: JsonObject | undefined, key: string): string[] {
  const value = row?.[key];
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) =>
    typeof each === 'string' && each.trim() ? [each.normalize('NFC').trim()] : [],
  );
}

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

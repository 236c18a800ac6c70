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

/**
 * The rows of a catalogue service; `notFound` gives none. Throws {@link SourceUnreachable} for anything else that is not an
 * accepted answer with a list.
 */
export async function rowsOf(
  { client, account, signal }: CatalogueAccess,
  body: JsonObject,
): Promise<JsonObject[]> {
  const result = await client.call(body, { account, signal });
  const service = String(body['service']);
  if (!result.ok) throw new SourceUnreachable(`${service}: ${reason(result.outcome)}`);
  if (result.meaning === 'notFound') return [];
  if (result.meaning !== 'accepted' || !result.answer.result) {
    throw new SourceUnreachable(`${service}: code ${result.answer.error_code}`);
  }
  return result.answer.result;
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

import type { JsonObject } from '../../../../domain/canonical.js';
import { type Account, SourceUnreachable } from '../../../../domain/ports.js';
import { answered } from '../../catalogue-reading.js';
import type { EnvelopeClient } from '../client/envelope-client.js';

/** What a catalogue's source asks with. */
export interface CatalogueAccess {
  client: EnvelopeClient;
  account: Account;
  signal: AbortSignal;
}

/**
 * The rows of a catalogue service; `notFound` gives none. Throws {@link SourceUnreachable} for anything else that is not an
 * accepted answer with a list, once some tries have passed where another might help.
 */
export async function rowsOf(access: CatalogueAccess, body: JsonObject): Promise<JsonObject[]> {
  const { client, account, signal } = access;
  const service = String(body['service']);
  const { meaning, answer } = await answered(service, signal, () => client.call(body, { account, signal }));
  if (meaning === 'notFound') return [];
  if (meaning === 'accepted' && answer.result) return answer.result;
  throw new SourceUnreachable(`${service}: code ${answer.error_code}`);
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

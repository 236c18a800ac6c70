import { hashOf, type JsonObject } from '../../../domain/canonical.js';
import { type RemoteTrace, remoteTraceSchema } from './contract.js';

/**
 * A trace entry's natural key at the portal, `DocCode + DateCreated + UserName + Status + Comment`, hashed. Computed
 * alike from what we send and from `Traces[]` of a read-back: NFC, an absent part as empty text, the same moment written
 * otherwise (`…:00Z`, `…:00.000Z`) as the same.
 */
export function entryKeyOf(trace: RemoteTrace, docCode: string): string {
  const key = [
    trace.DocCode || docCode,
    moment(trace.DateCreated ?? ''),
    trace.UserName ?? '',
    String(trace.Status ?? ''),
    trace.Comment ?? '',
  ];
  return hashOf(key).toString('hex');
}

/** {@link entryKeyOf} of a body that we made. */
export function entryKeyOfBody(body: JsonObject, docCode: string): string {
  return entryKeyOf(remoteTraceSchema.parse(body), docCode);
}

function moment(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString();
}

import type { JsonObject } from '../../../../domain/canonical.js';
import type { CallOptions, LookupAnswer, LookupKey, Outcome, Remote } from '../../../../domain/ports.js';
import { decodeRemoteTraces, SERVICE } from '../contract.js';
import { entryKey } from '../entry-key.js';
import type { NationalProfile } from '../profile.js';
import type { EnvelopeClient } from './envelope-client.js';

/**
 * What the portal holds under a dossier's or a notice's key. Unknown there: code accepted with an empty list, or `notFound`.
 * An answer of another shape, or about another key, is no answer: asked again. The envelope lets `result` be missing, so
 * without one nothing is there either, unless what is looked for would be doubled by a mistake: a create of a known record
 * is refused, an entry is shown twice.
 */
export async function lookup(
  client: EnvelopeClient,
  profile: NationalProfile,
  { operation, key, doubles = false }: LookupKey,
  options: CallOptions,
): Promise<LookupAnswer> {
  const notice = operation === 'notice';
  const { evidence, ...result } = await client.call(
    notice
      ? { service: SERVICE.noticeLookup, mathongbao: key }
      : { service: SERVICE.dossierLookup, mahoso: key },
    options,
  );
  if (!result.ok) return { evidence, ok: false, outcome: result.outcome };
  const { answer, meaning } = result;
  if (meaning === 'notFound') return { evidence, ok: true, remote: { exists: false } };
  if (meaning !== 'accepted') {
    const outcome: Outcome = { type: 'refused', code: answer.error_code };
    return {
      evidence,
      ok: false,
      outcome: answer.message ? { ...outcome, message: answer.message } : outcome,
    };
  }
  const listed = answer.result ?? (doubles ? undefined : []);
  const remote = listed && remoteIn(listed, key, notice, profile);
  if (remote) return { evidence, ok: true, remote };
  return {
    evidence,
    ok: false,
    outcome: { type: 'unknown', error: 'the record that was read back does not decode' },
  };
}

function remoteIn(
  result: readonly JsonObject[],
  key: string,
  notice: boolean,
  profile: NationalProfile,
): Remote | undefined {
  const [record] = result;
  if (!record) return { exists: false };
  const found = record[notice ? 'MaThongBao' : 'MaHoSo'];
  if (typeof found !== 'string' || found.normalize('NFC') !== key.normalize('NFC')) return undefined;
  if (notice) return { exists: true, body: record };
  if (!profile.traceReadBack) return { exists: true, body: record };
  const traces = decodeRemoteTraces(record);
  return traces && { exists: true, body: record, entries: traces.map((trace) => entryKey(trace, key)) };
}

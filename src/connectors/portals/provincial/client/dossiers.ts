import type { JsonObject } from '../../../../domain/canonical.js';
import type {
  CallOptions,
  DeliverAnswer,
  DeliverItem,
  LookupAnswer,
  LookupKey,
  Outcome,
  Remote,
} from '../../../../domain/ports.js';
import { decode, documentSchema } from '../contract.js';
import { entryKeyOf } from '../entry-key.js';
import type { ProvincialProfile } from '../profile.js';
import type { Caller, CallRequest } from './caller.js';
import { evidenceOf } from './evidence.js';
import { httpCode, outcomeOfResult } from './outcome.js';

/** Dossiers and their trace entries: one a call (provincial portal contract, section 2). */
export class Dossiers {
  constructor(
    private readonly caller: Caller,
    private readonly adapterPath: string,
    private readonly profile: ProvincialProfile,
  ) {}

  async deliver({ wire }: DeliverItem, options: CallOptions): Promise<DeliverAnswer> {
    const route = wire.operation === 'trace' ? 'UpdateDocumentTraces' : 'SyncDocument';
    const path = `${this.adapterPath}/Document/${route}`;
    const body = JSON.stringify(wire.payload);
    const request: CallRequest = { method: 'POST', path, body, guarded: true };
    const result = await this.caller.call(request, options);
    const told = result.ok ? outcomeOfResult(result.text, this.profile) : result.outcome;
    const outcome = wire.operation === 'trace' ? await this.ofEntry(told, wire.key, options) : told;
    return { evidence: evidenceOf(request, wire.payload, result), scope: 'items', outcomes: [outcome] };
  }

  /**
   * No `Status` says that an entry's dossier is not there, so a refusal is not final before the dossier was read: one that
   * the portal lost reads 404, and goes once more before its entry. Without an answer to that the fate is not known.
   */
  private async ofEntry(told: Outcome, docCode: string, options: CallOptions): Promise<Outcome> {
    if (told.type !== 'refused') return told;
    const result = await this.caller.call(this.reading(docCode), options);
    if (result.status === 404) return { ...told, type: 'notFound' };
    if (result.ok || result.outcome.type === 'refused') return told;
    return { type: 'unknown', error: `refused with ${told.code}, its dossier was not read back` };
  }

  /** `GET /Document/{DocCode}`: 404 is "not there", anything that does not decode is no answer. */
  async lookup({ key }: LookupKey, options: CallOptions): Promise<LookupAnswer> {
    const request: CallRequest = { ...this.reading(key), guarded: true };
    const result = await this.caller.call(request, options);
    const evidence = evidenceOf(request, undefined, result);
    const entries = this.profile.traceReadBack ? { entries: [] } : {};
    if (result.status === 404) return { evidence, ok: true, remote: { exists: false, ...entries } };
    if (!result.ok) return { evidence, ok: false, outcome: result.outcome };
    const remote = this.remoteIn(result.text, key);
    if (remote) return { evidence, ok: true, remote };
    return { evidence, ok: false, outcome: { type: 'unknown', error: 'an answer that is no dossier' } };
  }

  /** Reads a dossier that cannot be there: 404 says that the address and the credentials work. */
  async probe(options: CallOptions): Promise<Outcome> {
    const result = await this.caller.call(this.reading(`${options.account.agencyCode}-000101-0000`), options);
    return result.status === 404 ? { type: 'accepted', code: httpCode(404) } : result.outcome;
  }

  private reading(docCode: string): CallRequest {
    return { method: 'GET', path: `${this.adapterPath}/Document/${encodeURIComponent(docCode)}` };
  }

  private remoteIn(text: string, docCode: string): Remote | undefined {
    const document = decode(documentSchema, text);
    if (!document || document.DocCode.normalize('NFC') !== docCode.normalize('NFC')) return undefined;
    const { Traces: traces } = document;
    const body: JsonObject = JSON.parse(text);
    if (!this.profile.traceReadBack || traces === undefined) return { exists: true, body };
    return { exists: true, body, entries: (traces ?? []).map((trace) => entryKeyOf(trace, docCode)) };
  }
}

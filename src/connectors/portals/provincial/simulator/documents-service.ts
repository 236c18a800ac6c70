import { isDeepStrictEqual } from 'node:util';
import type { Identity } from '../../simulation/behaviour.js';
import type { Complaint } from '../../simulation/check.js';
import type { FaultContext, FaultEngine } from '../../simulation/fault-engine.js';
import { type Answer, type Call, isObject, jsonOf } from '../../simulation/http.js';
import { Lagged } from '../../simulation/timeline.js';
import { badRequest, notFound } from './content.js';
import type { DocumentChecks } from './documents.js';
import type { ProvincialSimulatorProfile } from './profile.js';
import type { ProvincialState } from './state.js';
import { checkStatistic, checkVotes, statisticKey } from './statistics.js';

interface ServiceParts {
  state: ProvincialState;
  faults: FaultEngine;
  profile: ProvincialSimulatorProfile;
  checks: DocumentChecks;
}

/** The calls of section 2: dossiers, trace entries, statistics, votes. */
export class DocumentService {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  /** `MResult`. */
  result(call: Call, status: number, message: string, applied: string[] = []): Answer {
    const { accepted } = this.#parts.profile;
    const twoHundred = accepted === 'twoHundred' || (accepted === 'alternate' && call.number % 2 === 0);
    const shown = status === 1 && twoHundred ? 200 : status;
    return { status: 200, body: { Status: shown, Message: message }, applied };
  }

  write(call: Call, identity: Identity): Answer {
    if (!/^application\/json\b/i.test(call.headers['content-type'] ?? '')) {
      return { status: 415, type: 'text', body: 'Unsupported Media Type' };
    }
    const body = jsonOf(call.body);
    if (body === undefined) return badRequest('thân không phải JSON');
    const complaint = this.#check(identity.service, body);
    const { profile, state, faults } = this.#parts;
    if (complaint || !isObject(body)) {
      return this.result(
        call,
        profile.statuses.refused,
        `${complaint?.field ?? ''}: ${complaint?.message ?? ''}`,
      );
    }
    const key = identity.keys[0] ?? '';
    const where: FaultContext = { path: call.path, service: identity.service, keys: identity.keys };
    if (identity.service === 'UpdateDocumentTraces' && !state.dossiers.get(key)?.record.current) {
      return this.result(call, profile.statuses.unknown, 'DocCode: chưa có hồ sơ này');
    }
    const refused = faults.refuses(key, where);
    if (refused) {
      return this.result(
        call,
        refused.code ?? profile.statuses.refused,
        refused.message ?? 'Hồ sơ bị từ chối',
      );
    }
    if (profile.identicalResend === 'alreadyExists' && identity.service === 'SyncDocument') {
      const current = state.dossiers.get(key)?.record.current;
      if (isDeepStrictEqual(current, body)) {
        return this.result(call, profile.statuses.alreadyExists, 'Hồ sơ đã tồn tại');
      }
    }
    this.#apply(identity.service, key, body, where);
    return this.result(call, 1, 'Thành công', [key]);
  }

  #check(service: string, body: unknown): Complaint | undefined {
    const { checks } = this.#parts;
    if (service === 'SyncDocument') return checks.document(body);
    if (service === 'UpdateDocumentTraces') return checks.trace(body);
    return service === 'Statistic'
      ? checkStatistic(body, checks.agencies)
      : checkVotes(body, checks.agencies);
  }

  #apply(service: string, key: string, body: Record<string, unknown>, where: FaultContext): void {
    const { state, faults } = this.#parts;
    const now = faults.clock.now();
    const lag = faults.play('readBackLag', where);
    const visibleAt = lag ? now + (lag.ms ?? 3000) : now;
    if (service === 'SyncDocument') {
      const known = state.dossiers.get(key)?.record.current !== undefined;
      state.writeDossier(key, body, known ? 'update' : 'create', now, visibleAt);
    } else if (service === 'UpdateDocumentTraces') state.append(key, body, now, visibleAt);
    else if (service === 'Statistic') {
      const at = statisticKeyOf(body);
      const held = state.statistics.get(at) ?? { record: new Lagged<Record<string, unknown>>(), writes: 0 };
      state.statistics.set(at, held);
      held.record.set(body, visibleAt);
      held.writes += 1;
    } else state.votes.push(body);
  }

  /** `GET /Document/{DocCode}`: the record with `Traces[]` and a key of the portal's own. */
  document(code: string): Answer {
    const { state, faults, profile } = this.#parts;
    const now = faults.clock.now();
    const held = state.dossiers.get(code);
    const record = held?.record.seenAt(now);
    if (!held || !record) return notFound();
    const traces = held.traces.filter(({ visibleAt }) => visibleAt <= now).map(({ item }) => item);
    const syncedOn = new Date(held.writes.at(-1)?.at ?? now).toISOString();
    return {
      status: 200,
      body: { ...record, ...(profile.traceReadBack && { Traces: traces }), SyncedOn: syncedOn },
    };
  }

  /** `GET /Statistic?unit=&year=&month=&isMonth=`. */
  statistic({ query }: Call): Answer {
    const { state, faults } = this.#parts;
    const isMonth = query.get('isMonth') !== 'false';
    const key = statisticKey(
      query.get('unit') ?? '',
      query.get('year') ?? '',
      query.get('month') ?? '',
      isMonth,
    );
    const record = state.statistics.get(key)?.record.seenAt(faults.clock.now());
    return record ? { status: 200, body: record } : notFound();
  }
}

export function statisticKeyOf(body: Record<string, unknown>): string {
  const isMonth = body['IsMonthStatistic'] === true;
  return statisticKey(
    String(body['OrganizationInchargeIdlevel1']),
    String(body['Year']),
    String(body['Month']),
    isMonth,
  );
}

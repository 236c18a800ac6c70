import { hashOf, type JsonObject } from '../../../src/domain/canonical.js';
import type {
  CallOptions,
  Carried,
  DeliverAnswer,
  DeliverItem,
  LookupAnswer,
  LookupKey,
  Outcome,
  Portal,
  PortalLimits,
  ReadyWire,
  Remote,
} from '../../../src/domain/ports.js';
import type { DossierRecord, TraceItem } from '../../../src/domain/records.js';
import type { Claim, ClaimedDelivery } from '../../../src/ledger/types.js';

export function recordOf(code: string, summary = 's'): DossierRecord {
  return {
    kind: 'dossier',
    code,
    procedureCode: '1.001193',
    receivingUnit: 'H56.14',
    channel: 1,
    applicantType: 1,
    applicantName: 'A',
    summary,
    state: 4,
    changedAt: '2026-01-01T00:00:00.000Z',
    trace: [],
    components: [],
    results: [],
    fees: [],
    supplements: [],
  };
}

/** A claim of one RECORD, or of entries whose keys are given (equal keys are equal entries). */
export function claimOf(
  laneId: string,
  what: { entries?: string[]; turns?: number } & Partial<Claim> = {},
): { claim: Claim; carried: Map<string, Carried> } {
  const { entries, turns = 0, ...rest } = what;
  const carried = new Map<string, Carried>();
  const common = { subjectId: laneId, key: `K${laneId}` };
  const deliveries: ClaimedDelivery[] = [];
  const base = { version: 1, phase: 'PUBLISH' as const, generation: 0, attempts: 0, turns };
  if (entries) {
    for (const [index, text] of entries.entries()) {
      const id = `${laneId}-e${index}`;
      deliveries.push({ id, kind: 'ENTRY', entryId: index + 1, ...base });
      carried.set(id, {
        type: 'trace',
        ...common,
        form: 'record',
        entryId: index + 1,
        entry: entryOf(text),
        record: recordOf(common.key),
      });
    }
  } else {
    const id = `${laneId}-r`;
    deliveries.push({ id, kind: 'RECORD', ...base });
    carried.set(id, {
      type: 'dossier',
      ...common,
      form: 'record',
      version: 1,
      generation: 0,
      phase: 'PUBLISH',
      origin: 'one-stop',
      snapshot: { record: recordOf(common.key), componentIds: [], resultIds: [], supplementIds: [] },
    });
  }
  const claim: Claim = {
    laneId,
    fence: '1',
    task: 'SEND',
    portal: 'fake',
    accountId: '1',
    kind: 'dossier',
    form: 'record',
    remoteExists: entries !== undefined,
    looks: 0,
    lastLook: true,
    deliveries,
    ...common,
    ...rest,
  };
  return { claim, carried };
}

export function entryOf(text: string): TraceItem {
  return { at: '2026-01-01T00:00:00.000Z', state: 4, actor: 'A', note: text };
}

type Script = (
  items: DeliverItem[],
  options: CallOptions,
) => Omit<DeliverAnswer, 'evidence'> | Promise<Omit<DeliverAnswer, 'evidence'>>;

/** A portal that really holds records and entries, and answers as the script says. */
export class FakePortal implements Portal {
  readonly code = 'fake';
  readonly label = 'Cổng thử';
  readonly profileVersion = 'p1';
  readonly sendsRegistered = false;
  readonly calls: { operation: string; keys: string[]; exists: boolean }[] = [];
  readonly looks: LookupKey[] = [];
  readonly records = new Map<string, JsonObject>();
  readonly entries = new Map<string, string[]>();
  /** Told before the portal does anything itself. */
  script: Script | undefined;
  lookScript: ((key: LookupKey) => Remote | Outcome | undefined) | undefined;
  unrenderable = new Set<string>();
  inFlight = 0;
  mostInFlight = 0;

  constructor(readonly limits: PortalLimits) {}

  formsOf() {
    return ['record' as const];
  }

  render(carried: Carried) {
    const id = carried.type === 'trace' ? `${carried.key}/${carried.entry.note}` : carried.key;
    if (this.unrenderable.has(id)) {
      return { ok: false as const, hold: 'MISSING_FIELD' as const, field: 'NgayHenTra', message: 'thiếu' };
    }
    const body: JsonObject =
      carried.type === 'trace'
        ? { key: carried.key, note: carried.entry.note }
        : { key: carried.key, version: carried.version };
    const wire = {
      operation: carried.type === 'trace' ? 'trace' : carried.type,
      key: carried.key,
      body,
      files: [],
      flags: [],
    };
    return {
      ok: true as const,
      wire: carried.type === 'trace' ? { ...wire, entryKey: String(body['note']) } : wire,
    };
  }

  async ready(wire: Parameters<Portal['ready']>[0]) {
    const payloadHash = hashOf(wire.body);
    return { ok: true as const, wire: { ...wire, payload: wire.body, payloadHash, bytes: 100 } };
  }

  async deliver(items: DeliverItem[], options: CallOptions): Promise<DeliverAnswer> {
    const [first] = items;
    if (options.beforeSend?.() === false) {
      return { evidence: EVIDENCE, scope: 'whole', outcome: { type: 'notSent', error: 'called off' } };
    }
    this.calls.push({
      operation: first?.wire.operation ?? '',
      keys: items.map(({ wire }) => wire.entryKey ?? wire.key),
      exists: first?.standing.exists ?? false,
    });
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    try {
      const answer = this.script ? await this.script(items, options) : this.accept(items);
      return { evidence: EVIDENCE, ...answer } as DeliverAnswer;
    } finally {
      this.inFlight -= 1;
    }
  }

  accept(items: DeliverItem[]): Omit<DeliverAnswer, 'evidence'> {
    for (const { wire } of items) this.apply(wire);
    return items_(items.map(() => ({ type: 'accepted', code: '0' })));
  }

  apply(wire: ReadyWire): void {
    if (wire.entryKey === undefined) this.records.set(wire.key, wire.payload);
    else this.entries.set(wire.key, [...(this.entries.get(wire.key) ?? []), wire.entryKey]);
  }

  async lookup(key: LookupKey, options: CallOptions): Promise<LookupAnswer> {
    if (options.beforeSend?.() === false) {
      return { evidence: EVIDENCE, ok: false, outcome: { type: 'notSent', error: 'called off' } };
    }
    this.looks.push(key);
    const scripted = this.lookScript?.(key);
    if (scripted && 'type' in scripted) return { evidence: EVIDENCE, ok: false, outcome: scripted };
    if (scripted) return { evidence: EVIDENCE, ok: true, remote: scripted };
    const body = this.records.get(key.key);
    const entries = this.entries.get(key.key) ?? [];
    return {
      evidence: EVIDENCE,
      ok: true,
      remote: { exists: body !== undefined || entries.length > 0, entries, ...(body ? { body } : {}) },
    };
  }

  same(remote: Remote, wire: ReadyWire): boolean {
    return remote.exists && hashOf(remote.body ?? {}).equals(wire.payloadHash);
  }

  async probe(): Promise<Outcome> {
    return { type: 'accepted', code: '0' };
  }

  async close(): Promise<void> {}
}

const EVIDENCE = { request: {}, response: '' };

export function whole(outcome: Outcome): Omit<DeliverAnswer, 'evidence'> {
  return { scope: 'whole', outcome } as Omit<DeliverAnswer, 'evidence'>;
}
export function items_(outcomes: Outcome[]): Omit<DeliverAnswer, 'evidence'> {
  return { scope: 'items', outcomes } as Omit<DeliverAnswer, 'evidence'>;
}

export const LIMITS: PortalLimits = {
  concurrency: 4,
  requestsPerSecond: 1_000,
  maxBatchBytes: 1_000_000,
  batchOf: (operation) => (operation === 'trace' ? 10 : 50),
  traceReadBack: true,
  readBackDelays: [0, 1],
  readBackTries: 10,
  attempts: 8,
  answerTimeout: 1_000,
  adoption: 'never',
};

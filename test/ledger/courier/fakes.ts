import { systemPrincipal } from '../../../src/access/principal.js';
import { hashOf, type JsonObject } from '../../../src/domain/canonical.js';
import type {
  CallOptions,
  Carried,
  DeliverAnswer,
  DeliverItem,
  Files,
  LookupAnswer,
  LookupKey,
  Outcome,
  Portal,
  PortalLimits,
  ReadyWire,
  Remote,
} from '../../../src/domain/ports.js';
import type { DossierRecord, TraceItem } from '../../../src/domain/records.js';
import type { Ledger, Settlement } from '../../../src/ledger/machine-port.js';
import type { Snapshots } from '../../../src/ledger/snapshots.js';
import { runTurn, type TurnDeps, type TurnReport } from '../../../src/ledger/turn.js';
import type {
  Claim,
  ClaimedDelivery,
  ClaimRequest,
  LaneVerdict,
  Verdict,
} from '../../../src/ledger/types.js';

export const PRINCIPAL = systemPrincipal('test');
export const NO_FILES: Files = {
  keep: () => Promise.reject(new Error('no files here')),
  read: () => Promise.reject(new Error('no files here')),
  link: () => Promise.reject(new Error('no files here')),
};

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

/** A ledger that hands out the given claims once and writes down what it is told. */
export class ScriptedLedger implements Ledger {
  readonly settlements: Settlement[] = [];
  readonly released: string[] = [];
  readonly opened: string[][] = [];
  readonly requests: ClaimRequest[] = [];
  readonly log: string[] = [];
  lost = new Set<string>();
  onOpen: (() => Promise<void> | void) | undefined;

  constructor(private readonly queue: Claim[]) {}

  async claim(_principal: unknown, request: ClaimRequest) {
    this.requests.push(request);
    return this.queue.splice(0, request.limit);
  }
  async openExchange(_principal: unknown, { claims, deliveryIds }: Parameters<Ledger['openExchange']>[1]) {
    await this.onOpen?.();
    this.opened.push(deliveryIds);
    this.log.push(`open ${deliveryIds.join(' ')}`);
    return `x${this.opened.length} ${claims.length}`;
  }
  async renewLeases(_principal: unknown, lanes: Parameters<Ledger['renewLeases']>[1]) {
    return new Set(lanes.map(({ laneId }) => laneId).filter((laneId) => !this.lost.has(laneId)));
  }
  async releaseClaims(_principal: unknown, lanes: Parameters<Ledger['releaseClaims']>[1]) {
    this.released.push(...lanes.map(({ laneId }) => laneId));
  }
  async settle(_principal: unknown, settlement: Settlement) {
    this.settlements.push(settlement);
    for (const lane of settlement.lanes) {
      this.log.push(`settle ${lane.verdicts.map(({ deliveryId }) => deliveryId).join(' ')} ${lane.next}`);
    }
  }

  /** The last verdict on each delivery, by its id. */
  get verdicts(): Map<string, Verdict> {
    return new Map(
      this.settlements.flatMap(({ lanes }) =>
        lanes.flatMap((lane) => lane.verdicts.map((v) => [v.deliveryId, v])),
      ),
    );
  }
  lane(laneId: string): LaneVerdict | undefined {
    return this.settlements
      .flatMap(({ lanes }) => lanes)
      .filter((lane) => lane.laneId === laneId)
      .at(-1);
  }
}

export interface World {
  portal: FakePortal;
  ledger: ScriptedLedger;
  carried: Map<string, Carried>;
  /** Entries DELIVERED before, by lane. */
  delivered: Map<string, Carried[]>;
  /** What edited entries said before, by entry id. */
  earlier: Map<number, TraceItem[]>;
  run(options?: {
    signal?: AbortSignal;
    settings?: TurnDeps['settings'];
    breaker?: TurnDeps['breaker'];
  }): Promise<TurnReport>;
}

export function worldOf(
  claims: readonly ReturnType<typeof claimOf>[],
  limits: Partial<PortalLimits> = {},
): World {
  const portal = new FakePortal({ ...LIMITS, ...limits });
  const ledger = new ScriptedLedger(claims.map(({ claim }) => claim));
  for (const { claim } of claims) if (claim.remoteExists) portal.records.set(claim.key, { key: claim.key });
  const carried = new Map(claims.flatMap((each) => [...each.carried]));
  const delivered = new Map<string, Carried[]>();
  const earlier = new Map<number, TraceItem[]>();
  const snapshots: Snapshots = {
    account: async (_principal, id) => ({ id, portal: 'fake', agencyCode: 'H56.14' }),
    load: async () => carried,
    delivered: async () => {
      const all = new Map([...delivered].map(([laneId, list]) => [laneId, [...list]]));
      for (const [id, verdict] of ledger.verdicts) {
        const laneId = id.split('-')[0] ?? '';
        const entry = carried.get(id);
        if (verdict.type === 'DELIVERED' && entry?.type === 'trace') {
          all.set(laneId, [...(all.get(laneId) ?? []), entry]);
        }
      }
      return new Map(
        [...all].map(([laneId, list]) => [
          laneId,
          list.flatMap((entry) => (entry.type === 'trace' ? [{ carried: entry }] : [])),
        ]),
      );
    },
    earlier: async () => earlier,
  };
  return {
    portal,
    ledger,
    carried,
    delivered,
    earlier,
    run: ({ signal = new AbortController().signal, settings = {}, breaker } = {}) =>
      runTurn(
        {
          ledger,
          portalOf: () => portal,
          snapshots,
          catalogue: {
            current: async () => ({ version: 'c1', procedure: () => undefined, unit: () => undefined }),
          },
          files: NO_FILES,
          breaker: breaker ?? {
            gate: async () => ({ state: 'closed' }),
            report: async () => false,
            giveBack: async () => undefined,
          },
          worker: 'test',
          settings: { leaseMs: 5_000, turnMs: 10_000, graceMs: 50, ...settings },
        },
        PRINCIPAL,
        { portal: 'fake', accountId: '1', slot: 0, signal },
      ),
  };
}

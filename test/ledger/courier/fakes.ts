import { systemPrincipal } from '../../../src/access/principal.js';
import type { Carried, Files, PortalLimits } from '../../../src/domain/ports.js';
import type { TraceItem } from '../../../src/domain/records.js';
import type { Ledger, Settlement } from '../../../src/ledger/machine-port.js';
import type { Snapshots } from '../../../src/ledger/snapshots.js';
import { runTurn, type TurnDeps, type TurnReport } from '../../../src/ledger/turn.js';
import type { Claim, ClaimRequest, LaneVerdict, Verdict } from '../../../src/ledger/types.js';

import { type claimOf, FakePortal, LIMITS } from './fake-portal.js';

export { claimOf, entryOf, FakePortal, items_, recordOf, whole } from './fake-portal.js';

export const PRINCIPAL = systemPrincipal('test');
export const NO_FILES: Files = {
  keep: () => Promise.reject(new Error('no files here')),
  read: () => Promise.reject(new Error('no files here')),
  link: () => Promise.reject(new Error('no files here')),
};

/** A ledger that hands out the given claims once and writes down what it is told. */
export class ScriptedLedger implements Ledger {
  readonly settlements: Settlement[] = [];
  readonly released: string[] = [];
  readonly opened: string[][] = [];
  readonly requests: ClaimRequest[] = [];
  readonly log: string[] = [];
  lost = new Set<string>();
  renewals = 0;
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
    this.renewals += 1;
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

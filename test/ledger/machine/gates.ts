import fc from 'fast-check';
import { assignAccounts } from '../../../src/ledger/accounts.js';
import { claim } from '../../../src/ledger/claim.js';
import { openExchange, renewLeases } from '../../../src/ledger/exchange.js';
import { releaseClaims } from '../../../src/ledger/expiry.js';
import { owe } from '../../../src/ledger/owe.js';
import { settle } from '../../../src/ledger/settle.js';
import type { Transactor } from '../../../src/ledger/transactor.js';
import type { Claim } from '../../../src/ledger/types.js';
import { until } from '../../support/poll.js';
import { Steps } from './interleave.js';
import { EVERY_LANE, oweVersions, requestOf } from './operations.js';
import { clean, LEASE_MS, principal, type World } from './world.js';

const SUBJECTS = 3;
type Locker = (world: World, store: Transactor, claims: Claim[]) => Promise<unknown>;

/** All that lock several lanes and wait for them. */
export const LOCKERS = {
  owes: ({ sql }, store, claims) =>
    store.transaction((client) =>
      owe(
        client,
        principal,
        claims.map(({ subjectId }) => requestOf(subjectId, 1, true, [{ phase: 'PUBLISH' }])),
        sql,
      ),
    ),
  opens: ({ sql }, store, claims) => openExchange(store, principal, openingOf(claims), sql),
  renews: ({ sql }, store, claims) => renewLeases(store, principal, claims, LEASE_MS, sql),
  'gives back': ({ sql }, store, claims) => releaseClaims(store, principal, claims, sql),
  settles: ({ sql, sealer }, store, claims) => {
    const lanes = claims.map(({ laneId, fence }) => ({ laneId, fence, verdicts: [], next: 'FREE' as const }));
    return settle(store, principal, sealer, { lanes }, { sql });
  },
  moves: ({ sql }, store) => {
    const switches = { ...sql.switches, lanesToMove: EVERY_LANE };
    return assignAccounts(store, principal, 'national', { sql: { ...sql, switches } });
  },
} satisfies Record<string, Locker>;
export type LockerName = keyof typeof LOCKERS;
const NAMES = Object.keys(LOCKERS) as LockerName[];

export interface Meeting {
  first: LockerName;
  second: LockerName;
  /** The lane that is shut while both come, by its place. */
  gate: number;
  order: number[];
}

export const meetings = (second: readonly LockerName[] = NAMES): fc.Arbitrary<Meeting> =>
  fc.record({
    first: fc.constantFrom(...NAMES),
    second: fc.constantFrom(...second),
    gate: fc.nat(SUBJECTS - 1),
    order: fc.shuffledSubarray([0, 1, 2], { minLength: SUBJECTS }),
  });

/**
 * Somebody has one lane; two that want all lanes come one after the other and wait; the one lane is let go. Whoever locks
 * in another order than the first has a later lane by then and waits for an earlier one that the first is given: a circle.
 */
export async function meet(world: World, { first, second, gate, order }: Meeting): Promise<void> {
  await clean(world, SUBJECTS);
  const subjects = order.map((_each, n) => n);
  const owing = { subjects, entries: 1, back: false, owed: true, later: false, down: false };
  const [one, other, third] = world.clients.map(({ client, pid }) => ({
    pid,
    store: new Steps(client, (_label, act) => act()),
  }));
  if (!one || !other || !third) throw new Error('three connections are needed');
  await oweVersions(world, third.store, { do: 'owe', ...owing });
  const claims = await claim(third.store, principal, world.request(SUBJECTS), world.sql);
  const mixed = order.flatMap((n) => claims[n] ?? []);
  const lanes = claims.map(({ laneId }) => laneId).sort((a, b) => Number(a) - Number(b));

  await third.store.query('begin');
  await third.store.query('select from lane where id = $1 for update', [lanes[gate]]);
  const coming = [LOCKERS[first](world, one.store, mixed)];
  await waiting(world, one.pid);
  coming.push(LOCKERS[second](world, other.store, mixed));
  await waiting(world, other.pid);
  await third.store.query('commit');
  for (const each of await Promise.allSettled(coming)) {
    // What the first did may leave the second nothing to open: that is no circle.
    if (each.status === 'rejected' && each.reason?.name !== 'LanesLost') throw each.reason;
  }
}

function waiting({ monitor }: World, pid: number): Promise<unknown> {
  const text = 'select 1 where cardinality(pg_blocking_pids($1)) > 0';
  return until(async () => (await monitor.query(text, [pid])).rowCount, { everyMs: 1, what: 'a lock' });
}

function openingOf(claims: Claim[]) {
  const deliveryIds = claims.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
  return { claims, operation: 'model', deliveryIds, worker: 'test', answerTimeoutMs: 5_000 };
}

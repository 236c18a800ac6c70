import fc from 'fast-check';
import { claim } from '../../../src/ledger/claim.js';
import { LanesLost, openExchange, renewLeases } from '../../../src/ledger/exchange.js';
import { expire, releaseClaims } from '../../../src/ledger/expiry.js';
import { settle } from '../../../src/ledger/settle.js';
import type { Claim, LaneVerdict, Verdict } from '../../../src/ledger/types.js';
import { Interleaver, type Steps, seeded } from './interleave.js';
import { elapse, perform } from './operations.js';
import { type Operation, turns } from './scripts.js';
import { clean, LEASE_MS, principal, type World } from './world.js';

const ACTS = ['settles', 'settles', 'settles', 'opens', 'renews', 'gives back'] as const;
const OUTCOMES = ['delivered', 'refused', 'again', 'unknown'] as const;

/** A worker that lost its lane and comes back: what it had done by then, and what happened to the lane meanwhile. */
export interface Comeback {
  entries: number;
  /** Its call was opened before it stood still; else it was only claimed. */
  opened: boolean;
  outcome: (typeof OUTCOMES)[number];
  next: LaneVerdict['next'];
  act: (typeof ACTS)[number];
  /** What others do with the lane before it comes back, and beside it, statement by statement. */
  before: Operation[];
  beside: Operation[];
}

const others = fc.oneof(
  { weight: 3, arbitrary: turns },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('elapse' as const), ms: fc.constantFrom(3_000, 9_000) }),
  },
);

export const comebacks: fc.Arbitrary<Comeback> = fc.record({
  entries: fc.integer({ min: 0, max: 2 }),
  opened: fc.boolean(),
  outcome: fc.constantFrom(...OUTCOMES),
  next: fc.constantFrom('FREE', 'LOOK', 'KEEP'),
  act: fc.constantFrom(...ACTS),
  before: fc.array(others, { maxLength: 6 }),
  beside: fc.array(others, { maxLength: 2 }),
});

/**
 * One worker claims, and stands still until its lease is over and the lane was expired; others go on with the lane; then it comes back.
 * Its commit must change nothing, but for rule 11: the fate of this very exchange while the lane still waits to learn it.
 */
export async function comeBack(world: World, script: Comeback, choices: number): Promise<void> {
  await clean(world, 1);
  const claims = await alone(world, choices, async (steps) => {
    await perform(world, steps, owing(script.entries));
    const taken = await claim(steps, principal, world.request(1), world.sql);
    return taken;
  });
  let exchangeId: string | undefined;
  let lanes: LaneVerdict[] = [];
  await alone(world, choices, async (steps) => {
    if (script.opened) {
      exchangeId = await open(world, steps, claims);
      lanes = answerOf(world, claims, script);
    } else lanes = claims.map((one) => laneOf(one, script, []));
    await elapse(steps, LEASE_MS + 1_000);
    await expire(steps, principal, 10, world.sql);
    for (const operation of script.before) await perform(world, steps, operation);
  });

  let before = '';
  const interleaver = new Interleaver(
    seeded(choices),
    world.monitor,
    async (task) => {
      if (task !== 'late') return;
      const after = await picture(world, exchangeId);
      if (before !== '' && after !== before)
        throw new Error(`a worker that lost its lane changed it: ${before} → ${after}`);
    },
    async (task) => {
      if (task === 'late') before = await picture(world, exchangeId);
    },
  );
  const [late, other] = world.clients;
  if (!late || !other) throw new Error('two connections are needed');
  interleaver.spawn('late', late.client, late.pid, (steps) =>
    comeLate(world, steps, script, { claims, lanes, exchangeId }),
  );
  interleaver.spawn('other', other.client, other.pid, async (steps) => {
    for (const operation of script.beside) await perform(world, steps, operation);
  });
  await interleaver.run();
}

async function comeLate(
  world: World,
  steps: Steps,
  { act }: Comeback,
  { claims, lanes, exchangeId }: { claims: Claim[]; lanes: LaneVerdict[]; exchangeId: string | undefined },
): Promise<void> {
  const { sql } = world;
  switch (act) {
    case 'settles': {
      const settlement = { ...(exchangeId === undefined ? {} : { exchangeId }), lanes };
      const fates = await settle(steps, principal, world.sealer, settlement, { sql });
      if ([...fates.values()].includes('settled')) throw new Error('a worker that lost its lane settled it');
      return;
    }
    case 'opens':
      try {
        await open(world, steps, claims);
      } catch (error) {
        if (error instanceof LanesLost) return;
        throw error;
      }
      throw new Error('a worker that lost its lane opened a call');
    case 'renews': {
      const held = await renewLeases(steps, principal, claims, LEASE_MS, sql);
      if (held.size > 0) throw new Error('a worker that lost its lane renewed its lease');
      return;
    }
    case 'gives back':
      return releaseClaims(steps, principal, claims, sql);
  }
}

/**
 * Everything of the lane but evidence, and the holder's lease: its renewal is one statement that may have waited for this very
 * commit. Empty while it waits for the fate of this very exchange.
 */
async function picture({ monitor }: World, exchangeId: string | undefined): Promise<string> {
  const { rows } = await monitor.query<{ now: string }>(
    `select jsonb_build_object(
      'lane', (select jsonb_agg(to_jsonb(l) - 'lease_until' order by l.id) from lane l),
      'deliveries', (select jsonb_agg(to_jsonb(d) order by d.id) from delivery d),
      'receipts', (select count(*) from receipt))::text as now
    where not exists (select from lane where state = 'UNKNOWN' and exchange_id = $1)`,
    [exchangeId ?? null],
  );
  return rows[0]?.now ?? '';
}

function open(world: World, steps: Steps, claims: Claim[]): Promise<string> {
  const deliveryIds = claims.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
  const opening = { claims, operation: 'model', deliveryIds, worker: 'late', answerTimeoutMs: 5_000 };
  return openExchange(steps, principal, opening, world.sql).then((opened) => opened.exchangeId);
}

/** What the portal did with the call, and what it said. */
function answerOf(world: World, claims: readonly Claim[], script: Comeback): LaneVerdict[] {
  return claims.map((one) =>
    laneOf(
      one,
      script,
      one.deliveries.map((delivery) => {
        if (script.outcome === 'delivered') {
          const { laneId, fence } = one;
          world.model.apply({ ...delivery, entryId: delivery.entryId, laneId, fence: Number(fence) });
        }
        return VERDICTS[script.outcome](delivery.id);
      }),
    ),
  );
}

const VERDICTS: Record<Comeback['outcome'], (deliveryId: string) => Verdict> = {
  delivered: (deliveryId) => ({ deliveryId, type: 'DELIVERED', proof: 'ANSWER', flags: [] }),
  refused: (deliveryId) => ({ deliveryId, type: 'REFUSED', code: '17', flags: [] }),
  again: (deliveryId) => ({ deliveryId, type: 'AGAIN', usesAttempt: false, delayMs: 0 }),
  unknown: (deliveryId) => ({ deliveryId, type: 'UNKNOWN', error: 'reset' }),
};

function laneOf({ laneId, fence }: Claim, { next }: Comeback, verdicts: Verdict[]): LaneVerdict {
  return { laneId, fence, verdicts, next };
}

function owing(entries: number): Operation {
  return { do: 'owe', subjects: [0], entries, back: false, owed: true, later: false, down: false };
}

/** One task by itself, statement by statement on the first connection. */
async function alone<T>(world: World, choices: number, work: (steps: Steps) => Promise<T>): Promise<T> {
  const [first] = world.clients;
  if (!first) throw new Error('a connection is needed');
  const interleaver = new Interleaver(seeded(choices), world.monitor, async () => undefined);
  const results: T[] = [];
  interleaver.spawn('alone', first.client, first.pid, async (steps) => {
    results.push(await work(steps));
  });
  await interleaver.run();
  return results[0] as T;
}

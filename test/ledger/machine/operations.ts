import fc from 'fast-check';
import { claim } from '../../../src/ledger/claim.js';
import { LanesLost, openExchange, renewLeases } from '../../../src/ledger/exchange.js';
import { expire, releaseClaims } from '../../../src/ledger/expiry.js';
import { answerReadBack, releaseHold, retryDelivery } from '../../../src/ledger/officer.js';
import { owe } from '../../../src/ledger/owe.js';
import { sweepReady } from '../../../src/ledger/ready.js';
import { settle } from '../../../src/ledger/settle.js';
import type { OwedPhase } from '../../../src/ledger/types.js';
import type { Queryable } from '../../../src/store/database.js';
import { type Steps, seeded } from './interleave.js';
import { checkClaimed } from './invariants.js';
import { turnOf } from './worker.js';
import { count, HASH, keyOf, LEASE_MS, principal, type World } from './world.js';

/** Where a worker dies, if it does; or that it stands still in the middle of its call while the others go on. */
export const DEATHS = [
  ...Array.from({ length: 7 }, () => 'none' as const),
  'claimed',
  'opened',
  'applied',
  'settled-twice',
  'released',
  'stalls',
  'stalls',
] as const;
export type Death = (typeof DEATHS)[number];

export type Operation =
  | {
      do: 'owe';
      subjects: number[];
      entries: number;
      back: boolean;
      owed: boolean;
      later: boolean;
      down: boolean;
    }
  | { do: 'turn'; limit: number; death: Death; seed: number; faults: boolean }
  | { do: 'elapse'; ms: number }
  | { do: 'sweep' }
  | { do: 'officer'; what: 'retry' | 'release' | 'there' | 'not there' | 'look again'; pick: number };

const turn = (faults: boolean) =>
  fc.record({
    do: fc.constant('turn' as const),
    limit: fc.integer({ min: 1, max: 3 }),
    death: fc.constantFrom(...DEATHS),
    seed: fc.nat(),
    faults: fc.constant(faults),
  });

/** A script of what happens to `subjects` dossiers; most of it is owing and sending. */
export function scripts(subjects: number): fc.Arbitrary<Operation[]> {
  const owing = fc.record({
    do: fc.constant('owe' as const),
    subjects: fc.uniqueArray(fc.nat(subjects - 1), { minLength: 1, maxLength: subjects }),
    entries: fc.integer({ min: 0, max: 3 }),
    back: fc.boolean(),
    owed: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    later: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    down: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  });
  const elapsing = fc.record({
    do: fc.constant('elapse' as const),
    ms: fc.constantFrom(3_000, 9_000, 30_000),
  });
  const asking = fc.record({
    do: fc.constant('officer' as const),
    what: fc.constantFrom(
      'retry' as const,
      'release' as const,
      'there' as const,
      'not there' as const,
      'look again' as const,
    ),
    pick: fc.nat(),
  });
  return fc
    .tuple(
      fc.array(owing, { minLength: 3, maxLength: 3 }),
      fc.array(
        fc.oneof(
          { weight: 4, arbitrary: owing },
          { weight: 14, arbitrary: turn(true) },
          { weight: 8, arbitrary: elapsing },
          { weight: 1, arbitrary: fc.constant({ do: 'sweep' as const }) },
          { weight: 2, arbitrary: asking },
        ),
        { minLength: 30, maxLength: 44 },
      ),
    )
    .map(([first, rest]) => [...first, ...rest]);
}

export async function perform(world: World, steps: Steps, operation: Operation): Promise<void> {
  const { sql } = world;
  switch (operation.do) {
    case 'owe':
      return oweVersions(world, steps, operation);
    case 'turn':
      return work(world, steps, operation);
    case 'elapse':
      await elapse(steps, operation.ms);
      if ((await expire(steps, principal, 10, sql)) > 0) count(world, 'expired');
      return;
    case 'sweep':
      await sweepReady(steps, principal, 10, sql);
      return;
    case 'officer':
      return officer(world, steps, operation.what, operation.pick);
  }
}

/** What intake does for a page: subjects locked in order, versions, entries, then owing. */
async function oweVersions(world: World, steps: Steps, op: Extract<Operation, { do: 'owe' }>): Promise<void> {
  await steps.transaction(async (client) => {
    const { rows } = await client.query<{ id: string; version: number }>(
      `select id, version + 1 as version from subject where natural_key = any($1) order by origin, kind, natural_key for update`,
      [op.subjects.map(keyOf)],
    );
    const requests = [];
    for (const { id, version } of rows) {
      await client.query(
        `with s as (update subject set version = $2 where id = $1)
        insert into subject_version (subject_id, version, content_hash, changed_at, snapshot) values ($1, $2, $3, now(), $3)`,
        [id, version, HASH],
      );
      await addEntries(client, id, version, op.entries, op.back);
      const phases: OwedPhase[] = [
        { phase: 'PUBLISH', ...(op.later ? { notBefore: new Date(Date.now() + 5_000).toISOString() } : {}) },
      ];
      if (op.down) phases.push({ phase: 'WITHDRAW', notBefore: new Date(Date.now() + 8_000).toISOString() });
      requests.push({
        subjectId: id,
        kind: 'dossier' as const,
        version,
        unit: 'U',
        businessAt: '2024-08-23T01:30:00.000Z',
        deleted: false,
        forms: [
          { portal: 'national', form: 'record' as const, owed: op.owed, phases, priority: 50, entries: true },
        ],
      });
    }
    await owe(client, principal, requests, world.sql);
  });
}

async function addEntries(
  client: Queryable,
  id: string,
  version: number,
  count: number,
  back: boolean,
): Promise<void> {
  if (count === 0) return;
  await client.query(
    `insert into trace_entry (dossier_id, at, state, actor, ordinal, content_hash, first_version)
    select $1::bigint, timestamptz '2024-08-23' + ((case when $4 then -1 else 1 end) * ($2 * 10 + n)) * interval '1 minute', 4, 'A', 0, $5, $2
    from generate_series(1, $3::int) n`,
    [id, version, count, back, HASH],
  );
}

async function work(world: World, steps: Steps, op: Extract<Operation, { do: 'turn' }>): Promise<void> {
  const random = seeded(op.seed);
  const claims = await claim(steps, principal, world.request(op.limit), world.sql);
  await checkClaimed(
    world.monitor,
    claims.map(({ laneId }) => laneId),
  );
  if (claims.length === 0 || op.death === 'claimed') return;
  if (op.death === 'released') return releaseClaims(steps, principal, claims, world.sql);
  // One call to send with all its lanes, one look a lane.
  const sends = claims.filter(({ task }) => task === 'SEND');
  const calls = [
    ...(sends.length > 0 ? [sends] : []),
    ...claims.filter(({ task }) => task === 'LOOK').map((each) => [each]),
  ];
  for (const call of calls) {
    if (random() < 0.2) await renewLeases(steps, principal, call, LEASE_MS, world.sql);
    const ids = call.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
    let exchangeId: string;
    try {
      ({ exchangeId } = await openExchange(
        steps,
        principal,
        { claims: call, operation: 'model', deliveryIds: ids, worker: 'test', answerTimeoutMs: 5_000 },
        world.sql,
      ));
    } catch (error) {
      if (error instanceof LanesLost) return count(world, 'lanes lost');
      throw error;
    }
    if (op.death === 'opened') return;
    const lanes = await steps.moment('send', () => turnOf(world, call, random, op.faults));
    for (const { task, cause } of call) count(world, `${task} ${cause ?? ''}`);
    if (op.death === 'stalls') await stall(steps);
    if (!lanes || op.death === 'applied')
      return count(world, lanes ? 'died after sending' : 'lease was over');
    const settlement = {
      exchangeId,
      end: { outcome: 'model', request: null, response: '', catalogueVersion: 'c', profileVersion: 'p' },
      lanes,
    };
    const fates = await settle(steps, principal, world.sealer, settlement, { sql: world.sql, random });
    for (const fate of fates.values()) count(world, fate);
    // The commit's own answer was lost: the worker settles once more.
    if (op.death === 'settled-twice') {
      await settle(steps, principal, world.sealer, settlement, { sql: world.sql, random });
    }
  }
}

/** Time goes by: everything that waits for a time comes nearer. In order of the locks, as everybody. */
export async function elapse(steps: Pick<Steps, 'transaction'>, ms: number): Promise<void> {
  await steps.transaction(async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from lane order by id for update');
    const lanes = rows.map(({ id }) => id);
    await client.query(
      `update delivery set next_attempt_at = next_attempt_at - $1 * interval '1 ms',
        not_before = not_before - $1 * interval '1 ms' where lane_id = any($2) and (next_attempt_at is not null or not_before is not null)`,
      [ms, lanes],
    );
    await client.query(
      `update lane set lost_at = lost_at - $1 * interval '1 ms', lease_until = lease_until - $1 * interval '1 ms',
        ready_at = case when ready_at = 'infinity' then ready_at else ready_at - $1 * interval '1 ms' end
      where id = any($2)`,
      [ms, lanes],
    );
  });
}

async function stall(steps: Steps): Promise<void> {
  for (let n = 0; n < 30; n += 1) await steps.moment('stands still', async () => undefined);
}

async function officer(world: World, steps: Steps, what: string, pick: number): Promise<void> {
  const { rows } = await world.monitor.query<{ id: string }>(
    'select id from delivery order by created_at, id',
  );
  const id = rows[pick % Math.max(1, rows.length)]?.id;
  if (id === undefined) return;
  if (what === 'retry') {
    const answer = await retryDelivery(steps, principal, id, world.sql);
    count(world, answer.ok ? 'retried' : answer.problem);
  } else if (what === 'release') {
    const answer = await releaseHold(steps, principal, id, world.sql);
    count(world, answer.ok ? 'released' : answer.problem);
  } else {
    // An officer looks before answering, so what is said is true.
    const { rows: there } = await world.monitor.query<{ lane_id: string; entry_id: number | null }>(
      'select lane_id, entry_id from delivery where id = $1',
      [id],
    );
    const held = world.model.of(there[0]?.lane_id ?? '');
    const entry = there[0]?.entry_id;
    const seen =
      entry === null || entry === undefined ? held.record?.id === id : held.entries.includes(entry);
    const answer = what === 'look again' ? 'look again' : seen ? 'there' : 'not there';
    const result = await answerReadBack(steps, principal, world.sealer, id, answer, world.sql);
    count(world, result.ok ? `said ${answer}` : result.problem);
  }
}

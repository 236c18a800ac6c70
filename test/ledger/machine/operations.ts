import { assignAccounts } from '../../../src/ledger/accounts.js';
import { backfill, type OwingOf } from '../../../src/ledger/backfill.js';
import { claim } from '../../../src/ledger/claim.js';
import { LanesLost, openExchange, renewLeases } from '../../../src/ledger/exchange.js';
import { expire, releaseClaims } from '../../../src/ledger/expiry.js';
import { answerReadBack, releaseHold, retryDelivery } from '../../../src/ledger/officer.js';
import { owe, shareSwitches } from '../../../src/ledger/owe.js';
import { sweepReady } from '../../../src/ledger/ready.js';
import { settle } from '../../../src/ledger/settle.js';
import { switchPortal } from '../../../src/ledger/switches.js';
import type { OwedPhase, OweRequest } from '../../../src/ledger/types.js';
import type { Queryable } from '../../../src/store/database.js';
import { type Steps, seeded } from './interleave.js';
import { checkClaimed, checkSettled } from './invariants.js';
import type { Operation } from './scripts.js';
import { turnOf } from './worker.js';
import { count, HASH, keyOf, LEASE_MS, principal, type World } from './world.js';

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
    case 'move':
      await assignAccounts(steps, principal, 'national', {
        sql: { ...sql, switches: { ...sql.switches, lanesToMove: EVERY_LANE } },
      });
      return;
    case 'switch':
      await switchPortal(steps, principal, 'national', operation.on, sql);
      return;
    case 'backfill':
      await backfill(steps, principal, 'national', owingOfStored, { page: 2, sql });
      return;
    case 'officer':
      return officer(world, steps, operation.what, operation.pick);
  }
}

/** Instead of the lanes whose account is another now: all of them. */
export const EVERY_LANE = 'select l.id from lane l where l.portal = $1 and l.id > $2 order by l.id limit $3';

/** What is stored, owed as it stands. */
const owingOfStored: OwingOf = async (_client, subjects) =>
  subjects
    .filter(({ version }) => version > 0)
    .map(({ id, version }) => requestOf(id, version, true, [{ phase: 'PUBLISH' }]));

export function requestOf(
  subjectId: string,
  version: number,
  owed: boolean,
  phases: OwedPhase[],
): OweRequest {
  return {
    subjectId,
    kind: 'dossier',
    version,
    unit: 'U',
    businessAt: '2024-08-23T01:30:00.000Z',
    deleted: false,
    forms: [{ portal: 'national', form: 'record', owed, phases, priority: 50, entries: true }],
  };
}

/** What intake does for a page: subjects locked in order, versions, entries, then owing. */
export async function oweVersions(
  world: World,
  steps: Steps,
  op: Extract<Operation, { do: 'owe' }>,
): Promise<void> {
  await steps.transaction(async (client) => {
    await shareSwitches(client, world.sql);
    const { rows } = await client.query<{ id: string; version: number }>(
      `select id, version + 1 as version from subject where natural_key = any($1) order by origin, kind, natural_key for no key update`,
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
      requests.push(requestOf(id, version, op.owed, phases));
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
  sends.sort(() => random() - 0.5);
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
    await checkSettled(world.monitor, call, fates);
    for (const fate of fates.values()) count(world, fate);
    // The commit's own answer was lost: the worker settles once more.
    if (op.death === 'settled-twice') {
      const again = await settle(steps, principal, world.sealer, settlement, { sql: world.sql, random });
      for (const [laneId, fate] of again) {
        if (fate === 'settled' && fates.get(laneId) === 'settled')
          throw new Error(`state: lane ${laneId} was settled twice by one claim`);
      }
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

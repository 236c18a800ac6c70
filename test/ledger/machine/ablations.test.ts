import { afterEach, expect, test } from 'vitest';
import { heads } from '../../../src/ledger/sql/claim.js';
import { type LedgerSql, ledgerSql } from '../../../src/ledger/sql/index.js';
import type { LockerName } from './gates.js';
import { runs, search, searchComebacks, searchDeadlock, searchMeetings } from './run.js';
import { openWorld, type World } from './world.js';

/** Takes `what` out of a statement, and fails when it is not in it any more: an ablation must ablate. */
function without(text: string, what: string, instead = ''): string {
  if (!text.includes(what)) throw new Error(`not in the statement: ${what}`);
  return text.replaceAll(what, instead);
}

const { claim, exchange, expiry, officer, owe, settle, shared, switches } = ledgerSql;

const backwards = (text: string) => without(text, 'order by l.id\n', 'order by l.id desc\n');

/** Those who lock several lanes, each in the order that is not that of all. */
const LOCKS: { second: LockerName; sql: Partial<LedgerSql> }[] = [
  {
    second: 'owes',
    sql: { owe: { ...owe, lockOwingLanes: backwards(owe.lockOwingLanes) } },
  },
  {
    second: 'opens',
    sql: { exchange: { ...exchange, lockHeldLanes: backwards(exchange.lockHeldLanes) } },
  },
  {
    second: 'renews',
    sql: { exchange: { ...exchange, extendLeases: backwards(exchange.extendLeases) } },
  },
  {
    second: 'gives back',
    sql: { expiry: { ...expiry, releaseLanes: backwards(expiry.releaseLanes) } },
  },
  {
    second: 'settles',
    sql: { settle: { ...settle, lockSettledLanes: backwards(settle.lockSettledLanes) } },
  },
  {
    second: 'moves',
    sql: {
      switches: {
        ...switches,
        lockLanes: without(switches.lockLanes, 'order by l.id', 'order by l.id desc'),
      },
    },
  },
];

/** Each guard of the machine with it taken away, and what the properties then say. */
const ABLATIONS: {
  name: string;
  sql: LedgerSql;
  says: RegExp;
  look?(world: World): Promise<string | undefined>;
}[] = [
  {
    name: 'the fence',
    sql: {
      ...ledgerSql,
      exchange: {
        ...exchange,
        lockHeldLanes: without(exchange.lockHeldLanes, 'l.fence = v.fence and '),
      },
      settle: {
        ...settle,
        lockSettledLanes: without(settle.lockSettledLanes, ' and l.fence = l.claimed_fence'),
      },
    },
    says: /a worker that lost its lane /,
    look: (world) => searchComebacks(world, runs(150)),
  },
  {
    name: 'the fresh snapshot in claim',
    sql: {
      ...ledgerSql,
      claim: {
        ...claim,
        lockReadyLanes: `with l as (${without(claim.lockReadyLanes, 'for update of l skip locked').replace('select l.id', 'select l.id, l.state')}),
          ${heads.replace('lane_prospect($1)', 'lane_prospect(array(select id from l))').replace('limit $3', 'limit 3')},
          gone as (delete from stale_head where pid = pg_backend_pid()),
          put as (insert into stale_head select pg_backend_pid(), lane_id, delivery_id, position from heads)
          select id from l`,
        // What follows it touches lanes: only with their locks, or it would be the lock order that falls.
        freeEmptyLanes: 'select l.id from lane l where l.id = any($1) order by l.id for update of l',
        takeHeads: without(
          without(
            claim.takeHeads,
            'where l.id = any($1)\n),',
            `where l.id = any($1) and l.state <> 'BUSY' and l.ready_at <= now() for update of l skip locked\n),`,
          ),
          heads,
          `heads as (
            select h.lane_id, h.delivery_id, h.position from stale_head h join l on l.id = h.lane_id
            where h.pid = pg_backend_pid() and l.state = 'IDLE' and $3::int > 0
          )`,
        ),
      },
    },
    says: /(an entry leaves before|\d+ leaves, \d+ is owed)/,
  },
  {
    name: 'the fresh snapshot in settle',
    sql: {
      ...ledgerSql,
      settle: {
        ...settle,
        lockSettledLanes: without(settle.lockSettledLanes, 'for update of l'),
        applyVerdicts: without(
          settle.applyVerdicts,
          'with v as (\n  select * from',
          `with locked as materialized (
            select l.id from lane l
            where l.id in (select (x ->> 'lane_id')::bigint from jsonb_array_elements($1::jsonb) x) order by l.id for update
          ),
          v as (\n  select * from (select count(*) as n from locked) as k cross join lateral`,
        ),
      },
    },
    // Who reads what was before the lock takes an old version for the newest, or an old fence for the lane's: whichever meets first.
    says: /version \d+ is \w+ although \d+ is owed|was settled with fence \d+, it has \d+/,
  },
  {
    name: 'the state guard',
    sql: {
      ...ledgerSql,
      settle: {
        ...settle,
        lockSettledLanes: without(settle.lockSettledLanes, `l.state = 'BUSY' and `),
        applyVerdicts: without(settle.applyVerdicts, ` and d.state in ('SENDING', 'UNKNOWN')`),
      },
    },
    says: /was settled twice by one claim/,
  },
  {
    name: 'the recount of ready_at',
    sql: { ...ledgerSql, shared: { ...shared, recount: 'select $1::bigint[]' } },
    says: /ready \w+ \(.*\), in truth \w+|hot loop|starved/,
  },
  {
    name: 'the lock order, an officer',
    sql: { ...ledgerSql, officer: { ...officer, findDelivery: `${officer.findDelivery}\nfor update of d` } },
    says: /deadlock detected/,
    look: (world) => searchDeadlock(world, runs(150)),
  },
  ...LOCKS.map(({ second, sql }) => ({
    name: `the lock order, who ${second}`,
    sql: { ...ledgerSql, ...sql },
    says: /deadlock detected/,
    look: (world: World) => searchMeetings(world, runs(60), [second]),
  })),
];

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

test.each(ABLATIONS)(
  'without $name a property fails for that very reason',
  async ({ sql, says, look = (world) => search(world, runs(150), [1]) }) => {
    world = await openWorld(sql);
    await world.monitor.query(
      'create unlogged table stale_head (pid integer, lane_id bigint, delivery_id uuid, position bigint)',
    );
    const failure = await look(world);
    console.log(failure?.split('\n').slice(0, 2).join('\n').slice(0, 500));
    expect(failure).toMatch(says);
  },
  3_600_000,
);

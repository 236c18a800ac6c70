import type pg from 'pg';

type Lane = {
  id: string;
  state: string;
  task: string | null;
  remote_exists: boolean;
  ready: 'now' | 'later' | 'never';
  reason: string;
};
type Delivery = {
  id: string;
  lane_id: string;
  kind: string;
  version: number;
  phase: string;
  generation: number;
  state: string;
  hold_reason: string | null;
  due: boolean;
  scheduled: boolean;
  waits: boolean;
  place: string | null;
};

const LANES = `
select id, state, task, remote_exists, coalesce(wait_reason, '') as reason,
  case when ready_at = 'infinity' then 'never' when ready_at <= clock_timestamp() then 'now' else 'later' end as ready
from lane where account_id is not null`;

const DELIVERIES = `
select d.id, d.lane_id, d.kind, d.version, d.phase, d.generation, d.state, d.hold_reason,
  coalesce(d.not_before <= clock_timestamp(), true) as due, d.not_before is not null as scheduled,
  coalesce(d.next_attempt_at > clock_timestamp(), false) as waits, to_char(t.at, 'YYYYMMDDHH24MISSMS') || lpad(t.id::text, 9, '0') as place
from delivery d left join trace_entry t on t.id = d.entry_id`;

/** What no foreign key holds (docs/adr/0011). */
const ORPHANS = `
select 'delivery ' || d.id || ' without lane' as orphan from delivery d where not exists (select from lane l where l.id = d.lane_id)
union all select 'delivery ' || d.id || ' without entry' from delivery d
  where d.entry_id is not null and not exists (select from trace_entry t where t.id = d.entry_id)
union all select 'lane ' || l.id || ' without portal' from lane l where not exists (select from portal p where p.code = l.portal)
limit 1`;

/**
 * What holds after every commit, computed apart from the machine's own SQL. \`claimed\`: the commit was a claim, so what is in flight is what
 * had to go first at that moment.
 */
export async function checkInvariants(monitor: pg.Client): Promise<void> {
  const { rows: orphans } = await monitor.query<{ orphan: string }>(ORPHANS);
  if (orphans[0]) throw new Error(orphans[0].orphan);
  const { rows: lanes } = await monitor.query<Lane>(LANES);
  const { rows: deliveries } = await monitor.query<Delivery>(DELIVERIES);
  for (const lane of lanes) {
    const own = deliveries.filter(({ lane_id }) => lane_id === lane.id);
    checkStates(lane, own);
    checkNewestWins(lane, own);
    checkReady(lane, own);
  }
}

/** One call in flight, and only in lanes that say so. */
function checkStates(lane: Lane, own: readonly Delivery[]): void {
  const sending = own.filter(({ state }) => state === 'SENDING');
  const unknown = own.filter(({ state }) => state === 'UNKNOWN');
  const place = `lane ${lane.id} ${lane.state} ${lane.task ?? ''}`;
  if (lane.state !== 'BUSY' && sending.length > 0) throw new Error(`${place}: something is being sent`);
  if (lane.state === 'IDLE' && unknown.length > 0) throw new Error(`${place}: something is of unknown fate`);
  if (lane.state !== 'IDLE' && sending.length + unknown.length === 0)
    throw new Error(`${place}: with nothing in it`);
  if (sending.filter(({ kind }) => kind === 'RECORD').length > 1)
    throw new Error(`${place}: two records in flight`);
  if (new Set(sending.map(({ kind }) => kind)).size > 1)
    throw new Error(`${place}: record and entry in flight`);
}

/** Rule 4: nothing below the newest due record is open, in flight apart. */
function checkNewestWins(lane: Lane, own: readonly Delivery[]): void {
  const newest = newestOf(own);
  if (!newest || newest.scheduled) return;
  for (const each of own) {
    if (each.kind !== 'RECORD' || rank(each) >= rank(newest)) continue;
    if (['PENDING', 'HELD', 'REFUSED', 'EXHAUSTED'].includes(each.state)) {
      throw new Error(
        `lane ${lane.id}: version ${each.version} is ${each.state} although ${newest.version} is owed`,
      );
    }
  }
}

/** Rules 1 and 2: ready_at is true. */
function checkReady(lane: Lane, own: readonly Delivery[]): void {
  if (lane.state !== 'IDLE') return;
  const truth = readiness(lane, own);
  // A scheduled record that became due meanwhile is found by the claim: ready says now, and it is.
  if (lane.ready !== truth && !own.some(({ scheduled }) => scheduled)) {
    throw new Error(`lane ${lane.id}: ready ${lane.ready} (${lane.reason}), in truth ${truth}`);
  }
}

function readiness(lane: Lane, own: readonly Delivery[]): Lane['ready'] {
  const newest = newestOf(own);
  if (newest?.state === 'PENDING') return newest.waits ? 'later' : 'now';
  const [entry] = own
    .filter(({ kind, state }) => kind === 'ENTRY' && state === 'PENDING')
    .sort((a, b) => ((a.place ?? '') < (b.place ?? '') ? -1 : 1));
  if (!entry || !lane.remote_exists) return 'never';
  const wall = own.some(
    ({ hold_reason, place }) =>
      hold_reason === 'READ_BACK_IMPOSSIBLE' && (place ?? '~') < (entry.place ?? ''),
  );
  if (wall) return 'never';
  return entry.waits ? 'later' : 'now';
}

/**
 * Right after a settlement, before anybody else goes on: a lane for which it counted still has the fence of that claim, because
 * nobody else can have had the lane in between (rule 9).
 */
export async function checkSettled(
  monitor: pg.Client,
  call: readonly { laneId: string; fence: string }[],
  fates: ReadonlyMap<string, string>,
): Promise<void> {
  const { rows } = await monitor.query<{ id: string; fence: string }>(
    'select id, fence from lane where id = any($1)',
    [call.map(({ laneId }) => laneId)],
  );
  for (const { laneId, fence } of call) {
    const now = rows.find(({ id }) => id === laneId)?.fence;
    if (fates.get(laneId) === 'settled' && now !== fence) {
      throw new Error(`fence: lane ${laneId} was settled with fence ${fence}, it has ${now}`);
    }
  }
}

/** Right after a claim: what it took is what had to go first. */
export async function checkClaimed(monitor: pg.Client, laneIds: readonly string[]): Promise<void> {
  if (laneIds.length === 0) return;
  const { rows } = await monitor.query<Delivery>(`${DELIVERIES} where d.lane_id = any($1)`, [laneIds]);
  for (const id of laneIds) {
    const own = rows.filter(({ lane_id }) => lane_id === id);
    const sending = own.filter(({ state }) => state === 'SENDING');
    const newest = newestOf(own);
    for (const each of sending) {
      if (each.kind === 'RECORD') {
        if (newest && rank(each) < rank(newest))
          throw new Error(`lane ${id}: ${each.version} leaves, ${newest.version} is owed`);
        continue;
      }
      if (newest?.state === 'PENDING')
        throw new Error(`lane ${id}: an entry leaves before the record that is owed`);
      const earlier = own.some(
        ({ kind, state, place }) =>
          kind === 'ENTRY' && state === 'PENDING' && (place ?? '') < (each.place ?? ''),
      );
      if (earlier) throw new Error(`lane ${id}: an entry leaves before an earlier one that is owed`);
    }
  }
}

function newestOf(own: readonly Delivery[]): Delivery | undefined {
  return own
    .filter(({ kind, state, due }) => kind === 'RECORD' && state !== 'SUPERSEDED' && due)
    .sort((a, b) => rank(b) - rank(a))[0];
}

function rank({ version, phase, generation }: Pick<Delivery, 'version' | 'phase' | 'generation'>): number {
  return version * 100 + (phase === 'WITHDRAW' ? 50 : 0) + generation;
}

import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { badInput } from '../access/refusal.js';
import { DeliveryOrderEnum } from '../schema/enums/orders.js';
import { deliveryPage } from './delivery.js';
import type { Reads } from './engine/reads.js';
import type { Values } from './engine/row-object.js';
import type { Selection } from './engine/selection.js';
import { Statement, slot } from './engine/statement.js';
import type { Json, Sql } from './engine/types.js';
import { readTypes } from './registry.js';

/** States in which nothing more happens to a delivery by itself. */
const SETTLED: readonly string[] = ['DELIVERED', 'REFUSED', 'HELD', 'EXHAUSTED', 'SUPERSEDED'];
/** Events of one statement, and the most that wait in memory for a slow client. */
const MOST = 50;
/** Told ones that a pass may gather before another begins, whose horizon forgets them. */
const MOST_KEPT = 5_000;

export interface SettledFilter {
  portal?: string | null;
  unit?: string | null;
  states?: readonly string[] | null;
}

/** How far one client was told. Times are microseconds since 1970, as exact as the store's. */
export interface SettledPlace {
  /** Everything that settled before was told. */
  from: number;
  /** What was told of the time since: delivery → when it settled. */
  told: Told;
  /** In the middle of going through what settled since, page by page. */
  pass?: {
    horizon: number;
    /** The last that was told. */
    beyond: readonly [id: string, time: number];
    /** What was told of the time since the horizon. */
    kept: Told;
  };
}
type Told = ReadonlyMap<string, number>;

/** The states that were asked for; all when none were named. Throws `Refusal` BAD_USER_INPUT for one that is not settled. */
export function settledStates(states: readonly string[] | null | undefined): readonly string[] {
  if (states?.some((state) => !SETTLED.includes(state))) {
    throw badInput([{ path: ['states'], message: `expected some of ${SETTLED.join(', ')}` }]);
  }
  return states ?? SETTLED;
}

/**
 * The time before which nothing more can settle, in microseconds: a transaction stamps what it settles with the time of its begin, and
 * may commit after one that began later. One that runs for more than a minute is not waited for. Ask before reading, never in
 * the same statement: what commits in between would be missed.
 */
export async function settledHorizon({ database }: Reads): Promise<number> {
  const { rows } = await database.query<{ at: string }>(
    `select (extract(epoch from greatest(
        least(now(), min(xact_start)) - interval '1 second', now() - interval '1 minute')) * 1000000)::bigint as at
       from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  return Number(rows[0]?.at);
}

/**
 * The next events after a place that the caller may see, oldest first; `full`: there may be more at once. `now`: the horizon, asked for
 * before; a pass that goes on keeps the one that it began with.
 */
export async function readSettled(
  reads: Reads,
  principal: Principal,
  { states, ...filter }: SettledFilter,
  { from, told, pass }: SettledPlace,
  now: number,
  selected: readonly Selection[],
): Promise<{ events: Json[]; place: SettledPlace; full: boolean }> {
  const statement = new Statement(readTypes, reads.viewer(principal));
  const type = statement.type('Delivery');
  const row = statement.row();
  const deliveries = selected.filter(({ name }) => name === 'delivery');
  const objects = deliveries.map((each) => statement.object(type, row, each, MOST));
  const at = sql`(extract(epoch from ${row('changed_at')}) * 1000000)::bigint`;
  const { horizon, beyond, kept } = pass ?? { horizon: now, beyond: undefined, kept: since(told, now) };
  const conditions = [
    sql`${row('state')} = s.state`,
    sql`${row('changed_at')} >= ${instant(beyond?.[1] ?? from)}`,
    ...deliveryPage.filters(
      row,
      { ...filter, orderBy: DeliveryOrderEnum.CREATED_ASC, follow: 'SUCCESSORS' },
      reads.viewer(principal),
    ),
  ];
  if (beyond) {
    const [id, time] = beyond;
    conditions.push(sql`(${row('changed_at')}, ${row('id')}) > (${instant(time)}, ${id}::uuid)`);
  }
  if (told.size > 0) {
    conditions.push(sql`not exists (select from unnest(${[...told.keys()]}::uuid[], ${[...told.values()]}::bigint[]) t (id, at)
      where t.id = ${row('id')} and t.at = ${at})`);
  }
  const values = [row('id'), at, ...objects.map((part) => part.sql)];
  // State by state, so that an index gives the next ones in order however many there are.
  const body = sql`select json_build_object('rows', coalesce(json_agg(x.o order by x.at, x.id), '[]'::json)) as data from (
    select y.* from unnest(${settledStates(states)}::text[]) s (state) cross join lateral (
      select ${row('id')} as id, ${at} as at, json_build_array(${sql.join(values)}) as o ${statement.from(type, row, ...conditions)}
      order by ${row('changed_at')}, ${row('id')} limit ${MOST}) y
    order by y.at, y.id limit ${MOST}) x`;
  const found = ((await reads.run(statement.whole(body)))?.['rows'] ?? []) as [string, number, ...Values[]][];
  const full = found.length === MOST;
  const events = found.map(([, time, ...parts]) => {
    const complete = Math.max(from, Math.min(time, horizon));
    const event: Json = { resumeFrom: new Date(Math.floor(complete / 1_000)).toISOString() };
    parts.forEach((part, index) => {
      event[slot(deliveries[index]?.key ?? '')] = objects[index]?.make(part, reads.looked);
    });
    return event;
  });
  const all = new Map([...kept, ...since(new Map(found.map(([id, time]) => [id, time])), horizon)]);
  const last = found.at(-1);
  if (full && last && (last[1] < horizon || all.size <= MOST_KEPT)) {
    return { events, full, place: { from, told, pass: { horizon, beyond: [last[0], last[1]], kept: all } } };
  }
  return { events, full, place: { from: Math.max(from, horizon), told: all } };
}

function since(told: Told, horizon: number): Told {
  return new Map([...told].filter(([, time]) => time >= horizon));
}

function instant(micros: number): Sql {
  return sql`'epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond'`;
}

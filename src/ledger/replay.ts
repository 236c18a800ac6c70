import { v7 as uuidv7 } from 'uuid';
import { type AskedWrite, recordWrite } from '../access/audit.js';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import type { DeliveryState } from '../domain/delivery.js';
import type { Instant } from '../domain/time.js';
import type { Sealer } from '../store/sealed.js';
import { shareSwitches } from './owe.js';
import { checkReplayToken, type TokenProblem } from './replay-token.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';

/** States from which something can be sent again; a held one is released, an unknown one is looked at. */
export const REPLAYABLE = ['DELIVERED', 'REFUSED', 'EXHAUSTED'] as const satisfies readonly DeliveryState[];
export type ReplayableState = (typeof REPLAYABLE)[number];

/** What to send again; all that is given must hold. */
export interface ReplayFilter {
  states: ReplayableState[];
  portal?: string;
  /** A unit, by any code that it has or had, all below it and what took over, each of its time. */
  unit?: string;
  procedure?: string;
  /** Of dossiers and notices. */
  codes?: string[];
  /** The portal's last codes. */
  answers?: string[];
  /** Last change of the delivery's state: from, and before. */
  from?: Instant;
  to?: Instant;
}

/** What a replay would do: `count` deliveries would be sent again, `newer` would not for a newer version of theirs. */
export interface ReplayPlan {
  count: number;
  newer: number;
  groups: { portal: string; state: ReplayableState; count: number }[];
}

/** Counts, and changes nothing. */
export async function planReplay(
  database: Transactor,
  principal: Principal,
  filter: ReplayFilter,
  sql: LedgerSql = ledgerSql,
): Promise<ReplayPlan> {
  demand(principal, 'delivery.replay');
  const { rows } = await database.query<{
    portal: string;
    state: ReplayableState;
    again: string;
    newer: string;
  }>(sql.replay.countMatching, [JSON.stringify(filter), principal.unit ?? null]);
  const groups = rows.map(({ portal, state, again }) => ({ portal, state, count: Number(again) }));
  return {
    count: groups.reduce((sum, { count }) => sum + count, 0),
    newer: rows.reduce((sum, { newer }) => sum + Number(newer), 0),
    groups: groups.filter(({ count }) => count > 0),
  };
}

export type ReplayAnswer = { ok: true; id: string } | { ok: false; problem: TokenProblem | 'COUNT_CHANGED' };

/**
 * Asks for a replay that a dry run counted; workers do it. The token binds caller, filter and count: has the count changed since, it
 * is counted anew first. The same token again is the same replay. `now`: ms.
 */
export async function requestReplay(
  database: Transactor,
  sealer: Sealer,
  principal: Principal,
  { filter, token, now, write }: { filter: ReplayFilter; token: string; now: number; write: AskedWrite },
  sql: LedgerSql = ledgerSql,
): Promise<ReplayAnswer> {
  demand(principal, 'delivery.replay');
  const checked = checkReplayToken(sealer, principal, filter, token, now);
  if (!checked.ok) return checked;
  const hash = sealer.sign('replay-token', token);
  const known = await database.query<{ id: string }>(sql.replay.replayOfToken, [hash]);
  if (known.rows[0]) return { ok: true, id: known.rows[0].id };
  const { count } = await planReplay(database, principal, filter, sql);
  if (count !== checked.count) return { ok: false, problem: 'COUNT_CHANGED' };
  return database.transaction(async (client) => {
    const unit = principal.unit ?? null;
    const values = [uuidv7(), principal.name, unit, JSON.stringify(filter), count, hash];
    await client.query(sql.replay.insertReplay, values);
    const { rows } = await client.query<{ id: string }>(sql.replay.replayOfToken, [hash]);
    await recordWrite(client, sealer, principal, write, { outcome: 'REQUESTED', facts: { count } });
    await client.query(sql.replay.wakeReplay);
    return { ok: true, id: rows[0]?.id ?? '' };
  });
}

export async function hasReplays(database: Transactor, sql: LedgerSql = ledgerSql): Promise<boolean> {
  const { rowCount } = await database.query(sql.replay.openReplays);
  return rowCount !== 0;
}

/** So many deliveries are sent again in one transaction, whose lanes others wait for. */
const AT_ONCE = 500;

/** How far a replay is. */
export interface ReplayProgress {
  id: string;
  done: number;
  total: number;
}

/**
 * Carries out what was asked for, {@link AT_ONCE} deliveries a transaction, each replay by one worker at a time; stopped anywhere it
 * goes on there. Returns how many deliveries it went through.
 */
export async function runReplays(
  database: Transactor,
  principal: Principal,
  {
    signal,
    onProgress,
    atOnce = AT_ONCE,
    sql = ledgerSql,
  }: {
    signal?: AbortSignal;
    onProgress?: (progress: ReplayProgress) => void;
    atOnce?: number;
    sql?: LedgerSql;
  } = {},
): Promise<number> {
  demand(principal, 'delivery.replay');
  let through = 0;
  while (!signal?.aborted) {
    const step = await database.transaction((client) => oneBatch(client, atOnce, sql));
    if (!step) break;
    through += step.moved;
    onProgress?.(step);
  }
  return through;
}

/** Undefined: nothing is left, or others are at it. */
async function oneBatch(
  client: Parameters<Parameters<Transactor['transaction']>[0]>[0],
  atOnce: number,
  sql: LedgerSql,
): Promise<(ReplayProgress & { moved: number }) | undefined> {
  await shareSwitches(client, sql);
  const taken = await client.query<{
    id: string;
    filter: ReplayFilter;
    unit: string | null;
    total: number;
    reached: string | null;
    requested_at: Date;
  }>(sql.replay.takeReplay);
  const replay = taken.rows[0];
  if (!replay) return undefined;
  const { id, filter, unit, total } = replay;
  const next = await client.query<{ id: string; lane_id: string }>(sql.replay.nextMatching, [
    JSON.stringify(filter),
    unit,
    replay.reached,
    replay.requested_at,
    atOnce,
  ]);
  const last = next.rows.at(-1);
  if (!last) {
    await client.query(sql.replay.finishReplay, [id]);
    return { id, done: total, total, moved: 0 };
  }
  const lanes = [[...new Set(next.rows.map(({ lane_id }) => lane_id))]];
  await client.query(sql.switches.lockLanes, lanes);
  const sent = await client.query<Record<'again' | 'newer' | 'without_account' | 'changed', number>>(
    sql.replay.sendAgain,
    [next.rows.map((row) => row.id), next.rows.map(() => uuidv7()), filter.states],
  );
  const { again = 0, newer = 0, without_account: without = 0, changed = 0 } = sent.rows[0] ?? {};
  await client.query(sql.shared.supersede, lanes);
  await client.query(sql.shared.recount, lanes);
  await client.query(sql.shared.wake);
  const moved = await client.query<{ done: number }>(sql.replay.moveReplay, [
    id,
    last.id,
    again,
    newer,
    without,
    changed,
  ]);
  return { id, done: moved.rows[0]?.done ?? 0, total, moved: next.rows.length };
}

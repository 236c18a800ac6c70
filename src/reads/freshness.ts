import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import type { SystemFreshness } from '../schema/freshness.js';
import type { Reads } from './engine/reads.js';
import type { Selection } from './engine/selection.js';
import type { Sql } from './engine/types.js';
import { type KnownSource, staleAfterMs } from './health.js';
import type { QueuesServices } from './queues.js';

/** Which systems there are, and how often they are read. */
export type KnownSystems = Pick<QueuesServices, 'sources' | 'syncEveryMs'>;

/** What the store knows of one system. */
export interface SystemFacts {
  source: string;
  lastDoneAt: string | null;
  records: number;
  newestChangedAt: string | null;
  openQuarantine: number;
}

/** Fields for which a system's records are counted: with a million of them that is not for nothing. */
const COUNTED = new Set(['records', 'newestChangedAt', 'completeness']);

/** Whether a selection of {@link SystemFreshness} needs the records counted. */
export function countsRecords(systems: Selection): boolean {
  return systems.on('SystemFreshness').some(({ name }) => COUNTED.has(name));
}

/** The facts of these systems as one JSON list. `counted`: see {@link countsRecords}. */
export function systemFacts(sources: readonly KnownSource[], counted: boolean): Sql {
  const names = sources.map(({ name }) => name);
  const held = counted
    ? sql`select origin, count(*) as n, max(changed_at) as newest from subject
        where deleted_at is null and origin = any(${names}::text[]) group by origin`
    : sql`select null::text as origin, 0 as n, null::timestamptz as newest`;
  return sql`(select coalesce(json_agg(json_build_object(
      'source', k.name, 'records', coalesce(c.n, 0), 'newestChangedAt', c.newest,
      'lastDoneAt', (select coalesce(r.finished_at, r.started_at) from sync_run r
        where r.source = k.name and r.state = 'DONE' order by r.started_at desc limit 1),
      'openQuarantine', (select count(*) from quarantine q where q.source = k.name and q.state = 'OPEN')
    ) order by k.place), '[]'::json)
    from unnest(${names}::text[]) with ordinality as k(name, place) left join (${held}) c on c.origin = k.name)`;
}

/** `at`: the database's now. */
export function freshnessOf(
  { sources, syncEveryMs }: KnownSystems,
  facts: readonly SystemFacts[],
  at: string,
): SystemFreshness[] {
  return sources.map(({ name, label, configured, everyMs: own = 0 }) => {
    const known = facts.find(({ source }) => source === name);
    const everyMs = Math.max(syncEveryMs, own);
    const lastDoneAt = known?.lastDoneAt ?? null;
    const ageMs = lastDoneAt === null ? null : Math.max(0, Date.parse(at) - Date.parse(lastDoneAt));
    const [records, openQuarantine] = [known?.records ?? 0, known?.openQuarantine ?? 0];
    return {
      source: name,
      label,
      configured,
      lastDoneAt,
      ageSeconds: ageMs === null ? null : Math.round(ageMs / 1_000),
      everySeconds: Math.round(everyMs / 1_000),
      stale: configured && (ageMs === null || ageMs > staleAfterMs(everyMs)),
      records,
      newestChangedAt: known?.newestChangedAt ?? null,
      openQuarantine,
      completeness: percent(records, records + openQuarantine),
    };
  });
}

/** Two decimals, rounded down so that only what is whole reads 100; null of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part / whole) * 10_000) / 100;
}

/**
 * How fresh each system is. For whoever may read the catalogue, which is everybody: an application has to be able to say how old what it shows
 * is. It tells times and counts of the whole district, and no reason of a failure: these are for operators (`queues`).
 */
export async function readFreshness(
  reads: Reads,
  principal: Principal,
  systems: KnownSystems,
  counted: boolean,
): Promise<SystemFreshness[]> {
  demand(principal, 'catalogue.read');
  const facts = systemFacts(systems.sources, counted);
  const data = await reads.run(sql`select json_build_object('at', now(), 'systems', ${facts}) as data`);
  const { at, systems: found } = data as unknown as { at: string; systems: SystemFacts[] };
  return freshnessOf(systems, found, at);
}

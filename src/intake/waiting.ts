import type { Principal } from '../access/principal.js';
import type { Json } from '../domain/canonical.js';
import type { RawRecord } from '../domain/ports.js';
import { toCandidates } from './candidates.js';
import type { Inlet } from './inlet.js';
import { withSourceLock } from './lock.js';
import { admitAndRecord } from './page.js';
import { recording } from './transaction.js';
import type { Candidate, IntakeDeps } from './types.js';

interface WaitingRow {
  id: string;
  raw: Buffer;
  place: RawRecord['place'];
}

const BATCH = 200;

/** All units and procedures that an open row waits for are known now. */
const ARRIVED = `not exists (
  select 1 from unnest(q.waits_for) as w(wanted) where not (
    (w.wanted like 'unit:%' and exists (select 1 from (values (substr(w.wanted, 6))) as c(code)
      where exists (select 1 from unit u where u.code in (c.code, replace(c.code, '-', '.'), replace(c.code, '.', '-')))
         or exists (select 1 from unit_alias a where a.alias in (c.code, replace(c.code, '-', '.'), replace(c.code, '.', '-')))))
    or (w.wanted like 'procedure:%' and exists (select 1 from procedure p where p.code = substr(w.wanted, 11)))))`;

/**
 * Takes up again what this source has in quarantine only for a unit or procedure that has arrived since. Gives how many left
 * quarantine. Throws `SyncAlreadyRunning` while the source is synchronised: that run does the same at its begin.
 */
export async function retakeWaiting(deps: IntakeDeps, principal: Principal, source: Inlet): Promise<number> {
  if (!(await anyArrived(deps, source))) return 0;
  return withSourceLock(deps.database, source.name, () => retakeLocked(deps, principal, source, null));
}

async function anyArrived(deps: IntakeDeps, source: Inlet): Promise<boolean> {
  const { rowCount } = await deps.database.query(
    `select 1 from quarantine q
      where q.source = $1 and q.state = 'OPEN' and q.waits_for is not null and ${ARRIVED} limit 1`,
    [source.name],
  );
  return (rowCount ?? 0) > 0;
}

/** As {@link retakeWaiting}, for a caller that holds the source's lock. `runId` null: the versions name no run. */
export async function retakeLocked(
  deps: IntakeDeps,
  principal: Principal,
  source: Inlet,
  runId: string | null,
): Promise<number> {
  let taken = 0;
  const tried = new Set<string>();
  for (;;) {
    const before = tried.size;
    taken += await retakeBatch(deps, principal, source, runId, tried);
    if (tried.size === before) return taken;
  }
}

async function retakeBatch(
  deps: IntakeDeps,
  principal: Principal,
  source: Inlet,
  runId: string | null,
  tried: Set<string>,
): Promise<number> {
  const now = deps.clock.now();
  return recording(deps, async (client) => {
    const { rows } = await client.query<WaitingRow>(
      `select q.id, coalesce(q.edited, q.raw) as raw, q.place from quarantine q
        where q.source = $1 and q.state = 'OPEN' and q.waits_for is not null and not q.id = any($2::uuid[]) and ${ARRIVED}
        order by q.first_seen_at, q.id limit ${BATCH} for update`,
      [source.name, [...tried]],
    );
    const raws = rows.map(({ raw, place }) => ({ raw: deps.sealer.openJson<Json>(raw), place }));
    const candidates = toCandidates(source, raws, now);
    const ids = new Map(candidates.map((candidate, index) => [candidate.raw, rows[index]?.id ?? '']));
    for (const { id } of rows) tried.add(id);
    const run = {
      client,
      deps,
      principal,
      kind: source.kind,
      origin: source.name,
      runId,
      now: new Date(now),
    };
    const recorded = await admitAndRecord(run, inTimeOrder(candidates));
    const settled = recorded.filter(({ fate }) => fate !== 'quarantined');
    await client.query(
      `update quarantine set state = 'RESOLVED', resolved_at = $1 where id = any($2::uuid[])`,
      [run.now, settled.map(({ candidate }) => ids.get(candidate.raw))],
    );
    return settled.length;
  });
}

/** Several versions of one key go in the order in which they came to be. */
export function inTimeOrder(candidates: readonly Candidate[]): Candidate[] {
  const at = ({ record }: Candidate) => (record ? Date.parse(record.changedAt) : 0);
  return [...candidates].sort((a, b) => at(a) - at(b));
}

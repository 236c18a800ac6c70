import { type AskedWrite, recordWrite } from '../access/audit.js';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import type { Json } from '../domain/canonical.js';
import type { Problem, RawRecord } from '../domain/ports.js';
import type { SubjectKind } from '../domain/records.js';
import { shareSwitches } from '../ledger/owe.js';
import type { Queryable } from '../store/database.js';
import { waitsFor } from './admit.js';
import { toCandidates } from './candidates.js';
import { type Inlet, inletOf } from './inlet.js';
import { admitRecords } from './page.js';
import { MAX_KEY, resolveStored } from './quarantine.js';
import { withRetries } from './retries.js';
import type { Fate, IntakeDeps } from './types.js';

/** What somebody decides about a quarantined record: correct it, try it as it is, or leave it out for a reason. */
export type Resolution =
  | { action: 'EDIT'; raw: Json }
  | { action: 'REPLAY' }
  | { action: 'DISCARD'; reason: string };

/** `fate`: what became of the record, undefined when it was discarded; still `quarantined` with its present problems. */
export type Resolved =
  | { ok: true; fate: Fate | undefined; problems: Problem[] }
  | { ok: false; problem: 'NOT_FOUND' | 'NOT_OPEN' | 'UNKNOWN_SOURCE' };

interface Row {
  source: string;
  kind: SubjectKind;
  place: RawRecord['place'];
  raw: Buffer;
}

/** Somebody else resolved it in the meantime. */
class NotOpen extends Error {
  override readonly name = 'NotOpen';
}

/** Resolves one open record of the quarantine in one transaction, by the same path as a page. `id`: the store's. */
export async function resolveQuarantined(
  deps: IntakeDeps,
  principal: Principal,
  inlets: readonly Inlet[],
  { id, resolution, write }: { id: string; resolution: Resolution; write: AskedWrite },
): Promise<Resolved> {
  demand(principal, 'quarantine.resolve');
  try {
    return await withRetries(deps, () =>
      deps.database.transaction(async (client) => {
        const resolved =
          resolution.action === 'DISCARD'
            ? await discard(deps, client, principal, id, resolution.reason)
            : await tryAgain(deps, client, principal, inlets, id, resolution);
        const fate = resolved.ok ? (resolved.fate ?? 'discarded').toUpperCase() : resolved.problem;
        await recordWrite(client, deps.sealer, principal, write, { outcome: fate });
        return resolved;
      }),
    );
  } catch (error) {
    if (error instanceof NotOpen) return { ok: false, problem: 'NOT_OPEN' };
    throw error;
  }
}

async function discard(
  { sealer, clock }: IntakeDeps,
  client: Queryable,
  { name }: Principal,
  id: string,
  reason: string,
): Promise<Resolved> {
  const { rowCount } = await client.query(
    `update quarantine set state = 'DISCARDED', resolution = 'DISCARDED', resolved_at = $2, resolved_by = $3, reason = $4
      where id = $1 and state = 'OPEN'`,
    [id, new Date(clock.now()), name, sealer.seal(reason)],
  );
  return rowCount === 1 ? { ok: true, fate: undefined, problems: [] } : { ok: false, problem: 'NOT_OPEN' };
}

/** The subject's row is locked before the quarantine's, as a page does it: they never wait for each other. */
async function tryAgain(
  deps: IntakeDeps,
  client: Queryable,
  principal: Principal,
  inlets: readonly Inlet[],
  id: string,
  resolution: Exclude<Resolution, { action: 'DISCARD' }>,
): Promise<Resolved> {
  await shareSwitches(client);
  const { rows } = await client.query<Row & { state: string }>(
    'select source, kind, place, coalesce(edited, raw) as raw, state from quarantine where id = $1',
    [id],
  );
  const row = rows[0];
  if (!row) return { ok: false, problem: 'NOT_FOUND' };
  if (row.state !== 'OPEN') return { ok: false, problem: 'NOT_OPEN' };
  const inlet = inletOf(inlets, row.source, row.kind);
  if (!inlet) return { ok: false, problem: 'UNKNOWN_SOURCE' };
  const raw = resolution.action === 'EDIT' ? resolution.raw : deps.sealer.openJson<Json>(row.raw);
  const now = new Date(deps.clock.now());
  const run = { client, deps, principal, kind: row.kind, origin: row.source, runId: null, now };
  const candidates = toCandidates(inlet, [{ raw, place: row.place }], now.getTime());
  const [recorded] = await admitRecords(run, candidates);
  if (!recorded) throw new TypeError('a record without a fate');
  const { candidate, fate } = recorded;
  const refused = fate === 'quarantined';
  const { rowCount } = await client.query(
    `update quarantine set edited = coalesce($2, edited),
        natural_key = case when $3 then $4 else natural_key end,
        problems = case when $3 then $5::jsonb else problems end,
        waits_for = case when $3 then $6::text[] else waits_for end,
        state = case when $3 then 'OPEN' else 'RESOLVED' end,
        resolution = case when $3 then resolution else $7 end,
        resolved_at = case when not $3 then $8::timestamptz end,
        resolved_by = case when not $3 then $9 end
      where id = $1 and state = 'OPEN'`,
    [
      id,
      resolution.action === 'EDIT' ? deps.sealer.sealJson(raw) : null,
      refused,
      candidate.key !== undefined && candidate.key.length <= MAX_KEY ? candidate.key : null,
      JSON.stringify(candidate.problems),
      waitsFor(candidate) ?? null,
      resolution.action === 'EDIT' ? 'EDITED' : 'REPLAYED',
      now,
      principal.name,
    ],
  );
  if (rowCount !== 1) throw new NotOpen(id);
  if (fate === 'stored' && candidate.record) {
    const { code: key, changedAt } = candidate.record;
    await resolveStored({ client, source: row.source, now }, [{ key, changedAt }]);
  }
  return { ok: true, fate, problems: refused ? candidate.problems : [] };
}

import { type AskedWrite, recordWrite } from '../access/audit.js';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import type { JsonObject } from '../domain/canonical.js';
import type { Problem } from '../domain/ports.js';
import type { Queryable } from '../store/database.js';
import { toCandidates } from './candidates.js';
import { HUB_ORIGIN, type Inlet, inletOf } from './inlet.js';
import { admitRecords, judgeRecords } from './page.js';
import { otherOrigin } from './record/decide.js';
import { loadSnapshots, lockStored } from './record/stored.js';
import { withRetries } from './retries.js';
import { recording } from './transaction.js';
import type { Candidate, Fate, IntakeDeps } from './types.js';

/** What became of a notice. A refused one (`quarantined`) is kept nowhere: whoever wrote it has its problems in hand. */
export interface NoticeWritten {
  fate: Fate;
  problems: Problem[];
}

/** Publishes or corrects a notice of which the hub is the origin: decoded, admitted, recorded and owed like one of a source. */
export function publishNotice(
  deps: IntakeDeps,
  principal: Principal,
  inlets: readonly Inlet[],
  raw: JsonObject,
  write: AskedWrite,
): Promise<NoticeWritten> {
  return writeNotice(deps, principal, write, async () => candidateOf(deps, inlets, raw));
}

/** What else is wrong with a notice that its caller refuses: judged as by {@link publishNotice}, and not published. */
export function judgeNotice(
  deps: IntakeDeps,
  principal: Principal,
  inlets: readonly Inlet[],
  raw: JsonObject,
  write: AskedWrite,
): Promise<NoticeWritten> {
  const candidate = async () => candidateOf(deps, inlets, raw);
  return writeNotice(deps, principal, write, candidate, async (run, candidates) => {
    const judged = await judgeRecords(run, candidates);
    return judged.map((each) => ({ ...each, fate: 'quarantined' }));
  });
}

function candidateOf(deps: IntakeDeps, inlets: readonly Inlet[], raw: JsonObject): Candidate | undefined {
  const inlet = inletOf(inlets, HUB_ORIGIN, 'notice');
  if (!inlet) throw new TypeError('no source of notices');
  return toCandidates(inlet, [{ raw, place: {} }], deps.clock.now())[0];
}

/** Takes a notice down that the hub published. Undefined: there is none; one of another origin is refused. */
export async function withdrawNotice(
  deps: IntakeDeps,
  principal: Principal,
  code: string,
  write: AskedWrite,
): Promise<NoticeWritten | undefined> {
  const missing: Problem = {
    field: 'MaTin',
    code: 'NOT_FOUND',
    message: 'Không có tin này (no such notice)',
  };
  const written = await writeNotice(deps, principal, write, async (client) => {
    const stored = (await lockStored(client, 'notice', [code])).get(code);
    const snapshots = await loadSnapshots(client, deps.sealer, stored ? [stored.id] : []);
    const record = stored && snapshots.get(stored.id);
    const nothing = { raw: { raw: null, place: {} }, references: [] };
    if (stored && stored.origin !== HUB_ORIGIN) return { ...nothing, problems: [otherOrigin(stored.origin)] };
    if (!stored || record?.kind !== 'notice') return { ...nothing, problems: [missing] };
    const changedAt = new Date(Math.max(deps.clock.now(), stored.changedAt)).toISOString();
    return { ...nothing, key: code, record: { ...record, withdrawn: true, changedAt }, problems: [] };
  });
  return written.problems.includes(missing) ? undefined : written;
}

function writeNotice(
  deps: IntakeDeps,
  principal: Principal,
  write: AskedWrite,
  toWrite: (client: Queryable) => Promise<Candidate | undefined>,
  admit = admitRecords,
): Promise<NoticeWritten> {
  demand(principal, 'notices.write');
  return withRetries(deps, () =>
    recording(deps, async (client) => {
      const candidate = await toWrite(client);
      const run = {
        client,
        deps,
        principal,
        kind: 'notice' as const,
        origin: HUB_ORIGIN,
        runId: null,
        now: new Date(deps.clock.now()),
      };
      const [recorded] = await admit(run, candidate ? [candidate] : []);
      const fate = recorded?.fate ?? 'quarantined';
      const refused = fate === 'quarantined';
      await recordWrite(client, deps.sealer, principal, write, {
        outcome: refused ? 'REFUSED' : fate.toUpperCase(),
      });
      return { fate, problems: refused ? (recorded?.candidate.problems ?? []) : [] };
    }),
  );
}

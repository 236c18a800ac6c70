import { type AskedWrite, recordWrite } from '../access/audit.js';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import { canonicalJson, type JsonObject } from '../domain/canonical.js';
import type { Queryable } from '../store/database.js';
import { toCandidates } from './candidates.js';
import { type ClientWrite, keepOutcomes, type PushOutcome, takeKeys } from './client-writes.js';
import { apiOrigin, type Inlet, inletOf } from './inlet.js';
import { admitAndRecord, countsOf, judgeRecords } from './page.js';
import type { Recorded, RecordRun } from './record/index.js';
import { withRetries } from './retries.js';
import { recording } from './transaction.js';
import type { IntakeDeps } from './types.js';

/** A record of the exchange form, under a key by which its client tells it again. */
export interface PushedRecord {
  /** Undefined: it came with none that can be kept, so it is judged only. */
  clientKey: string | undefined;
  raw: JsonObject;
}

type KeyedRecord = PushedRecord & { clientKey: string };

/**
 * `reused`: the key stands for another record; nothing was done. `repeated`: this is what was answered before. `unkeyed`: judged
 * and not recorded, for want of a key.
 */
export type Pushed =
  | (PushOutcome & { repeated: boolean })
  | { reused: true }
  | (Omit<PushOutcome, 'fate'> & { unkeyed: true });

/**
 * Records dossiers that a program pushes, the way a page of a file goes: decoded, admitted, recorded and owed in one transaction,
 * refused ones into quarantine. The answers stand in the order of `records`. Safe to repeat: the same key answers the same. What
 * has no key is judged behind the others, so that its problems are told with theirs.
 */
export async function pushDossiers(
  deps: IntakeDeps,
  principal: Principal,
  inlets: readonly Inlet[],
  records: readonly PushedRecord[],
  write: AskedWrite,
): Promise<Pushed[]> {
  demand(principal, 'dossiers.write');
  const origin = apiOrigin(principal);
  const inlet = inletOf(inlets, origin, 'dossier');
  if (!inlet) throw new TypeError('no source of dossiers');
  const push = { deps, principal, inlet, origin };
  const keyed = records.flatMap(({ clientKey, raw }) =>
    clientKey === undefined ? [] : [{ clientKey, raw }],
  );
  const unkeyed = records.flatMap(({ clientKey, raw }) => (clientKey === undefined ? [raw] : []));
  const recorded = await recordKeyed(push, keyed, unkeyed.length, write);
  const judged = await judgeUnkeyed(push, unkeyed);
  return records.flatMap(({ clientKey }) => (clientKey === undefined ? judged : recorded).shift() ?? []);
}

interface Push {
  deps: IntakeDeps;
  principal: Principal;
  inlet: Inlet;
  origin: string;
}

function runOf({ deps, principal, inlet, origin }: Push, client: Queryable, now: number): RecordRun {
  return { client, deps, principal, kind: inlet.kind, origin, runId: null, now: new Date(now) };
}

function recordKeyed(
  push: Push,
  records: readonly KeyedRecord[],
  unkeyed: number,
  write: AskedWrite,
): Promise<Pushed[]> {
  const { deps, principal, inlet, origin } = push;
  const hashed = records.map(({ clientKey, raw }) => ({
    clientKey,
    raw,
    contentHash: deps.sealer.sign('client-write', canonicalJson(raw)),
  }));
  // Of a key that comes twice the first counts; the second is judged like one that comes later.
  const first = new Map<string, ClientWrite & KeyedRecord>();
  for (const each of hashed) if (!first.has(each.clientKey)) first.set(each.clientKey, each);
  return withRetries(deps, () =>
    recording(deps, async (client) => {
      const earlier = await takeKeys(client, origin, [...first.values()]);
      const fresh = [...first.values()].filter(({ clientKey }) => !earlier.has(clientKey));
      const now = deps.clock.now();
      const raws = fresh.map(({ raw }) => ({ raw, place: {} }));
      const recorded = await admitAndRecord(runOf(push, client, now), toCandidates(inlet, raws, now));
      const outcomes = new Map<string, PushOutcome>();
      recorded.forEach((each, at) => {
        const clientKey = fresh[at]?.clientKey;
        if (clientKey !== undefined) outcomes.set(clientKey, { fate: each.fate, ...toldOf(each) });
      });
      await keepOutcomes(client, origin, outcomes);
      await recordWrite(client, deps.sealer, principal, write, {
        outcome: 'DONE',
        facts: { ...countsOf(recorded), repeated: records.length - recorded.length, unkeyed },
      });
      const mine = new Set(fresh);
      return hashed.map((each): Pushed => {
        const known = earlier.get(each.clientKey) ?? first.get(each.clientKey);
        const outcome = earlier.get(each.clientKey)?.outcome ?? outcomes.get(each.clientKey);
        if (!outcome || !known?.contentHash.equals(each.contentHash)) return { reused: true };
        return { ...outcome, repeated: !mine.has(each) };
      });
    }),
  );
}

/** In a transaction of its own: subjects are not locked behind the lanes that the others owe to (ledger rule 3). */
async function judgeUnkeyed(push: Push, raws: readonly JsonObject[]): Promise<Pushed[]> {
  if (raws.length === 0) return [];
  const { deps, inlet } = push;
  const records = raws.map((raw) => ({ raw, place: {} }));
  return withRetries(deps, () =>
    recording(deps, async (client) => {
      const now = deps.clock.now();
      const judged = await judgeRecords(runOf(push, client, now), toCandidates(inlet, records, now));
      return judged.map((each) => ({ ...toldOf(each), unkeyed: true }));
    }),
  );
}

/** What was wrong with a record that was taken all the same is nobody's matter. */
function toldOf({ candidate: { key, problems }, fate }: Recorded): Omit<PushOutcome, 'fate'> {
  return { key, problems: fate === 'quarantined' ? problems : [] };
}

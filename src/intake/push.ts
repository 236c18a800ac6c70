import { type AskedWrite, recordWrite } from '../access/audit.js';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import { canonicalJson, type JsonObject } from '../domain/canonical.js';
import { toCandidates } from './candidates.js';
import { type ClientWrite, keepOutcomes, type PushOutcome, takeKeys } from './client-writes.js';
import { apiOrigin, type Inlet, inletOf } from './inlet.js';
import { admitAndRecord, countsOf } from './page.js';
import { withRetries } from './retries.js';
import { recording } from './transaction.js';
import type { IntakeDeps } from './types.js';

/** A record of the exchange form, under a key by which its client tells it again. */
export interface PushedRecord {
  clientKey: string;
  raw: JsonObject;
}

/** `reused`: the key stands for another record; nothing was done. `repeated`: this is what was answered before. */
export type Pushed = (PushOutcome & { repeated: boolean }) | { reused: true };

/**
 * Records dossiers that a program pushes, the way a page of a file goes: decoded, admitted, recorded and owed in one transaction,
 * refused ones into quarantine. The answers stand in the order of `records`. Safe to repeat: the same key answers the same.
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
  const hashed = records.map(({ clientKey, raw }) => ({
    clientKey,
    raw,
    contentHash: deps.sealer.sign('client-write', canonicalJson(raw)),
  }));
  // Of a key that comes twice the first counts; the second is judged like one that comes later.
  const first = new Map<string, ClientWrite & PushedRecord>();
  for (const each of hashed) if (!first.has(each.clientKey)) first.set(each.clientKey, each);
  return withRetries(deps, () =>
    recording(deps, async (client) => {
      const earlier = await takeKeys(client, origin, [...first.values()]);
      const fresh = [...first.values()].filter(({ clientKey }) => !earlier.has(clientKey));
      const now = deps.clock.now();
      const raws = fresh.map(({ raw }) => ({ raw, place: {} }));
      const run = { client, deps, principal, kind: inlet.kind, origin, runId: null, now: new Date(now) };
      const recorded = await admitAndRecord(run, toCandidates(inlet, raws, now));
      const outcomes = new Map<string, PushOutcome>();
      recorded.forEach(({ candidate: { key, problems }, fate }, at) => {
        const clientKey = fresh[at]?.clientKey;
        // What was wrong with a record that was taken all the same is nobody's matter.
        const told = fate === 'quarantined' ? problems : [];
        if (clientKey !== undefined) outcomes.set(clientKey, { fate, key, problems: told });
      });
      await keepOutcomes(client, origin, outcomes);
      await recordWrite(client, deps.sealer, principal, write, {
        outcome: 'DONE',
        facts: { ...countsOf(recorded), repeated: records.length - recorded.length },
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

import { systemPrincipal } from '../access/principal.js';
import { hasRequests } from '../intake/due.js';
import { expire } from '../ledger/expiry.js';
import { readyAccounts, sweepReady } from '../ledger/ready.js';
import { sealReceipts } from '../ledger/receipts-seal.js';
import { hasReplays } from '../ledger/replay.js';
import { addReplay, addRequestedSync, addTurn } from '../queues/add.js';
import type { JobContext } from './context.js';

const PRINCIPAL = systemPrincipal('sweep');

/**
 * Does for whoever did not hear: expired leases, lanes whose time has come, turns for accounts with something to do,
 * pulls and replays that were asked for, receipts that are not numbered yet.
 */
export async function sweep(
  context: JobContext,
): Promise<{ expired: number; turns: number; sealed: number }> {
  const { database, sealer } = context;
  const expired = await expire(database, PRINCIPAL);
  await sweepReady(database, PRINCIPAL);
  const turns = await wakeReady(context);
  if (await hasRequests(database)) await addRequestedSync(context.queues);
  if (await hasReplays(database)) await addReplay(context.queues);
  const sealed = await sealReceipts(database, PRINCIPAL, sealer);
  return { expired, turns, sealed };
}

/** Adds a turn for every account that has something to claim now and whose portal this process knows; returns how many. */
export async function wakeReady({ database, queues, portals }: JobContext): Promise<number> {
  const accounts = (await readyAccounts(database, PRINCIPAL)).filter(({ portal }) => portals.has(portal));
  for (const { portal, accountId } of accounts) await addTurn(queues, { portal, accountId, slot: 0 });
  return accounts.length;
}

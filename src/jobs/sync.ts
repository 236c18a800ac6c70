import { systemPrincipal } from '../access/principal.js';
import { dueSources, takeRequests } from '../intake/due.js';
import { type SyncTurn, syncAll } from '../intake/index.js';
import type { SyncJob } from '../queues/names.js';
import type { JobContext } from './context.js';

const PRINCIPAL = systemPrincipal('sync');

/** Pulls the sources that are due, and those that somebody asked for; its result is what bull-board shows. */
export async function sync(context: JobContext, { requestedOnly }: SyncJob): Promise<SyncTurn[]> {
  const { database, clock, sources, intake, stop } = context;
  const requested = await takeRequests(database);
  const chosen = requestedOnly
    ? sources.filter(({ name }) => requested.has(name))
    : await dueSources(database, sources, clock.now(), requested);
  return syncAll(intake, PRINCIPAL, sources, chosen, { signal: stop });
}

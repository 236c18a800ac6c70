import { systemPrincipal } from '../access/principal.js';
import { runReplays } from '../ledger/replay.js';
import type { JobContext } from './context.js';

const PRINCIPAL = systemPrincipal('replay');

/** Carries out the replays that were asked for; its result is how many deliveries it went through. */
export async function replay({ database, stop }: JobContext): Promise<{ through: number }> {
  return { through: await runReplays(database, PRINCIPAL, { signal: stop }) };
}

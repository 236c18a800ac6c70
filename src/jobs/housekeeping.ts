import { systemPrincipal } from '../access/principal.js';
import { forgetPayloads } from '../ledger/retention.js';
import type { JobContext } from './context.js';

const PRINCIPAL = systemPrincipal('housekeeping');
/** Bodies of calls are evidence for a quarter; who sent what, when, and how it ended stays for good. */
const KEEP_PAYLOAD_DAYS = 92;
const AT_ONCE = 1_000;

/** Nightly: temporary files of writers that were stopped, and the bodies of old calls. */
export async function housekeeping({
  database,
  files,
  stop,
}: JobContext): Promise<{ staleFiles: number; forgottenPayloads: number }> {
  let forgottenPayloads = 0;
  for (let last = AT_ONCE; last === AT_ONCE && !stop.aborted; forgottenPayloads += last) {
    last = await forgetPayloads(database, PRINCIPAL, KEEP_PAYLOAD_DAYS, AT_ONCE);
  }
  return { staleFiles: await files.removeStale(), forgottenPayloads };
}

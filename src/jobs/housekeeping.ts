import { systemPrincipal } from '../access/principal.js';
import { forgetKeys } from '../intake/client-writes.js';
import { forgetPayloads } from '../ledger/retention.js';
import type { JobContext } from './context.js';

const PRINCIPAL = systemPrincipal('housekeeping');
/** Bodies of calls are evidence for a quarter; who sent what, when, and how it ended stays for good. */
const KEEP_PAYLOAD_DAYS = 92;
/** So long a client may repeat a push and be answered the same. */
const KEEP_CLIENT_KEY_DAYS = 30;
const AT_ONCE = 1_000;

/** Nightly: temporary files of writers that were stopped, the bodies of old calls, and old keys of pushes. */
export async function housekeeping({
  database,
  files,
  stop,
}: JobContext): Promise<{ staleFiles: number; forgottenPayloads: number; forgottenKeys: number }> {
  let forgottenPayloads = 0;
  for (let last = AT_ONCE; last === AT_ONCE && !stop.aborted; forgottenPayloads += last) {
    last = await forgetPayloads(database, PRINCIPAL, KEEP_PAYLOAD_DAYS, AT_ONCE);
  }
  let forgottenKeys = 0;
  for (let last = AT_ONCE; last === AT_ONCE && !stop.aborted; forgottenKeys += last) {
    last = await forgetKeys(database, KEEP_CLIENT_KEY_DAYS, AT_ONCE);
  }
  return { staleFiles: await files.removeStale(), forgottenPayloads, forgottenKeys };
}

import { forgetLooked } from '../access/looked.js';
import { systemPrincipal } from '../access/principal.js';
import { forgetKeys } from '../intake/client-writes.js';
import { forgetComparisons } from '../intake/compare/index.js';
import { forgetPayloads } from '../ledger/retention.js';
import { hashSamePersons } from '../store/kinds/beneficiary-clashes.js';
import { announceOldCards } from '../store/kinds/death-cards.js';
import { hashHolders } from '../store/kinds/person.js';
import type { JobContext } from './context.js';

const PRINCIPAL = systemPrincipal('housekeeping');
/** Bodies of calls are evidence for a quarter; who sent what, when, and how it ended stays for good. */
const KEEP_PAYLOAD_DAYS = 92;
/** So long a client may repeat a push and be answered the same. */
const KEEP_CLIENT_KEY_DAYS = 30;
/** Who looked at whose data can be asked for two years. */
const KEEP_ACCESS_DAYS = 731;
/** What the comparisons found and is right again, and that they were made, can be asked for a year. */
const KEEP_COMPARISON_DAYS = 366;
const AT_ONCE = 1_000;

/** What a night's housekeeping removed, and what it made up for. */
interface Done {
  staleFiles: number;
  forgottenPayloads: number;
  forgottenKeys: number;
  forgottenAccess: number;
  forgottenComparisons: number;
  hashedHolders: number;
  hashedBeneficiaries: number;
  lookedAtDeaths: number;
}

/**
 * Nightly. Removes temporary files of stopped writers, bodies of old calls, old push keys, access records and comparisons; adds hashes that older
 * certificates and beneficiaries lack, and deaths by the older card that were not announced yet.
 */
export async function housekeeping({ database, sealer, files, stop }: JobContext): Promise<Done> {
  const all = async (some: () => Promise<number>) => {
    let done = 0;
    for (let last = AT_ONCE; last === AT_ONCE && !stop.aborted; done += last) last = await some();
    return done;
  };
  return {
    forgottenPayloads: await all(() => forgetPayloads(database, PRINCIPAL, KEEP_PAYLOAD_DAYS, AT_ONCE)),
    forgottenKeys: await all(() => forgetKeys(database, KEEP_CLIENT_KEY_DAYS, AT_ONCE)),
    forgottenAccess: await all(() => forgetLooked(database, PRINCIPAL, KEEP_ACCESS_DAYS, AT_ONCE)),
    forgottenComparisons: await all(() =>
      forgetComparisons(database, PRINCIPAL, KEEP_COMPARISON_DAYS, AT_ONCE),
    ),
    hashedHolders: await all(() => hashHolders(database, sealer, AT_ONCE)),
    hashedBeneficiaries: await all(() => hashSamePersons(database, sealer, AT_ONCE)),
    lookedAtDeaths: await all(() =>
      database.transaction((client) => announceOldCards(client, sealer, AT_ONCE)),
    ),
    staleFiles: await files.removeStale(),
  };
}

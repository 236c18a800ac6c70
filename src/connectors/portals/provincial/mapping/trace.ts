import type { Account, Carried, Catalogue, Rendering } from '../../../../domain/ports.js';
import { entryKeyOfBody } from '../entry-key.js';
import type { ProvincialProfile } from '../profile.js';
import { dateOf } from './dates.js';
import { filled } from './values.js';

/**
 * A trace entry as `MDocumentTraces` (provincial portal contract, sections 3 and 6): appended there, so its natural key
 * goes with the wire. `DocumentId` is the hub's own stable id of the entry.
 */
export function renderTrace(
  carried: Extract<Carried, { type: 'trace' }>,
  catalogue: Catalogue,
  account: Account,
  profile: ProvincialProfile,
): Rendering {
  const { entry, key } = carried;
  const body = filled({
    DocumentId: String(carried.entryId),
    DocCode: key,
    UserName: entry.actor,
    UserPosition: entry.title,
    DateCreated: dateOf(entry.at, profile),
    Comment: entry.note,
    Status: entry.state,
    OrganizationInchargeIdLevel1: account.agencyCode,
    OrganizationInchargeName: catalogue.unit(account.agencyCode)?.name,
  });
  const entryKey = entryKeyOfBody(body, key);
  return { ok: true, wire: { operation: 'trace', key, body, files: [], flags: [], entryKey } };
}

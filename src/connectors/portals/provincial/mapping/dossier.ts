import type { JsonObject } from '../../../../domain/canonical.js';
import type { Account, Carried, Catalogue, Rendering } from '../../../../domain/ports.js';
import { withoutSuffix } from '../../../../domain/procedure.js';
import type { DossierRecord } from '../../../../domain/records.js';
import type { ProvincialProfile } from '../profile.js';
import { dateOf, wantedDateOf } from './dates.js';
import { attachmentsOf, feesOf, papersOf, supplementsOf } from './dossier-lists.js';
import { filled } from './values.js';

/** The source's kind of applicant → the portal's: 1 citizen, 2 business, 3 organisation, 4 other. */
const APPLICANT_TYPES = { 1: 1, 2: 2, 3: 4, 4: 3 } as const;
/** States in which a result may have been issued: processed, returned. */
const WITH_RESULT: readonly number[] = [9, 10];
/** States that are `Status` 2, done. */
const DONE: readonly number[] = [3, 7, 8, 9, 10];
const RETURNED = 10;

/**
 * A dossier as `MSyncDocument` (provincial portal contract, sections 3 and 6). Nothing is invented: what neither the
 * source nor the catalogue has is left out, whatever the portal's schema wants.
 */
export function renderDossier(
  carried: Extract<Carried, { type: 'dossier' }>,
  catalogue: Catalogue,
  account: Account,
  profile: ProvincialProfile,
): Rendering {
  const { record } = carried.snapshot;
  if (record.deleted) {
    const message = 'Hồ sơ đã bị xóa ở nguồn / deleted at the source';
    return { ok: false, hold: 'DELETED_AT_SOURCE', field: 'DaXoa', message };
  }
  const procedure = withoutSuffix(record.procedureCode);
  const { attachments, files } = attachmentsOf(carried.snapshot, carried.subjectId, carried.origin);
  const body: JsonObject = {
    ...filled({
      DocTypeCode: procedure,
      DocTypeName: catalogue.procedure(procedure)?.name,
      DocCode: record.code,
      CitizenName: record.applicantName,
      ApplicantsId: record.identityNumber,
      ApplicantsType: APPLICANT_TYPES[record.applicantType],
      Address: record.address,
      Email: record.email,
      Phone: record.phone,
      Compendium: record.summary,
      DateReceived: dateOf(record.receivedAt, profile),
      DateAppointed: dateOf(record.dueAt, profile),
      FinishedDate: dateOf(record.finishedAt, profile),
      ReturnedType: record.returnMethod,
      ProcessingOrganName: catalogue.unit(record.processingUnit ?? record.receivingUnit)?.name,
      ...progressOf(record),
      ...supplementFlagsOf(record, profile),
      Attachments: attachments,
      DocFees: feesOf(record.fees),
      DocPapers: papersOf(record.components),
      Supplementaries: supplementsOf(carried.snapshot, profile),
      OrganInchargeIdLevel1: account.agencyCode,
      OrganInchargeName: catalogue.unit(account.agencyCode)?.name,
    }),
    ...wantedDates(record, profile),
  };
  return { ok: true, wire: { operation: 'dossier', key: record.code, body, files, flags: [] } };
}

/** A result exists in state 9 or 10, with a file or not; its approver is the first result's signer. */
function progressOf(record: DossierRecord) {
  return {
    IsSuccess: WITH_RESULT.includes(record.state) && record.results.length > 0,
    IsReturned: record.state === RETURNED,
    Status: DONE.includes(record.state) ? 2 : 1,
    ApproverName: record.results[0]?.signer,
  };
}

/** Said only of a dossier that has supplements: that it has, and when the newest of them was asked for. */
function supplementFlagsOf(record: DossierRecord, profile: ProvincialProfile) {
  const asked = record.supplements.map((supplement) => supplement.requestedAt);
  const newest = asked.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a), asked[0] ?? '');
  if (newest === '') return {};
  return { HasSupplementary: true, RequireSupplementaryDate: dateOf(newest, profile) };
}

/** The two dates that the schema wants before their event too: not through {@link filled}, `""` may be wanted. */
function wantedDates(record: DossierRecord, profile: ProvincialProfile): JsonObject {
  const dates = {
    SuccessDate: wantedDateOf(record.finishedAt, profile),
    ReturnedDate: wantedDateOf(record.returnedAt, profile),
  };
  return Object.fromEntries(Object.entries(dates).filter(([, date]) => date !== undefined));
}

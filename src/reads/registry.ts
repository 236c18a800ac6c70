import { sql } from 'kysely';
import { accessedFieldsRead, accessRecordRead } from './access-record.js';
import { attemptRead } from './attempt.js';
import { beneficiaryRead, beneficiaryRelations } from './beneficiary.js';
import { benefitPaymentRead, benefitPaymentRelations } from './benefit-payment.js';
import { disclosureReads, disclosureRelations } from './budget-disclosure.js';
import { budgetLineRead, budgetLineRelations } from './budget-line.js';
import { certificateRead, certificateRelations } from './certificate.js';
import { citizenRecordRead } from './citizen-records.js';
import { civilReads, civilRelations } from './civil-registration.js';
import { commendationRead, commendationRelations } from './commendation.js';
import { comparisonRead } from './comparison.js';
import { deathNoticeRead, deathNoticeRelations } from './death-notice.js';
import { deliveryRead } from './delivery.js';
import { deviceRead, deviceRelations } from './device.js';
import { differenceRead } from './difference.js';
import { documentReads, documentRelations } from './document.js';
import { dossierRead, dossierRelations } from './dossier.js';
import {
  applicantRead,
  componentRead,
  feeRead,
  ratingRead,
  resultRead,
  supplementRead,
} from './dossier-parts.js';
import type { ReadTypes } from './engine/types.js';
import { receiptRead, receiptRelations } from './fee-receipt.js';
import { feedbackRead, feedbackRelations } from './feedback.js';
import { laneRead } from './lane.js';
import { mailboxReads, mailboxRelations } from './mailbox.js';
import { meetingReads, meetingRelations } from './meeting.js';
import { meetingRoomRead, meetingRoomRelations } from './meeting-room.js';
import { networkIncidentRead, networkIncidentRelations } from './network-incident.js';
import { connectivityReads, connectivityRelations } from './network-site.js';
import { noticeAttachmentRead, noticeRead, noticeRelations } from './notice.js';
import { detailReads, processStepRead } from './notice-details.js';
import { officialReads, officialRelations } from './official.js';
import { officialActReads, officialActRelations } from './official-acts.js';
import { portalProcedureRead, portalProcedureRelations } from './portal-procedure.js';
import { povertyHouseholdRead, povertyHouseholdRelations } from './poverty-household.js';
import { procedureRead } from './procedure.js';
import { procedurePartReads } from './procedure-parts.js';
import { quarantinedRecordRead, recordPlaceRead, recordProblemRead } from './quarantined-record.js';
import { ratingRelations, ratingRead as ratingsRead } from './rating.js';
import { related } from './relations.js';
import { replayRunRead } from './replay-run.js';
import { armsOf } from './search/arms.js';
import { hitRead } from './search/hit.js';
import { signatureReads, signatureRelations } from './signature.js';
import { syncRunRead } from './sync-run.js';
import { traceEntryRead } from './trace-entry.js';
import { unitRead } from './unit.js';
import { unitPartReads } from './unit-parts.js';

const all = [
  unitRead,
  ...unitPartReads,
  procedureRead,
  ...procedurePartReads,
  dossierRead,
  applicantRead,
  componentRead,
  resultRead,
  feeRead,
  supplementRead,
  ratingRead,
  traceEntryRead,
  noticeRead,
  noticeAttachmentRead,
  ...detailReads,
  processStepRead,
  deliveryRead,
  attemptRead,
  laneRead,
  syncRunRead,
  comparisonRead,
  differenceRead,
  replayRunRead,
  quarantinedRecordRead,
  recordPlaceRead,
  recordProblemRead,
  accessRecordRead,
  accessedFieldsRead,
  certificateRead,
  ...signatureReads,
  ...connectivityReads,
  networkIncidentRead,
  deviceRead,
  budgetLineRead,
  ...disclosureReads,
  portalProcedureRead,
  ...documentReads,
  beneficiaryRead,
  ...civilReads,
  deathNoticeRead,
  benefitPaymentRead,
  povertyHouseholdRead,
  ...mailboxReads,
  feedbackRead,
  ...meetingReads,
  meetingRoomRead,
  ratingsRead,
  receiptRead,
  ...officialReads,
  ...officialActReads,
  commendationRead,
];

/** What kinds add to types of others. */
const relations = [
  dossierRelations,
  noticeRelations,
  documentRelations,
  connectivityRelations,
  networkIncidentRelations,
  deviceRelations,
  budgetLineRelations,
  disclosureRelations,
  portalProcedureRelations,
  certificateRelations,
  signatureRelations,
  beneficiaryRelations,
  civilRelations,
  deathNoticeRelations,
  benefitPaymentRelations,
  povertyHouseholdRelations,
  mailboxRelations,
  feedbackRelations,
  meetingRelations,
  meetingRoomRelations,
  ratingRelations,
  receiptRelations,
  officialRelations,
  officialActRelations,
  commendationRelations,
];

/** How each type of the public schema is read. A new type is a file and a line here; one that adds to others, a line more. */
const subjects = related(all, relations);
export const readTypes: ReadTypes = {
  ...subjects,
  SearchHit: hitRead(armsOf(subjects), sql`'{}'::text[]`),
  CitizenRecord: citizenRecordRead(armsOf(subjects)),
};

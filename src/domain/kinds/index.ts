import { type BeneficiaryRecord, beneficiary } from './beneficiary.js';
import { type BenefitPaymentRecord, benefitPayment } from './benefit-payment.js';
import { type BudgetDisclosureRecord, budgetDisclosure } from './budget-disclosure.js';
import { type BudgetLineRecord, budgetLine } from './budget-line.js';
import { type CertificateRecord, certificate } from './certificate.js';
import { type CivilRegistrationRecord, civilRegistration } from './civil-registration.js';
import { type CommendationRecord, commendation } from './commendation.js';
import { type DeviceRecord, device } from './device.js';
import type { DocumentRecord } from './document.js';
import { document } from './document-kind.js';
import { type ReceiptRecord, receipt } from './fee-receipt.js';
import { type FeedbackRecord, feedback } from './feedback.js';
import type { KindFacts } from './kind.js';
import { type MailboxRecord, mailbox } from './mailbox.js';
import { type MeetingRecord, meeting } from './meeting.js';
import { type MeetingRoomRecord, meetingRoom } from './meeting-room.js';
import { type NetworkIncidentRecord, networkIncident } from './network-incident.js';
import { type NetworkSiteRecord, networkSite } from './network-site.js';
import { type OfficialRecord, official } from './official.js';
import { type PortalProcedureRecord, portalProcedure } from './portal-procedure.js';
import { type PovertyHouseholdRecord, povertyHousehold } from './poverty-household.js';
import { type RatingRecord, rating } from './rating.js';

/** A record of a kind that is shown and not carried. A new kind is a file, a word here and a line in `kinds`. */
export type PlainRecord =
  | NetworkSiteRecord
  | NetworkIncidentRecord
  | DeviceRecord
  | BudgetLineRecord
  | BudgetDisclosureRecord
  | PortalProcedureRecord
  | DocumentRecord
  | CertificateRecord
  | BeneficiaryRecord
  | CivilRegistrationRecord
  | BenefitPaymentRecord
  | PovertyHouseholdRecord
  | MailboxRecord
  | FeedbackRecord
  | MeetingRecord
  | MeetingRoomRecord
  | RatingRecord
  | ReceiptRecord
  | OfficialRecord
  | CommendationRecord;

export const kinds = [
  networkSite,
  networkIncident,
  device,
  budgetLine,
  budgetDisclosure,
  portalProcedure,
  document,
  certificate,
  beneficiary,
  civilRegistration,
  benefitPayment,
  povertyHousehold,
  mailbox,
  feedback,
  meeting,
  meetingRoom,
  rating,
  receipt,
  official,
  commendation,
] as const satisfies readonly KindFacts<PlainRecord['kind']>[];
export type PlainKind = (typeof kinds)[number]['kind'];
export type KindPermission = (typeof kinds)[number]['permission'];

const BY_KIND: ReadonlyMap<string, KindFacts> = new Map(kinds.map((facts) => [facts.kind, facts]));

/** Undefined for the kinds that the hub carries or that its catalogues are made of: dossier, notice, unit, procedure. */
export function factsOf(kind: string): KindFacts | undefined {
  return BY_KIND.get(kind);
}

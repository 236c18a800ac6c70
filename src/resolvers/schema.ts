import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { readTypes } from '../reads/registry.js';
import { AccessResolver } from './access.js';
import { BeneficiaryResolver, UnitBeneficiariesResolver } from './beneficiary.js';
import {
  BenefitPaymentResolver,
  EntitlementPaymentsResolver,
  UnitBenefitPaymentsResolver,
} from './benefit-payment.js';
import {
  BudgetDisclosureResolver,
  DisclosureLinesResolver,
  LineDisclosuresResolver,
  UnitDisclosuresResolver,
} from './budget-disclosure.js';
import { BudgetLineResolver, UnitBudgetResolver } from './budget-line.js';
import { bindReads } from './by-key.js';
import { CatalogueResolver } from './catalogue.js';
import { CertificateResolver, UnitCertificatesResolver } from './certificate.js';
import { CitizenRecordsResolver } from './citizen-records.js';
import {
  CivilRegistrationResolver,
  DossierRegistrationsResolver,
  PersonRegistrationsResolver,
  UnitRegistrationsResolver,
} from './civil-registration.js';
import {
  CertificateCommendationsResolver,
  CommendationResolver,
  OfficialCommendationsResolver,
  UnitCommendationsResolver,
} from './commendation.js';
import { ComparisonsResolver } from './comparisons.js';
import { CoverageResolver } from './coverage.js';
import {
  BeneficiaryDeathsResolver,
  CertificateDeathsResolver,
  DeathNoticeResolver,
  MailboxDeathsResolver,
  OfficialDeathsResolver,
} from './death-notice.js';
import { DeliveryResolver } from './delivery.js';
import {
  DeviceResolver,
  IncidentDeviceResolver,
  SiteDevicesResolver,
  UnitDevicesResolver,
} from './device.js';
import {
  DocumentResolver,
  DossierDocumentsResolver,
  RecipientUnitResolver,
  UnitDocumentsResolver,
} from './document.js';
import { DossierResolver } from './dossier.js';
import { DossierReceiptsResolver, ReceiptResolver, UnitReceiptsResolver } from './fee-receipt.js';
import { FeedbackResolver, UnitFeedbackResolver } from './feedback.js';
import { LaneResolver } from './lane.js';
import { LiveResolver } from './live/subscriptions.js';
import { MailboxResolver, OfficialMailboxesResolver, UnitMailboxesResolver } from './mailbox.js';
import { MeetingResolver, UnitMeetingsResolver } from './meeting.js';
import { MeetingRoomResolver, UnitMeetingRoomsResolver } from './meeting-room.js';
import { NetworkIncidentResolver, SiteIncidentsResolver, UnitIncidentsResolver } from './network-incident.js';
import { NetworkSiteResolver, UnitNetworkResolver } from './network-site.js';
import { NodeResolver } from './node.js';
import { NoticeResolver } from './notice.js';
import { CertificateOfficialsResolver, OfficialResolver, UnitOfficialsResolver } from './official.js';
import { DocumentSignerResolver, OfficialActsResolver, TraceOfficialResolver } from './official-acts.js';
import { OperationsResolver } from './operations.js';
import { PortalProcedureResolver, ProcedureListingResolver } from './portal-procedure.js';
import {
  EntitlementHouseholdResolver,
  PovertyHouseholdResolver,
  UnitPovertyHouseholdsResolver,
} from './poverty-household.js';
import { DossierRatingsResolver, RatingResolver, UnitRatingsResolver } from './rating.js';
import { SearchResolver } from './search.js';
import {
  CertificateSignaturesResolver,
  DocumentFileSignaturesResolver,
  DocumentSignaturesResolver,
  ResultSignaturesResolver,
  SignatureResolver,
} from './signature.js';
import { UnitResolver } from './unit.js';
import { DeliveryWriteResolver } from './writes/deliveries.js';
import { DossierWriteResolver } from './writes/dossiers.js';
import { NoticeWriteResolver } from './writes/notices.js';
import { QuarantineWriteResolver } from './writes/quarantine.js';
import { QueueWriteResolver } from './writes/queues.js';
import { ReplayResolver } from './writes/replay.js';
import { SyncWriteResolver } from './writes/sync.js';

async function* nothing(): AsyncGenerator<never, void> {}

/** The public schema with its resolvers. A new resolver is a file and a line here. */
export function buildGraph(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      SearchResolver,
      CitizenRecordsResolver,
      DossierResolver,
      CatalogueResolver,
      UnitResolver,
      CertificateResolver,
      UnitCertificatesResolver,
      SignatureResolver,
      CertificateSignaturesResolver,
      CivilRegistrationResolver,
      DeathNoticeResolver,
      BeneficiaryDeathsResolver,
      CertificateDeathsResolver,
      MailboxDeathsResolver,
      OfficialDeathsResolver,
      PersonRegistrationsResolver,
      DossierRegistrationsResolver,
      UnitRegistrationsResolver,
      CommendationResolver,
      UnitCommendationsResolver,
      CertificateCommendationsResolver,
      OfficialCommendationsResolver,
      ResultSignaturesResolver,
      DocumentSignaturesResolver,
      DocumentFileSignaturesResolver,
      NoticeResolver,
      DeliveryResolver,
      LaneResolver,
      OperationsResolver,
      ComparisonsResolver,
      AccessResolver,
      NetworkSiteResolver,
      UnitNetworkResolver,
      NetworkIncidentResolver,
      UnitIncidentsResolver,
      SiteIncidentsResolver,
      DeviceResolver,
      UnitDevicesResolver,
      SiteDevicesResolver,
      IncidentDeviceResolver,
      BudgetLineResolver,
      UnitBudgetResolver,
      BudgetDisclosureResolver,
      DisclosureLinesResolver,
      LineDisclosuresResolver,
      UnitDisclosuresResolver,
      PortalProcedureResolver,
      ProcedureListingResolver,
      CoverageResolver,
      DocumentResolver,
      BeneficiaryResolver,
      UnitBeneficiariesResolver,
      BenefitPaymentResolver,
      EntitlementPaymentsResolver,
      UnitBenefitPaymentsResolver,
      PovertyHouseholdResolver,
      EntitlementHouseholdResolver,
      UnitPovertyHouseholdsResolver,
      MailboxResolver,
      UnitMailboxesResolver,
      OfficialMailboxesResolver,
      FeedbackResolver,
      UnitFeedbackResolver,
      MeetingResolver,
      UnitMeetingsResolver,
      MeetingRoomResolver,
      UnitMeetingRoomsResolver,
      RatingResolver,
      UnitRatingsResolver,
      DossierRatingsResolver,
      ReceiptResolver,
      UnitReceiptsResolver,
      DossierReceiptsResolver,
      OfficialResolver,
      UnitOfficialsResolver,
      CertificateOfficialsResolver,
      OfficialActsResolver,
      TraceOfficialResolver,
      DocumentSignerResolver,
      UnitDocumentsResolver,
      RecipientUnitResolver,
      DossierDocumentsResolver,
      DossierWriteResolver,
      NoticeWriteResolver,
      QuarantineWriteResolver,
      ReplayResolver,
      SyncWriteResolver,
      DeliveryWriteResolver,
      QueueWriteResolver,
      LiveResolver,
    ],
    validate: false,
    // Asked for as soon as there is a subscription; ours read the store and use none.
    pubSub: { publish: () => undefined, subscribe: nothing },
  });
  bindReads(schema, readTypes);
  return schema;
}

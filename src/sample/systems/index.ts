import { accounting } from './accounting.js';
import { beneficiaries } from './beneficiaries.js';
import { benefitPayments } from './benefit-payments.js';
import { civilStatus } from './civil-status.js';
import { commendations } from './commendations.js';
import { connectivity } from './connectivity.js';
import { devices } from './devices.js';
import { disclosures } from './disclosures.js';
import { documents } from './documents.js';
import { feedback } from './feedback.js';
import { mailboxes } from './mailboxes.js';
import { meetingRooms, meetings } from './meetings.js';
import { networkIncidents } from './network-incidents.js';
import { personnel } from './personnel.js';
import { portalProcedures } from './portal-procedures.js';
import { povertyHouseholds } from './poverty-households.js';
import { ratings, receipts } from './ratings-and-fees.js';
import { signatures } from './signatures.js';
import type { SampleSystem } from './system.js';

/** The systems of the sample beside the one-stop desk and the district's portal; one line each. */
export const sampleSystems: readonly SampleSystem[] = [
  connectivity,
  networkIncidents,
  devices,
  accounting,
  disclosures,
  portalProcedures,
  documents,
  signatures,
  beneficiaries,
  benefitPayments,
  povertyHouseholds,
  mailboxes,
  feedback,
  meetings,
  meetingRooms,
  civilStatus,
  ratings,
  receipts,
  personnel,
  commendations,
];

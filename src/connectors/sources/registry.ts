import type { SourceDefinition } from '../../domain/ports.js';
import { portalProcedures } from '../portals/provincial/procedures/index.js';
import { disclosures } from './accounting/disclosures/index.js';
import { accounting } from './accounting/index.js';
import { povertyHouseholds } from './beneficiaries/households/index.js';
import { beneficiaries } from './beneficiaries/index.js';
import { benefitPayments } from './beneficiaries/payments/index.js';
import { civilStatus } from './civil-status/index.js';
import { commendations } from './commendations/index.js';
import { connectivity } from './connectivity/index.js';
import { devices } from './devices/index.js';
import { documents } from './documents/index.js';
import { receipts } from './fee-receipts/index.js';
import { feedback } from './feedback/index.js';
import { mailboxes } from './mailboxes/index.js';
import { meetingRooms } from './meeting-rooms/index.js';
import { meetings } from './meetings/index.js';
import { networkIncidents } from './network-incidents/index.js';
import { notices } from './notices/index.js';
import { oneStop } from './one-stop/index.js';
import { personnel } from './personnel/index.js';
import { procedures } from './procedures/index.js';
import { ratings } from './ratings/index.js';
import { signatures } from './signatures/index.js';
import { units } from './units/index.js';

/** Every system of the district that can be read, and what portals export of their own; one line each. */
export const sourceDefinitions: readonly SourceDefinition[] = [
  units, //
  procedures,
  oneStop,
  notices,
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

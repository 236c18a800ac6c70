import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

/** In the order in which they follow. */
export const INCIDENT_STATES = ['OPEN', 'ACK', 'RESTORED', 'CLOSED'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** When each step was taken; absent: not yet. A step may be left out by an office that only tells the last. */
export interface IncidentTimes {
  openedAt: Instant;
  acknowledgedAt?: Instant;
  restoredAt?: Instant;
  closedAt?: Instant;
}

/** Something that went wrong on the network (sự cố mạng): at a site, with a device or neither. */
export interface NetworkIncidentRecord extends IncidentTimes {
  kind: 'network-incident';
  /** MaSuCo */
  code: string;
  unit: string;
  /** Code of the network site. */
  site?: string;
  /** Number on the device. */
  deviceSerial?: string;
  summary: string;
  cause?: string;
  changedAt: Instant;
  deleted?: boolean;
}

/** The state is the last step that was taken: no source writes it twice. */
export function incidentState({ acknowledgedAt, restoredAt, closedAt }: IncidentTimes): IncidentState {
  if (closedAt !== undefined) return 'CLOSED';
  if (restoredAt !== undefined) return 'RESTORED';
  return acknowledgedAt === undefined ? 'OPEN' : 'ACK';
}

export const networkIncident = {
  kind: 'network-incident',
  label: 'Sự cố mạng',
  permission: 'network.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  lists: ['NetworkIncident'],
  classes: {
    Query: { networkIncidents: 'I', networkIncident: 'I' },
    NetworkIncident: {
      id: 'I',
      code: 'I',
      unit: 'P',
      site: 'I',
      siteCode: 'I',
      deviceSerial: 'I',
      state: 'I',
      summary: 'I',
      cause: 'I',
      openedAt: 'I',
      acknowledgedAt: 'I',
      restoredAt: 'I',
      closedAt: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    NetworkSite: { incidents: 'I' },
    Unit: { networkIncidents: 'I' },
  },
} as const satisfies KindFacts<NetworkIncidentRecord['kind'], keyof NetworkIncidentRecord>;

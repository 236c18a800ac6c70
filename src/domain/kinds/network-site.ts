import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

export const LINK_STATES = ['UP', 'DOWN', 'DEGRADED', 'MAINTENANCE', 'UNKNOWN'] as const;
export type LinkState = (typeof LINK_STATES)[number];

export const DEVICE_KINDS = ['ROUTER', 'SWITCH', 'FIREWALL', 'AP', 'SERVER', 'PC', 'CODEC'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export interface NetworkDevice {
  kind: DeviceKind;
  /** Number on the device: names and addresses move from one to another, this does not. */
  serial: string;
  model?: string;
  state: LinkState;
  lastSeenAt?: Instant;
}

/** A unit's connection to the province's network (mạng truyền số liệu chuyên dùng), with the devices behind it. */
export interface NetworkSiteRecord {
  kind: 'network-site';
  /** MaDuongTruyen: site and circuit */
  code: string;
  name: string;
  unit: string;
  provider?: string;
  bandwidthMbps?: number;
  state: LinkState;
  lastSeenAt?: Instant;
  /** Computers of the unit, and how many of them are on the network. */
  computers?: number;
  computersConnected?: number;
  devices: NetworkDevice[];
  changedAt: Instant;
  deleted?: boolean;
}

export const networkSite = {
  kind: 'network-site',
  label: 'Điểm kết nối mạng',
  permission: 'network.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  lists: ['NetworkSite'],
  classes: {
    Query: { connectivity: 'I', networkSite: 'I' },
    NetworkSite: {
      id: 'I',
      code: 'I',
      name: 'I',
      unit: 'P',
      provider: 'I',
      bandwidthMbps: 'I',
      state: 'I',
      lastSeenAt: 'I',
      computers: 'I',
      computersConnected: 'I',
      devices: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    NetworkDevice: { kind: 'I', serial: 'I', model: 'I', state: 'I', lastSeenAt: 'I' },
    Unit: { networkSites: 'I' },
  },
} as const satisfies KindFacts<NetworkSiteRecord['kind'], keyof NetworkSiteRecord>;

import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';
import type { DeviceKind, LinkState } from './network-site.js';

/** From the order to the scrap heap. */
export const DEVICE_LIVES = ['PLANNED', 'IN_USE', 'REPAIR', 'RETIRED'] as const;
export type DeviceLife = (typeof DEVICE_LIVES)[number];

/** What was last heard of a device, and how long silence from it means nothing. */
export interface DeviceSigns {
  life: DeviceLife;
  /** As the monitor told it. */
  state: LinkState;
  /** Absent of a device in use: it was heard of when it changed, which moves on without a version of its own. */
  lastSeenAt?: Instant;
  silentAfterHours: number;
  changedAt: Instant;
}

/** A computer or another device of a unit on the network (thiết bị mạng truyền số liệu chuyên dùng). */
export interface DeviceRecord extends DeviceSigns {
  kind: 'device';
  /** SoSeri, upper case: names and addresses move from one device to another, this does not. */
  code: string;
  unit: string;
  /** Code of the network site that it is behind. */
  site?: string;
  type: DeviceKind;
  name?: string;
  maker?: string;
  model?: string;
  /** `00:1A:2B:3C:4D:5E` */
  mac?: string;
  osVersion?: string;
  /** IP addresses, as they were told. */
  addresses: string[];
  deleted?: boolean;
}

/** A week for what people switch off when they go home, a day for what never sleeps; an office may say otherwise of a device. */
export function silentAfterHours(type: DeviceKind): number {
  return type === 'PC' || type === 'CODEC' ? 7 * 24 : 24;
}

/** As it is known at the time of its record: of a device in use that was not heard of for long nobody knows whether it is up or down. */
export function deviceState({
  life,
  state,
  lastSeenAt,
  silentAfterHours,
  changedAt,
}: DeviceSigns): LinkState {
  if (life !== 'IN_USE' || lastSeenAt === undefined) return state;
  return Date.parse(changedAt) - Date.parse(lastSeenAt) > silentAfterHours * 3_600_000 ? 'UNKNOWN' : state;
}

/** Undefined of a device that is not in use and was never heard of. */
export function deviceSeenAt({ life, lastSeenAt, changedAt }: DeviceSigns): Instant | undefined {
  return lastSeenAt ?? (life === 'IN_USE' ? changedAt : undefined);
}

export const device = {
  kind: 'device',
  label: 'Thiết bị mạng',
  permission: 'network.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  lists: ['Device'],
  classes: {
    Query: { devices: 'I', device: 'I', deviceTotals: 'I' },
    Device: {
      id: 'I',
      code: 'I',
      unit: 'P',
      site: 'I',
      siteCode: 'I',
      type: 'I',
      name: 'I',
      maker: 'I',
      model: 'I',
      mac: 'I',
      osVersion: 'I',
      addresses: 'I',
      life: 'I',
      state: 'I',
      toldState: 'I',
      lastSeenAt: 'I',
      silentAfterHours: 'I',
      incidents: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    DeviceTotal: {
      unitCode: 'I',
      siteCode: 'I',
      type: 'I',
      devices: 'I',
      up: 'I',
      degraded: 'I',
      down: 'I',
      maintenance: 'I',
      unknown: 'I',
      connected: 'I',
      connectedPercent: 'I',
    },
    NetworkIncident: { device: 'I' },
    NetworkSite: { inventory: 'I' },
    Unit: { devices: 'I' },
  },
} as const satisfies KindFacts<DeviceRecord['kind'], keyof DeviceRecord>;

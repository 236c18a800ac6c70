import { sql } from 'kysely';
import type { NetworkSiteRecord } from '../domain/kinds/network-site.js';
import type {
  ConnectivityArgs,
  NetworkDevice,
  NetworkSite,
  UnitNetworkSitesArgs,
} from '../schema/network-site.js';
import { column } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import { partRows, plainRead, unitIn } from './engine/plain.js';
import type { ReadField, ReadType } from './engine/types.js';
import { among } from './filters.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

const networkSiteRead = plainRead<NetworkSite, NetworkSiteRecord>(
  {
    name: 'NetworkSite',
    kind: 'network-site',
    table: 'network_site',
    title: (row) => row('name'),
    found: { texts: [(row) => row('code'), (row) => row('provider')] },
  },
  {
    code: column('code'),
    name: [column('name'), (record) => record.name],
    unit: unitIn('unit'),
    provider: [column('provider'), (record) => record.provider],
    bandwidthMbps: [column('bandwidth_mbps'), (record) => record.bandwidthMbps],
    state: [column('state'), (record) => record.state],
    lastSeenAt: [column('last_seen_at'), (record) => record.lastSeenAt],
    computers: [column('computers'), (record) => record.computers],
    computersConnected: [column('computers_connected'), (record) => record.computersConnected],
    devices: [partRows('NetworkDevice', 'site_id', 5), (record) => record.devices],
  },
);

const networkDeviceRead: ReadType = {
  name: 'NetworkDevice',
  permission: 'network.read',
  from: (row) => sql`network_device as ${row.table}`,
  fields: {
    kind: column('kind'),
    serial: column('serial'),
    model: column('model'),
    state: column('state'),
    lastSeenAt: column('last_seen_at'),
  } satisfies Record<keyof NetworkDevice, ReadField>,
};

export const connectivityReads = [networkSiteRead, networkDeviceRead];

export const connectivityRelations: Relations = {
  Unit: {
    networkSites: ofUnit<UnitNetworkSitesArgs>('NetworkSite', {
      usual: 1,
      filters: (row, args) => [among(row('state'), args.states)],
      orderBy: (row) => row('code'),
    }),
  },
};

export const connectivityPage: PageSpec<ConnectivityArgs> = {
  type: 'NetworkSite',
  orders: subjectOrders,
  problems: (args) => timeless(args, ['unit'], ['CODE']),
  filters: (row, args) => [among(row('state'), args.states), ...subjectFilters(row, args)],
};

import { sql } from 'kysely';
import { incidentState, type NetworkIncidentRecord } from '../domain/kinds/network-incident.js';
import type {
  IncidentFilterArgs,
  NetworkIncident,
  NetworkIncidentsArgs,
  SiteIncidentsArgs,
  UnitIncidentsArgs,
} from '../schema/network-incident.js';
import { column } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import type { ReadField, Row, Sql } from './engine/types.js';
import { among, since, until } from './filters.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

const at = (row: Row): Sql => row('opened_at');

export const networkIncidentRead = plainRead<NetworkIncident, NetworkIncidentRecord>(
  {
    name: 'NetworkIncident',
    kind: 'network-incident',
    table: 'network_incident',
    at,
    title: (row) => row('summary'),
    found: { texts: [(row) => row('code'), (row) => row('cause')] },
  },
  {
    code: column('code'),
    unit: unitIn('unit'),
    site: {
      kind: 'one',
      type: 'NetworkSite',
      where: (row, target) => sql`${target('code')} = ${row('site')}`,
    },
    siteCode: [column('site'), (record) => record.site],
    deviceSerial: [column('device_serial'), (record) => record.deviceSerial],
    state: [column('state'), (record) => incidentState(record)],
    summary: [column('summary'), (record) => record.summary],
    cause: [column('cause'), (record) => record.cause],
    openedAt: [column('opened_at'), (record) => record.openedAt],
    acknowledgedAt: [column('acknowledged_at'), (record) => record.acknowledgedAt],
    restoredAt: [column('restored_at'), (record) => record.restoredAt],
    closedAt: [column('closed_at'), (record) => record.closedAt],
  },
);

/** The filters that the list of incidents and those of a unit and a site have in common. */
function incidentFilters(row: Row, args: IncidentFilterArgs): (Sql | undefined)[] {
  return [
    among(row('state'), args.states),
    since(row('opened_at'), args.openedFrom),
    until(row('opened_at'), args.openedTo),
  ];
}

function latestFirst(column: 'unit' | 'site'): ReadField {
  return ofUnit<UnitIncidentsArgs | SiteIncidentsArgs>('NetworkIncident', {
    column,
    usual: 2,
    filters: incidentFilters,
    orderBy: (target) => sql`${target('opened_at')} desc, ${target('subject_id')}`,
  });
}

export const networkIncidentRelations: Relations = {
  NetworkSite: { incidents: latestFirst('site') },
  Unit: { networkIncidents: latestFirst('unit') },
};

export const networkIncidentsPage: PageSpec<NetworkIncidentsArgs & IncidentFilterArgs> = {
  type: 'NetworkIncident',
  orders: {
    ...bothWays('OPENED', key('opened_at', 'timestamptz'), key('subject_id', 'bigint')),
    ...subjectOrders,
  },
  problems: (args) => timeless(args, ['unit', 'openedFrom', 'openedTo'], ['CODE', 'OPENED']),
  filters: (row, args) => [...incidentFilters(row, args), ...subjectFilters(row, args, at(row))],
};

import { sql } from 'kysely';
import { type DeviceRecord, deviceSeenAt, deviceState } from '../domain/kinds/device.js';
import type { Role } from '../domain/role.js';
import type { Device, DeviceFilterArgs, DevicesArgs, UnitDevicesArgs } from '../schema/device.js';
import { column, computed } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import { type PlainField, plainRead, unitIn } from './engine/plain.js';
import type { ReadField, Row, Sql, Viewer } from './engine/types.js';
import { among } from './filters.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

/** The address plan and what runs on a machine are what an attacker asks first: for who runs the network only. */
const NETWORK_STAFF: readonly (Role | 'system')[] = ['operator', 'administrator', 'system'];

const restricted = (value: unknown, { principal }: Viewer): unknown => {
  if (typeof value !== 'string' || value === '') return null;
  return NETWORK_STAFF.includes(principal.role) ? value : '***';
};

function forStaff(
  value: (row: Row) => Sql,
  then: (record: DeviceRecord) => string | undefined,
): PlainField<DeviceRecord> {
  return [{ ...computed(value), open: restricted }, (record, viewer) => restricted(then(record), viewer)];
}

const seenAt = (row: Row): Sql =>
  sql`coalesce(${row('last_seen_at')}, case when ${row('life')} = 'IN_USE' then ${row.joined('subject')('changed_at')} end)`;

/** `deviceState` of now: silence goes on after the last record. */
const isSilent = (row: Row): Sql =>
  sql`${row('life')} = 'IN_USE' and ${seenAt(row)} < now() - make_interval(hours => ${row('silent_after_hours')})`;

export const deviceStateNow = (row: Row): Sql =>
  sql`case when ${isSilent(row)} then 'UNKNOWN' else ${row('state')} end`;

export const deviceRead = plainRead<Device, DeviceRecord>(
  {
    name: 'Device',
    kind: 'device',
    table: 'device',
    title: (row) => sql`coalesce(${row('name')}, ${row('model')}, ${row('code')})`,
    found: { texts: [(row) => row('code'), (row) => row('maker'), (row) => row('model')] },
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
    type: [column('type'), (record) => record.type],
    name: [column('name'), (record) => record.name],
    maker: [column('maker'), (record) => record.maker],
    model: [column('model'), (record) => record.model],
    mac: forStaff(
      (row) => row('mac'),
      (record) => record.mac,
    ),
    osVersion: forStaff(
      (row) => row('os_version'),
      (record) => record.osVersion,
    ),
    addresses: forStaff(
      (row) => sql`array_to_string(${row('addresses')}, ' ')`,
      (record) => record.addresses.join(' '),
    ),
    life: [column('life'), (record) => record.life],
    state: [computed(deviceStateNow), deviceState],
    toldState: [column('state'), (record) => record.state],
    lastSeenAt: [computed(seenAt), deviceSeenAt],
    silentAfterHours: [column('silent_after_hours'), (record) => record.silentAfterHours],
    incidents: {
      kind: 'many',
      type: 'NetworkIncident',
      usual: 1,
      where: (row, target) => sql`upper(${target('device_serial')}) = ${row('code')}`,
      orderBy: (target) => sql`${target('opened_at')} desc, ${target('subject_id')}`,
    },
  },
);

/** The filters that the list of devices and those of a unit and a site have in common. */
function deviceFilters(row: Row, args: Partial<DeviceFilterArgs>): (Sql | undefined)[] {
  return [
    among(row('type'), args.types),
    among(row('life'), args.lives),
    args.states == null ? undefined : among(deviceStateNow(row), args.states),
  ];
}

function byNumber(where: 'unit' | 'site'): ReadField {
  return ofUnit<UnitDevicesArgs>('Device', {
    column: where,
    usual: 5,
    filters: deviceFilters,
    orderBy: (row) => row('code'),
  });
}

export const deviceRelations: Relations = {
  NetworkIncident: {
    device: {
      kind: 'one',
      type: 'Device',
      where: (row, target) => sql`${target('code')} = upper(${row('device_serial')})`,
    },
  },
  NetworkSite: { inventory: byNumber('site') },
  Unit: { devices: byNumber('unit') },
};

export const devicesPage: PageSpec<DevicesArgs & DeviceFilterArgs> = {
  type: 'Device',
  orders: subjectOrders,
  problems: (args) => timeless(args, ['unit'], ['CODE']),
  filters: (row, args) => [...deviceFilters(row, args), ...subjectFilters(row, args)],
};

import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import type { DeviceGroup, DeviceTotal, DeviceTotalsArgs } from '../schema/device-total.js';
import { deviceRead, deviceStateNow } from './device.js';
import { deviceConnected } from './device-connected.js';
import type { Reads } from './engine/reads.js';
import { Statement } from './engine/statement.js';
import type { Row, Sql } from './engine/types.js';
import { among } from './filters.js';
import { readTotals } from './totals.js';
import { within } from './unit-reach.js';

const GROUPS: Readonly<Record<DeviceGroup, readonly [field: keyof DeviceTotal, of: (row: Row) => Sql]>> = {
  UNIT: ['unitCode', (row) => row('unit')],
  SITE: ['siteCode', (row) => row('site')],
  TYPE: ['type', (row) => row('type')],
};

/** Devices by their states of now in one statement; who went silent is unknown, and on no network, nor is who is behind a line that is down. Throws as `readTotals`, and FORBIDDEN. */
export function readDeviceTotals(
  reads: Reads,
  principal: Principal,
  args: DeviceTotalsArgs,
): Promise<DeviceTotal[]> {
  const statement = new Statement({ Device: deviceRead }, reads.viewer(principal));
  return readTotals<DeviceTotal>(reads, statement, {
    type: 'Device',
    groups: Object.fromEntries([...new Set(args.by)].map((group) => GROUPS[group])),
    figures: (row) => {
      const state = deviceStateNow(row);
      const count = (...states: string[]) => sql`count(*) filter (where ${among(state, states)})::integer`;
      const connected = sql`count(*) filter (where ${deviceConnected(row)})::integer`;
      return {
        devices: sql`count(*)::integer`,
        up: count('UP'),
        degraded: count('DEGRADED'),
        down: count('DOWN'),
        maintenance: count('MAINTENANCE'),
        unknown: count('UNKNOWN'),
        connected,
        connectedPercent: sql`round(100.0 * ${connected} / nullif(count(*), 0), 2)::float8`,
      };
    },
    filters: (row) => [
      args.types.length === 0 ? undefined : among(row('type'), args.types),
      args.lives.length === 0 ? undefined : among(row('life'), args.lives),
      within(row('unit'), args.unit, undefined, args.follow),
      sql`${row.joined('subject')('deleted_at')} is null`,
    ],
  });
}

import { sql } from 'kysely';
import { deviceStateNow } from './device.js';
import type { Row, Sql } from './engine/types.js';

/** Codes of network sites whose line is down: nothing behind them is on the network, whatever was told of it. */
const DOWN_SITES = sql`select n.code from network_site n join subject s on s.id = n.subject_id
  where s.deleted_at is null and n.state = 'DOWN'`;

/**
 * Whether a device is on the network now: up, or up and down in turns, heard of (`deviceStateNow`), and not behind a line that is down. A line of which
 * nothing is heard, or that the hub does not know, says nothing against it.
 */
export const deviceConnected = (row: Row): Sql =>
  sql`(${deviceStateNow(row)} in ('UP', 'DEGRADED') and coalesce(${row('site')}, '') not in (${DOWN_SITES}))`;

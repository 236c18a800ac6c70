import { sql } from 'kysely';
import { deviceConnected } from '../device-connected.js';
import { rowOf } from '../engine/types.js';
import type { Measure } from './measure.js';

const device = rowOf('d');

/** Computers in use that are listed one by one; `site`: the known one that it is behind. */
const LISTED = sql`select d.unit, n.code as site, ${deviceConnected(device)} as connected
    from device d join subject ${device.joined('subject').table} on ${device.joined('subject')('id')} = d.subject_id
      left join (network_site n join subject s on s.id = n.subject_id and s.deleted_at is null) on n.code = d.site
    where ${device.joined('subject')('deleted_at')} is null and d.type = 'PC' and d.life = 'IN_USE'`;

/**
 * No computer counts twice. A site with listed computers behind it is counted by these, whichever unit has them, and so are the sites of a unit that lists
 * computers without saying behind which site, and of units that it took over from or that took over from it: any of them may be meant. Every other site
 * counts by what it says; one that says how many computers it has, and not how many are connected, as if none were: nobody has shown that they are. Nor is
 * any behind a line that is down, whatever is told of it; a line of which nothing is heard counts as its list says.
 */
export const computersConnected: Measure = {
  code: 'COMPUTERS_CONNECTED',
  label: 'Tỷ lệ máy tính kết nối mạng truyền số liệu của tỉnh',
  labelEn: "Share of computers on the province's network",
  target: 100,
  permission: 'network.read',
  byUnit: true,
  count: (limit) => sql`with recursive listed as materialized (${LISTED}),
    heirs (code) as (
      select l.unit from listed l where l.site is null
      union
      select h.code collate "C" from heirs r join unit u on u.code = r.code and u.valid_to <= now(), unnest(u.successors) as h (code)
    ),
    forebears (code) as (
      select l.unit from listed l where l.site is null
      union
      select u.code from forebears r join unit u on r.code = any (u.successors) and u.valid_to <= now()
    ),
    counted as (
      select l.unit, l.connected::integer as part, 1 as whole from listed l
      union all
      select n.unit, case when n.computers is not null and n.state <> 'DOWN' then n.computers_connected end, n.computers
        from network_site n join subject s on s.id = n.subject_id
        where s.deleted_at is null and n.code not in (select l.site from listed l where l.site is not null)
          and n.unit not in (select code from heirs union all select code from forebears))
    select coalesce(sum(c.part), 0) as part, coalesce(sum(c.whole), 0) as whole
      from counted c where ${limit(sql.ref('c.unit'))}`,
};

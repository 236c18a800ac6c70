import { sql } from 'kysely';
import type { Measure } from './measure.js';

/** Computers in use that are listed one by one; `connected`: up, or up and down in turns, and heard of (`deviceStateNow`). */
const LISTED = sql`select d.unit, d.state in ('UP', 'DEGRADED')
      and coalesce(d.last_seen_at, s.changed_at) >= now() - make_interval(hours => d.silent_after_hours) as connected
    from device d join subject s on s.id = d.subject_id
    where s.deleted_at is null and d.type = 'PC' and d.life = 'IN_USE'`;

/**
 * A unit whose computers are listed one by one is counted by these, of which silent ones are not connected, and any other by what its sites say. A
 * site that says how many computers it has, and not how many are connected, counts as if none were: nobody has shown that they are. Nor is
 * any behind a line that is down, whatever its list says; a line of which nothing is heard counts as the list says.
 */
export const computersConnected: Measure = {
  code: 'COMPUTERS_CONNECTED',
  label: 'Tỷ lệ máy tính kết nối mạng truyền số liệu của tỉnh',
  labelEn: "Share of computers on the province's network",
  target: 100,
  permission: 'network.read',
  byUnit: true,
  count: (limit) => sql`with listed as (${LISTED}), counted as (
      select l.unit, l.connected::integer as part, 1 as whole from listed l
      union all
      select n.unit, case when n.computers is not null and n.state <> 'DOWN' then n.computers_connected end, n.computers
        from network_site n join subject s on s.id = n.subject_id
        where s.deleted_at is null and n.unit not in (select unit from listed))
    select coalesce(sum(c.part), 0) as part, coalesce(sum(c.whole), 0) as whole
      from counted c where ${limit(sql.ref('c.unit'))}`,
};

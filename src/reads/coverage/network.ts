import { sql } from 'kysely';
import type { Measure } from './measure.js';

/**
 * A site that says how many computers it has, and not how many are connected, counts as if none were: nobody has shown that they are. Nor is
 * any behind a line that is down, whatever its list says; a line of which nothing is heard counts as the list says.
 */
export const computersConnected: Measure = {
  code: 'COMPUTERS_CONNECTED',
  label: 'Tỷ lệ máy tính kết nối mạng truyền số liệu của tỉnh',
  labelEn: "Share of computers on the province's network",
  target: 100,
  permission: 'network.read',
  byUnit: true,
  count: (
    limit,
  ) => sql`select coalesce(sum(n.computers_connected) filter (where n.computers is not null and n.state <> 'DOWN'), 0) as part,
      coalesce(sum(n.computers), 0) as whole
    from network_site n join subject s on s.id = n.subject_id
    where s.deleted_at is null and ${limit(sql.ref('n.unit'))}`,
};

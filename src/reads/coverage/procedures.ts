import { sql } from 'kysely';
import { rowOf } from '../engine/types.js';
import { isPublished, listed } from '../listing.js';
import type { Measure } from './measure.js';

const ours = rowOf('p');

/** A list that was never read says nothing of what is missing in it. */
export const proceduresListed: Measure = {
  code: 'PROCEDURES_AT_PROVINCIAL_PORTAL',
  label: 'Tỷ lệ thủ tục hành chính đã công khai có trên cổng dịch vụ công của tỉnh',
  labelEn: 'Share of published procedures that the provincial portal lists',
  target: 100,
  permission: 'portalProcedures.read',
  byUnit: false,
  count: () => sql`select count(*) filter (where ${listed(ours('code'))}) as part,
      case when exists (select from portal_procedure) then count(*) else 0 end as whole
    from procedure p where ${isPublished(ours)}`,
};

export const onlineWhole: Measure = {
  code: 'ONLINE_SERVICES_WHOLE',
  label: 'Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến toàn trình',
  labelEn: 'Share of published procedures that are served wholly online',
  permission: 'catalogue.read',
  byUnit: false,
  count: () => online(['TOAN_TRINH']),
};

export const onlineAny: Measure = {
  code: 'ONLINE_SERVICES',
  label: 'Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến, toàn trình hoặc một phần',
  labelEn: 'Share of published procedures that are served online, wholly or in part',
  permission: 'catalogue.read',
  byUnit: false,
  count: () => online(['TOAN_TRINH', 'MOT_PHAN']),
};

function online(levels: readonly string[]) {
  return sql`select count(*) filter (where p.online_level = any(${levels}::text[])) as part, count(*) as whole
    from procedure p where ${isPublished(ours)}`;
}

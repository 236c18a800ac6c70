import { sql } from 'kysely';
import { disclosureDues } from '../disclosure-due.js';
import type { Measure } from './measure.js';

/** What is not yet due, and not yet published, says nothing. */
export const disclosuresInTime: Measure = {
  code: 'DISCLOSURES_IN_TIME',
  label: 'Tỷ lệ biểu công khai ngân sách đúng hạn',
  labelEn: 'Share of budget forms that were published in time',
  target: 100,
  permission: 'budget.read',
  byUnit: true,
  count: (limit) => sql`select count(*) filter (where d.standing = 'IN_TIME') as part, count(*) as whole
    from (${disclosureDues()}) d where d.standing <> 'WAITING' and ${limit(sql.ref('d.unit'))}`,
};

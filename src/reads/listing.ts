import { sql } from 'kysely';
import type { Row, Sql } from './engine/types.js';

/** Published for citizens today: by its status, where it has one, and its own dates. */
export function isPublished(procedure: Row): Sql {
  return sql`(coalesce(${procedure('status')}, 'CONG_KHAI') in ('CONG_KHAI', 'SUA_DOI')
    and coalesce(${procedure('valid_from')}, '-infinity') <= now() and coalesce(${procedure('valid_to')}, 'infinity') >= now())`;
}

/** Listed at the provincial portal today: what left the list is kept, with the time of its leaving. */
export function listed(code: Sql, level?: Sql): Sql {
  const same = level ? sql` and pp.online_level = ${level}` : sql``;
  return sql`exists (select from portal_procedure pp join subject ps on ps.id = pp.subject_id
    where pp.portal = 'provincial' and pp.procedure_code = ${code} and ps.deleted_at is null${same})`;
}

/** How one of ours stands at the provincial portal; null when it is not published, and so need not be there. */
export function standingOfOurs(procedure: Row): Sql {
  const code = procedure('code');
  return sql`case when not ${isPublished(procedure)} then null
    when ${listed(code, procedure('online_level'))} then 'SAME'
    when ${listed(code)} then 'OTHER_LEVEL' else 'MISSING' end`;
}

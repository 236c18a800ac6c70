import { sql } from 'kysely';
import type { Many, One, Row, Sql } from './engine/types.js';
import { among } from './filters.js';

type Args = Readonly<Record<string, unknown>>;

/** The time that is asked for; a unit that has ended stands where it stood on its last day. */
function momentOf(row: Row, { at }: Args, otherwise: Sql): Sql {
  const asked = at == null ? otherwise : sql`${at}::timestamptz`;
  return sql`least(${asked}, coalesce(${row('valid_to')}, 'infinity'))`;
}

/** The unit above at the argument `at`, or else at this time, by the dated table of what a unit stood below. */
export function parentAt(otherwise: Sql): One {
  return {
    kind: 'one',
    type: 'Unit',
    where: (row, target, args) => {
      const moment = momentOf(row, args, otherwise);
      return sql`${target('code')} = case
        when coalesce(${row('valid_from')}, '-infinity') > ${moment} then null
        when coalesce(${row('parent_since')}, '-infinity') <= ${moment} then ${row('parent_code')}
        else (select f.parent_code from unit_former_parent f where f.unit_id = ${row('subject_id')}
          and ${moment} between coalesce(f.valid_from, '-infinity') and f.valid_to limit 1) end`;
    },
  };
}

/** The units that were valid and stood below it then. */
export function childrenAt(otherwise: Sql): Many {
  return {
    kind: 'many',
    type: 'Unit',
    usual: 10,
    paged: true,
    where: (row, target, args) => {
      const moment = momentOf(row, args, otherwise);
      const below = sql`${target('subject_id')} in (
        select u.subject_id from unit u
        where u.parent_code = ${row('code')} and coalesce(u.parent_since, '-infinity') <= ${moment}
        union all
        select f.unit_id from unit_former_parent f
        where f.parent_code = ${row('code')} and ${moment} between coalesce(f.valid_from, '-infinity') and f.valid_to)`;
      const valid = sql`${moment} between coalesce(${target('valid_from')}, '-infinity')
        and coalesce(${target('valid_to')}, 'infinity')`;
      const levels = among(target('level'), args['levels'] as string[] | null | undefined);
      return sql.join([below, valid, ...(levels ? [levels] : [])], sql` and `);
    },
    orderBy: (target) => target('code'),
  };
}

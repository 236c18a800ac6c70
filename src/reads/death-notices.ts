import { sql } from 'kysely';
import { REACT_WITHIN_HOURS } from '../domain/death-notice.js';
import { kinds } from '../domain/kinds/index.js';
import { ZONE } from '../domain/time.js';
import type { Row, Sql } from './engine/types.js';
import { rowOf } from './engine/types.js';
import { isOwner } from './mailbox.js';

type Facts = (typeof kinds)[number];
/** The kinds that a death concerns: each says in domain/kinds in which states it has been dealt with. */
export type ConcernedKind = Extract<Facts, { afterDeath: unknown }>['kind'];

const REACTED: ReadonlyMap<string, readonly string[]> = new Map(
  kinds.flatMap((facts) => ('afterDeath' in facts ? [[facts.kind, facts.afterDeath] as const] : [])),
);

/** Ids of a table's rows about who has this hash. */
const byNumber = (table: string) => (person: Sql) =>
  sql`select o.subject_id from ${sql.table(table)} o where o.person_hash = ${person}`;

/** A box is also of whose file it names by the number of the official. */
function boxesOf(person: Sql): Sql {
  const [box, file] = [rowOf('box'), rowOf('file')];
  return sql`${byNumber('mailbox')(person)} union
    select ${box('subject_id')} from official as ${file.table} join subject file_subject on file_subject.id = ${file('subject_id')}
      join mailbox as ${box.table} on ${isOwner(box, file)}
      where ${file('person_hash')} = ${person} and file_subject.deleted_at is null`;
}

const CONCERNED: Readonly<Record<ConcernedKind, { table: string; rowsOf(person: Sql): Sql }>> = {
  beneficiary: { table: 'beneficiary', rowsOf: byNumber('beneficiary') },
  certificate: { table: 'certificate', rowsOf: byNumber('certificate') },
  mailbox: { table: 'mailbox', rowsOf: boxesOf },
  official: { table: 'official', rowsOf: byNumber('official') },
};
export const CONCERNED_KINDS = Object.keys(CONCERNED) as ConcernedKind[];

/**
 * Records of who died by a registration, as a `select` of one row for each record and registration. What was withdrawn stands there only where
 * the system had reacted to it, and nothing else says that the person died.
 */
export function deathNotices(): Sql {
  return sql.join(CONCERNED_KINDS.map(noticesOf), sql` union all `);
}

function noticesOf(kind: ConcernedKind): Sql {
  const { table, rowsOf } = CONCERNED[kind];
  const [announcement, record] = [rowOf('announcement'), rowOf('record')];
  const dueAt = sql`${announcement('announced_at')} + ${sql.lit(REACT_WITHIN_HOURS)} * interval '1 hour'`;
  // By the day: all notices of one death turn together, and officials are named to everybody. By the minute at which theirs turns, it would be found
  // whose the others are.
  const overdueAt = sql`date_trunc('day', ${dueAt}, ${sql.lit(ZONE)}) + interval '1 day'`;
  const states = (REACTED.get(kind) ?? []).map((state) => sql.lit(state));
  const reacted = sql`${record('state')} in (${sql.join(states)})`;
  // One of each registration and record, the same whenever it is asked for. The hash of the person never leaves the store: without it nobody can
  // try which registration an id is of.
  const parts = sql`${announcement('registration_id')} || ' ' || ${record('subject_id')}`;
  const id = sql`md5(${announcement('person_hash')} || convert_to(${parts}, 'UTF8'))::uuid`;
  return sql`select ${id} as notice_id, ${announcement('registration_id')}, ${announcement('announced_at')}, ${announcement('withdrawn_at')},
      ${dueAt} as due_at, ${overdueAt} as overdue_at, ${sql.lit(kind)}::text as kind, ${record('subject_id')}, ${record('code')}, ${record('unit')},
      case when ${announcement('withdrawn_at')} is not null then 'WITHDRAWN' when ${reacted} then 'REACTED'
        when ${overdueAt} <= now() then 'OVERDUE' else 'WAITING' end as standing
    from death_announcement as ${announcement.table}
    cross join lateral (${rowsOf(announcement('person_hash'))}) as owned
    join ${sql.table(table)} as ${record.table} on ${record('subject_id')} = owned.subject_id
    join subject record_subject on record_subject.id = ${record('subject_id')}
    where record_subject.deleted_at is null
      and (${announcement('withdrawn_at')} is null or (${reacted} and not ${standsElsewhere(announcement)}))`;
}

/** Another registration says that the same person died. */
function standsElsewhere(announcement: Row): Sql {
  return sql`exists (select from death_announcement other
    where other.person_hash = ${announcement('person_hash')} and other.withdrawn_at is null)`;
}

/** How many systems' records are overdue, and since the begin of which day the first is: `{overdue, since}`. */
export function overdueDeaths(): Sql {
  return sql`(select json_build_object('overdue', count(*), 'since', min(n.overdue_at)) from (${deathNotices()}) n where n.standing = 'OVERDUE')`;
}

import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { badInput } from '../access/refusal.js';
import { demand, may } from '../access/roles.js';
import { classOf } from '../domain/classes/index.js';
import type { CitizenRecord, CitizenRecordsArgs } from '../schema/citizen-record.js';
import { bothWays, joinedKey } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { Reads } from './engine/reads.js';
import type { Selection } from './engine/selection.js';
import { Statement } from './engine/statement.js';
import type { Json, ReadField, ReadType, Sql, Viewer } from './engine/types.js';
import type { PageArguments } from './engine/window.js';
import { mustSeePersonal } from './person.js';
import { soughtProblems } from './purpose.js';
import { fieldsOf } from './search/arm-row.js';
import { type Arm, armsOf, keyOf } from './search/arms.js';

/** One thing that is about somebody: a row of the statement's table `hits`. Made anew for each question, of the arms that it has. */
export function citizenRecordRead(arms: readonly Arm[]): ReadType {
  return {
    name: 'CitizenRecord',
    permission: 'catalogue.read',
    from: (row) =>
      sql`hits as ${row.table} join subject as ${row.joined('subject').table} on ${row.joined('subject')('id')} = ${row('subject_id')}`,
    subject: (row) => row('subject_id'),
    fields: fieldsOf(arms) satisfies Record<keyof CitizenRecord, ReadField>,
  };
}

/** A page of a citizen's records; the number is nowhere in it, only what stands for it. */
interface Page extends PageArguments {
  hash: string;
  kinds: readonly string[] | null;
  orderBy: 'CHANGED_DESC';
}

const page: PageSpec<Page> = {
  type: 'CitizenRecord',
  orders: bothWays(
    'CHANGED',
    joinedKey('subject', 'changed_at', 'timestamptz'),
    joinedKey('subject', 'id', 'bigint'),
  ),
  filters: () => [],
  // Whoever asks by a number learns what is here of that person, whatever is selected.
  foundBy: () => sql`true`,
};

/**
 * Everything that is about the person with this identity number and that the caller may see, in one statement. It needs the scope `personal`
 * and a purpose, which is kept with who asked, also where nothing is found. Throws `Refusal`; nothing that it says repeats the number.
 */
export async function readCitizenRecords(
  reads: Reads,
  principal: Principal,
  { personalId, purpose, kinds = null, ...window }: CitizenRecordsArgs,
  selection: Selection,
): Promise<Json | null> {
  demand(principal, 'catalogue.read');
  const viewer = reads.viewer(principal);
  mustSeePersonal(viewer, { personalId });
  const number = personalId.trim();
  const problems = soughtProblems({ personalId, purpose });
  if (problems.length > 0) throw badInput(problems);
  const hash = viewer.sealer.keyedHash(number);
  const args: Page = { ...window, kinds, purpose, hash: hash.toString('hex'), orderBy: 'CHANGED_DESC' };
  const statementFor = (seeing: Viewer) => {
    const arms = armsOf(reads.types).filter((arm) => isWanted(arm, kinds, seeing));
    const statement = new Statement({ ...reads.types, CitizenRecord: citizenRecordRead(arms) }, seeing);
    const about = arms.map((arm) => rowsAbout(statement, arm, sql`${hash}`));
    statement.define(
      'hits',
      about.length > 0
        ? sql.join(about, sql` union all `)
        : sql`select 0 as place, 0::bigint as id, 0::bigint as subject_id where false`,
    );
    return statement;
  };
  return reads.page(principal, page, args, selection, { statement: statementFor });
}

/** Kinds whose identity number is itself sensitive are for who sees sensitive data. */
function isWanted(
  { type, found }: Arm,
  kinds: Page['kinds'],
  { principal, sensitive, day }: Viewer,
): boolean {
  if (!type.person || (kinds !== null && !kinds.includes(found.kind))) return false;
  if (kinds !== null) demand(principal, type.permission);
  return may(principal, type.permission) && (sensitive || classOf(type.name, 'personalId', day) !== 'SD');
}

/** Rows that make whatever is personal in them sensitive would tell by being found. */
function rowsAbout(statement: Statement, { place, type }: Arm, hash: Sql): Sql {
  const row = statement.row();
  const { viewer } = statement;
  const closed = viewer.sensitive ? undefined : type.sensitive?.(row, viewer);
  const conditions = [type.person?.(row, hash, viewer), closed && sql`not ${closed}`];
  return sql`select ${sql.lit(place)} as place, ${row(keyOf({ type }))} as id, ${row('subject_id')} as subject_id ${statement.from(type, row, ...conditions)}`;
}

import { sql } from 'kysely';
import { OPEN_ROLES } from '../domain/civil-status.js';
import type { CivilPerson } from '../schema/civil-person.js';
import { column, personal, sealed } from './engine/fields.js';
import {
  type Many,
  type ReadField,
  type ReadType,
  type Row,
  rowOf,
  type Sql,
  type Viewer,
} from './engine/types.js';

/** That a child was recognised, by whom and of whom, is sensitive as a whole; so is an extract or a correction of that. */
export function isRecognition(registration: Row): Sql {
  return sql`(${registration('act')} = 'RECOGNITION' or ${registration('original_act')} is not distinct from 'RECOGNITION')`;
}

/** Whom this viewer may know to stand in a registration; undefined: everybody. */
function mayBeKnown(person: Row, { sensitive }: Viewer): Sql | undefined {
  return sensitive ? undefined : sql`${person('role')} = any(${OPEN_ROLES}::text[])`;
}

/**
 * Whether somebody of whom `condition` is true stands in a registration, as far as this viewer may know: what is not shown is not found by either.
 * Undefined: there is no condition.
 */
export function standsIn(
  registration: Row,
  viewer: Viewer,
  condition: (person: Row) => Sql | undefined,
): Sql | undefined {
  const person = rowOf('sought');
  const sought = condition(person);
  if (!sought) return undefined;
  const known = mayBeKnown(person, viewer);
  const open = viewer.sensitive ? undefined : sql`not ${isRecognition(registration)}`;
  const all = [
    sql`${person('registration_id')} = ${registration('subject_id')}`,
    ...[sought, known, open].filter((part) => part !== undefined),
  ];
  return sql`exists (select from civil_person as ${person.table} where ${sql.join(all, sql` and `)})`;
}

/** Further registrations about the same person: not where they stand as somebody's parent, or only asked. */
const furtherRegistrations: Many = {
  kind: 'many',
  type: 'CivilRegistration',
  usual: 2,
  where: (row, target, _args, viewer) => {
    const further = sql`${target('subject_id')} <> ${row('registration_id')}`;
    const same = standsIn(
      target,
      viewer,
      (person) =>
        sql`${person('person_hash')} = ${row('person_hash')} and ${person('role')} = any(${OPEN_ROLES}::text[])`,
    );
    return same ? sql`${further} and ${same}` : further;
  },
  orderBy: (target) => sql`${target('registered_on')} desc, ${target('code')}`,
};

export const civilPersonRead: ReadType = {
  name: 'CivilPerson',
  permission: 'civilStatus.read',
  from: (row) => sql`civil_person as ${row.table}`,
  visible: mayBeKnown,
  subject: (row) => row('registration_id'),
  sensitive: (row) => {
    const registration = rowOf('registered');
    return sql`exists (select from civil_registration as ${registration.table}
      where ${registration('subject_id')} = ${row('registration_id')} and ${isRecognition(registration)})`;
  },
  fields: {
    role: column('role'),
    name: personal('name', 'name'),
    gender: column('gender'),
    birthDate: personal('birth_date', 'date'),
    personalId: sealed('personal_id', 'number'),
    paper: column('paper'),
    paperNumber: sealed('paper_number', 'number'),
    ethnicity: sealed('ethnicity', 'text'),
    nationality: personal('nationality', 'text'),
    residence: column('residence'),
    address: sealed('address', 'address'),
    birthPlace: sealed('birth_place', 'address'),
    homeTown: sealed('home_town', 'address'),
    relation: sealed('relation', 'text'),
    registrations: furtherRegistrations,
  } satisfies Record<keyof CivilPerson, ReadField>,
};

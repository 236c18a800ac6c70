import { sql } from 'kysely';
import type { OfficialRecord } from '../domain/kinds/official.js';
import type {
  Official,
  OfficialFilterArgs,
  OfficialPost,
  OfficialsArgs,
  SalaryStep,
  UnitOfficialsArgs,
} from '../schema/official.js';
import { column, personal, sealed } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { partRows, plainRead, unitIn } from './engine/plain.js';
import type { ReadField, ReadType, Row, Sql, Viewer } from './engine/types.js';
import { among } from './filters.js';
import { ofUnit } from './of-unit.js';
import { between, dateKey } from './partial-dates.js';
import { isPerson, mustSeePersonal, ofSamePerson, personalIdField } from './person.js';
import { soughtProblems } from './purpose.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

/** The file of who asks, by its code; an agency may give that to somebody else, and a file that was taken back is nobody's. */
function ownFile({ principal: { official, officialPerson } }: Viewer): Sql | undefined {
  if (official === undefined) return undefined;
  const isPersons = officialPerson === undefined ? sql`true` : sql`own.person_hash = ${officialPerson}`;
  return sql`(select own.subject_id from official own join subject s on s.id = own.subject_id
    where own.code = ${official} and s.deleted_at is null and ${isPersons})`;
}

function isOwn(row: Row, viewer: Viewer): Sql | undefined {
  const own = ownFile(viewer);
  return own && sql`${row('subject_id')} = ${own}`;
}

function isOfOwn(row: Row, viewer: Viewer): Sql | undefined {
  const own = ownFile(viewer);
  return own && sql`${row('official_id')} = ${own}`;
}

export const officialRead = plainRead<Official, OfficialRecord>(
  {
    name: 'Official',
    kind: 'official',
    table: 'official',
    own: isOwn,
    title: (row) => row('full_name'),
    found: {
      texts: [
        (row) =>
          sql`(select string_agg(p.title, '; ' order by p.position desc) from official_post p where p.official_id = ${row('subject_id')})`,
        (row) => row('code'),
      ],
    },
  },
  {
    code: column('code'),
    number: column('official_code'),
    managingUnit: unitIn('managing_unit'),
    unit: unitIn('unit'),
    fullName: [column('full_name'), (record) => record.fullName],
    otherName: [personal('other_name', 'name'), (record) => record.otherName],
    birthDate: [personal('birth_date', 'date'), (record) => record.birthDate],
    gender: [column('gender'), (record) => record.gender],
    personalId: personalIdField,
    birthPlace: [sealed('birth_place', 'address'), (record) => record.birthPlace],
    homeTown: [sealed('home_town', 'address'), (record) => record.homeTown],
    address: [sealed('address', 'address'), (record) => record.address],
    mobile: [sealed('mobile', 'number'), (record) => record.mobile],
    officePhone: [column('office_phone'), (record) => record.officePhone],
    officeEmail: [column('office_email'), (record) => record.officeEmail],
    ethnicity: [sealed('ethnicity', 'text'), (record) => record.ethnicity],
    religion: [sealed('religion', 'text'), (record) => record.religion],
    generalEducation: [personal('general_education', 'text'), (record) => record.generalEducation],
    degree: [personal('degree', 'text'), (record) => record.degree],
    politicalTheory: [personal('political_theory', 'text'), (record) => record.politicalTheory],
    stateManagement: [personal('state_management', 'text'), (record) => record.stateManagement],
    languages: [personal('languages', 'text'), (record) => record.languages],
    computing: [personal('computing', 'text'), (record) => record.computing],
    partyJoined: [sealed('party_joined', 'date'), (record) => record.partyJoined],
    partyOfficial: [sealed('party_official', 'date'), (record) => record.partyOfficial],
    kind: [column('official_kind'), (record) => record.officialKind],
    salaryScheme: [column('salary_scheme'), (record) => record.salaryScheme],
    state: [column('state'), (record) => record.state],
    health: [sealed('health', 'text'), (record) => record.health],
    bloodGroup: [sealed('blood_group', 'text'), (record) => record.bloodGroup],
    discipline: [sealed('discipline', 'text'), (record) => record.discipline],
    posts: [
      partRows('OfficialPost', 'official_id', 3),
      (record) => record.posts.map(({ unit, ...rest }) => ({ unitCode: unit, ...rest })),
    ],
    salary: [partRows('SalaryStep', 'official_id', 5), (record) => record.salary],
    certificates: ofSamePerson('Certificate', 1, (target) => target('code')),
  },
);

const postRead: ReadType = {
  name: 'OfficialPost',
  permission: 'officials.read',
  from: (row) => sql`official_post as ${row.table}`,
  fields: {
    unitCode: column('unit'),
    unit: unitIn('unit'),
    title: column('title'),
    kind: column('kind'),
    from: column('from_date'),
    to: column('to_date'),
    decisionNumber: column('decision_number'),
    duty: column('duty'),
  } satisfies Record<keyof OfficialPost, ReadField>,
};

const salaryRead: ReadType = {
  name: 'SalaryStep',
  permission: 'officials.read',
  from: (row) => sql`official_salary as ${row.table}`,
  subject: (row) => row('official_id'),
  own: isOfOwn,
  fields: {
    rankCode: column('rank_code'),
    rankName: column('rank_name'),
    step: personal('step', 'text'),
    coefficient: personal('coefficient', 'text'),
    from: column('from_date'),
    decisionNumber: column('decision_number'),
  } satisfies Record<keyof SalaryStep, ReadField>,
};

export const officialReads = [officialRead, postRead, salaryRead];

/** The filters that the list of officials and a unit's officials have in common. */
function officialFilters(row: Row, args: OfficialFilterArgs): (Sql | undefined)[] {
  return [among(row('state'), args.states), among(row('official_kind'), args.kinds)];
}

export const officialRelations: Relations = {
  Unit: {
    officials: ofUnit<UnitOfficialsArgs>('Official', {
      usual: 20,
      filters: officialFilters,
      orderBy: (row) => row('code'),
    }),
  },
  Certificate: { officials: ofSamePerson('Official', 1, (target) => target('code')) },
};

export const officialsPage: PageSpec<OfficialsArgs & OfficialFilterArgs> = {
  type: 'Official',
  orders: {
    ...subjectOrders,
    ...bothWays('NAME', key('full_name', 'text'), key('code', 'text')),
    ...bothWays('BORN', dateKey('birth_date'), key('code', 'text')),
  },
  problems: (args) => [...timeless(args, ['unit', 'personalId'], ['CODE']), ...soughtProblems(args)],
  // Whoever asks by a number or a birth date, or in their order, learns what somebody's is, also when nothing of it is selected.
  foundBy: (_row, { personalId, bornFrom, bornTo, orderBy }) =>
    personalId == null && bornFrom == null && bornTo == null && !orderBy.startsWith('BORN')
      ? undefined
      : sql`true`,
  filters: (row, args, viewer) => {
    const { personalId, bornFrom, bornTo, bornSurely, orderBy } = args;
    mustSeePersonal(viewer, {
      personalId,
      bornFrom,
      bornTo,
      orderBy: orderBy.startsWith('BORN') ? orderBy : null,
    });
    return [
      isPerson(row, personalId, viewer),
      ...between(row('birth_date'), { from: bornFrom, to: bornTo, surely: bornSurely }),
      ...officialFilters(row, args),
      ...subjectFilters(row, args),
    ];
  },
};

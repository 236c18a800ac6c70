import { sql } from 'kysely';
import { groupLabel } from '../domain/benefits/groups.js';
import { UNDECIDED_STATES } from '../domain/benefits/states.js';
import { type BeneficiaryRecord, DISABILITY_LEVELS, DISABILITY_TYPES } from '../domain/kinds/beneficiary.js';
import type {
  BeneficiariesArgs,
  Beneficiary,
  BeneficiaryFilterArgs,
  UnitBeneficiariesArgs,
} from '../schema/beneficiary.js';
import { dayOf, differs, expectedAmount } from './benefit-standards.js';
import { closedByHealth, foundByName, mayBeSeen, searched, tellsOfHealth } from './closed-names.js';
import { column, computed, personal, sealed } from './engine/fields.js';
import { bothWays, key, orNeverKey } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import { type Many, type Row, rowOf, type Sql, type Viewer } from './engine/types.js';
import { among } from './filters.js';
import { ofUnit } from './of-unit.js';
import { between } from './partial-dates.js';
import { isPerson, mustSeePersonal, personalIdField } from './person.js';
import { isNewest, isOfHousehold } from './poverty-household.js';
import { soughtProblems } from './purpose.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

/** Today in Vietnam while it is held, and not before its first day; its last day when it has ended; null: that is not known. */
function dayOfAmount(row: Row): Sql {
  return sql`(case when ${row('state')} in ('DECIDED', 'PAID', 'SUSPENDED')
    then greatest(${dayOf(row('from_date'))}, least(${dayOf(sql`now()`)}, ${dayOf(row('to_date'))})) else ${dayOf(row('to_date'))} end)`;
}

const expected = (row: Row): Sql => expectedAmount(row, dayOfAmount(row));
const amountDiffers = (row: Row): Sql => differs(row('monthly_amount'), expected(row));

/** Who is named in one row must not be told to be in another whose names are closed. */
const otherEntitlements: Many = {
  kind: 'many',
  type: 'Beneficiary',
  usual: 1,
  where: (row, target, _args, { sensitive }) => {
    const same = sql`${target('person_hash')} = ${row('person_hash')} and ${target('subject_id')} <> ${row('subject_id')}`;
    return sensitive ? same : sql`${same} and not ${tellsOfHealth(row)} and not ${tellsOfHealth(target)}`;
  },
  orderBy: (target) => target('code'),
};

export const beneficiaryRead = plainRead<Beneficiary, BeneficiaryRecord>(
  {
    name: 'Beneficiary',
    kind: 'beneficiary',
    table: 'beneficiary',
    visible: mayBeSeen,
    sensitive: tellsOfHealth,
    title: (row) =>
      sql`'Đối tượng chính sách, ' || coalesce(${row('decision_number')}, ${row('application_number')})`,
    found: {
      personText: (row) => row('person_text'),
      texts: ['full_name', 'village', 'guardian', 'ministry_file', 'province_file'].map((name) => ({
        value: (row) => row(name),
        personal: true,
      })),
    },
  },
  {
    code: column('code'),
    programme: column('programme'),
    group: column('group_code'),
    groupName: {
      ...column('group_code'),
      open: (group) => groupLabel(group as BeneficiaryRecord['group']),
    },
    fullName: [personal('full_name', 'name'), (record) => record.fullName],
    birthDate: [personal('birth_date', 'date'), (record) => record.birthDate],
    gender: [column('gender'), (record) => record.gender],
    personalId: personalIdField,
    unit: unitIn('unit'),
    village: [personal('village', 'text'), (record) => record.village],
    householdCode: [personal('household_code', 'number'), (record) => record.householdCode],
    coefficient: [column('coefficient'), (record) => record.coefficient],
    monthlyAmount: [column('monthly_amount'), (record) => record.monthlyAmount],
    expectedAmount: computed(expected),
    amountDiffers: computed(amountDiffers),
    applicationNumber: [column('application_number'), (record) => record.applicationNumber],
    decisionNumber: [column('decision_number'), (record) => record.decisionNumber],
    decisionDate: [column('decision_date'), (record) => record.decisionDate],
    from: [column('from_date'), (record) => record.from],
    to: [column('to_date'), (record) => record.to],
    disabilityType: [
      sealed('disability_type', 'text'),
      ({ disabilityType: type }) => type && DISABILITY_TYPES[type],
    ],
    disabilityLevel: [
      sealed('disability_level', 'text'),
      ({ disabilityLevel: level }) => level && DISABILITY_LEVELS[level],
    ],
    injuryRate: [sealed('injury_rate', 'text'), (record) => record.injuryRate],
    guardian: [personal('guardian', 'name'), (record) => record.guardian],
    payChannel: [column('pay_channel'), (record) => record.payChannel],
    bankAccount: [sealed('bank_account', 'number'), (record) => record.bankAccount],
    ministryFile: [personal('ministry_file', 'number'), (record) => record.ministryFile],
    provinceFile: [personal('province_file', 'number'), (record) => record.provinceFile],
    deathDate: [personal('death_date', 'date'), (record) => record.deathDate],
    state: [column('state'), (record) => record.state],
    reason: [sealed('reason', 'text'), (record) => record.reason],
    otherEntitlements,
  },
);

/**
 * Surely entitled on a day, `yyyy-MM-dd`: decided, begun, not ended, and alive by what is known. Whose date of death is masked is not found by it:
 * day after day it would tell that date.
 */
function entitledOn(row: Row, day: string | null | undefined, viewer: Viewer): (Sql | undefined)[] {
  if (day == null) return [];
  const alive = between(row('death_date'), { from: day, surely: true })[0];
  const seen = viewer.sensitive ? alive : sql`(${alive} and not ${tellsOfHealth(row)})`;
  return [
    sql`${row('state')} <> all(${UNDECIDED_STATES}::text[])`,
    sql`${dayOf(row('from_date'))} <= ${day}::date`,
    // What has ended, and nobody says when, may have ended before.
    sql`coalesce(${dayOf(row('to_date'))} >= ${day}::date, ${row('state')} not in ('MOVED', 'STOPPED'))`,
    viewer.personal ? sql`(${row('death_date')} is null or ${seen})` : sql`${row('death_date')} is null`,
  ];
}

/** Whether the household is so in the newest survey that has it; of whose household is not shown to this viewer it is not told. */
function isPoor(row: Row, states: readonly string[], { sensitive }: Viewer): Sql {
  const shown = sensitive ? sql`true` : sql`not ${tellsOfHealth(row)}`;
  const household = rowOf('home');
  return sql`${shown} and exists (select from poverty_household as ${household.table} join subject hs on hs.id = ${household('subject_id')}
    where hs.deleted_at is null and ${isOfHousehold(row, household)} and ${isNewest(household)} and ${among(household('state'), states)})`;
}

/** The filters that the list of beneficiaries and a unit's have in common. */
function beneficiaryFilters(row: Row, args: BeneficiaryFilterArgs, viewer: Viewer): (Sql | undefined)[] {
  return [
    among(row('programme'), args.programmes),
    among(row('group_code'), args.groups),
    among(row('state'), args.states),
    ...entitledOn(row, args.entitledOn, viewer),
    args.amountDiffers == null ? undefined : sql`${amountDiffers(row)} = ${args.amountDiffers}`,
    args.poverty == null ? undefined : isPoor(row, args.poverty, viewer),
  ];
}

export const beneficiaryRelations: Relations = {
  Unit: {
    beneficiaries: ofUnit<UnitBeneficiariesArgs>('Beneficiary', {
      usual: 20,
      filters: beneficiaryFilters,
      orderBy: (row) => row('code'),
    }),
  },
};

export const beneficiariesPage: PageSpec<BeneficiariesArgs & BeneficiaryFilterArgs> = {
  type: 'Beneficiary',
  orders: { ...subjectOrders, ...bothWays('FROM', orNeverKey('from_date'), key('subject_id', 'bigint')) },
  problems: (args) => [
    ...timeless(args, ['unit', 'programmes', 'groups', 'personalId'], ['CODE']),
    ...soughtProblems(args),
  ],
  // Whoever finds somebody by a name, a number or a birth date learns what that person is given, also when nothing of it is selected.
  foundBy: (row, { search, personalId, bornFrom, bornTo }, viewer) =>
    personalId == null && bornFrom == null && bornTo == null ? foundByName(row, search, viewer) : sql`true`,
  filters: (row, args, viewer) => {
    const { personalId, bornFrom, bornTo, bornSurely, search } = args;
    mustSeePersonal(viewer, { personalId, bornFrom, bornTo });
    const byPerson = personalId != null || bornFrom != null || bornTo != null;
    return [
      byPerson && !viewer.sensitive ? sql`not ${tellsOfHealth(row)}` : undefined,
      isPerson(row, personalId, viewer),
      ...between(row('birth_date'), { from: bornFrom, to: bornTo, surely: bornSurely }),
      ...beneficiaryFilters(row, args, viewer),
      searched(row, search, viewer, closedByHealth),
      ...subjectFilters(row, { ...args, search: null }),
    ];
  },
};

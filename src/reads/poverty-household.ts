import { sql } from 'kysely';
import type { PovertyHouseholdRecord } from '../domain/kinds/poverty-household.js';
import type {
  PovertyFilterArgs,
  PovertyHousehold,
  PovertyHouseholdsArgs,
  UnitPovertyHouseholdsArgs,
} from '../schema/poverty-household.js';
import { endOfYear } from './budget-line.js';
import { foundByName, searched, tellsOfHealth } from './closed-names.js';
import { column, personal } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import type { Row, Sql } from './engine/types.js';
import { among } from './filters.js';
import { ofUnit } from './of-unit.js';
import { personalIdField } from './person.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

export const povertyHouseholdRead = plainRead<PovertyHousehold, PovertyHouseholdRecord>(
  {
    ...{ name: 'PovertyHousehold', kind: 'poverty-household', table: 'poverty_household' },
    at: endOfYear,
    title: (row) => sql`'Rà soát hộ nghèo ' || ${row('year')}`,
    found: {
      personText: (row) => row('person_text'),
      texts: ['head_name', 'village', 'household_code'].map((name) => ({
        value: (row) => row(name),
        personal: true,
      })),
    },
  },
  {
    code: column('code'),
    year: column('year'),
    unit: unitIn('unit'),
    householdCode: [personal('household_code', 'number'), (record) => record.householdCode],
    village: [personal('village', 'text'), (record) => record.village],
    headName: [personal('head_name', 'name'), (record) => record.headName],
    personalId: personalIdField,
    state: [column('state'), (record) => record.state],
    members: [column('members'), (record) => record.members],
    incomeScore: [column('income_score'), (record) => record.incomeScore],
    deprivationScore: [column('deprivation_score'), (record) => record.deprivationScore],
    decisionNumber: [column('decision_number'), (record) => record.decisionNumber],
    decisionDate: [column('decision_date'), (record) => record.decisionDate],
    beneficiaries: {
      kind: 'many',
      type: 'Beneficiary',
      usual: 2,
      // Whose head is named tells who lives there: rows whose names are closed are not among them.
      where: (row, target, _args, { sensitive }) =>
        sql`${isOfHousehold(target, row)}${sensitive ? sql`` : sql` and not ${tellsOfHealth(target)}`}`,
      orderBy: (target) => target('code'),
    },
  },
);

/** Whether somebody lives in a household: by its code within the commune. */
export function isOfHousehold(beneficiary: Row, household: Row): Sql {
  return sql`${beneficiary('household_code')} = ${household('household_code')} and ${beneficiary('unit')} = ${household('unit')}`;
}

export const povertyHouseholdRelations: Relations = {
  Unit: {
    povertyHouseholds: ofUnit<UnitPovertyHouseholdsArgs>('PovertyHousehold', {
      usual: 20,
      filters: povertyFilters,
      orderBy: (row) => sql`${row('year')} desc, ${row('code')}`,
    }),
  },
  Beneficiary: {
    household: {
      kind: 'one',
      type: 'PovertyHousehold',
      where: (row, target, _args, { sensitive }) =>
        sql`${isOfHousehold(row, target)} and ${isNewest(target)}${sensitive ? sql`` : sql` and not ${tellsOfHealth(row)}`}`,
    },
  },
};

/** Whether it is of the newest survey that has the household. */
export function isNewest(household: Row): Sql {
  return sql`${household('year')} = (select max(n.year) from poverty_household n join subject ns on ns.id = n.subject_id
    where n.unit = ${household('unit')} and n.household_code = ${household('household_code')} and ns.deleted_at is null)`;
}

/** The filters that the list of households and their counts have in common. */
export function povertyFilters(row: Row, args: PovertyFilterArgs): (Sql | undefined)[] {
  return [
    args.years == null ? undefined : sql`${row('year')} = any(${args.years}::integer[])`,
    among(row('state'), args.states),
  ];
}

export const povertyHouseholdsPage: PageSpec<PovertyHouseholdsArgs & PovertyFilterArgs> = {
  type: 'PovertyHousehold',
  orders: subjectOrders,
  problems: (args) => timeless(args, ['unit', 'years'], ['CODE']),
  foundBy: (row, { search }, viewer) => foundByName(row, search, viewer),
  filters: (row, args, viewer) => [
    ...povertyFilters(row, args),
    searched(row, args.search, viewer),
    ...subjectFilters(row, { ...args, search: null }, endOfYear(row)),
  ],
};

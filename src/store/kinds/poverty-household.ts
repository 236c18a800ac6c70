import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import { POVERTY_STATES, type PovertyHouseholdRecord } from '../../domain/kinds/poverty-household.js';
import { Subject } from '../entities/subject.js';
import { anyOf, searchIndex } from './checks.js';
import { kindStore } from './kind.js';
import { personColumns, personIndex, personProperties } from './person.js';

const TABLE = 'poverty_household';

const PovertyHousehold = defineEntity({
  name: 'PovertyHousehold',
  tableName: TABLE,
  indexes: [
    { name: 'poverty_household_unit', properties: ['unit', 'householdCode', 'year'] },
    personIndex(TABLE),
    searchIndex(TABLE, 'search_text', 'poverty_household_search'),
    searchIndex(TABLE, 'person_text', 'poverty_household_person_search'),
  ],
  checks: [
    anyOf(TABLE, 'state', POVERTY_STATES),
    { name: 'poverty_household_members_check', expression: 'members > 0' },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('poverty_household_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('poverty_household_code_key'),
    year: p.integer(),
    unit: p.text().collation('C'),
    householdCode: p.text().collation('C').fieldName('household_code'),
    village: p.text().nullable(),
    headName: p.text().fieldName('head_name'),
    ...personProperties,
    state: p.text(),
    members: p.integer(),
    incomeScore: p.decimal().columnType('numeric').nullable().fieldName('income_score'),
    deprivationScore: p.decimal().columnType('numeric').nullable().fieldName('deprivation_score'),
    decisionNumber: p.text().nullable().fieldName('decision_number'),
    decisionDate: p.datetime().columnType('timestamptz').nullable().fieldName('decision_date'),
    searchText: p.text().collation('C').fieldName('search_text'),
    personText: p
      .text()
      .collation('C')
      .fieldName('person_text')
      .comment('searched for those only who may see names'),
  },
});

export const povertyHouseholdStore = kindStore<PovertyHouseholdRecord>({
  kind: 'poverty-household',
  entities: [PovertyHousehold],
  table: TABLE,
  columns: {
    code: ['text', ({ code }) => code],
    year: ['integer', ({ year }) => year],
    unit: ['text', ({ unit }) => unit],
    household_code: ['text', ({ householdCode }) => householdCode],
    village: ['text', ({ village }) => village],
    head_name: ['text', ({ headName }) => headName],
    ...personColumns,
    state: ['text', ({ state }) => state],
    members: ['integer', ({ members }) => members],
    income_score: ['numeric', ({ incomeScore }) => incomeScore],
    deprivation_score: ['numeric', ({ deprivationScore }) => deprivationScore],
    decision_number: ['text', ({ decisionNumber }) => decisionNumber],
    decision_date: ['timestamptz', ({ decisionDate }) => decisionDate],
    search_text: ['text', ({ decisionNumber = '' }) => fold(decisionNumber)],
    person_text: [
      'text',
      ({ headName, village = '', householdCode }) => fold([headName, village, householdCode].join(' ')),
    ],
  },
});

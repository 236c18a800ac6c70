import { defineEntity, p } from '@mikro-orm/core';
import { BENEFIT_PROGRAMMES, groupLabel } from '../../domain/benefits/groups.js';
import { ENTITLEMENT_STATES } from '../../domain/benefits/states.js';
import { fold } from '../../domain/fold.js';
import { GENDERS } from '../../domain/gender.js';
import {
  type BeneficiaryRecord,
  DISABILITY_LEVELS,
  DISABILITY_TYPES,
  PAY_CHANNELS,
} from '../../domain/kinds/beneficiary.js';
import { Subject } from '../entities/subject.js';
import { bytesText } from '../rows.js';
import { knownWithoutNumber, numberedSince, samePersonHash, underTwoNumbers } from './beneficiary-clashes.js';
import { among, anyOf, searchIndex } from './checks.js';
import { kindStore } from './kind.js';
import { personColumns, personIndex, personProperties, sealedText } from './person.js';

const sealed = (name: string) => p.blob().nullable().fieldName(name).comment('sealed');
const text = (name: string) => p.text().nullable().fieldName(name);
const instant = (name: string) => p.datetime().columnType('timestamptz').nullable().fieldName(name);

const Beneficiary = defineEntity({
  name: 'Beneficiary',
  tableName: 'beneficiary',
  indexes: [
    { name: 'beneficiary_unit', properties: ['unit', 'programme'] },
    { name: 'beneficiary_same_person', properties: ['samePerson'] },
    personIndex('beneficiary'),
    {
      name: 'beneficiary_from',
      expression:
        "CREATE INDEX beneficiary_from ON beneficiary USING btree (COALESCE(from_date, 'infinity'::timestamp with time zone), subject_id)",
    },
    searchIndex('beneficiary', 'search_text', 'beneficiary_search'),
    searchIndex('beneficiary', 'person_text', 'beneficiary_person_search'),
    {
      name: 'beneficiary_household',
      expression:
        'CREATE INDEX beneficiary_household ON beneficiary USING btree (unit, household_code) WHERE (household_code IS NOT NULL)',
    },
  ],
  checks: [
    anyOf('beneficiary', 'programme', BENEFIT_PROGRAMMES),
    anyOf('beneficiary', 'gender', GENDERS),
    anyOf('beneficiary', 'pay_channel', PAY_CHANNELS),
    anyOf('beneficiary', 'state', ENTITLEMENT_STATES),
    {
      name: 'beneficiary_decided',
      expression: `(${among('state', ['APPLIED', 'VERIFIED', 'REFUSED'])}) OR (decision_number IS NOT NULL)`,
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('beneficiary_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('beneficiary_code_key'),
    programme: p.text(),
    groupCode: p.text().collation('C').fieldName('group_code'),
    fullName: p.text().fieldName('full_name'),
    birthDate: p.text().collation('C').fieldName('birth_date'),
    gender: p.text(),
    ...personProperties,
    unit: p.text().collation('C'),
    village: text('village'),
    householdCode: p.text().collation('C').nullable().fieldName('household_code'),
    coefficient: p.decimal().columnType('numeric').nullable(),
    monthlyAmount: p.bigint().nullable().fieldName('monthly_amount'),
    applicationNumber: text('application_number'),
    decisionNumber: text('decision_number'),
    decisionDate: instant('decision_date'),
    fromDate: instant('from_date'),
    toDate: instant('to_date'),
    disabilityType: sealed('disability_type'),
    disabilityLevel: sealed('disability_level'),
    injuryRate: sealed('injury_rate'),
    guardian: text('guardian'),
    payChannel: text('pay_channel'),
    bankAccount: sealed('bank_account'),
    ministryFile: text('ministry_file'),
    provinceFile: text('province_file'),
    deathDate: p.text().collation('C').nullable().fieldName('death_date'),
    state: p.text(),
    reason: sealed('reason'),
    samePerson: p
      .blob()
      .nullable()
      .fieldName('same_person')
      .comment(
        'keyed hash of programme, paper, name and year of birth: who stands there under two numbers; null: made by the next housekeeping',
      ),
    searchText: p.text().collation('C').fieldName('search_text'),
    personText: p
      .text()
      .collation('C')
      .fieldName('person_text')
      .comment('searched for those only who may see names'),
  },
});

const BenefitStandard = defineEntity({
  name: 'BenefitStandard',
  tableName: 'benefit_standard',
  comment: 'đồng a month at coefficient 1, both days included; of several that hold the largest is due',
  checks: [
    anyOf('benefit_standard', 'programme', BENEFIT_PROGRAMMES),
    anyOf('benefit_standard', 'given_by', ['STATE', 'PROVINCE']),
    { name: 'benefit_standard_amount_check', expression: 'amount > 0' },
    { name: 'benefit_standard_check', expression: 'valid_to >= valid_from' },
  ],
  properties: {
    programme: p.text().primary(),
    groupCode: p
      .text()
      .collation('C')
      .fieldName('group_code')
      .comment('empty: every group of the programme')
      .primary(),
    givenBy: p.text().fieldName('given_by').primary(),
    validFrom: p.date().fieldName('valid_from').primary(),
    amount: p.bigint(),
    validTo: p.date().fieldName('valid_to'),
    basis: p.text(),
  },
});

const BenefitCoefficient = defineEntity({
  name: 'BenefitCoefficient',
  tableName: 'benefit_coefficient',
  comment: 'of one whom somebody cares for, both days included',
  checks: [
    anyOf('benefit_coefficient', 'given_by', ['STATE', 'PROVINCE']),
    { name: 'benefit_coefficient_coefficient_check', expression: 'coefficient > (0)::numeric' },
    { name: 'benefit_coefficient_check', expression: 'valid_to >= valid_from' },
  ],
  properties: {
    groupCode: p.text().collation('C').fieldName('group_code').primary(),
    ofWhom: p.text().fieldName('of_whom').comment('empty: everybody of the group').primary(),
    givenBy: p.text().fieldName('given_by').primary(),
    validFrom: p.date().fieldName('valid_from').primary(),
    coefficient: p.decimal().columnType('numeric'),
    validTo: p.date().fieldName('valid_to'),
    basis: p.text(),
  },
});

export const beneficiaryStore = kindStore<BeneficiaryRecord>({
  kind: 'beneficiary',
  entities: [Beneficiary, BenefitStandard, BenefitCoefficient],
  table: 'beneficiary',
  clashes: underTwoNumbers,
  storedUnder: knownWithoutNumber,
  outgrown: numberedSince,
  columns: {
    code: ['text', ({ code }) => code],
    programme: ['text', ({ programme }) => programme],
    group_code: ['text', ({ group }) => group],
    full_name: ['text', ({ fullName }) => fullName],
    birth_date: ['text', ({ birthDate }) => birthDate],
    gender: ['text', ({ gender }) => gender],
    ...personColumns,
    unit: ['text', ({ unit }) => unit],
    village: ['text', ({ village }) => village],
    household_code: ['text', ({ householdCode }) => householdCode],
    coefficient: ['numeric', ({ coefficient }) => coefficient],
    monthly_amount: ['bigint', ({ monthlyAmount }) => monthlyAmount],
    application_number: ['text', ({ applicationNumber }) => applicationNumber],
    decision_number: ['text', ({ decisionNumber }) => decisionNumber],
    decision_date: ['timestamptz', ({ decisionDate }) => decisionDate],
    from_date: ['timestamptz', ({ from }) => from],
    to_date: ['timestamptz', ({ to }) => to],
    disability_type: sealedText(({ disabilityType: type }) => type && DISABILITY_TYPES[type]),
    disability_level: sealedText(({ disabilityLevel: level }) => level && DISABILITY_LEVELS[level]),
    injury_rate: sealedText(({ injuryRate }) => injuryRate),
    guardian: ['text', ({ guardian }) => guardian],
    pay_channel: ['text', ({ payChannel }) => payChannel],
    bank_account: sealedText(({ bankAccount }) => bankAccount),
    ministry_file: ['text', ({ ministryFile }) => ministryFile],
    province_file: ['text', ({ provinceFile }) => provinceFile],
    death_date: ['text', ({ deathDate }) => deathDate],
    state: ['text', ({ state }) => state],
    reason: sealedText(({ reason }) => reason),
    same_person: ['bytea', (record, sealer) => bytesText(samePersonHash(record, sealer))],
    // What everybody may see who sees the row.
    search_text: [
      'text',
      ({ group, decisionNumber = '', applicationNumber = '' }) =>
        fold([groupLabel(group), decisionNumber, applicationNumber].join(' ')),
    ],
    person_text: [
      'text',
      ({ fullName, village = '', guardian = '', ministryFile = '', provinceFile = '' }) =>
        fold([fullName, village, guardian, ministryFile, provinceFile].join(' ')),
    ],
  },
});

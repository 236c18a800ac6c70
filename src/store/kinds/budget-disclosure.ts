import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import type { BudgetDisclosureRecord } from '../../domain/kinds/budget-disclosure.js';
import { Subject } from '../entities/subject.js';
import { kindStore, partOf } from './kind.js';

const PERIODS = "period = ANY (ARRAY['YEAR'::text, 'Q1'::text, 'H1'::text, 'M9'::text])";

const BudgetDisclosure = defineEntity({
  name: 'BudgetDisclosure',
  tableName: 'budget_disclosure',
  indexes: [
    {
      name: 'budget_disclosure_form',
      properties: ['budgetUnitCode', 'year', 'period', 'formCode', 'revision'],
    },
    { name: 'budget_disclosure_unit', properties: ['unit', 'year'] },
    {
      name: 'budget_disclosure_search',
      expression:
        'CREATE INDEX budget_disclosure_search ON budget_disclosure USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    { name: 'budget_disclosure_period_check', expression: PERIODS },
    {
      name: 'budget_disclosure_state_check',
      expression:
        "state = ANY (ARRAY['DRAFT'::text, 'APPROVED'::text, 'PUBLISHED'::text, 'CORRECTED'::text, 'WITHDRAWN'::text])",
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('budget_disclosure_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('budget_disclosure_code_key'),
    budgetUnitCode: p.text().collation('C').fieldName('budget_unit_code'),
    unit: p.text().collation('C'),
    year: p.integer(),
    period: p.text(),
    formCode: p.text().collation('C').fieldName('form_code'),
    revision: p.integer(),
    state: p.text(),
    decisionNumber: p.text().nullable().fieldName('decision_number'),
    decisionDate: p.datetime().columnType('timestamptz').nullable().fieldName('decision_date'),
    publishedAt: p.datetime().columnType('timestamptz').nullable().fieldName('published_at'),
    withdrawnAt: p.datetime().columnType('timestamptz').nullable().fieldName('withdrawn_at'),
    reason: p.text().nullable(),
    url: p.text().nullable(),
    explanation: p.text().nullable(),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

const BudgetDisclosureFile = defineEntity({
  name: 'BudgetDisclosureFile',
  tableName: 'budget_disclosure_file',
  checks: [
    {
      name: 'budget_disclosure_file_part_check',
      expression: "part = ANY (ARRAY['DECISION'::text, 'FORM'::text, 'EXPLANATION'::text])",
    },
  ],
  properties: {
    disclosureId: p
      .manyToOne(BudgetDisclosure)
      .mapToPk()
      .fieldName('disclosure_id')
      .foreignKeyName('budget_disclosure_file_disclosure_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    part: p.text(),
    name: p.text(),
    url: p.text(),
  },
});

/** What is to be published until when; read by reads/disclosure-due.ts. */
const DisclosureRule = defineEntity({
  name: 'DisclosureRule',
  tableName: 'disclosure_rule',
  comment:
    'what is to be published until when: days after the decision, or after the last day of the period, both days of the rule included',
  checks: [
    { name: 'disclosure_rule_period_check', expression: PERIODS },
    {
      name: 'disclosure_rule_counted_from_check',
      expression: "counted_from = ANY (ARRAY['APPROVAL'::text, 'PERIOD_END'::text])",
    },
    { name: 'disclosure_rule_days_check', expression: 'days >= 0' },
    { name: 'disclosure_rule_check', expression: 'valid_to >= valid_from' },
  ],
  properties: {
    series: p.text(),
    formCode: p.text().collation('C').fieldName('form_code').primary(),
    period: p.text().primary(),
    countedFrom: p.text().fieldName('counted_from'),
    days: p.integer(),
    validFrom: p.date().fieldName('valid_from').primary(),
    validTo: p.date().fieldName('valid_to'),
  },
});

export const budgetDisclosureStore = kindStore<BudgetDisclosureRecord>({
  kind: 'budget-disclosure',
  entities: [BudgetDisclosure, BudgetDisclosureFile, DisclosureRule],
  table: 'budget_disclosure',
  columns: {
    code: ['text', ({ code }) => code],
    budget_unit_code: ['text', ({ budgetUnitCode }) => budgetUnitCode],
    unit: ['text', ({ unit }) => unit],
    year: ['integer', ({ year }) => year],
    period: ['text', ({ period }) => period],
    form_code: ['text', ({ formCode }) => formCode],
    revision: ['integer', ({ revision }) => revision],
    state: ['text', ({ state }) => state],
    decision_number: ['text', ({ decisionNumber }) => decisionNumber],
    decision_date: ['timestamptz', ({ decisionDate }) => decisionDate],
    published_at: ['timestamptz', ({ publishedAt }) => publishedAt],
    withdrawn_at: ['timestamptz', ({ withdrawnAt }) => withdrawnAt],
    reason: ['text', ({ reason }) => reason],
    url: ['text', ({ url }) => url],
    explanation: ['text', ({ explanation }) => explanation],
    search_text: [
      'text',
      ({ formCode, budgetUnitCode, decisionNumber = '', reason = '', files }) =>
        fold([formCode, budgetUnitCode, decisionNumber, reason, ...files.map(({ name }) => name)].join(' ')),
    ],
  },
  parts: [
    partOf({
      table: 'budget_disclosure_file',
      owner: 'disclosure_id',
      items: ({ files }: BudgetDisclosureRecord) => files,
      columns: {
        part: ['text', ({ part }) => part],
        name: ['text', ({ name }) => name],
        url: ['text', ({ url }) => url],
      },
    }),
  ],
});

import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import { type BudgetLineRecord, formKey, pathAbove } from '../../domain/kinds/budget-line.js';
import { Subject } from '../entities/subject.js';
import { kindStore } from './kind.js';

const BudgetLine = defineEntity({
  name: 'BudgetLine',
  tableName: 'budget_line',
  indexes: [
    { name: 'budget_line_form', properties: ['formKey', 'rowPath'] },
    { name: 'budget_line_unit', properties: ['unit', 'year'] },
    { name: 'budget_line_package', properties: ['budgetUnitCode', 'year', 'period', 'formCode'] },
    { name: 'budget_line_year', properties: ['year', 'period', 'stage'] },
    {
      name: 'budget_line_search',
      expression: 'CREATE INDEX budget_line_search ON budget_line USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    {
      name: 'budget_line_period_check',
      expression: "period = ANY (ARRAY['YEAR'::text, 'Q1'::text, 'H1'::text, 'M9'::text])",
    },
    {
      name: 'budget_line_stage_check',
      expression: "stage = ANY (ARRAY['ESTIMATE'::text, 'EXECUTION'::text, 'SETTLEMENT'::text])",
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('budget_line_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('budget_line_code_key'),
    formKey: p.text().collation('C').fieldName('form_key'),
    budgetUnitCode: p.text().collation('C').fieldName('budget_unit_code'),
    unit: p.text().collation('C'),
    year: p.integer(),
    period: p.text(),
    formCode: p.text().collation('C').fieldName('form_code'),
    stage: p.text(),
    columnName: p.text().fieldName('column_name'),
    rowLabel: p.text().fieldName('row_label'),
    rowPath: p.text().collation('C').fieldName('row_path'),
    parentPath: p.text().collation('C').nullable().fieldName('parent_path'),
    position: p.integer().nullable(),
    isTotal: p.boolean().fieldName('is_total'),
    isOfWhich: p.boolean().fieldName('is_of_which'),
    chapter: p.text().nullable(),
    chapterLevel: p.text().nullable().fieldName('chapter_level'),
    section: p.text().nullable(),
    groupCode: p.text().nullable().fieldName('group_code'),
    item: p.text().nullable(),
    subItem: p.text().nullable().fieldName('sub_item'),
    amount: p.decimal().columnType('numeric').nullable(),
    unitLabel: p.text().nullable().fieldName('unit_label'),
    amountVnd: p.bigint().nullable().fieldName('amount_vnd'),
    percent: p.decimal().columnType('numeric').nullable(),
    decisionNumber: p.text().nullable().fieldName('decision_number'),
    decisionDate: p.datetime().columnType('timestamptz').nullable().fieldName('decision_date'),
    publishedAt: p.datetime().columnType('timestamptz').nullable().fieldName('published_at'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const budgetLineStore = kindStore<BudgetLineRecord>({
  kind: 'budget-line',
  entities: [BudgetLine],
  table: 'budget_line',
  columns: {
    code: ['text', ({ code }) => code],
    form_key: ['text', formKey],
    budget_unit_code: ['text', ({ budgetUnitCode }) => budgetUnitCode],
    unit: ['text', ({ unit }) => unit],
    year: ['integer', ({ year }) => year],
    period: ['text', ({ period }) => period],
    form_code: ['text', ({ formCode }) => formCode],
    stage: ['text', ({ stage }) => stage],
    column_name: ['text', ({ column }) => column],
    row_label: ['text', ({ rowLabel }) => rowLabel],
    row_path: ['text', ({ rowPath }) => rowPath],
    parent_path: ['text', ({ rowPath }) => pathAbove(rowPath)],
    position: ['integer', ({ position }) => position],
    is_total: ['boolean', ({ isTotal }) => isTotal],
    is_of_which: ['boolean', ({ isOfWhich }) => isOfWhich],
    chapter: ['text', ({ chapter }) => chapter],
    chapter_level: ['text', ({ chapterLevel }) => chapterLevel],
    section: ['text', ({ section }) => section],
    group_code: ['text', ({ group }) => group],
    item: ['text', ({ item }) => item],
    sub_item: ['text', ({ subItem }) => subItem],
    amount: ['numeric', ({ amount }) => amount],
    unit_label: ['text', ({ unitLabel }) => unitLabel],
    amount_vnd: ['bigint', ({ amountVnd }) => amountVnd],
    percent: ['numeric', ({ percent }) => percent],
    decision_number: ['text', ({ decisionNumber }) => decisionNumber],
    decision_date: ['timestamptz', ({ decisionDate }) => decisionDate],
    published_at: ['timestamptz', ({ publishedAt }) => publishedAt],
    search_text: [
      'text',
      ({ rowLabel, formCode, budgetUnitCode, decisionNumber = '', chapter = '' }) =>
        fold(`${rowLabel} ${formCode} ${budgetUnitCode} ${decisionNumber} ${chapter}`),
    ],
  },
});

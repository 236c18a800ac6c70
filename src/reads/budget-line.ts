import { sql } from 'kysely';
import type { BudgetLineRecord } from '../domain/kinds/budget-line.js';
import { ZONE } from '../domain/time.js';
import type { BudgetFilterArgs, BudgetFormArgs } from '../schema/args/budget.js';
import type { BudgetLine, BudgetLinesArgs, UnitBudgetLinesArgs } from '../schema/budget-line.js';

import { addsUp, isTotal, partsVnd } from './budget-parts.js';
import { column, computed } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import type { Row, Sql } from './engine/types.js';
import { among, equals } from './filters.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

export const budgetLineRead = plainRead<BudgetLine, BudgetLineRecord>(
  {
    name: 'BudgetLine',
    kind: 'budget-line',
    table: 'budget_line',
    openSince: (row) => row('published_at'),
    title: (row) => sql`${row('row_label')} || ' (' || ${row('form_code')} || ', ' || ${row('year')} || ')'`,
    found: {
      texts: ['budget_unit_code', 'decision_number', 'chapter'].map((name) => (row) => row(name)),
    },
  },
  {
    code: column('code'),
    budgetUnitCode: column('budget_unit_code'),
    unit: unitIn('unit'),
    year: column('year'),
    period: column('period'),
    formCode: column('form_code'),
    stage: column('stage'),
    column: column('column_name'),
    rowLabel: [column('row_label'), (record) => record.rowLabel],
    rowPath: column('row_path'),
    position: [column('position'), (record) => record.position],
    parent: {
      kind: 'one',
      type: 'BudgetLine',
      where: (row, target) =>
        sql`${target('form_key')} = ${row('form_key')} and ${target('row_path')} = ${row('parent_path')}`,
    },
    children: {
      kind: 'many',
      type: 'BudgetLine',
      usual: 8,
      where: (row, target) =>
        sql`${target('form_key')} = ${row('form_key')} and ${target('parent_path')} = ${row('row_path')}`,
      orderBy: (target) => sql`${target('position')}, ${target('code')}`,
    },
    isTotal: computed(isTotal),
    isOfWhich: [column('is_of_which'), (record) => record.isOfWhich],
    chapter: [column('chapter'), (record) => record.chapter],
    chapterLevel: [column('chapter_level'), (record) => record.chapterLevel],
    section: [column('section'), (record) => record.section],
    group: [column('group_code'), (record) => record.group],
    item: [column('item'), (record) => record.item],
    subItem: [column('sub_item'), (record) => record.subItem],
    amount: [column('amount'), (record) => record.amount],
    unitLabel: [column('unit_label'), (record) => record.unitLabel],
    amountVnd: [column('amount_vnd'), (record) => record.amountVnd],
    percent: [column('percent'), (record) => record.percent],
    partsVnd: computed(partsVnd),
    addsUp: computed(addsUp),
    decisionNumber: [column('decision_number'), (record) => record.decisionNumber],
    decisionDate: [column('decision_date'), (record) => record.decisionDate],
    publishedAt: [column('published_at'), (record) => record.publishedAt],
  },
);

/** What a line says it says of its whole year: what took over during the year has a part in it. */
export function endOfYear(row: Row): Sql {
  return sql`make_timestamptz(${row('year')} + 1, 1, 1, 0, 0, 0, ${ZONE}) - interval '1 millisecond'`;
}

/** Whose forms, and of when: of lines and of packages. */
export function formFilters(row: Row, args: Partial<BudgetFormArgs>): (Sql | undefined)[] {
  return [
    args.years == null ? undefined : sql`${row('year')} = any(${args.years}::integer[])`,
    among(row('period'), args.periods),
    among(row('form_code'), args.forms),
    equals(row('budget_unit_code'), args.budgetUnitCode),
  ];
}

/** The filters that a list of lines, their totals and a unit's lines have in common. */
export function budgetFilters(row: Row, args: Partial<BudgetFilterArgs>): (Sql | undefined)[] {
  return [
    ...formFilters(row, args),
    among(row('stage'), args.stages),
    among(row('chapter'), args.chapters),
    args.published == null
      ? undefined
      : sql`coalesce(${row('published_at')} <= now(), false) = ${args.published}`,
  ];
}

export const budgetLineRelations: Relations = {
  Unit: {
    budgetLines: ofUnit<UnitBudgetLinesArgs>('BudgetLine', {
      usual: 20,
      filters: budgetFilters,
      orderBy: (row) => sql`${row('year')} desc, ${row('form_key')}, ${row('position')}, ${row('code')}`,
    }),
  },
};

/** What is in a line's key, and whose it is: the same all its life. */
const OF_THE_KEY = ['unit', 'years', 'periods', 'stages', 'forms', 'budgetUnitCode'] as const;

export const budgetLinePage: PageSpec<BudgetLinesArgs & BudgetFilterArgs> = {
  type: 'BudgetLine',
  orders: {
    ...subjectOrders,
    ...bothWays(
      'ROW',
      key('form_key', 'text'),
      { value: (row) => sql`coalesce(${row('position')}, 0)::bigint`, type: 'bigint' },
      key('code', 'text'),
    ),
  },
  problems: (args) => timeless(args, OF_THE_KEY, ['CODE']),
  filters: (row, args) => [
    ...budgetFilters(row, args),
    args.totals == null ? undefined : sql`${isTotal(row)} = ${args.totals}`,
    args.addsUp == null ? undefined : sql`${addsUp(row)} = ${args.addsUp}`,
    ...subjectFilters(row, args, endOfYear(row)),
  ],
};

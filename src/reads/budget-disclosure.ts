import { sql } from 'kysely';
import type { BudgetDisclosureRecord } from '../domain/kinds/budget-disclosure.js';
import type { BudgetFormArgs } from '../schema/args/budget.js';
import type { BudgetDisclosure, BudgetDisclosuresArgs, DisclosureFile } from '../schema/budget-disclosure.js';
import { endOfYear, formFilters } from './budget-line.js';
import { column } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import { partRows, plainRead, unitIn } from './engine/plain.js';
import type { ReadField, ReadType, Row, Sql } from './engine/types.js';
import { among } from './filters.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

const disclosureRead = plainRead<BudgetDisclosure, BudgetDisclosureRecord>(
  {
    name: 'BudgetDisclosure',
    kind: 'budget-disclosure',
    table: 'budget_disclosure',
    openSince: (row) => row('published_at'),
    title: (row) => sql`${row('form_code')} || ', ' || ${row('period')} || ' ' || ${row('year')}`,
    found: {
      texts: [
        (row) => row('budget_unit_code'),
        (row) => row('decision_number'),
        (row) => row('reason'),
        (row) =>
          sql`(select string_agg(f.name, '; ' order by f.position) from budget_disclosure_file f where f.disclosure_id = ${row('subject_id')})`,
      ],
    },
  },
  {
    code: column('code'),
    budgetUnitCode: column('budget_unit_code'),
    unit: unitIn('unit'),
    year: column('year'),
    period: column('period'),
    formCode: column('form_code'),
    revision: column('revision'),
    state: [column('state'), (record) => record.state],
    decisionNumber: [column('decision_number'), (record) => record.decisionNumber],
    decisionDate: [column('decision_date'), (record) => record.decisionDate],
    publishedAt: [column('published_at'), (record) => record.publishedAt],
    withdrawnAt: [column('withdrawn_at'), (record) => record.withdrawnAt],
    reason: [column('reason'), (record) => record.reason],
    url: [column('url'), (record) => record.url],
    explanation: [column('explanation'), (record) => record.explanation],
    files: [partRows('DisclosureFile', 'disclosure_id', 3), (record) => record.files],
    lines: {
      kind: 'many',
      type: 'BudgetLine',
      usual: 50,
      paged: true,
      where: sameForm,
      orderBy: (target) => sql`${target('form_key')}, ${target('position')}, ${target('code')}`,
    },
  },
);

const disclosureFileRead: ReadType = {
  name: 'DisclosureFile',
  permission: 'budget.read',
  from: (row) => sql`budget_disclosure_file as ${row.table}`,
  fields: {
    part: column('part'),
    name: column('name'),
    url: column('url'),
  } satisfies Record<keyof DisclosureFile, ReadField>,
};

export const disclosureReads = [disclosureRead, disclosureFileRead];

/** Whether two are of the same form of the same budget unit, year and period. */
function sameForm(row: Row, target: Row): Sql {
  const parts = ['budget_unit_code', 'year', 'period', 'form_code'] as const;
  return sql.join(
    parts.map((name) => sql`${target(name)} = ${row(name)}`),
    sql` and `,
  );
}

export const disclosureRelations: Relations = {
  BudgetLine: {
    disclosures: {
      kind: 'many',
      type: 'BudgetDisclosure',
      usual: 1,
      where: sameForm,
      orderBy: (target) => sql`${target('revision')} desc`,
    },
  },
  Unit: {
    budgetDisclosures: {
      kind: 'many',
      type: 'BudgetDisclosure',
      usual: 20,
      paged: true,
      where: (row, target, args) => {
        const filters = formFilters(target, args).filter((part) => part !== undefined);
        return sql.join([sql`${target('unit')} = ${row('code')}`, ...filters], sql` and `);
      },
      orderBy: (target) => sql`${target('year')} desc, ${target('code')}`,
    },
  },
};

/** What is in a package's key, and whose it is: the same all its life. */
const OF_THE_KEY = ['unit', 'years', 'periods', 'forms', 'budgetUnitCode'] as const;

export const disclosurePage: PageSpec<BudgetDisclosuresArgs & BudgetFormArgs> = {
  type: 'BudgetDisclosure',
  orders: subjectOrders,
  problems: (args) => timeless(args, OF_THE_KEY, ['CODE']),
  filters: (row, args) => [
    ...formFilters(row, args),
    among(row('state'), args.states),
    ...subjectFilters(row, args, endOfYear(row)),
  ],
};

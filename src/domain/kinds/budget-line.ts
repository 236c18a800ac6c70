import type { BudgetLevel } from '../budget/chapters.js';
import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

export const BUDGET_PERIODS = ['YEAR', 'Q1', 'H1', 'M9'] as const;
/** What a form is about, always from 1 January: the year, its first quarter, half or nine months. */
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number];

export const BUDGET_STAGES = ['ESTIMATE', 'EXECUTION', 'SETTLEMENT'] as const;
export type BudgetStage = (typeof BUDGET_STAGES)[number];

/** What makes two lines cells of the same column of the same form. */
export interface BudgetFormKey {
  /** MaDVQHNS, seven digits */
  budgetUnitCode: string;
  /** Budget year. */
  year: number;
  period: BudgetPeriod;
  /** `95/CK-NSNN`, `M02/TT61`; see domain/budget/forms.ts. */
  formCode: string;
  stage: BudgetStage;
  /** The column's name as the form has it. */
  column: string;
}

/** One row of a form in one of its columns. */
export interface BudgetLineRecord extends BudgetFormKey {
  kind: 'budget-line';
  /** {@link formKey} and the row's path. */
  code: string;
  unit: string;
  rowLabel: string;
  /** Marks of the row and of those that it is a part of: `I/1/1.1`. */
  rowPath: string;
  /** The row's place in the form, from 1. */
  position?: number;
  /** What other rows add up to: never added to them. */
  isTotal: boolean;
  /** A row under "trong đó", of which others may lack: a part that is shown and neither added nor missed. */
  isOfWhich: boolean;
  /** Codes are text: zeros in front matter. */
  chapter?: string;
  /** What the chapter meant in the budget year. */
  chapterLevel?: BudgetLevel;
  section?: string;
  group?: string;
  item?: string;
  subItem?: string;
  /** As the form has it, in `unitLabel`. Absent is not 0. */
  amount?: number;
  unitLabel?: string;
  /** Whole đồng. */
  amountVnd?: number;
  percent?: number;
  decisionNumber?: string;
  decisionDate?: Instant;
  /** Absent: a draft. */
  publishedAt?: Instant;
  changedAt: Instant;
  deleted?: boolean;
}

/** The key of a line without its row. */
export function formKey({ budgetUnitCode, year, period, formCode, stage, column }: BudgetFormKey): string {
  return [budgetUnitCode, year, period, formCode, stage, column].join('|');
}

/** The path of the row that a row is a part of; undefined at the top. */
export function pathAbove(rowPath: string): string | undefined {
  const end = rowPath.lastIndexOf('/');
  return end < 0 ? undefined : rowPath.slice(0, end);
}

export const budgetLine = {
  kind: 'budget-line',
  label: 'Chỉ tiêu ngân sách',
  permission: 'budget.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  // Of drafts; what is published is for everybody (reads/budget-line.ts).
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  lists: ['BudgetLine'],
  classes: {
    Query: { budgetLines: 'I', budgetLine: 'I', budgetTotals: 'I' },
    // Internal until it is published.
    BudgetLine: {
      id: 'I',
      code: 'I',
      budgetUnitCode: 'P',
      unit: 'P',
      year: 'I',
      period: 'I',
      formCode: 'I',
      stage: 'I',
      column: 'I',
      rowLabel: 'I',
      rowPath: 'I',
      position: 'I',
      parent: 'I',
      children: 'I',
      isTotal: 'I',
      isOfWhich: 'I',
      chapter: 'I',
      chapterLevel: 'I',
      section: 'I',
      group: 'I',
      item: 'I',
      subItem: 'I',
      amount: 'I',
      unitLabel: 'I',
      amountVnd: 'I',
      percent: 'I',
      partsVnd: 'I',
      addsUp: 'I',
      decisionNumber: 'I',
      decisionDate: 'I',
      publishedAt: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    BudgetTotal: {
      year: 'I',
      period: 'I',
      stage: 'I',
      formCode: 'I',
      column: 'I',
      topRow: 'I',
      budgetUnitCode: 'P',
      chapter: 'I',
      section: 'I',
      item: 'I',
      amountVnd: 'I',
      lines: 'I',
      unknown: 'I',
      setAside: 'I',
    },
    Unit: { budgetLines: 'I' },
  },
} as const satisfies KindFacts<BudgetLineRecord['kind'], keyof BudgetLineRecord>;

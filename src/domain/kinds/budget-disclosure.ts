import type { Problem } from '../problem.js';
import type { Instant } from '../time.js';
import type { BudgetPeriod } from './budget-line.js';
import type { KindFacts } from './kind.js';

/** DRAFT → APPROVED (the decision is signed) → PUBLISHED → CORRECTED (a later revision took its place) or WITHDRAWN. */
export const DISCLOSURE_STATES = ['DRAFT', 'APPROVED', 'PUBLISHED', 'CORRECTED', 'WITHDRAWN'] as const;
export type DisclosureState = (typeof DISCLOSURE_STATES)[number];

export const DISCLOSURE_PARTS = ['DECISION', 'FORM', 'EXPLANATION'] as const;
/** What a file of a package is. */
export type DisclosurePart = (typeof DISCLOSURE_PARTS)[number];

/** What makes a package that one and no other. */
export interface DisclosureKey {
  /** MaDVQHNS, seven digits */
  budgetUnitCode: string;
  /** Budget year. */
  year: number;
  period: BudgetPeriod;
  /** `95/CK-NSNN`, `M02/TT61`; see domain/budget/forms.ts. */
  formCode: string;
  /** From 1; a correction is the next one. */
  revision: number;
}

/** A disclosure package (hồ sơ công khai ngân sách): the decision, the form and its explanation, as one revision of it. */
export interface BudgetDisclosureRecord extends DisclosureKey {
  kind: 'budget-disclosure';
  /** {@link disclosureCode} */
  code: string;
  unit: string;
  state: DisclosureState;
  decisionNumber?: string;
  /** Approved on. */
  decisionDate?: Instant;
  publishedAt?: Instant;
  withdrawnAt?: Instant;
  /** Why it was corrected or withdrawn. */
  reason?: string;
  /** Where it is published. */
  url?: string;
  /** Thuyết minh, as text. */
  explanation?: string;
  files: { part: DisclosurePart; name: string; url: string }[];
  changedAt: Instant;
  deleted?: boolean;
}

export function disclosureCode({ budgetUnitCode, year, period, formCode, revision }: DisclosureKey): string {
  return [budgetUnitCode, year, period, formCode, revision].join('|');
}

/**
 * Where a package goes from each state, read at intervals: what passes quickly may be skipped. A decision may be taken back before anybody
 * saw it; what was out never becomes a draft again, what was withdrawn stays so, and nobody corrects or withdraws a draft.
 */
const STEPS: Readonly<Record<DisclosureState, readonly DisclosureState[]>> = {
  DRAFT: ['APPROVED', 'PUBLISHED'],
  APPROVED: ['DRAFT', 'PUBLISHED', 'CORRECTED', 'WITHDRAWN'],
  PUBLISHED: ['CORRECTED', 'WITHDRAWN'],
  CORRECTED: ['WITHDRAWN'],
  WITHDRAWN: [],
};

function judgeStep(
  incoming: BudgetDisclosureRecord,
  stored: BudgetDisclosureRecord | undefined,
): Problem | undefined {
  // What was deleted begins anew.
  if (!stored || stored.deleted || stored.state === incoming.state) return undefined;
  if (STEPS[stored.state].includes(incoming.state)) return undefined;
  const message = `Bước chuyển trạng thái không hợp lệ; đính chính là lần công khai sau (impossible step; a correction is the next revision): ${stored.state} → ${incoming.state}`;
  return { field: 'TrangThai', code: 'ILLEGAL_STEP', message };
}

export const budgetDisclosure = {
  kind: 'budget-disclosure',
  label: 'Hồ sơ công khai ngân sách',
  permission: 'budget.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  // Of drafts; what is published is for everybody (reads/budget-disclosure.ts).
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  judge: judgeStep,
  lists: ['BudgetDisclosure'],
  classes: {
    Query: { budgetDisclosures: 'I', budgetDisclosure: 'I', disclosureDues: 'I' },
    // Internal until it is published.
    BudgetDisclosure: {
      id: 'I',
      code: 'I',
      budgetUnitCode: 'P',
      unit: 'P',
      year: 'I',
      period: 'I',
      formCode: 'I',
      revision: 'I',
      state: 'I',
      decisionNumber: 'I',
      decisionDate: 'I',
      publishedAt: 'I',
      withdrawnAt: 'I',
      reason: 'I',
      url: 'I',
      explanation: 'I',
      files: 'I',
      lines: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    DisclosureFile: { part: 'I', name: 'I', url: 'I' },
    DisclosureDue: {
      budgetUnitCode: 'P',
      unitCode: 'P',
      year: 'I',
      period: 'I',
      formCode: 'I',
      countedFrom: 'I',
      dueOn: 'I',
      publishedOn: 'I',
      standing: 'I',
      daysLate: 'I',
      disclosureCode: 'I',
    },
    BudgetLine: { disclosures: 'I' },
    Unit: { budgetDisclosures: 'I' },
  },
} as const satisfies KindFacts<BudgetDisclosureRecord['kind'], keyof BudgetDisclosureRecord>;

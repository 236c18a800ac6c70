import { expect, test } from 'vitest';
import {
  type BudgetDisclosureRecord,
  budgetDisclosure,
  type DisclosureState,
} from '../../../src/domain/kinds/budget-disclosure.js';

const inState = (state: DisclosureState): BudgetDisclosureRecord => ({
  ...{ kind: 'budget-disclosure', code: '1034567|2025|Q1|M03/TT61|1', unit: 'H56.14.4', state, files: [] },
  ...{ budgetUnitCode: '1034567', year: 2025, period: 'Q1', formCode: 'M03/TT61', revision: 1 },
  changedAt: '2026-02-10T02:00:00.000Z',
});

test.each<[DisclosureState, DisclosureState, boolean]>([
  ['DRAFT', 'DRAFT', true],
  ['DRAFT', 'APPROVED', true],
  ['DRAFT', 'PUBLISHED', true],
  ['DRAFT', 'CORRECTED', false],
  ['DRAFT', 'WITHDRAWN', false],
  ['APPROVED', 'DRAFT', true],
  ['APPROVED', 'PUBLISHED', true],
  ['PUBLISHED', 'DRAFT', false],
  ['PUBLISHED', 'APPROVED', false],
  ['PUBLISHED', 'WITHDRAWN', true],
  ['CORRECTED', 'PUBLISHED', false],
  ['WITHDRAWN', 'PUBLISHED', false],
  ['WITHDRAWN', 'CORRECTED', false],
])('a package goes from %s to %s: %s', (before, after, may) => {
  const problem = budgetDisclosure.judge(inState(after), inState(before));
  expect(problem?.code).toBe(may ? undefined : 'ILLEGAL_STEP');
  expect(budgetDisclosure.judge(inState(after), undefined)).toBeUndefined();
});

test('a package that was deleted begins anew', () => {
  expect(
    budgetDisclosure.judge(inState('DRAFT'), { ...inState('PUBLISHED'), deleted: true }),
  ).toBeUndefined();
});

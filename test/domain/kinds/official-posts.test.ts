import { describe, expect, it, test } from 'vitest';
import {
  mainPostHeld,
  type OfficialPost,
  postsWithPresent,
  type SalaryStep,
  salaryWithPresent,
} from '../../../src/domain/kinds/official-posts.js';
import { mayFollow, OFFICIAL_STATES } from '../../../src/domain/kinds/official-states.js';

const post = (unit: string, from: string, to?: string, more: Partial<OfficialPost> = {}): OfficialPost => ({
  ...{ unit, title: 'Chuyên viên', kind: 'MAIN', from },
  ...(to === undefined ? {} : { to }),
  ...more,
});

describe('the main post that is held on a day', () => {
  it.each<[string, OfficialPost[], string | undefined]>([
    ['without an end', [post('A', '2020')], 'A'],
    ['with an end that lies ahead, as in a contract', [post('A', '2020', '2026-12-31')], 'A'],
    ['an end on the day itself', [post('A', '2020', '2025-08-20')], undefined],
    ['an end in a year that goes on', [post('A', '2020', '2025')], undefined],
    ['one that begins later', [post('A', '2020', '2025-09-01'), post('B', '2025-09-01')], 'A'],
    ['one that begins in a year that goes on', [post('B', '2025')], 'B'],
    ['no second post', [post('A', '2020', undefined, { kind: 'SECOND' })], undefined],
  ])('%s', (_what, posts, unit) => {
    expect(mainPostHeld(posts, '2025-08-20')?.unit).toBe(unit);
  });
});

describe('a row that says the present post', () => {
  it.each<[string, OfficialPost[], OfficialPost | undefined, OfficialPost[]]>([
    [
      'closes the one before, and leaves what is closed',
      [post('A', '2010', '2015'), post('B', '2015')],
      post('C', '2025-07-01'),
      [post('A', '2010', '2015'), post('B', '2015', '2025-07-01'), post('C', '2025-07-01')],
    ],
    [
      'leaves second posts',
      [post('A', '2010', undefined, { kind: 'SECOND' })],
      post('B', '2025'),
      [post('A', '2010', undefined, { kind: 'SECOND' }), post('B', '2025')],
    ],
    [
      'keeps what is known of the same post',
      [post('A', '2020-03-01', undefined, { decisionNumber: '5/QĐ' })],
      post('A', '2020-03-01'),
      [post('A', '2020-03-01', undefined, { decisionNumber: '5/QĐ' })],
    ],
    ['corrects its beginning', [post('A', '2020')], post('A', '2021'), [post('A', '2021')]],
    [
      'takes the place of one that would begin after it',
      [post('A', '2020')],
      post('B', '2019'),
      [post('B', '2019')],
    ],
    ['that says none leaves all', [post('A', '2020')], undefined, [post('A', '2020')]],
  ])('%s', (_what, before, present, after) => {
    expect(postsWithPresent(before, present)).toEqual(after);
    expect(postsWithPresent(after, present)).toEqual(after);
  });
});

test('a row that says the present step leaves the steps before, and corrects the same one', () => {
  const step = (name: string, from: string): SalaryStep => ({ rankCode: '01.003', step: name, from });
  const before = [step('2/9', '2019'), step('3/9', '2022')];
  expect(salaryWithPresent(before, step('4/9', '2025'))).toEqual([...before, step('4/9', '2025')]);
  expect(salaryWithPresent(before, step('3/9', '2022-05'))).toEqual([
    step('2/9', '2019'),
    step('3/9', '2022-05'),
  ]);
  expect(salaryWithPresent(before, undefined)).toEqual(before);
});

test('the way of a file: forward, and back only from leave, secondment, suspension and transfer', () => {
  const from = (...states: (typeof OFFICIAL_STATES)[number][]) =>
    states.map((before) => OFFICIAL_STATES.filter((after) => mayFollow(before, after)).length);
  expect(from('PROBATION', 'ACTIVE', 'LEAVE', 'SECONDED', 'SUSPENDED', 'TRANSFERRED')).toEqual([
    10, 9, 9, 9, 9, 9,
  ]);
  expect(from('RETIRED', 'RESIGNED', 'DISMISSED', 'DECEASED')).toEqual([2, 2, 2, 1]);
  expect(mayFollow('ACTIVE', 'PROBATION')).toBe(false);
  expect(mayFollow('RETIRED', 'ACTIVE')).toBe(false);
});

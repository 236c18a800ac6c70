import { describe, expect, it } from 'vitest';
import type { DossierState } from '../../src/domain/states.js';
import { judgeStep, lastFinishedEntryAt, needsFinishedAt, type StepTo } from '../../src/domain/steps.js';

/** Written by hand from the table of steps: `y` always, `.` no step, `n` never, letters: see below. */
const TABLE = [
  //1  2  3  4  5  6  7  8  9  10
  ['.', 'y', 'y', 'y', 'y', 'y', 'y', 'y', 'y', 'y'], // 1
  ['n', '.', 'd', 'y', 'y', 'y', 'y', 'y', 'y', 'y'], // 2
  ['h', 'h', '.', 'n', 'n', 'n', 'n', 'n', 'n', 'n'], // 3
  ['n', 'y', 'n', '.', 'y', 'y', 'y', 'y', 'y', 'y'], // 4
  ['n', 'y', 'n', 'y', '.', 'n', 'y', 'y', 'y', 'y'], // 5
  ['n', 'y', 'n', 'y', 'n', '.', 'y', 'y', 'y', 'y'], // 6
  ['n', 'n', 'n', 'n', 'n', 'n', '.', 'n', 'n', 'y'], // 7
  ['n', 'y', 'n', 'y', 'n', 'n', 'n', '.', 'y', 'y'], // 8
  ['n', 'n', 'n', 'r', 'r', 'n', 'n', 'n', '.', 'y'], // 9
  ['n', 'n', 'n', 'c', 'n', 'n', 'n', 'n', 'c', '.'], // 10
];
const FLAG: Record<string, string[]> = {
  '.': [],
  y: [],
  h: ['HANDED_IN_AGAIN'],
  d: ['DESK_CORRECTION'],
  r: ['REOPENED'],
  c: ['CORRECTED'],
};
const STATES: DossierState[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const RECEIVED = '2024-08-23T02:00:00.000Z';
const FINISHED = '2024-08-25T02:00:00.000Z';

const pairs = STATES.flatMap((from) =>
  STATES.map((to) => ({ from, to, rule: TABLE[from - 1]?.[to - 1] ?? '' })),
);

function arriving(state: DossierState, change: Partial<StepTo> = {}): StepTo {
  return { state, receivedAt: RECEIVED, changedAt: '2024-08-26T02:00:00.000Z', trace: [], ...change };
}

describe('steps between states', () => {
  it.each(pairs)('$from → $to with every condition met is $rule', ({ from, to, rule }) => {
    const record = arriving(to, {
      refusedAt: '2024-08-23T09:00:00.000Z',
      trace: [{ at: '2024-08-26T01:00:00.000Z', state: to, actor: 'A' }],
    });
    const verdict = judgeStep({ state: from, receivedAt: RECEIVED, lastFinishedEntryAt: FINISHED }, record);
    expect(verdict).toEqual(rule === 'n' ? { ok: false } : { ok: true, flags: FLAG[rule] });
  });

  it.each(pairs)(
    '$from → $to without any condition met is no better than the plain table',
    ({ from, to, rule }) => {
      const verdict = judgeStep(
        { state: from, receivedAt: RECEIVED, lastFinishedEntryAt: FINISHED },
        arriving(to),
      );
      expect(verdict.ok).toBe(['.', 'y', 'h'].includes(rule));
    },
  );

  it('lets a key first seen be in any state', () => {
    for (const state of STATES)
      expect(judgeStep(undefined, arriving(state))).toEqual({ ok: true, flags: [] });
  });

  it('judges the desk correction by the local day, NgayTuChoi before NgayCapNhat', () => {
    const from = { state: 2 as const, receivedAt: RECEIVED };
    // 16:59Z is 23:59 there, 17:00Z is the next day.
    expect(judgeStep(from, arriving(3, { refusedAt: '2024-08-23T16:59:59.000Z' })).ok).toBe(true);
    expect(judgeStep(from, arriving(3, { refusedAt: '2024-08-23T17:00:00.000Z' })).ok).toBe(false);
    expect(judgeStep(from, arriving(3, { changedAt: '2024-08-23T10:00:00.000Z' })).ok).toBe(true);
    expect(
      judgeStep(
        from,
        arriving(3, { changedAt: '2024-08-23T10:00:00.000Z', refusedAt: '2024-08-24T10:00:00.000Z' }),
      ).ok,
    ).toBe(false);
  });

  it('wants the entry of a reopening later than every stored 9/10 entry and in the new state', () => {
    const from = { state: 9 as const, lastFinishedEntryAt: FINISHED };
    const entry = (at: string, state: DossierState) => arriving(4, { trace: [{ at, state, actor: 'A' }] });
    expect(judgeStep(from, entry('2024-08-25T02:00:00.001Z', 4)).ok).toBe(true);
    expect(judgeStep(from, entry(FINISHED, 4)).ok).toBe(false);
    expect(judgeStep(from, entry('2024-08-26T02:00:00.000Z', 5)).ok).toBe(false);
  });

  it('finds the latest 9/10 entry whatever the order of the list', () => {
    expect(
      lastFinishedEntryAt([
        { at: FINISHED, state: 10 },
        { at: RECEIVED, state: 9 },
        { at: '2025-01-01T00:00:00.000Z', state: 4 },
      ]),
    ).toBe(FINISHED);
    expect(lastFinishedEntryAt([])).toBeUndefined();
  });

  it('asks for NgayKetThucXuLy in 9, and in 10 unless it ended without a result', () => {
    const trace = (...states: DossierState[]) =>
      states.map((state, index) => ({ at: `2024-08-2${index}T00:00:00.000Z`, state, actor: 'A' }));
    expect(needsFinishedAt({ state: 9, trace: [] }, 7)).toBe(true);
    expect(needsFinishedAt({ state: 10, trace: [] }, undefined)).toBe(true);
    expect(needsFinishedAt({ state: 10, trace: [] }, 8)).toBe(false);
    expect(needsFinishedAt({ state: 10, trace: trace(2, 7, 10) }, undefined)).toBe(false);
    expect(needsFinishedAt({ state: 10, trace: trace(7, 4, 10) }, undefined)).toBe(true);
    expect(needsFinishedAt({ state: 4, trace: [] }, undefined)).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  firstDayOf,
  isPartialDate,
  isSurelyBefore,
  lastDayOf,
  type PartialDate,
  partialDateOf,
  precisionOf,
} from '../../src/domain/partial-date.js';

describe('partial dates', () => {
  it.each([
    [[1945], '1945', 'YEAR', '1945-01-01', '1945-12-31'],
    [[1944, 2], '1944-02', 'MONTH', '1944-02-01', '1944-02-29'],
    [[1945, 2], '1945-02', 'MONTH', '1945-02-01', '1945-02-28'],
    [[1945, 3, 9], '1945-03-09', 'DAY', '1945-03-09', '1945-03-09'],
  ] as const)('%j is %s', ([year, month, day], date, precision, first, last) => {
    expect(partialDateOf(year, month, day)).toBe(date);
    expect(isPartialDate(date)).toBe(true);
    expect(precisionOf(date)).toBe(precision);
    expect([firstDayOf(date), lastDayOf(date)]).toEqual([first, last]);
  });

  it.each([
    [45],
    [1799],
    [2201],
    [1945.5],
    [Number.NaN],
    [1945, 0],
    [1945, 13],
    [1945, 2, 31],
    [1945, 2, 29],
    [1945, 3, 0],
    [1945, undefined, 12],
  ])('%j is none', (...parts) => {
    const [year = 0, month, day] = parts.flat();
    expect(partialDateOf(year, month, day)).toBeUndefined();
  });

  it.each(['', '45', '1945-3', '1945-02-31', '12/03/1945', '1945-03-12T00:00:00Z'])(
    '%j is no such text',
    (text) => {
      expect(isPartialDate(text)).toBe(false);
    },
  );

  it.each([
    ['1945', '1946', true],
    ['1945-12', '1946', true],
    ['1945-03', '1945-04', true],
    ['1945-03-12', '1945-03-13', true],
    ['1945', '1945-06', false],
    ['1945-06', '1945', false],
    ['1945-03', '1945-03-31', false],
    ['1945', '1945', false],
    ['1946', '1945', false],
  ])('%s is surely before %s: %s', (one, other, is) => {
    expect(isSurelyBefore(one, other)).toBe(is);
  });
});

const dates = fc
  .record({
    day: fc.date({ min: new Date('1800-01-01'), max: new Date('2200-12-31'), noInvalidDate: true }),
    letters: fc.constantFrom(4, 7, 10),
  })
  .map(({ day, letters }): PartialDate => day.toISOString().slice(0, letters));

test('one is surely before another exactly when each day it may be is', () => {
  fc.assert(
    fc.property(dates, dates, (one, other) => {
      expect(isSurelyBefore(one, other)).toBe(Date.parse(lastDayOf(one)) < Date.parse(firstDayOf(other)));
      expect(isSurelyBefore(one, other) && isSurelyBefore(other, one)).toBe(false);
      expect(isSurelyBefore(one, one)).toBe(false);
    }),
  );
});

test('a date is between its first and its last day, and their texts keep its order', () => {
  fc.assert(
    fc.property(dates, dates, (one, other) => {
      expect(firstDayOf(one).startsWith(one) && lastDayOf(one).startsWith(one)).toBe(true);
      expect(isPartialDate(firstDayOf(one)) && isPartialDate(lastDayOf(one))).toBe(true);
      if (isSurelyBefore(one, other)) expect(one < other).toBe(true);
    }),
  );
});

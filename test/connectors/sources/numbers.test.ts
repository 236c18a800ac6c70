import { describe, expect, it } from 'vitest';
import { readFields } from '../../../src/connectors/sources/reading/fields.js';
import { money, required } from '../../../src/connectors/sources/reading/leaves.js';
import type { Problem } from '../../../src/domain/ports.js';

const read = (value: unknown) => {
  const problems: Problem[] = [];
  const { amount } = readFields({ amount: required(money()) }, { amount: value }, '', problems);
  return problems.length === 0 ? amount : problems.map(({ code }) => code);
};

describe('an amount', () => {
  it.each([
    ['1.234.567', 1_234_567],
    ['8.000', 8_000],
    ['1.234.567,5', 1_234_567.5],
    ['2,34', 2.34],
    ['8000.50', 8_000.5],
    ['8000', 8_000],
    ['0', 0],
    [8000.5, 8_000.5],
    ['1.000.000.000.000', 1e12],
  ])('%s is %d', (value, wanted) => {
    expect(read(value)).toBe(wanted);
  });

  it.each(['-', '–', ' ', '', null, undefined])('%s is none, not 0', (value) => {
    expect(read(value)).toEqual(['MISSING']);
  });

  it.each([
    '1,234',
    '1.23.456',
    '1.2345',
    '12.345.67',
    '1.234.56',
    '-5',
    '1e3',
    '10.000.000.000.000',
    1.234,
    -1,
    1e15,
  ])('%s is refused', (value) => {
    expect(read(value)).toEqual(['BAD_NUMBER']);
  });
});

import { expect, test } from 'vitest';
import { type Below, standsBelowItself } from '../../src/domain/unit-tree.js';

const [Y2010, Y2020] = ['2010-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z'];

test.each<[string, Record<string, Below[]>, boolean]>([
  ['below nothing', { a: [] }, false],
  ['below another', { a: [{ code: 'b' }], b: [{ code: 'c' }] }, false],
  ['below itself', { a: [{ code: 'a' }] }, true],
  ['below what is below it', { a: [{ code: 'b' }], b: [{ code: 'c' }], c: [{ code: 'a' }] }, true],
  [
    'above what it stood below before',
    { a: [{ code: 'b', to: Y2010 }], b: [{ code: 'a', from: Y2020 }] },
    false,
  ],
  ['both at once for a time', { a: [{ code: 'b', to: Y2020 }], b: [{ code: 'a', from: Y2010 }] }, true],
  ['below a ring of others', { a: [{ code: 'b' }], b: [{ code: 'c' }], c: [{ code: 'b' }] }, false],
])('a unit %s', (_what, above, expected) => {
  expect(standsBelowItself('a', (code) => above[code] ?? [])).toBe(expected);
});

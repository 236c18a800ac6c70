import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical.js';

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

test('canonical text says the same, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
    { seed: 1 },
  );
});

test('canonical text: sorted, without what is undefined, in NFC', () => {
  const decomposed = 'Hồ sơ'.normalize('NFD');
  expect(
    canonicalJson({ b: [1, undefined, null], a: decomposed, c: undefined, '10': true, '9': false }),
  ).toBe('{"10":true,"9":false,"a":"Hồ sơ","b":[1,null,null]}');
});

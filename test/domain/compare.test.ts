import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/domain/canonical.js';
import { holdsAllOf, linkText, withoutLinkQueries } from '../../src/domain/compare.js';

const LINKS = new Set(['link']);
const same = (found: JsonObject, sent: JsonObject) => holdsAllOf(found, sent, LINKS);

const key = fc.constantFrom('a', 'b', 'c', 'd');
const text = fc.constantFrom('', 'một', 'hai', 'tiếng Việt', 'x?y', '0', '1');
const scalar: fc.Arbitrary<Json> = fc.oneof(text, fc.integer({ min: 0, max: 3 }), fc.boolean());
const flat: fc.Arbitrary<JsonObject> = fc.dictionary(key, scalar, { maxKeys: 3 });
const body: fc.Arbitrary<JsonObject> = fc.dictionary(
  key,
  fc.oneof(scalar, fc.array(flat, { maxLength: 4 }), fc.array(text, { maxLength: 4 })),
  { maxKeys: 4 },
);
const settings = { seed: 20240823, numRuns: 500 };

/** The same value as another hand might write it: lists turned round, text decomposed, keys added, nothing spelled otherwise. */
function rewritten(value: Json | undefined): Json | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.normalize('NFD');
  if (Array.isArray(value)) return value.map((each) => rewritten(each) ?? '').toReversed();
  if (value === null || typeof value !== 'object') return value;
  return {
    extra: 'of the portal',
    ...Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rewritten(inner)])),
  };
}

describe('holdsAllOf', () => {
  it('is true of itself and of the same written otherwise', () => {
    fc.assert(
      fc.property(body, (sent) => {
        expect(same(sent, sent)).toBe(true);
        expect(same(rewritten(sent) as JsonObject, sent)).toBe(true);
      }),
      settings,
    );
  });

  it('sees any one scalar that differs', () => {
    fc.assert(
      fc.property(body, key, fc.constantFrom('khác', 99, null), (sent, name, other) => {
        const before = sent[name];
        if (before === undefined) return;
        const nothing = before === '' || (Array.isArray(before) && before.length === 0);
        expect(same({ ...sent, [name]: other }, sent)).toBe(nothing && other === null);
      }),
      settings,
    );
  });

  it('sees an element that is missing, added or doubled', () => {
    const elements = fc.array(fc.record({ a: fc.constantFrom('1', '2', '3') }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(elements, (list) => {
        const [first] = list;
        if (!first) return;
        expect(same({ list: list.slice(1) }, { list })).toBe(false);
        expect(same({ list: [...list, first] }, { list })).toBe(false);
        expect(same({ list: list.map(() => first) }, { list })).toBe(list.every(({ a }) => a === first.a));
      }),
      settings,
    );
  });

  it('pairs elements that fit several others', () => {
    // The first found one fits both sent ones, the second only one: whoever takes greedily fails.
    const sent = { list: [{ a: '1' }, { a: '1', b: '2' }] };
    expect(same({ list: [{ a: '1', b: '2' }, { a: '1' }] }, sent)).toBe(true);
    expect(same({ list: [{ a: '1' }, { a: '1', b: '2' }] }, sent)).toBe(true);
    expect(same({ list: [{ a: '1' }, { a: '1' }] }, sent)).toBe(false);
  });

  it.each<[Json | undefined, Json | undefined, boolean]>([
    ['', undefined, true],
    ['', null, true],
    ['', [], true],
    [[], '', true],
    ['x', undefined, false],
    ['', 'x', false],
    ['1', 1, false],
    [{ a: '1' }, ['x'], false],
    [['x'], { 0: 'x' }, false],
  ])('sent %j, found %j: %s', (sent, found, expected) => {
    expect(same({ v: found }, { v: sent })).toBe(expected);
  });

  it('does not look at a link’s query, and at every other text’s', () => {
    expect(same({ link: 'http://a/b?s=1' }, { link: 'http://a/b?s=2' })).toBe(true);
    expect(same({ link: 'http://a/c?s=1' }, { link: 'http://a/b?s=1' })).toBe(false);
    expect(same({ other: 'http://a/b?s=1' }, { other: 'http://a/b?s=2' })).toBe(false);
    expect(same({ deep: [{ link: 'http://a/b' }] }, { deep: [{ link: 'http://a/b?s=2#x' }] })).toBe(true);
  });

  it.each([undefined, null, 'x', []])('is false of %j', (found) => {
    expect(holdsAllOf(found, {}, LINKS)).toBe(false);
  });
});

describe('links', () => {
  it.each([
    ['http://a/b', 'http://a/b'],
    ['http://a/b?x=1&y=2', 'http://a/b'],
    ['http://a/b#part', 'http://a/b'],
  ])('%s counts as %s', (link, expected) => {
    expect(linkText(link)).toBe(expected);
  });

  it('lose their query at any depth, and nothing else changes', () => {
    const given = { link: 'http://a/b?s=1', text: 'a?b', list: [{ link: 'c?d', n: 1 }, 'x?y'], none: null };
    expect(withoutLinkQueries(given, LINKS)).toEqual({
      link: 'http://a/b',
      text: 'a?b',
      list: [{ link: 'c', n: 1 }, 'x?y'],
      none: null,
    });
  });
});

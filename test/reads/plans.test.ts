import { buildSchema, execute, type GraphQLResolveInfo, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { Kept } from '../../src/reads/engine/plans.js';
import { Selection } from '../../src/reads/engine/selection.js';
import type { Viewer } from '../../src/reads/engine/types.js';
import { Sealer } from '../../src/store/sealed.js';

/* Which plans are remembered, and for what else they are taken. What a plan is made for stays in memory with it. */

const NUMBER = '038177446655';
const schema = buildSchema(`
  type Query { things(text: String, like: [Like!]): [Thing!]! }
  input Like { word: String! }
  type Thing { parts(first: Int = 20): [Int!]! }
`);
const viewer: Viewer = {
  principal: { id: '1', name: 'a', role: 'viewer', scopes: [] },
  sealer: new Sealer(Buffer.alloc(32, 7)),
  personal: false,
  sensitive: false,
  day: '2026-11-27',
};

/** A document that is asked again and again, and how many plans were made for it so far. */
function asked(text: string) {
  const document = parse(text);
  const plans = new Kept().rows;
  let made = 0;
  const plan = (_root: unknown, args: object, _context: unknown, info: GraphQLResolveInfo) => {
    plans.of(Selection.of(info), viewer, args, () => {
      made += 1;
      return { statement: { sql: '', parameters: [] }, answer: () => null };
    });
    return [];
  };
  return (variableValues: Record<string, unknown>) => {
    const { errors } = execute({
      ...{ schema, document, variableValues, fieldResolver: plan },
    }) as { errors?: unknown };
    expect(errors).toBeUndefined();
    return made;
  };
}

describe('plans', () => {
  test('are made once for what comes again', () => {
    const ask = asked('query ($t: String) { things(text: $t) { parts } }');
    expect([1, 2, 3, 4].map(() => ask({ t: 'rác thải' }))).toEqual([1, 2, 2, 2]);
  });

  test.each([
    ['in an argument', 'query ($t: String) { things(text: $t) { parts } }', { t: `số ${NUMBER}` }],
    ['inside of one', 'query ($l: [Like!]) { things(like: $l) { parts } }', { l: [{ word: NUMBER }] }],
    [
      'in one of another root',
      'query ($t: String) { things { parts } other: things(text: $t) { parts } }',
      { t: NUMBER },
    ],
  ])(
    'are not kept where somebody’s number stands %s: they hold what they were made for',
    (_name, text, variables) => {
      const ask = asked(text);
      const first = ask(variables);
      expect([2, 3, 4].map(() => ask(variables))).toEqual([2, 3, 4].map((time) => time * first));
    },
  );

  test('for a variable that is null are not those for one that is not given, whose argument has a default', () => {
    const ask = asked('query ($n: Int) { things { parts(first: $n) } }');
    expect([{}, {}, {}].map(ask)).toEqual([1, 2, 2]);
    expect([{ n: null }, { n: null }, {}].map(ask)).toEqual([3, 3, 3]);
  });
});

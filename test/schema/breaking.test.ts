import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const released = read('schema.released.graphql');
const now = read('schema.graphql');

/** What an application that was written for `before` may trip over, as sentences. */
async function breaks(before: string, after: string): Promise<string[]> {
  const [old, next]: GraphQLSchema[] = [buildSchema(before), buildSchema(after)];
  if (!old || !next) throw new TypeError('two schemas');
  const changes = await diff(old, next);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

test('schema.graphql breaks nobody who was written for the last released one', async () => {
  expect(await breaks(released, now)).toEqual([]);
});

describe('a breaking change is found', () => {
  test.each([
    ['a field that went away', '  proof: Proof', '  proven: Proof'],
    ['a field that may be null now', 'resumeFrom: DateTime!', 'resumeFrom: DateTime'],
    ['an argument that must be given', '    first: Int\n', '    first: Int!\n'],
    ['an enum value that went away', /^ {2}SUPERSEDED$/m, '  OVERTAKEN'],
    ['an argument of another type', '    since: DateTime\n', '    since: String\n'],
  ])('%s', async (_what, from, to) => {
    const planted = released.replace(from, to);
    expect(planted).not.toBe(released);
    expect(await breaks(released, planted)).not.toEqual([]);
  });
});

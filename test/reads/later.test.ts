import { expect, test } from 'vitest';
import { Later, parametersOf, textsOnce } from '../../src/reads/engine/later.js';

test('a value of a text is one parameter wherever it stands; what stands between quotes stays', () => {
  const [first, second] = [new Later('text', 0), new Later('text', 1)];
  const cursor = new Later('after', 0);
  const made = textsOnce({
    sql: `select '$1 it''s $2', "a$3", $1, $2, $3, $4, $5 || '$', $6`,
    parameters: [first, 'x', first, second, cursor, new Later('text', 1)],
  });
  expect(made.sql).toBe(`select '$1 it''s $2', "a$3", $1, $2, $1, $3, $4 || '$', $3`);
  expect(parametersOf(made, { text: ['a', 'b'], after: ['c'] })).toEqual(['a', 'x', 'b', 'c']);
});

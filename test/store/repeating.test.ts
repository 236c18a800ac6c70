import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/store/database.js';
import { repeating } from '../../src/store/repeating.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let store: TestDatabase;
let one: Database;
beforeAll(async () => {
  store = await freshDatabase();
  one = new Database(store.url, { connections: 1 });
});
afterAll(async () => {
  await one.close();
  await store.drop();
});

async function prepared(): Promise<string[]> {
  const { rows } = await one.query<{ statement: string }>(
    "select statement from pg_prepared_statements where statement like '%of-the-test%' order by name",
  );
  return rows.map(({ statement }) => statement);
}

test('what comes again is prepared, what comes once or twice is not; the answers are the same', async () => {
  const reads = repeating(one);
  const again = 'select $1::int + 1 as n /* of-the-test */';
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) {
    expect((await reads.query(again, [n])).rows).toEqual([{ n: n + 1 }]);
    if (n <= 2) await reads.query(`select ${n} /* of-the-test once */`);
  }
  expect(await prepared()).toEqual([again]);
});

test('a statement that fails does so each time, and the next is served', async () => {
  const reads = repeating(one);
  for (let time = 0; time < 5; time += 1) {
    await expect(reads.query('select 1 / $1::int as n', [0])).rejects.toThrow(/division by zero/);
    expect((await reads.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  }
});

test('of a database that plans once, every value is answered by the plan of the first', async () => {
  const once = new Database(store.url, { connections: 1, onePlan: true });
  try {
    const reads = repeating(once);
    for (const n of [1, 2, 3, 4, 5, 6, 7]) {
      expect((await reads.query('select $1::int + 2 as n', [n])).rows).toEqual([{ n: n + 2 }]);
    }
    const { rows } = await once.query(
      'select statement, generic_plans, custom_plans from pg_prepared_statements',
    );
    expect(rows).toEqual([{ statement: 'select $1::int + 2 as n', generic_plans: '5', custom_plans: '0' }]);
  } finally {
    await once.close();
  }
});

test('no more than a hundred are prepared, however many come again', async () => {
  const reads = repeating(one);
  for (let text = 0; text < 110; text += 1) {
    for (let time = 0; time < 3; time += 1) await reads.query(`select ${text} /* of-the-test many */`);
  }
  expect((await prepared()).filter((text) => text.includes('many')).length).toBeLessThanOrEqual(100);
  expect((await prepared()).filter((text) => text.includes('many')).length).toBeGreaterThan(90);
});

test('a text that comes often takes the place of the one that was asked the longest ago, in every connection', async () => {
  const two = new Database(store.url, { connections: 2 });
  try {
    const reads = repeating(two, 2);
    const text = (name: string) => `select pg_sleep(0.01), $1::int as n /* ${name} of-the-place */`;
    const ask = async (...names: string[]) => {
      // Twice at once, so that both connections have it.
      for (const name of names) {
        const answers = await Promise.all([1, 2].map((n) => reads.query<{ n: number }>(text(name), [n])));
        expect(answers.map(({ rows }) => rows[0]?.n)).toEqual([1, 2]);
      }
    };
    const places = () =>
      two.connected(async (client) => {
        const { rows } = await client.query<{ name: string }>(
          `select substring(statement from '([a-z]+) of-the-place') as name from pg_prepared_statements
            where statement like '%of-the-place%' order by 1`,
        );
        const known = Object.values(client.connection.parsedStatements);
        expect(known.filter((each) => each.includes('of-the-place'))).toHaveLength(rows.length);
        return rows.map(({ name }) => name);
      });
    await ask('a', 'b', 'a', 'b', 'a', 'b', 'a');
    expect(await Promise.all([places(), places()])).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    await ask('c', 'c', 'c', 'a');
    expect(await Promise.all([places(), places()])).toEqual([
      ['a', 'c'],
      ['a', 'c'],
    ]);
    // Asked again and again it comes back, in the place of the other.
    await ask('b', 'a', 'b', 'a', 'b', 'a');
    expect(await Promise.all([places(), places()])).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  } finally {
    await two.close();
  }
});

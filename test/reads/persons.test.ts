import fc from 'fast-check';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fold } from '../../src/domain/fold.js';
import { firstDayOf, lastDayOf, type PartialDate } from '../../src/domain/partial-date.js';
import { rowOf, type Sql } from '../../src/reads/engine/types.js';
import { between, type DateSpan, dateKey } from '../../src/reads/partial-dates.js';
import { ofSamePerson } from '../../src/reads/person.js';
import { hashHolders } from '../../src/store/kinds/person.js';
import { folded } from '../../src/store/migrations/folded.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { Fixtures } from '../support/fixtures.js';
import { recordKinds } from '../support/kinds/index.js';

/** What stands under the systems of people in SQL: dates that are known in part, and whose a row is. */
const compiler = new Kysely<object>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

let store: TestDatabase;
beforeAll(async () => {
  store = await freshDatabase({ connections: 2 });
});
afterAll(() => store?.drop());

async function run(statement: Sql): Promise<Record<string, unknown>[]> {
  const { sql: text, parameters } = statement.compile(compiler);
  return (await store.database.query<Record<string, unknown>>(text, [...parameters])).rows;
}

/** Which of these dates the conditions find. */
async function found(dates: readonly (PartialDate | null)[], span: DateSpan): Promise<unknown[]> {
  const conditions = between(sql.ref('d.date'), span).filter((each) => each !== undefined);
  const rows = await run(
    sql`select d.date from unnest(${dates}::text[]) as x(given), lateral (select x.given collate "C" as date) d
      where ${sql.join([sql`true`, ...conditions], sql` and `)}`,
  );
  return rows.map(({ date }) => date);
}

describe('dates between two', () => {
  const DATES = ['1944', '1944-12-31', '1945', '1945-02', '1945-02-28', '1945-03-12', '1946', null];
  test.each([
    [{ from: '1945', to: '1945' }, ['1945', '1945-02', '1945-02-28', '1945-03-12']],
    [{ from: '1945-02-10', to: '1945-02-20' }, ['1945', '1945-02']],
    [{ from: '1945-02-10', to: '1945-02-20', surely: true }, []],
    [{ from: '1945-02', to: '1945-02-28', surely: true }, ['1945-02', '1945-02-28']],
    [{ to: '1945-02-27', surely: true }, ['1944', '1944-12-31']],
    [{ from: '1945-12-31' }, ['1945', '1946']],
    [{ from: '1945-12-31', surely: true }, ['1946']],
    [{}, DATES],
  ])('%j', async (span, dates) => {
    expect(await found(DATES, span)).toEqual(dates);
  });

  test('in their order, the vaguer first and the missing last', async () => {
    const rows = await run(
      sql`select d.date from unnest(${DATES}::text[]) as x(given), lateral (select x.given collate "C" as date) d
        order by ${dateKey('date').value(rowOf('d'))}`,
    );
    expect(rows.map(({ date }) => date)).toEqual(DATES);
  });

  const date = fc
    .record({
      day: fc.date({ min: new Date('1943-12-01'), max: new Date('1945-03-31'), noInvalidDate: true }),
      letters: fc.constantFrom(4, 7, 10),
    })
    .map(({ day, letters }): PartialDate => day.toISOString().slice(0, letters));

  test('as each day that a date may be says', async () => {
    const span = fc.record({ from: fc.option(date), to: fc.option(date), surely: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(date, { minLength: 20, maxLength: 60 }),
        span,
        async (dates, { from, to, surely }) => {
          const low = from === null ? '0000' : firstDayOf(from);
          const high = to === null ? '9999' : lastDayOf(to);
          const expected = dates.filter((each) =>
            surely
              ? firstDayOf(each) >= low && lastDayOf(each) <= high
              : lastDayOf(each) >= low && firstDayOf(each) <= high,
          );
          expect(await found(dates, { from, to, surely })).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('certificates that were written before there was a hash get theirs, once', async () => {
  await new Fixtures(store).unit('H56.14.3', 'Xã Ngọc Liên');
  await recordKinds(store, ['H56.14.3']);
  const hashes = () =>
    store.database
      .query<{ person_hash: Buffer | null }>('select person_hash from certificate')
      .then(({ rows }) => rows.map((row) => row.person_hash?.toString('hex')));
  const expected = [store.sealer.keyedHash('038090000123').toString('hex')];
  expect(await hashes()).toEqual(expected);
  await store.database.query('update certificate set person_hash = null');
  expect(await hashHolders(store.database, store.sealer, 10)).toBe(1);
  expect(await hashes()).toEqual(expected);
  expect(await hashHolders(store.database, store.sealer, 10)).toBe(0);
});

test('migrations fold a text as the hub does', async () => {
  const texts = [
    'Đường  hỏng',
    ' 70/QĐ-UBND ',
    'NL-0123',
    'Phản ánh: Rác\u00a0thải',
    'ĐẶC BIỆT',
    'e\u0302\u0301',
    '',
  ];
  const rows = await run(
    sql`select ${sql.raw(folded('t.text'))} as folded from unnest(${texts}::text[]) as t(text)`,
  );
  expect(rows.map((row) => row['folded'])).toEqual(texts.map(fold));
});

test('no table holds an identity number in clear, not even inside of a name', async () => {
  const { rows: tables } = await store.database.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'",
  );
  for (const { name } of tables) {
    const { rows } = await store.database.query<{ row: string }>(`select t::text as row from ${name} t`);
    expect([name, rows.filter(({ row }) => row.includes('038090000123'))]).toEqual([name, []]);
  }
  const { rows } = await store.database.query('select subject_dn from certificate');
  expect(rows).toEqual([{ subject_dn: 'CN=Nguyễn Văn 1,UID=CCCD:0380******23,O=UBND,C=VN' }]);
});

test('rows of one person find each other, and those of nobody none', async () => {
  const { where } = ofSamePerson('Certificate', 1, (target) => target('code'));
  const count = async () => {
    const rows = await run(
      sql`select count(*)::int as pairs from certificate a join certificate b on ${where(rowOf('a'), rowOf('b'))}`,
    );
    return rows[0]?.['pairs'];
  };
  expect(await count()).toBe(1);
  await store.database.query('update certificate set person_hash = null');
  expect(await count()).toBe(0);
});

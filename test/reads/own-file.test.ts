import { afterAll, beforeAll, expect, test } from 'vitest';
import { KeyProblem } from '../../src/access/keys.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { type KindRow, recordKinds } from '../support/kinds/index.js';

/* An official is shown their own file whole, and nothing else more than anybody: docs/graphql/officials.md. */
let store: TestDatabase;
let gateway: TestGateway;
let own: KindRow;
let other: KindRow;
let key: string;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const officials = (await recordKinds(store, ['H56.14.4', 'H56.900'])).filter(
    ({ type }) => type === 'Official',
  );
  [own, other] = officials as [KindRow, KindRow];
  gateway = await startGateway(store);
  key = await gateway.key({ official: own.code });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function fileOf(code: string, by: string, asOf = ''): Promise<unknown> {
  const { data, errors } = await gateway.ask(
    `{ official(code: "${code}"${asOf}) { birthDate personalId ethnicity salary { coefficient } } }`,
    { key: by },
  );
  expect(errors).toBeUndefined();
  return data?.['official'];
}

const SHOWN = { birthDate: '1980-03', ethnicity: 'Mường', salary: [{ coefficient: '3.00' }] };
const MASKED = { birthDate: '****-**', ethnicity: '***', salary: [{ coefficient: '***' }] };

test('basic and sensitive data of the own file, now and as it was held; of others nothing', async () => {
  expect(await fileOf(own.code, key)).toMatchObject(SHOWN);
  expect(await fileOf(own.code, key, ', asOf: "2100-01-01T00:00:00Z"')).toMatchObject(SHOWN);
  expect(await fileOf(other.code, key)).toMatchObject(MASKED);
  expect(await fileOf(own.code, await gateway.key())).toMatchObject(MASKED);
  // The same question of the two callers is two plans.
  expect(await fileOf(own.code, await gateway.key({ official: other.code }))).toMatchObject(MASKED);
});

test('whatever unit the key is for, and no more of that', async () => {
  const limited = await gateway.key({ official: own.code, unit: 'H56.900' });
  expect(await fileOf(own.code, limited)).toMatchObject(SHOWN);
  expect(await fileOf(own.code, await gateway.key({ unit: 'H56.900' }))).toBeNull();
  const { data } = await gateway.ask('{ officials { edges { node { code birthDate } } } }', { key: limited });
  expect(data?.['officials']).toEqual({
    edges: [
      { node: { code: own.code, birthDate: '1980-03' } },
      { node: { code: other.code, birthDate: '****-**' } },
    ],
  });
});

test('what is masked of others answers no question either', async () => {
  for (const args of ['bornFrom: "1980"', 'orderBy: BORN_ASC', 'personalId: "038090000001", purpose: "x"']) {
    const { errors } = await gateway.ask(`{ officials(${args}) { totalCount } }`, { key });
    expect([args, errors?.[0]?.extensions['code']]).toEqual([args, 'FORBIDDEN']);
  }
});

test('no other system tells more for it', async () => {
  const { data } = await gateway.ask('{ dossiers(first: 1) { edges { node { applicant { name } } } } }', {
    key,
  });
  expect(JSON.stringify(data)).toContain('***');
});

test('it is recorded as any other look at personal data', async () => {
  await store.database.query('delete from access_record');
  await fileOf(other.code, key);
  expect((await store.database.query('select 1 from access_record')).rows).toEqual([]);
  await fileOf(own.code, key);
  const { rows } = await store.database.query<{ reads: unknown; subjects: string[] }>(
    'select reads, subjects::text[] from access_record',
  );
  const { rows: files } = await store.database.query<{ id: string }>(
    'select subject_id::text as id from official where code = $1',
    [own.code],
  );
  expect(rows).toEqual([
    {
      subjects: [files[0]?.id],
      reads: [
        { type: 'SalaryStep', fields: ['coefficient'], subjects: [files[0]?.id] },
        { type: 'Official', fields: ['birthDate', 'ethnicity', 'personalId'], subjects: [files[0]?.id] },
      ],
    },
  ]);
});

test('a key of a file that is not there is refused', async () => {
  await expect(gateway.key({ official: 'H56.14.4/KHONG-CO' })).rejects.toThrow(KeyProblem);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KeyProblem } from '../../src/access/keys.js';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, type KindRow, recordKinds, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

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

describe('a number that was given to somebody else', () => {
  const file = (day: number, change: RawForm = {}): RawForm => ({
    ...KIND_SAMPLES.official.raw(7, 'H56.14.4'),
    ...{ NgayCapNhat: `2025-09-0${day}T08:00:00+07:00`, ...change },
  });
  const CODE = 'H56.14.4/CB-H56.14.4-7';

  /** Stored, quarantined. */
  async function take(raw: RawForm): Promise<number[]> {
    const { database, sealer } = store;
    const clock = fixedClock('2026-01-05T03:00:00.000Z');
    const deps = {
      ...{ database, sealer, clock, portals: [], warn: () => undefined },
      owe: () => Promise.resolve(),
    };
    await database.query('delete from source_cursor');
    const { stored, quarantined } = await runSync(
      deps,
      systemPrincipal('test'),
      sourceWith('official', [raw]),
    );
    return [stored, quarantined];
  }

  test('is refused until a person has seen it, also where the file is gone, and a gone file is nobody’s', async () => {
    expect(await take(file(1))).toEqual([1, 0]);
    const theirs = await gateway.key({ official: CODE });
    expect(await fileOf(CODE, theirs)).toMatchObject(SHOWN);
    const hired = { HoTen: 'Lê Thị Mới', SoDinhDanh: '038190009999' };
    expect(await take(file(2, hired))).toEqual([0, 1]);
    expect(await take(file(3, { DaXoa: true }))).toEqual([1, 0]);
    expect(await fileOf(CODE, theirs)).toMatchObject(MASKED);
    expect(await take(file(4, hired))).toEqual([0, 1]);
    const { rows } = await store.database.query<{ problem: string }>(
      "select distinct problems -> 0 ->> 'code' as problem from quarantine where source = 'personnel'",
    );
    expect(rows).toEqual([{ problem: 'NUMBER_TAKEN' }]);
    expect(await take(file(5))).toEqual([1, 0]);
    expect(await fileOf(CODE, theirs)).toMatchObject(SHOWN);
  });

  test('opens nothing to the key of who had it', async () => {
    const theirs = await gateway.key({ official: CODE });
    await store.database.query('update official set person_hash = $2 where code = $1', [
      CODE,
      store.sealer.keyedHash('038190009999'),
    ]);
    expect(await fileOf(CODE, theirs)).toMatchObject(MASKED);
    expect(await fileOf(CODE, theirs, ', asOf: "2100-01-01T00:00:00Z"')).toMatchObject(MASKED);
    expect(await fileOf(CODE, await gateway.key({ official: CODE }))).toMatchObject(SHOWN);
  });

  test('is not one whose person has the same name and day of birth: their identity number was told wrong, and their key follows', async () => {
    const CORRECTED = 'H56.14.4/CB-8';
    const one = { SoHieu: 'CB-8', NgaySinh: '12/03/1980', SoDinhDanh: '038180007777' };
    expect(await take(file(1, one))).toEqual([1, 0]);
    const [theirs, others] = [
      await gateway.key({ official: CORRECTED }),
      await gateway.key({ official: CODE }),
    ];
    const born = { birthDate: '1980-03-12' };
    expect(await fileOf(CORRECTED, theirs)).toMatchObject(born);
    expect(await take(file(2, { ...one, SoDinhDanh: '038180007778' }))).toEqual([1, 0]);
    expect(await fileOf(CORRECTED, theirs)).toMatchObject(born);
    expect(await fileOf(CODE, others)).toMatchObject(SHOWN);
    const another = { SoDinhDanh: '038180007779', NgaySinh: '13/03/1980' };
    expect(await take(file(3, { ...one, ...another }))).toEqual([0, 1]);
  });

  test('is not one either whose birth is known to the year, then to the day; but no key follows', async () => {
    const one = { SoHieu: 'CB-9', NgaySinh: '1980', SoDinhDanh: '038180006666' };
    const YEARS = 'H56.14.4/CB-9';
    expect(await take(file(1, one))).toEqual([1, 0]);
    const theirs = await gateway.key({ official: YEARS });
    expect(await take(file(2, { ...one, SoDinhDanh: '038180006667' }))).toEqual([1, 0]);
    expect(await fileOf(YEARS, theirs)).toMatchObject({ birthDate: '****' });
    const renewed = await gateway.key({ official: YEARS });
    const exact = { ...one, NgaySinh: '02/04/1980', SoDinhDanh: '038180006668' };
    expect(await take(file(3, exact))).toEqual([1, 0]);
    expect(await fileOf(YEARS, renewed)).toMatchObject({ birthDate: '****-**-**' });
    expect(await fileOf(YEARS, await gateway.key({ official: YEARS }))).toMatchObject({
      birthDate: '1980-04-02',
    });
    expect(await take(file(4, { ...exact, HoTen: 'Lê Thị Mới', SoDinhDanh: '038180006669' }))).toEqual([
      0, 1,
    ]);
    expect(await take(file(5, { ...exact, NgaySinh: '05/1980', SoDinhDanh: '038180006670' }))).toEqual([
      0, 1,
    ]);
  });
});

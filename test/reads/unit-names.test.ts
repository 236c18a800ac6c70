import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, bench, rewind, sourceOf, unit } from '../intake/support.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let made: Bench;
let gateway: TestGateway;

beforeAll(async () => {
  made = await bench();
  const old = {
    Ma: 'H56.14.7',
    Ten: 'Xã Cũ',
    HieuLucDen: '30/06/2025',
    KeThua: ['H56.900'],
    MaKhac: ['000.07.14.H56'],
  };
  await made.sync(sourceOf('unit', [[], [unit(old), unit({ Ma: 'H56.900', Ten: 'Xã Mới' })]]));
  gateway = await startGateway(made);
});
afterAll(async () => {
  await gateway?.stop();
  await made?.drop();
});

test.each([
  ['H56.14.7', ['H56.14.7']],
  ['000.07.14.H56', ['H56.14.7']],
  ['000-07-14-H56', ['H56.14.7']],
  ['000.08.14.H56', []],
])('units(code: %s) finds the unit and its successors', async (code, expected) => {
  const { data, errors } = await gateway.ask(
    `{ units(code: "${code}") { edges { node { code successors { code } } } } }`,
    { key: await gateway.key({ role: 'viewer' }) },
  );
  expect(errors).toBeUndefined();
  const edges = expected.map((each) => ({ node: { code: each, successors: [{ code: 'H56.900' }] } }));
  expect(data?.['units']).toEqual({ edges });
});

test('one unit by any code that it has or had, and what it took over', async () => {
  const ask = async (code: string, more = '') =>
    (
      await gateway.ask(`{ unit(code: "${code}"${more}) { code name otherCodes predecessors { code } } }`, {
        key: await gateway.key({ role: 'viewer' }),
      })
    ).data;
  expect(await ask('000-07-14-H56')).toEqual({
    unit: { code: 'H56.14.7', name: 'Xã Cũ', otherCodes: ['000.07.14.H56'], predecessors: [] },
  });
  expect(await ask('H56.900')).toEqual({
    unit: { code: 'H56.900', name: 'Xã Mới', otherCodes: [], predecessors: [{ code: 'H56.14.7' }] },
  });
  expect(await ask('000.08.14.H56')).toEqual({ unit: null });
});

test('a name, a parent and a code of then', async () => {
  const { at } = await made.one<{ at: Date }>('select clock_timestamp() as at');
  await rewind(made);
  const renamed = {
    ...{ Ma: 'H56.900', Ten: 'Xã Ngọc Lặc', MaCha: 'H56', MaKhac: ['000.90.00.H56'] },
    NgayCapNhat: '2024-08-25 00:00:00',
  };
  await made.sync(sourceOf('unit', [[unit(renamed)]]));
  const ask = async (more: string) =>
    (
      await gateway.ask(`{ unit(code: "H56.900"${more}) { name parentCode otherCodes } }`, {
        key: await gateway.key({ role: 'viewer' }),
      })
    ).data;
  expect(await ask('')).toEqual({
    unit: { name: 'Xã Ngọc Lặc', parentCode: 'H56', otherCodes: ['000.90.00.H56'] },
  });
  expect(await ask(`, asOf: "${at.toISOString()}"`)).toEqual({
    unit: { name: 'Xã Mới', parentCode: null, otherCodes: [] },
  });
});

test('a filter by unit takes an older code too', async () => {
  const { data, errors } = await gateway.ask(
    '{ units(within: "000-07-14-H56") { edges { node { code } } } none: units(within: "000.08.14.H56") { totalCount } }',
    { key: await gateway.key({ role: 'viewer' }) },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    units: { edges: [{ node: { code: 'H56.14.7' } }, { node: { code: 'H56.900' } }] },
    none: { totalCount: 0 },
  });
});

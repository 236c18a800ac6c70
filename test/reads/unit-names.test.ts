import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, bench, sourceOf, unit } from '../intake/support.js';
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

import { afterEach, expect, it } from 'vitest';
import { syncAll } from '../../src/intake/index.js';
import type { IntakeDeps } from '../../src/intake/types.js';
import { owe } from '../../src/ledger/owe.js';
import { type Bench, bench, codeOf, dossier, principal, rewind, sourceOf } from './support.js';

let made: Bench;
afterEach(() => made.drop());

const owed = () =>
  made.all<{ portal: string; n: string }>(
    `select l.portal, count(*) as n from delivery d join lane l on l.id = d.lane_id group by 1 order by 1`,
  );

/** Two portals as they would be configured; `version` is the profile's. */
function portal(code: string, version = 'v1'): IntakeDeps['portals'][number] {
  return { code, profileVersion: version, sendsRegistered: false, formsOf: () => ['record'] };
}

async function openPortals(): Promise<void> {
  await made.database.query(`insert into portal (code) values ('national'), ('provincial')`);
  await made.database.query(
    `insert into portal_account (portal, agency_code) values ('national', 'H56.14'), ('provincial', 'H56.14')`,
  );
}

it('owes a portal all that came before it, and what came while it had no address', async () => {
  made = await bench();
  await openPortals();
  const deps = { ...made.deps, owe };
  const pull = async (portals: IntakeDeps['portals'], number: number) => {
    await rewind(made);
    const source = sourceOf('dossier', [[dossier({ MaHoSo: codeOf(number) })]]);
    return syncAll({ ...deps, portals }, principal, [source]);
  };
  await pull([portal('national')], 1);
  expect(await owed()).toEqual([{ portal: 'national', n: '2' }]);

  await pull([portal('national'), portal('provincial')], 2);
  expect(await owed()).toEqual([
    { portal: 'national', n: '4' },
    { portal: 'provincial', n: '4' },
  ]);

  await pull([portal('provincial')], 3);
  await pull([portal('national'), portal('provincial')], 4);
  expect(await owed()).toEqual([
    { portal: 'national', n: '8' },
    { portal: 'provincial', n: '8' },
  ]);
});

it('looks through everything once a profile, not at each pull', async () => {
  made = await bench();
  await openPortals();
  const deps = { ...made.deps, owe };
  const source = sourceOf('dossier', [[dossier({ TrangThaiHoSo: 1 })]]);
  await syncAll({ ...deps, portals: [portal('national')] }, principal, [source]);
  await syncAll({ ...deps, portals: [portal('national')] }, principal, []);
  expect(await owed()).toEqual([]);
  const eager = { ...portal('national', 'v2'), sendsRegistered: true };
  await syncAll({ ...deps, portals: [eager] }, principal, []);
  expect(await owed()).toEqual([{ portal: 'national', n: '2' }]);
});

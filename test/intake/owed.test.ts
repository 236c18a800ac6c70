import { afterEach, expect, it } from 'vitest';
import { runSync } from '../../src/intake/index.js';
import { owe } from '../../src/ledger/owe.js';
import { type Bench, bench, codeOf, dossier, notice, principal, rewind, sourceOf } from './support.js';

let made: Bench;
afterEach(() => made.drop());

const rows = () =>
  made.all<{ kind: string; version: number; phase: string; state: string }>(
    'select kind, version, phase, state from delivery order by kind, version, phase, id',
  );

async function openPortal(): Promise<void> {
  await made.database.query("insert into portal (code) values ('national')");
  await made.database.query("insert into portal_account (portal, agency_code) values ('national', 'H56.14')");
}

it('leaves in the ledger what each version owes, in the same transaction', async () => {
  made = await bench();
  await openPortal();
  const deps = { ...made.deps, owe };
  await runSync(
    deps,
    principal,
    sourceOf('dossier', [[dossier(), dossier({ MaHoSo: codeOf(2), TrangThaiHoSo: 1 })]]),
  );
  expect(await rows()).toMatchObject([
    { kind: 'ENTRY', state: 'PENDING' },
    { kind: 'RECORD', version: 1, state: 'PENDING' },
  ]);
  await rewind(made);
  const newer = dossier({
    TrangThaiHoSo: 5,
    NgayCapNhat: '2024-08-24T00:00:00+07:00',
    QuaTrinh: [{ ThoiDiem: '2024-08-24 00:00:00', TrangThai: 5, NguoiXuLy: 'A' }],
  });
  await runSync(deps, principal, sourceOf('dossier', [[newer]]));
  expect((await rows()).map(({ kind, version, state }) => [kind, version, state])).toEqual([
    ['ENTRY', 1, 'SUPERSEDED'],
    ['ENTRY', 2, 'PENDING'],
    ['RECORD', 1, 'SUPERSEDED'],
    ['RECORD', 2, 'PENDING'],
  ]);
});

it('owes a notice then and its takedown later, and nothing of one that was never carried', async () => {
  made = await bench();
  await openPortal();
  const deps = { ...made.deps, owe };
  const both = [notice({ NgayHetHan: '2099-12-31' }), notice({ MaTin: 'T-2', DaGo: true })];
  expect(await runSync(deps, principal, sourceOf('notice', [both]))).toMatchObject({ stored: 2 });
  expect((await rows()).map(({ phase, state }) => [phase, state])).toEqual([
    ['PUBLISH', 'PENDING'],
    ['WITHDRAW', 'PENDING'],
  ]);
});

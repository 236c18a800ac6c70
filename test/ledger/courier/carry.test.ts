import { afterEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../../src/connectors/portals/simulation/index.js';
import { runTurn } from '../../../src/ledger/turn.js';
import { codeOf, dossier, notice, principal, type Raw, rewind, sourceOf } from '../../intake/support.js';
import { until } from '../../support/poll.js';
import { type CarryWorld, carryWorld } from './carry-world.js';

let world: CarryWorld;
afterEach(() => world.close());

const COUNT = 18;
/** Where no call may be taken for lost: a machine stands still for half a second now and then. */
const PATIENT = { answerTimeout: 10_000, connectTimeout: 10_000 };

/** Dossiers with one to seven entries, some of them equal to each other. */
function district(version: number): Raw[] {
  return Array.from({ length: COUNT }, (_, index) =>
    dossier({
      MaHoSo: codeOf(index + 1),
      NgayHenTra: '2024-08-30T17:00:00+07:00',
      TrichYeuHoSo: `Việc ${index + 1}, bản ${version}`,
      NgayCapNhat: `2024-08-2${3 + version}T10:00:00+07:00`,
      QuaTrinh: Array.from({ length: 1 + (index % 6) + version }, (__, step) => ({
        ThoiDiem: `2024082309${String(Math.floor(step / 2) * 10).padStart(2, '0')}00`,
        TrangThai: 2,
        NguoiXuLy: 'Lê Cán Bộ',
        NoiDung: step < 2 ? 'Tiếp nhận' : `Bước ${step}`,
      })),
    }),
  );
}

function notices(version: number): Raw[] {
  return Array.from({ length: 6 }, (_, index) =>
    notice({
      MaTin: `T-${index + 1}`,
      TieuDe: `Thông báo ${index + 1}`,
      NoiDung: `<p>Bản ${version}</p>`,
      NgayCapNhat: `2024-08-2${4 + version}T08:00:00+07:00`,
    }),
  );
}

async function pull(version: number): Promise<void> {
  await rewind(world);
  const dossiers = await world.sync(sourceOf('dossier', [district(version)]));
  expect(dossiers).toMatchObject({ stored: COUNT, quarantined: 0 });
  const published = await world.sync(sourceOf('notice', [notices(version)]));
  expect(published).toMatchObject({ quarantined: 0 });
}

/** What stands at both portals against what the source says: nothing lost, nothing twice, in order. */
function expectArrived(version: number): void {
  for (const raw of district(version)) {
    const key = String(raw['MaHoSo']);
    const wanted = (raw['QuaTrinh'] as Raw[]).map(({ NoiDung }) => String(NoiDung));
    const national = world.national.state.dossiers.get(key);
    expect(national?.record.current, key).toMatchObject({ TrichYeuHoSo: raw['TrichYeuHoSo'] });
    expect(national?.traces.map(({ item }) => item['NoiDungXuLy']).sort(), key).toEqual([...wanted].sort());
    expect(inOrder(national?.traces.map(({ item }) => String(item['ThoiDiemXuLy'])) ?? []), key).toBe(true);
    const provincial = world.provincial.state.dossiers.get(key);
    expect(provincial?.record.current, key).toMatchObject({ Compendium: raw['TrichYeuHoSo'] });
    expect(provincial?.traces.map(({ item }) => item['Comment']).sort(), key).toEqual([...wanted].sort());
    expect(inOrder(provincial?.traces.map(({ item }) => String(item['DateCreated'])) ?? []), key).toBe(true);
  }
  const articles = [...world.provincial.state.articles.values()].map(({ record }) => record.current);
  expect(articles.map((each) => each?.['NoiDung'])).toEqual(notices(version).map(({ NoiDung }) => NoiDung));
  const ours = [...world.national.state.notices.values()].map(({ record }) => record.current?.['NoiDung']);
  expect(ours).toEqual(notices(version).map(({ NoiDung }) => NoiDung));
}

function inOrder(texts: readonly string[]): boolean {
  return texts.every((text, index) => index === 0 || (texts[index - 1] ?? '') <= text);
}

async function expectSettled(): Promise<void> {
  const states = await world.states();
  expect(Object.keys(states).filter((state) => state !== 'DELIVERED' && state !== 'SUPERSEDED')).toEqual([]);
  const [receipts] = await world.all<{ n: string }>('select count(*) as n from receipt');
  expect(Number(receipts?.n)).toBe(states['DELIVERED']);
  const [open] = await world.all<{ n: string }>(
    `select count(*) as n from exchange where answered_at is null`,
  );
  expect(open?.n).toBe('0');
}

const LOSSES: FaultRule[] = [
  { kind: 'status500', rate: 0.05 },
  { kind: 'resetBeforeRead', rate: 0.05 },
  { kind: 'resetAfterApply', rate: 0.05 },
  { kind: 'applied500', rate: 0.05 },
  { kind: 'applied504', rate: 0.05 },
  { kind: 'timeoutAfterApply', rate: 0.03 },
  { kind: 'halfBody', rate: 0.04 },
  { kind: 'html200', rate: 0.03 },
  { kind: 'otherShape', rate: 0.03 },
  { kind: 'busy', rate: 0.05 },
  { kind: 'status503', rate: 0.05 },
  { kind: 'sessionExpired', rate: 0.03 },
  { kind: 'readBackLag', rate: 0.1, ms: 100 },
];

describe('a whole turn on the real store, in front of both portals', () => {
  it('without faults everything arrives once and in order, and the next version after it', async () => {
    world = await carryWorld();
    const workers = [world.worker('a')];
    await pull(1);
    await world.settle(workers);
    expectArrived(1);
    await expectSettled();
    await pull(2);
    await world.settle(workers);
    expectArrived(2);
    await expectSettled();
  });

  it.each(['atomic', 'listed', 'silentPart'] as const)(
    'two workers, every loss, batches %s: nothing lost, nothing twice',
    async (behaviour) => {
      world = await carryWorld({
        simulator: { batch: { records: behaviour, traces: behaviour, notices: behaviour } },
      });
      for (const portal of [world.national, world.provincial]) portal.faults.set(LOSSES);
      const workers = [world.worker('a'), world.worker('b')];
      await pull(1);
      const first = world.settle(workers);
      await pull(2);
      await first;
      for (const portal of [world.national, world.provincial]) portal.faults.clear();
      await world.settle(workers);
      expectArrived(2);
      await expectSettled();
    },
    120_000,
  );

  it.each(['atomic', 'listed', 'silentPart'] as const)(
    'one bad record in a batch, %s: it alone is refused',
    async (behaviour) => {
      world = await carryWorld({
        simulator: { batch: { records: behaviour, traces: behaviour, notices: behaviour } },
      });
      world.national.faults.set([{ kind: 'refuseRecord', keys: [codeOf(7), 'T-2'] }]);
      await pull(1);
      await world.settle([world.worker('a')]);
      const refused = await world.all<{ natural_key: string; code: string }>(
        `select s.natural_key, d.code from delivery d join lane l on l.id = d.lane_id join subject s on s.id = l.subject_id
        where d.state = 'REFUSED' order by 1`,
      );
      expect(refused).toEqual([
        { natural_key: codeOf(7), code: '17' },
        { natural_key: 'T-2', code: '17' },
      ]);
      expect(world.national.state.dossiers.size).toBe(COUNT - 1);
      expect(world.provincial.state.dossiers.size).toBe(COUNT);
      for (const { traces } of world.national.state.dossiers.values()) {
        const keys = traces.map(({ item }) => `${item['ThoiDiemXuLy']} ${item['NoiDungXuLy']}`);
        expect(keys.filter((key) => !key.endsWith('Tiếp nhận'))).toHaveLength(
          new Set(keys.filter((key) => !key.endsWith('Tiếp nhận'))).size,
        );
      }
    },
    60_000,
  );

  it.each(['atomic', 'listed', 'silentPart'] as const)(
    'bad entries in a batch, %s: they alone are refused, the others stand once',
    async (behaviour) => {
      world = await carryWorld({
        simulator: { batch: { records: behaviour, traces: behaviour, notices: behaviour } },
      });
      world.national.faults.set([
        { kind: 'refuseRecord', keys: [codeOf(7)], match: { service: 'CapNhatTienDoHoSoMC' } },
      ]);
      await pull(1);
      await world.settle([world.worker('a'), world.worker('b')]);
      const refused = await world.all<{ natural_key: string; kind: string }>(
        `select distinct s.natural_key, d.kind from delivery d join lane l on l.id = d.lane_id
          join subject s on s.id = l.subject_id where d.state <> 'DELIVERED'`,
      );
      expect(refused).toEqual([{ natural_key: codeOf(7), kind: 'ENTRY' }]);
      for (const raw of district(1)) {
        const key = String(raw['MaHoSo']);
        const wanted = key === codeOf(7) ? [] : (raw['QuaTrinh'] as Raw[]).map(({ NoiDung }) => NoiDung);
        const there = world.national.state.dossiers.get(key)?.traces.map(({ item }) => item['NoiDungXuLy']);
        expect(there?.sort(), key).toEqual([...wanted].sort());
      }
      const [split] = await world.all<{ n: string }>(
        `select count(*) as n from exchange where outcome = 'refused' and operation = 'trace' and cardinality(deliveries) > 1`,
      );
      expect(Number(split?.n) > 0).toBe(behaviour !== 'listed');
    },
    60_000,
  );

  it('a record that the portals lost is created anew when its next version comes, and its new entries follow', async () => {
    world = await carryWorld();
    await pull(1);
    await world.settle([world.worker('a')]);
    world.national.state.dossiers.delete(codeOf(3));
    world.provincial.state.dossiers.delete(codeOf(3));
    await pull(2);
    await world.settle([world.worker('a')]);
    const summary = `Việc 3, bản 2`;
    expect(world.national.state.dossiers.get(codeOf(3))?.record.current).toMatchObject({
      TrichYeuHoSo: summary,
    });
    expect(world.provincial.state.dossiers.get(codeOf(3))?.record.current).toMatchObject({
      Compendium: summary,
    });
    expect(world.national.state.dossiers.get(codeOf(3))?.traces).toHaveLength(1);
    await expectSettled();
  });

  it('a record that the portals lost before its entries went is sent once more, and the entries follow it', async () => {
    world = await carryWorld();
    for (const [portal, service] of [
      [world.national, 'CapNhatTienDoHoSoMC'],
      [world.provincial, 'UpdateDocumentTraces'],
    ] as const) {
      portal.faults.set([{ kind: 'status503', match: { service } }]);
    }
    await pull(1);
    const accounts = await world.all<{ id: string; portal: string }>('select id, portal from portal_account');
    const worker = world.worker('a');
    await until(async () => {
      for (const { id: accountId, portal } of accounts) {
        const signal = new AbortController().signal;
        await runTurn(worker, principal, { portal, accountId, slot: 0, signal });
      }
      const sizes = [world.national, world.provincial].map(({ state }) => state.dossiers.size);
      return sizes.every((size) => size === COUNT);
    });
    for (const portal of [world.national, world.provincial]) {
      expect(portal.state.traces()).toEqual([]);
      portal.state.dossiers.delete(codeOf(3));
      portal.faults.clear();
    }
    await world.settle([worker]);
    expectArrived(1);
    await expectSettled();
  });

  it('a legal document whose notice lost its number waits for a person, and is taken down with the notice', async () => {
    world = await carryWorld();
    const decree = (NgayCapNhat: string, change: Raw) =>
      world.sync(
        sourceOf('notice', [[notice({ MaTin: 'T-9', TrichYeu: 'Giá đất', NgayCapNhat, ...change })]]),
      );
    const live = () =>
      [world.provincial.state.articles, world.provincial.state.legalDocuments].map(
        (section) => [...section.values()].filter(({ record }) => record.current).length,
      );
    await decree('2024-08-25T08:00:00+07:00', { SoKyHieu: '16/QĐ-UBND' });
    await world.settle([world.worker('a')]);
    expect(live()).toEqual([1, 1]);
    await rewind(world);
    await decree('2024-08-25T09:00:00+07:00', {});
    await world.settle([world.worker('a')]);
    expect(await world.states()).toMatchObject({ 'HELD MISSING_FIELD': 1 });
    await rewind(world);
    await decree('2024-08-25T10:00:00+07:00', { DaGo: true });
    await world.settle([world.worker('a')]);
    expect(live()).toEqual([0, 0]);
    await expectSettled();
  });

  it('what was lost to the last attempt says with what it was lost', async () => {
    world = await carryWorld({ profile: { ...PATIENT, attempts: 1 } });
    const faults = [{ kind: 'status500' as const, match: { service: 'SyncDocument' } }];
    world.provincial.faults.set(faults);
    await world.sync(sourceOf('dossier', [[dossier({ NgayHenTra: '2024-08-30T17:00:00+07:00' })]]));
    await world.settle([world.worker('a')]);
    const exhausted = await world.all(`select kind, message from delivery where state = 'EXHAUSTED'`);
    expect(exhausted).toEqual([{ kind: 'RECORD', message: 'HTTP 500' }]);
  });

  it('a wrong password: nothing is sent, nothing uses an attempt, and an officer can read why', async () => {
    world = await carryWorld({ password: 'wrong', profile: PATIENT });
    await pull(1);
    const worker = world.worker('a');
    const accounts = await world.all<{ id: string; portal: string }>('select id, portal from portal_account');
    const turn = async () => {
      for (const { id: accountId, portal } of accounts) {
        await runTurn(worker, principal, {
          portal,
          accountId,
          slot: 0,
          signal: new AbortController().signal,
        });
      }
    };
    await turn();
    await turn();
    expect(await world.states()).toEqual({ PENDING: expect.any(Number) });
    const [tried] = await world.all<{ n: string }>('select max(attempts) as n from delivery');
    expect(Number(tried?.n)).toBe(0);
    const breakers = await world.all('select state, reason from account_breaker');
    expect(breakers).toEqual([
      { state: 'OPEN', reason: 'LOGIN_REFUSED' },
      { state: 'OPEN', reason: 'LOGIN_REFUSED' },
    ]);
    const logins = [...world.national.state.calls].filter(
      ([name]) => /login/i.test(name) && !name.includes(':'),
    );
    expect(logins.map(([, count]) => count)).toEqual([1]);
  });

  it('what the portals already hold is adopted without a write, with its entries; what is new goes', async () => {
    world = await carryWorld();
    await pull(1);
    await world.settle([world.worker('a')]);
    const before = world;
    const writes = () =>
      [before.national, before.provincial].map(({ state }) =>
        [...state.dossiers.values()].reduce((sum, held) => sum + held.writes.length + held.traces.length, 0),
      );
    const standing = writes();
    world = await carryWorld({ adoption: 'always', before });
    try {
      await pull(1);
      await world.settle([world.worker('b'), world.worker('c')]);
      expect(writes()).toEqual(standing);
      expectArrived(1);
      await expectSettled();
      const proofs = await world.all<{ proof: string }>(`select distinct proof from receipt`);
      expect(proofs.map(({ proof }) => proof)).toEqual(['ADOPTION']);
      await pull(2);
      await world.settle([world.worker('b'), world.worker('c')]);
      expectArrived(2);
      await expectSettled();
    } finally {
      await world.close();
      world = before;
    }
  });
});

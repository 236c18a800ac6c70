import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startNationalSimulator } from '../../../../src/connectors/portals/national/simulator/index.js';
import { startProvincialSimulator } from '../../../../src/connectors/portals/provincial/simulator/index.js';
import type { FaultRule } from '../../../../src/connectors/portals/simulation/index.js';
import { until } from '../../../support/poll.js';
import { code, nationalRecord, nationalTrace, provincialDocument, provincialTrace } from './bodies.js';
import { codeOf, listOf, NationalCaller, ProvincialCaller, type Seen } from './clients.js';

let now = 0;
const clock = { now: () => now };

/** The same faults seen through either portal: one write, one look, and what it holds. */
const PORTALS = {
  national: async (faults: FaultRule[]) => {
    const sim = await startNationalSimulator({ seed: 7, clock });
    const caller = new NationalCaller(sim);
    await caller.login();
    sim.faults.set(faults);
    return {
      sim,
      write: (n: number, signal?: AbortSignal) =>
        caller.call('DongBoHoSoMC', { isUpdating: 'False', data: [nationalRecord(n)] }, signal),
      entry: (n: number, step: number) => caller.traces(nationalTrace(n, step)),
      look: (n: number) => caller.look(code(n)),
      login: () => caller.login(),
      accepted: (seen: Seen) => codeOf(seen) === 0,
      service: 'DongBoHoSoMC',
    };
  },
  provincial: async (faults: FaultRule[]) => {
    const sim = await startProvincialSimulator({ seed: 7, clock });
    const caller = new ProvincialCaller(sim);
    await caller.login();
    sim.faults.set(faults);
    return {
      sim,
      write: (n: number, signal?: AbortSignal) =>
        caller.send('POST', '/Document/SyncDocument', provincialDocument(n), signal),
      entry: (n: number, step: number) => caller.trace(provincialTrace(n, step)),
      look: async (n: number) => {
        const seen = await caller.get(`/Document/${code(n)}`);
        return seen.status === 200 ? seen.json : undefined;
      },
      login: () => caller.login(),
      accepted: (seen: Seen) => [1, 200].includes(Number(seen.json['Status'])),
      service: 'SyncDocument',
    };
  },
};
type Bench = Awaited<ReturnType<(typeof PORTALS)['national' | 'provincial']>>;

beforeEach(() => {
  now = Date.parse('2024-08-23T02:00:00.000Z');
});

describe.each(['national', 'provincial'] as const)('%s portal', (name) => {
  let bench: Bench | undefined;
  const start = async (...faults: FaultRule[]): Promise<Bench> => {
    bench = await PORTALS[name](faults);
    return bench;
  };
  afterEach(() => bench?.sim.close());
  const held = (portal: Bench, n: number) =>
    portal.sim.state.dossiers.get(code(n))?.record.current !== undefined;

  it.each([
    ['status500', 500, false],
    ['status503', 503, false],
    ['status429', 429, false],
    ['applied500', 500, true],
    ['applied504', 504, true],
    ['resetBeforeRead', 0, false],
    ['resetAfterApply', 0, true],
  ] as const)('%s: answers %i, applied %s, twice and no more', async (kind, status, applied) => {
    const portal = await start({ kind, times: 2 });
    for (const n of [1, 2]) {
      const seen = await portal.write(n);
      expect(seen.status).toBe(status);
      expect(held(portal, n)).toBe(applied);
      if (kind === 'status429') expect(seen.headers.get('retry-after')).toBe('1');
      if (kind === 'status500') expect(seen.text).toBe('Internal Server Error');
    }
    expect(portal.accepted(await portal.write(3))).toBe(true);
    expect(portal.sim.faults.played[kind]).toBe(2);
  });

  it('timeoutAfterApply: applies and keeps silent until the client gives up', async () => {
    const portal = await start({ kind: 'timeoutAfterApply', times: 1 });
    const giveUp = new AbortController();
    const waiting = portal.write(1, giveUp.signal);
    await until(() => held(portal, 1));
    giveUp.abort();
    expect((await waiting).status).toBe(0);
    expect(portal.sim.faults.played['timeoutAfterApply']).toBe(1);
  });

  it('timeoutAfterApply with `ms`: breaks the connection by itself', async () => {
    const portal = await start({ kind: 'timeoutAfterApply', times: 1, ms: 10 });
    expect((await portal.write(1)).status).toBe(0);
    expect(held(portal, 1)).toBe(true);
  });

  it('readBackLag: a write shows in look-ups only later', async () => {
    const portal = await start({ kind: 'readBackLag', times: 1, ms: 5000 });
    expect(portal.accepted(await portal.write(1))).toBe(true);
    expect(await portal.look(1)).toBeUndefined();
    now += 4999;
    expect(await portal.look(1)).toBeUndefined();
    now += 1;
    expect(await portal.look(1)).toBeDefined();
    expect(portal.sim.faults.played['readBackLag']).toBe(1);
  });

  it('readBackLag of an entry: the record shows, the entry not yet', async () => {
    const portal = await start();
    await portal.write(1);
    portal.sim.faults.set([{ kind: 'readBackLag', ms: 1000 }]);
    await portal.entry(1, 1);
    const list = name === 'national' ? 'QuaTrinhXuLy' : 'Traces';
    expect(listOf(await portal.look(1), list)).toHaveLength(0);
    now += 1000;
    expect(listOf(await portal.look(1), list)).toHaveLength(1);
  });

  it.each(['halfBody', 'html200', 'otherShape'] as const)(
    '%s: 200 that does not decode; some writes are applied, some are not',
    async (kind) => {
      const portal = await start({ kind });
      for (let n = 1; n <= 20; n++) {
        const seen = await portal.write(n);
        expect(portal.accepted(seen)).toBe(false);
        if (kind !== 'halfBody') expect(seen.status).toBe(200);
        if (kind === 'otherShape') expect(Object.keys(seen.json).length).toBeGreaterThan(0);
        else expect(seen.json).toEqual({});
      }
      const applied = portal.sim.state.dossiers.size;
      expect(applied).toBeGreaterThan(0);
      expect(applied).toBeLessThan(20);
      expect(portal.sim.faults.played[kind]).toBe(20);
    },
  );

  it.each(['sessionExpired', 'otherLogin'] as const)(
    '%s: the session is over, nothing is applied',
    async (kind) => {
      const portal = await start({ kind, times: 1 });
      const seen = await portal.write(1);
      expect(portal.accepted(seen)).toBe(false);
      expect(seen.status === 401 || codeOf(seen) === -2).toBe(true);
      const again = await portal.write(1);
      expect(again.status === 401 || codeOf(again) === -2).toBe(true);
      await portal.login();
      expect(portal.accepted(await portal.write(1))).toBe(true);
      expect(portal.sim.faults.played[kind]).toBe(1);
    },
  );

  it('busy: says so in its own code', async () => {
    const portal = await start({ kind: 'busy', times: 1 });
    const seen = await portal.write(1);
    expect(seen.status).toBe(200);
    expect(name === 'national' ? codeOf(seen) : seen.json['Status']).toBe(name === 'national' ? -9 : 503);
    expect(held(portal, 1)).toBe(false);
    expect(portal.sim.faults.played['busy']).toBe(1);
  });

  it('refuseRecord: the same keys each time, by share or by name', async () => {
    const portal = await start({ kind: 'refuseRecord', rate: 0.3, code: 42, message: 'Từ chối' });
    const refused = async () => {
      const keys: number[] = [];
      for (let n = 1; n <= 30; n++) {
        const seen = await portal.write(n);
        if (codeOf(seen) === 42 || seen.json['Status'] === 42) keys.push(n);
      }
      return keys;
    };
    const first = await refused();
    expect(first.length).toBeGreaterThan(3);
    expect(first.length).toBeLessThan(20);
    expect(await refused()).toEqual(first);
    expect(portal.sim.faults.played['refuseRecord']).toBe(first.length * 2);
    portal.sim.faults.set([{ kind: 'refuseRecord', keys: [code(50)] }]);
    expect(portal.accepted(await portal.write(51))).toBe(true);
    expect(portal.accepted(await portal.write(50))).toBe(false);
  });

  it('maintenance: everything answers 503 or HTML for a while', async () => {
    const portal = await start({ kind: 'maintenance', times: 1, for: 1000 });
    expect((await portal.write(1)).status).toBe(503);
    expect((await portal.login()).status).toBe(503);
    now += 1000;
    expect(portal.accepted(await portal.write(1))).toBe(true);
    portal.sim.faults.set([{ kind: 'maintenance', html: true, times: 1, for: 1000 }]);
    const page = await portal.write(2);
    expect([page.status, page.text.slice(0, 15)]).toEqual([200, '<!DOCTYPE html>']);
    expect(portal.sim.faults.played['maintenance']).toBe(3);
    portal.sim.faults.clear();
    expect(portal.accepted(await portal.write(2))).toBe(true);
  });

  it('down: refuses connections, then listens on the same port', async () => {
    const portal = await start();
    const { port } = portal.sim;
    await portal.sim.down();
    expect((await portal.write(1)).status).toBe(0);
    await portal.sim.up();
    expect(portal.sim.port).toBe(port);
    expect(portal.accepted(await portal.write(1))).toBe(true);
    portal.sim.faults.set([{ kind: 'down', times: 1, for: 30 }]);
    expect((await portal.write(2)).status).toBe(0);
    await until(async () => portal.accepted(await portal.write(3)));
    expect(held(portal, 2)).toBe(false);
    expect(portal.sim.faults.played['down']).toBe(1);
  });

  it('drift and loseRecord: the portal changes and loses records by itself, and says which', async () => {
    const portal = await start({ kind: 'drift', times: 1 }, { kind: 'loseRecord', after: 1, times: 1 });
    await portal.write(1);
    expect(JSON.stringify(await portal.look(1))).toContain('cổng tự sửa');
    await portal.write(2);
    expect(portal.sim.state.drifts.map((drift) => drift.what)).toEqual(['altered', 'lost']);
    const lost = portal.sim.state.drifts[1]?.key;
    expect(portal.sim.state.dossiers.get(lost ?? '')?.record.current).toBeUndefined();
    expect([portal.sim.faults.played['drift'], portal.sim.faults.played['loseRecord']]).toEqual([1, 1]);
  });

  it('latency comes on top of others, and is counted', async () => {
    const portal = await start({ kind: 'latency', ms: 1, times: 3 }, { kind: 'status503', times: 1 });
    expect((await portal.write(1)).status).toBe(503);
    expect(portal.accepted(await portal.write(1))).toBe(true);
    expect(portal.sim.faults.played).toMatchObject({ latency: 2, status503: 1 });
  });

  it('spares logins unless a rule names them', async () => {
    const portal = await start({ kind: 'status500' });
    expect((await portal.login()).status).toBe(200);
    portal.sim.faults.set([
      { kind: 'status500', match: { service: name === 'national' ? 'login' : 'token' } },
    ]);
    expect((await portal.login()).status).toBe(500);
    expect(portal.accepted(await portal.write(1))).toBe(true);
  });

  it('plays where a rule says: service, key, path', async () => {
    const portal = await start(
      { kind: 'status503', match: { service: serviceOf(name), key: code(2) } },
      { kind: 'resetBeforeRead', match: { key: '*0003' } },
      { kind: 'applied500', match: { path: '/khac' } },
    );
    expect(portal.accepted(await portal.write(1))).toBe(true);
    expect((await portal.write(2)).status).toBe(503);
    expect((await portal.write(3)).status).toBe(0);
    expect(held(portal, 3)).toBe(false);
  });

  it('plays the same history for the same seed', async () => {
    const history = async () => {
      const portal = await start(
        { kind: 'status503', rate: 0.2 },
        { kind: 'applied500', rate: 0.2 },
        { kind: 'html200', rate: 0.2 },
        { kind: 'refuseRecord', rate: 0.2 },
      );
      const seen: string[] = [];
      for (let n = 1; n <= 40; n++) {
        const answer = await portal.write(n);
        seen.push(`${answer.status} ${answer.text.slice(0, 30)}`);
      }
      const keys = [...portal.sim.state.dossiers.keys()];
      await portal.sim.close();
      return { seen, keys, played: portal.sim.faults.played };
    };
    const first = await history();
    expect(await history()).toEqual(first);
    expect(first.played['status503']).toBeGreaterThan(2);
  });
});

function serviceOf(name: 'national' | 'provincial'): string {
  return name === 'national' ? 'DongBoHoSoMC' : 'SyncDocument';
}

describe('file links', () => {
  it('are really fetched, later, with status and hash', async () => {
    const files = createServer((request, response) => {
      response.statusCode = request.url?.startsWith('/co') ? 200 : 404;
      response.end('nội dung');
    });
    await new Promise<void>((resolve) => {
      files.listen(0, '127.0.0.1', resolve);
    });
    const address = files.address();
    const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const sim = await startNationalSimulator({ profile: { downloads: true } });
    const caller = new NationalCaller(sim);
    await caller.login();
    const results = [{ TenGiayTo: 'kq', GiayToId: '1', DuongDanTepTinKetQua: `${base}/co?chu-ky=1` }];
    const papers = [{ TepDinhKemId: '1', TenTepDinhKem: 'a', DuongDanTaiTepTin: `${base}/khong` }];
    await caller.records(nationalRecord(1, { DanhSachGiayToKetQua: results, TaiLieuNop: papers }));
    await until(() => sim.pendingDownloads() === 0);
    const seen = sim.state.downloads.map(({ link, status, bytes }) => [
      new URL(link).pathname,
      status,
      bytes,
    ]);
    expect(seen.sort()).toEqual([
      ['/co', 200, 10],
      ['/khong', 404, 10],
    ]);
    await sim.close();
    files.close();
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { runSimulators, type Simulation } from '../../../../src/connectors/portals/simulation/index.js';
import {
  code,
  nationalNotice,
  nationalRecord,
  nationalTrace,
  provincialDocument,
  provincialTrace,
} from './bodies.js';
import { admin, codeOf, listOf, NationalCaller, ProvincialCaller } from './clients.js';

let both: Simulation | undefined;
afterEach(() => both?.close());

async function start(faults = ''): Promise<Simulation> {
  both = await runSimulators({ faults, seed: 3 });
  return both;
}

describe('both simulators', () => {
  it('start with one text of faults, each with what it can play', async () => {
    const { national, provincial } = await start('status500:0.5,batchListed:0.1');
    expect(national.faults.rules.map((rule) => rule.kind)).toEqual(['status500', 'batchListed']);
    expect(provincial.faults.rules.map((rule) => rule.kind)).toEqual(['status500']);
  });

  it('end although connections are open, and free their ports', async () => {
    const first = await start();
    const caller = new NationalCaller(first.national);
    await caller.login();
    first.national.faults.set([{ kind: 'timeoutAfterApply' }]);
    const waiting = caller.records(nationalRecord(1));
    await first.close();
    expect((await waiting).status).toBe(0);
    both = await runSimulators({ nationalPort: first.national.port, provincialPort: first.provincial.port });
    expect(both.national.port).toBe(first.national.port);
  });

  it('do not leave the first running when the second cannot start', async () => {
    const { national } = await start();
    await expect(runSimulators({ provincialPort: national.port })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe('/_sim', () => {
  it('shows the state whole, in parts and in pages', async () => {
    const { national } = await start();
    const caller = new NationalCaller(national);
    await caller.login();
    await caller.records(nationalRecord(1), nationalRecord(2), nationalRecord(3));
    await caller.traces(nationalTrace(2, 1), nationalTrace(1, 1), nationalTrace(2, 1));
    const whole = (await admin(national, 'GET', '/state')).json;
    expect(whole['counts']).toMatchObject({ dossiers: 3, traces: 3, writes: 3, duplicates: 1 });
    expect(listOf(whole, 'traces').map((trace) => trace['MaHoSo'])).toEqual([code(2), code(1), code(2)]);
    expect(listOf(whole, 'duplicates')).toEqual([expect.objectContaining({ count: 2 })]);
    const part = (await admin(national, 'GET', '/state?part=dossiers&offset=1&limit=1')).json;
    expect(part['total']).toBe(3);
    expect(listOf(part, 'data').map((row) => row['key'])).toEqual([code(2)]);
    expect((await admin(national, 'GET', '/state?part=summary')).json).toMatchObject({
      portal: 'national',
      calls: { 'DongBoHoSoMC:0': 1 },
    });
    expect((await admin(national, 'GET', '/state?part=khong')).status).toBe(404);
  });

  it('sets, adds, counts and clears faults', async () => {
    const { provincial } = await start();
    const caller = new ProvincialCaller(provincial);
    await caller.login();
    await admin(provincial, 'POST', '/faults', [{ kind: 'status503', times: 1 }]);
    await admin(provincial, 'POST', '/faults', { rules: [{ kind: 'busy', times: 1 }], add: true });
    expect((await caller.document(provincialDocument(1))).status).toBe(503);
    expect((await caller.document(provincialDocument(1))).json['Status']).toBe(503);
    expect((await admin(provincial, 'GET', '/faults')).json['played']).toMatchObject({
      status503: 1,
      busy: 1,
    });
    expect((await admin(provincial, 'POST', '/faults', 'latency:0.5:10')).json['rules']).toEqual([
      { kind: 'latency', rate: 0.5, ms: 10 },
    ]);
    expect((await admin(provincial, 'POST', '/faults', [{ kind: 'x' }])).status).toBe(400);
    expect((await admin(provincial, 'POST', '/faults', {})).json['rules']).toEqual([]);
  });

  it('takes what was there before: looked up, known to the next create, appended to', async () => {
    const { national, provincial } = await start();
    const portal = new NationalCaller(national);
    await portal.login();
    const given = {
      dossiers: [{ record: nationalRecord(1), traces: [nationalTrace(1, 1)] }],
      notices: [nationalNotice(1)],
    };
    expect((await admin(national, 'POST', '/seed', given)).status).toBe(200);
    expect(codeOf(await portal.records(nationalRecord(1)))).toBe(3);
    expect(listOf(await portal.look(code(1)), 'QuaTrinhXuLy')).toHaveLength(1);
    expect(national.state.dossiers.get(code(1))?.writes[0]?.mode).toBe('seed');
    const wrong = await admin(national, 'POST', '/seed', { dossiers: [{ record: { MaHoSo: 'x' } }] });
    expect([wrong.status, listOf(wrong.json, 'complaints').length]).toEqual([400, 1]);

    const article = {
      TieuDe: 'Cũ',
      NoiDung: '<p>x</p>',
      NgayBanHanh: '2024-08-23T01:30:00.000Z',
      KenhTinId: provincial.channels[0]?.id,
      TrangThaiId: provincial.articleStates[2]?.id,
    };
    const there = {
      dossiers: [{ record: provincialDocument(1), traces: [provincialTrace(1)] }],
      articles: [article],
      legalDocuments: [{ SoKyHieu: '1/QĐ', NgaybanHanh: '2024-08-23T01:30:00.000Z' }],
    };
    expect((await admin(provincial, 'POST', '/seed', there)).status).toBe(200);
    const caller = new ProvincialCaller(provincial);
    await caller.login();
    expect((await caller.get('/TinBais?TieuDe=C%C5%A9')).json['totalCount']).toBe(1);
    expect(
      (await admin(provincial, 'POST', '/seed', { articles: [{ ...article, KenhTinId: 'x' }] })).status,
    ).toBe(400);
    expect(provincial.state.dossiers.get(code(1))?.traces).toHaveLength(1);
  });

  it('alters and loses records on demand', async () => {
    const { national, provincial } = await start();
    national.seed({ dossiers: [{ record: nationalRecord(1), traces: [nationalTrace(1)] }] });
    provincial.seed({ dossiers: [{ record: provincialDocument(1), traces: [provincialTrace(1)] }] });
    await admin(national, 'POST', '/drift', { key: code(1), set: { GhiChu: 'cổng sửa' } });
    expect(national.state.dossiers.get(code(1))?.record.current?.['GhiChu']).toBe('cổng sửa');
    await admin(national, 'POST', '/drift', { key: code(1), lose: true });
    const held = national.state.dossiers.get(code(1));
    expect([held?.record.current, held?.traces.length]).toEqual([undefined, 1]);
    await admin(provincial, 'POST', '/drift', { key: code(1), lose: true, entries: true });
    expect(provincial.state.dossiers.get(code(1))?.traces).toHaveLength(0);
    expect((await admin(national, 'POST', '/drift', { key: code(9), lose: true })).status).toBe(404);
  });

  it('resets everything, and knows no other route', async () => {
    const { national } = await start('status503');
    national.seed({ dossiers: [{ record: nationalRecord(1) }] });
    await admin(national, 'POST', '/reset');
    expect([national.state.dossiers.size, national.faults.rules.length]).toEqual([0, 0]);
    expect((await admin(national, 'GET', '/khac')).status).toBe(404);
    expect((await admin(national, 'GET', '/health')).json).toEqual({ ok: true });
  });
});

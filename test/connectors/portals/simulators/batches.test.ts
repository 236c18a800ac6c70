import { afterEach, describe, expect, it } from 'vitest';
import {
  type NationalSimulator,
  type NationalSimulatorOptions,
  startNationalSimulator,
} from '../../../../src/connectors/portals/national/simulator/index.js';
import { code, nationalNotice, nationalRecord, nationalTrace } from './bodies.js';
import { codeOf, NationalCaller, rowsOf } from './clients.js';

let sim: NationalSimulator | undefined;
afterEach(() => sim?.close());

async function start(
  options: NationalSimulatorOptions,
): Promise<{ sim: NationalSimulator; portal: NationalCaller }> {
  const started = await startNationalSimulator(options);
  sim = started;
  const portal = new NationalCaller(started);
  await portal.login();
  return { sim: started, portal };
}
const modes = (mode: 'atomic' | 'listed' | 'silentPart') => ({
  batch: { records: mode, traces: mode, notices: mode },
});
const bad = (n: number) => nationalRecord(n, { KenhThucHien: '9' });

describe('a batch with a bad item', () => {
  it('atomic: refuses all, with one code and no word on which', async () => {
    const { sim, portal } = await start({ profile: modes('atomic') });
    const answer = await portal.records(nationalRecord(1), bad(2), nationalRecord(3));
    expect(codeOf(answer)).toBe(12);
    expect(answer.text).not.toContain(code(2));
    expect(rowsOf(answer)).toEqual([]);
    expect(sim.state.dossiers.size).toBe(0);
  });

  it('listed: answers item by item in order, whatever the top code says', async () => {
    const { sim, portal } = await start({ profile: modes('listed') });
    const tops = new Set<boolean>();
    for (let n = 1; n <= 16; n += 2) {
      const answer = await portal.records(nationalRecord(n), bad(n + 1));
      const rows = rowsOf(answer);
      expect(rows.map((row) => [row['MaHoSo'], Number(row['error_code'])])).toEqual([
        [code(n), 0],
        [code(n + 1), 12],
      ]);
      tops.add(codeOf(answer) === 0);
    }
    expect(tops.size).toBe(2);
    expect(sim.state.dossiers.size).toBe(8);
    expect(rowsOf(await portal.records(nationalRecord(90)))).toHaveLength(1);
  });

  it('silentPart: says no, yet some are there', async () => {
    const { sim, portal } = await start({ profile: modes('silentPart') });
    const answer = await portal.records(nationalRecord(1), nationalRecord(2), bad(3), nationalRecord(4));
    expect(codeOf(answer)).toBe(12);
    expect(rowsOf(answer)).toEqual([]);
    expect([...sim.state.dossiers.keys()]).toEqual([code(1), code(2)]);
    await portal.records(bad(5), nationalRecord(6), nationalRecord(7));
    expect([...sim.state.dossiers.keys()]).toEqual([code(1), code(2), code(6), code(7)]);
  });

  it('silentPart of entries keeps each dossier’s order, of notices too', async () => {
    const { sim, portal } = await start({ profile: modes('silentPart') });
    await portal.records(nationalRecord(1));
    const unknown = nationalTrace(9, 1);
    expect(codeOf(await portal.traces(nationalTrace(1, 1), unknown, nationalTrace(1, 2)))).toBe(-3);
    expect(codeOf(await portal.traces(unknown, nationalTrace(1, 2), nationalTrace(1, 3)))).toBe(-3);
    expect(sim.state.traces().map((item) => item['NoiDungXuLy'])).toEqual(['Bước 1', 'Bước 2', 'Bước 3']);
    const data = [nationalNotice(1), nationalNotice(2, { ChuyenMuc: 'X' }), nationalNotice(3)];
    expect(await portal.code('DongBoThongBao', { isUpdating: 'False', data })).toBe(12);
    expect([...sim.state.notices.keys()]).toEqual(['TB-1']);
  });

  it('is told alone what is wrong', async () => {
    const { portal } = await start({});
    expect(String((await portal.records(bad(1))).json['message'])).toContain('KenhThucHien');
  });

  it('known and unknown ones count as bad', async () => {
    const { sim, portal } = await start({});
    await portal.records(nationalRecord(1));
    expect(codeOf(await portal.records(nationalRecord(2), nationalRecord(1)))).toBe(3);
    expect(codeOf(await portal.updates(nationalRecord(1), nationalRecord(2)))).toBe(-3);
    expect(sim.state.dossiers.size).toBe(1);
  });
});

describe('batch faults', () => {
  it('play only on batches in which something is bad, and are counted', async () => {
    const { sim, portal } = await start({});
    sim.faults.set([{ kind: 'batchSilentPart', times: 1 }]);
    await portal.records(nationalRecord(1), nationalRecord(2));
    await portal.records(bad(3));
    await portal.records(bad(3), bad(4));
    expect(sim.faults.played['batchSilentPart']).toBe(0);
    await portal.records(nationalRecord(3), bad(4));
    expect([sim.state.dossiers.has(code(3)), sim.faults.played['batchSilentPart']]).toEqual([true, 1]);
    await portal.records(nationalRecord(5), bad(6));
    expect([sim.state.dossiers.has(code(5)), sim.faults.played['batchSilentPart']]).toEqual([false, 1]);
  });

  it('play each kind that is asked for', async () => {
    const { sim, portal } = await start({});
    for (const [index, kind] of (['batchAtomic', 'batchListed', 'batchSilentPart'] as const).entries()) {
      sim.faults.set([{ kind, match: { service: 'DongBoHoSoMC' } }]);
      const n = index * 10 + 1;
      const answer = await portal.records(nationalRecord(n), bad(n + 1));
      expect([rowsOf(answer).length, sim.state.dossiers.has(code(n)), sim.faults.played[kind]]).toEqual([
        kind === 'batchListed' ? 2 : 0,
        kind !== 'batchAtomic',
        1,
      ]);
    }
  });
});

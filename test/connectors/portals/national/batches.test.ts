import { afterEach, describe, expect, it } from 'vitest';
import type { BatchBehaviour } from '../../../../src/connectors/portals/national/simulator/profile.js';
import type { Carried, DeliverItem } from '../../../../src/domain/ports.js';
import type { DossierRecord } from '../../../../src/domain/records.js';
import { DOSSIER_STATES } from '../../../../src/domain/states.js';
import { Sender } from '../conformance/harness.js';
import {
  carriedDossier,
  carriedNotice,
  carriedTrace,
  dossier,
  notice,
  traceItem,
} from '../conformance/subjects.js';
import { type NationalTarget, startNational } from './start.js';

let target: NationalTarget | undefined;
afterEach(async () => {
  await target?.portal.close();
  await target?.close();
});

async function start(options: Parameters<typeof startNational>[0] = {}): Promise<[NationalTarget, Sender]> {
  target = await startNational(options);
  return [target, new Sender(target)];
}

async function items(sender: Sender, all: Carried[], exists = false): Promise<DeliverItem[]> {
  const wires = await Promise.all(all.map((each) => sender.wire(each)));
  return wires.map((wire) => ({ wire, standing: { exists }, phase: 'PUBLISH' }));
}

describe('a batch with one bad item, as the portal may play it', () => {
  const kinds: [string, (number: number) => Carried, number][] = [
    ['records', (number) => carriedDossier(dossier(number)), 5],
    ['notices', (number) => carriedNotice(notice(number)), 5],
    ['traces', (number) => carriedTrace(dossier(number), traceItem(), number), 5],
  ];
  const behaviours: BatchBehaviour[] = ['atomic', 'listed', 'silentPart'];

  it.each(behaviours.flatMap((behaviour) => kinds.map(([kind, make]) => [behaviour, kind, make] as const)))(
    '%s, of %s',
    async (behaviour, kind, make) => {
      const [{ portal, simulator, holds }, sender] = await start({
        simulator: { profile: { batch: { records: behaviour, traces: behaviour, notices: behaviour } } },
      });
      if (kind === 'traces') {
        const all = [1, 2, 3].map((number) => carriedDossier(dossier(number)));
        await portal.deliver(await items(sender, all), sender.options());
      }
      const third = make(3);
      simulator.faults.add({ kind: 'refuseRecord', keys: [third.key] });
      const sent = await items(sender, [make(1), make(2), third], kind === 'traces');
      const answer = await portal.deliver(sent, sender.options());
      const held = holds()[kind === 'records' ? 'dossiers' : kind === 'notices' ? 'notices' : 'traces'];
      if (behaviour === 'listed') {
        expect(answer.scope === 'items' && answer.outcomes.map(({ type }) => type)).toEqual([
          'accepted',
          'accepted',
          'refused',
        ]);
        expect(held).toBe(2);
      } else {
        expect(answer).toMatchObject({ scope: 'whole', outcome: { type: 'refused' } });
        expect(held).toBe(behaviour === 'atomic' ? 0 : 2);
      }
    },
  );

  it('takes as many records at once as it says, and one more is refused', async () => {
    const [{ portal, holds }, sender] = await start();
    const most = portal.limits.batchOf('dossier');
    const all = Array.from({ length: most + 1 }, (_, index) => carriedDossier(dossier(index + 1)));
    const sent = await items(sender, all);
    expect(await portal.deliver(sent, sender.options())).toMatchObject({
      scope: 'whole',
      outcome: { type: 'refused' },
    });
    expect((await portal.deliver(sent.slice(1), sender.options())).scope).toBe('items');
    expect(holds().dossiers).toBe(most);
  });
});

describe('every state passes the portal’s own check and reads back the same', () => {
  const received: Partial<DossierRecord> = { finishedAt: '2024-08-23T08:00:00.000Z' };
  it.each(
    DOSSIER_STATES.flatMap(({ code, name }) =>
      (['omit', 'empty'] as const).map((absent) => [name, absent, code] as const),
    ),
  )('%s, absent values %s', async (_name, absent, state) => {
    const [{ portal }, sender] = await start({ profile: { absent } });
    const changes = state === 10 ? { returnedAt: '2024-08-24T01:00:00.000Z', returnMethod: 0 as const } : {};
    const { wire, outcome } = await sender.send(
      carriedDossier(dossier(state, { ...received, ...changes, state })),
    );
    expect(outcome).toMatchObject({ type: 'accepted' });
    expect(portal.same(await sender.found(wire), wire, 'PUBLISH')).toBe(true);
  });
});

describe('a portal that changed a record by itself', () => {
  it.each([
    ['another value', { DonViXuLy: 'Nơi khác' }, false],
    ['a value gone', { SoDienThoai: '' }, false],
    ['a list emptied', { DanhSachLePhi: [] }, false],
    ['a key of its own', { GhiChuCuaCong: 'x' }, true],
  ])('%s', async (_name, set, same) => {
    const [{ portal, simulator }, sender] = await start();
    const { wire } = await sender.send(carriedDossier(dossier(1)));
    simulator.state.drift({ key: wire.key, set }, Date.now());
    expect(portal.same(await sender.found(wire), wire, 'PUBLISH')).toBe(same);
  });

  it('lost it', async () => {
    const [{ simulator }, sender] = await start();
    const { wire } = await sender.send(carriedDossier(dossier(1)));
    simulator.state.drift({ key: wire.key, lose: true }, Date.now());
    expect((await sender.found(wire)).exists).toBe(false);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toGlobalId } from '../../../src/reads/global-id.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ASKERS, type Asker, fillGround, isFor, keyOf, type Thing } from './ground.js';
import { MUTATIONS } from './lines.js';

/*
 * What a key of one unit may write is what it sees; and what is not its own is answered as what does not exist. Every mutation that
 * lines.ts says touches one's own has its proof here.
 */
const LIMITED = Object.entries(ASKERS).filter(([, { unit }]) => unit !== undefined);
const UNITS = ['H56.14', 'H56.14.2', 'H56.14.3', 'H56.14.3.1', 'H56.14.4', 'H56.14.6', 'H56.14.8', 'H56.900'];
/** Before and after the reform of July 2025. */
const TIMES = ['2024-08-01T09:00:00+07:00', '2025-08-01T09:00:00+07:00'];

let store: TestDatabase;
let gateway: TestGateway;
let things: Thing[];
let whole: string;
let pushes = 0;

beforeAll(async () => {
  store = await freshDatabase();
  things = await fillGround(store);
  gateway = await startGateway(store, { now: '2025-10-01T03:00:00.000Z' });
  whole = await gateway.key({ role: 'administrator', name: 'whole' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function write(name: string, input: object, selection: string, key: string): Promise<unknown> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
  const { data, errors } = await gateway.ask(query, { key, variables: { input } });
  expect(errors).toBeUndefined();
  return data?.[name];
}

/** Whether an asker's key may act on this dossier or notice, by the store's rule, which ownership.test.ts holds to the tables. */
async function isWithin(code: string, { unit }: Asker): Promise<boolean> {
  const { rowCount } = await store.database.query(
    'select from subjects_within($1) w (id) join subject s on s.id = w.id where s.natural_key = $2',
    [unit, code],
  );
  return rowCount === 1;
}

interface Case {
  asker: Asker;
  key: string;
}
const NOTHING = 'ffffffff-ffff-7fff-8fff-ffffffffffff';

async function onDeliveries(name: string, { asker, key }: Case): Promise<void> {
  const none = toGlobalId('Delivery', NOTHING);
  const selection = 'delivery { id dossier { code } } errors { code path message }';
  const nothing = await write(name, { id: none }, selection, key);
  for (const thing of things.filter(({ type }) => type === 'Delivery')) {
    const answer = (await write(name, { id: thing.id }, selection, key)) as { delivery: object | null };
    if (isFor(asker, thing)) {
      expect(answer).toMatchObject({ delivery: { id: thing.id } });
      expect(JSON.stringify(answer)).not.toContain('NOT_FOUND');
    } else expect(answer).toEqual(nothing);
  }
}

function dossier(code: string, unit: string, received: string): object {
  return {
    maHoSo: code,
    maTTHC: '1.001193',
    donVi: unit,
    kenhThucHien: 1,
    loaiDoiTuong: 1,
    chuHoSo: 'Người Thử',
    trichYeuHoSo: 'Thử',
    trangThaiHoSo: 2,
    ngayNopHoSo: received,
    ngayTiepNhan: received,
    ngayCapNhat: received,
  };
}

async function push(code: string, unit: string, received: string, key: string): Promise<string[]> {
  pushes += 1;
  const records = [{ clientKey: `push-${pushes}`, dossier: dossier(code, unit, received) }];
  const answer = await write('recordDossiers', { records }, 'results { fate problems { code } }', key);
  const { results } = answer as { results: { fate: string; problems: { code: string }[] }[] };
  return results.flatMap(({ fate, problems }) => [fate, ...problems.map((each) => each.code)]);
}

const notice = (code: string, unit: string, publishedAt: string) => ({
  code,
  title: 'Thông báo',
  body: '<p>Nội dung</p>',
  category: 'ACTIVITIES',
  unit,
  publishedAt,
});
const codesOf = (answer: unknown) =>
  (answer as { errors: { code: string }[] }).errors.map(({ code }) => code);

const PROOFS: Readonly<Record<string, (own: Case) => Promise<void>>> = {
  retryDelivery: (own) => onDeliveries('retryDelivery', own),
  releaseHold: (own) => onDeliveries('releaseHold', own),

  async replayDeliveries({ asker, key }) {
    const states = ['REFUSED', 'EXHAUSTED', 'DELIVERED'];
    const count = async (filter: object, by: string) => {
      const answer = await write('replayDeliveries', { filter: { states, ...filter } }, 'count newer', by);
      const { count: again, newer } = answer as { count: number; newer: number };
      return again + newer;
    };
    const codes = [
      ...new Set(things.flatMap(({ type, code }) => (type === 'Delivery' && code ? [code] : []))),
    ];
    let all = 0;
    for (const code of codes) {
      const there = (await isWithin(code, asker)) ? await count({ codes: [code] }, whole) : 0;
      expect([code, await count({ codes: [code] }, key)]).toEqual([code, there]);
      all += there;
    }
    expect(await count({}, key)).toBe(all);
  },

  async recordDossiers({ asker, key }) {
    for (const unit of UNITS) {
      for (const received of TIMES) {
        pushes += 1;
        const code = `H56.14-250930-${1_000 + pushes}`;
        expect(await push(code, unit, received, whole)).toEqual(['STORED']);
        const within = await isWithin(code, asker);
        const own = await push(`${code}9`, unit, received, key);
        expect([unit, received, own]).toEqual([
          unit,
          received,
          within ? ['STORED'] : ['QUARANTINED', 'OUT_OF_SCOPE'],
        ]);
        // Over what another unit has nobody writes, not even as its own; and who pushed it is told only of one's own.
        const over = await push(code, asker.unit ?? '', TIMES[1] ?? '', key);
        if (!within) expect(over.slice(0, 1)).toEqual(['QUARANTINED']);
        if (!within) expect(over).toContain('OUT_OF_SCOPE');
        expect(over.includes('OTHER_ORIGIN')).toBe(within && !over.includes('OUT_OF_SCOPE'));
      }
    }
  },

  async publishNotice({ asker, key }) {
    for (const unit of UNITS) {
      for (const at of TIMES) {
        pushes += 1;
        const code = `HUB-${pushes}`;
        expect(
          codesOf(await write('publishNotice', notice(code, unit, at), 'errors { code }', whole)),
        ).toEqual([]);
        const within = await isWithin(code, asker);
        const own = codesOf(
          await write('publishNotice', notice(`${code}-x`, unit, at), 'errors { code }', key),
        );
        expect([unit, at, own]).toEqual([unit, at, within ? [] : ['OUT_OF_SCOPE']]);
        const over = { ...notice(code, unit, at), title: 'Sửa' };
        expect(codesOf(await write('publishNotice', over, 'errors { code }', key))).toEqual(own);
      }
    }
  },

  async withdrawNotice({ asker, key }) {
    for (const unit of UNITS) {
      for (const at of TIMES) {
        pushes += 1;
        const code = `HUB-${pushes}`;
        await write('publishNotice', notice(code, unit, at), 'errors { code }', whole);
        const within = await isWithin(code, asker);
        const errors = codesOf(await write('withdrawNotice', { code }, 'errors { code }', key));
        expect([unit, at, errors]).toEqual([unit, at, within ? [] : ['OUT_OF_SCOPE']]);
      }
    }
  },

  async resolveQuarantined({ key }) {
    const selection = 'record { id } fate problems { code } errors { code path }';
    for (const action of ['REPLAY', 'DISCARD', 'EDIT']) {
      const of = (id: string) =>
        write('resolveQuarantined', { id, action, reason: 'x', raw: '{}' }, selection, key);
      const nothing = await of(toGlobalId('QuarantinedRecord', NOTHING));
      for (const { id } of things.filter(({ type }) => type === 'QuarantinedRecord')) {
        expect(await of(id)).toEqual(nothing);
      }
    }
  },
};

test('every mutation that touches one’s own has its proof', () => {
  const own = Object.entries(MUTATIONS).filter(([, { touches }]) => touches === 'own');
  expect(Object.keys(PROOFS).sort()).toEqual(own.map(([name]) => name).sort());
});

describe.each(Object.entries(PROOFS))('%s', (_name, prove) => {
  test.each(LIMITED)('by a key of %s', async (who, asker) => {
    const key = await keyOf(store, gateway, asker, { role: 'administrator', name: who.slice(0, 90) });
    await prove({ asker, key });
  });
});

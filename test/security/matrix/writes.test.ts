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

/** As many writes as one operation may have. */
const TOGETHER = 20;

/** Writes one input after the other; what came of each. */
async function writeAll(
  name: string,
  inputs: readonly object[],
  selection: string,
  key: string,
): Promise<unknown[]> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answers: unknown[] = [];
  for (let at = 0; at < inputs.length; at += TOGETHER) {
    const some = inputs.slice(at, at + TOGETHER);
    const given = some.map((_, index) => `$i${index}: ${type}!`);
    const fields = some.map((_, index) => `w${index}: ${name}(input: $i${index}) { ${selection} }`);
    const variables = Object.fromEntries(some.map((input, index) => [`i${index}`, input]));
    const query = `mutation (${given.join(', ')}) { ${fields.join(' ')} }`;
    const { data, errors } = await gateway.ask(query, { key, variables });
    expect(errors).toBeUndefined();
    answers.push(...some.map((_, index) => data?.[`w${index}`]));
  }
  return answers;
}

async function write(name: string, input: object, selection: string, key: string): Promise<unknown> {
  return (await writeAll(name, [input], selection, key))[0];
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
  const all = things.filter(({ type }) => type === 'Delivery');
  const answers = await writeAll(
    name,
    all.map(({ id }) => ({ id })),
    selection,
    key,
  );
  for (const [at, thing] of all.entries()) {
    const answer = answers[at];
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

/** Pushes each dossier; the fate and the problems of each. */
async function push(dossiers: readonly object[], key: string): Promise<string[][]> {
  const records = dossiers.map((each) => {
    pushes += 1;
    return { clientKey: `push-${pushes}`, dossier: each };
  });
  const answer = await write('recordDossiers', { records }, 'results { fate problems { code } }', key);
  const { results } = answer as { results: { fate: string; problems: { code: string }[] }[] };
  return results.map(({ fate, problems }) => [fate, ...problems.map((each) => each.code)]);
}

/** Each unit before and after the reform, with a code that nothing else has. */
function everyPlace(codeOf: () => string): { code: string; unit: string; at: string }[] {
  return UNITS.flatMap((unit) =>
    TIMES.map((at) => {
      pushes += 1;
      return { code: codeOf(), unit, at };
    }),
  );
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
    const cases = everyPlace(() => `H56.14-250930-${1_000 + pushes}`);
    const theirs = cases.map(({ code, unit, at }) => dossier(code, unit, at));
    expect(await push(theirs, whole)).toEqual(cases.map(() => ['STORED']));
    const owns = await push(
      cases.map(({ code, unit, at }) => dossier(`${code}9`, unit, at)),
      key,
    );
    // Over what another unit has nobody writes, not even as its own; and who pushed it is told only of one's own.
    const overs = await push(
      cases.map(({ code }) => dossier(code, asker.unit ?? '', TIMES[1] ?? '')),
      key,
    );
    for (const [index, { code, unit, at }] of cases.entries()) {
      const within = await isWithin(code, asker);
      const fate = within ? ['STORED'] : ['QUARANTINED', 'OUT_OF_SCOPE'];
      expect([unit, at, owns[index]]).toEqual([unit, at, fate]);
      const over = overs[index] ?? [];
      if (!within) expect(over.slice(0, 1)).toEqual(['QUARANTINED']);
      if (!within) expect(over).toContain('OUT_OF_SCOPE');
      expect(over.includes('OTHER_ORIGIN')).toBe(within && !over.includes('OUT_OF_SCOPE'));
    }
  },

  async publishNotice({ asker, key }) {
    const cases = everyPlace(() => `HUB-${pushes}`);
    const publish = async (notices: readonly object[], by: string) =>
      (await writeAll('publishNotice', notices, 'errors { code }', by)).map(codesOf);
    const theirs = cases.map(({ code, unit, at }) => notice(code, unit, at));
    expect(await publish(theirs, whole)).toEqual(cases.map(() => []));
    const owns = await publish(
      cases.map(({ code, unit, at }) => notice(`${code}-x`, unit, at)),
      key,
    );
    const overs = await publish(
      theirs.map((each) => ({ ...each, title: 'Sửa' })),
      key,
    );
    for (const [index, { code, unit, at }] of cases.entries()) {
      const told = (await isWithin(code, asker)) ? [] : ['OUT_OF_SCOPE'];
      expect([unit, at, owns[index], overs[index]]).toEqual([unit, at, told, told]);
    }
  },

  async withdrawNotice({ asker, key }) {
    const cases = everyPlace(() => `HUB-${pushes}`);
    const theirs = cases.map(({ code, unit, at }) => notice(code, unit, at));
    await writeAll('publishNotice', theirs, 'errors { code }', whole);
    const within: boolean[] = [];
    for (const { code } of cases) within.push(await isWithin(code, asker));
    const codes = cases.map(({ code }) => ({ code }));
    const withdrawn = await writeAll('withdrawNotice', codes, 'errors { code }', key);
    for (const [index, { unit, at }] of cases.entries()) {
      const told = within[index] ? [] : ['OUT_OF_SCOPE'];
      expect([unit, at, codesOf(withdrawn[index])]).toEqual([unit, at, told]);
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

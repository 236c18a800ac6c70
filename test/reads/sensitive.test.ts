import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { EventStream } from '../support/event-stream.js';
import { CITIZEN, Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

/** Who may see what when a dossier's procedure makes whatever is personal on it sensitive. */
const PLAIN = 'H56.14-240823-0001';
const DISABLED = 'H56.14-240823-0002';

/** Of a plain procedure now, and of the other one until 2024-08-25. */
const CHANGED = 'H56.14-240823-0003';
const [PLAIN_PROCEDURE, DISABILITY] = ['1.001193', '1.001699'];

let store: TestDatabase;
let fixtures: Fixtures;
let gateway: TestGateway;
const keys: Record<string, string> = {};

beforeAll(async () => {
  store = await freshDatabase();
  fixtures = new Fixtures(store);
  await fixtures.unit('H56.14.3', 'Xã Ngọc Liên');
  const account = await fixtures.account('national');
  await fixtures.procedure(PLAIN_PROCEDURE, 'Đăng ký khai sinh');
  await fixtures.procedure(DISABILITY, 'Xác định mức độ khuyết tật', {
    search_text: '1.001699 xac dinh muc do khuyet tat',
  });
  for (const [code, procedure_code] of [
    [PLAIN, PLAIN_PROCEDURE],
    [DISABLED, DISABILITY],
  ] as const) {
    const id = await fixtures.dossier(code, { procedure_code });
    await fixtures.entry(id, '2024-08-23T05:00:00Z', 4, { note: `ghi chú của ${code}` });
    const lane = await fixtures.lane(id, 'national', account);
    const delivery = await fixtures.delivery(lane, {
      state: 'REFUSED',
      message: refusalOf('lượt gửi', code),
    });
    await fixtures.attempt(delivery, lane, account, 'national', { message: refusalOf('lần gửi', code) });
  }
  gateway = await startGateway(store);
  const role = 'operator';
  for (const scope of ['personal', 'sensitive']) keys[scope] = await gateway.key({ role, scopes: [scope] });
  keys['none'] = await gateway.key({ role });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

/** What a portal said; numbers in it are masked. */
function refusalOf(what: string, code: string): string {
  return `${what}: số ${CITIZEN.identityNumber} của ${code.slice(-4)} không hợp lệ`;
}

async function shown(code: string, scope: string): Promise<boolean[]> {
  const { data, errors } = await gateway.ask(
    `{ dossier(code: "${code}") { applicant { name phone } trace { note } deliveries { message attempts { message } } } }`,
    { key: keys[scope] ?? '' },
  );
  expect(errors).toBeUndefined();
  const text = JSON.stringify(data);
  const notes = [`ghi chú của ${code}`, refusalOf('lượt gửi', code), refusalOf('lần gửi', code)];
  return [CITIZEN.name, CITIZEN.phone, ...notes].map((each) => text.includes(each));
}

describe('the higher of the field’s class and the procedure’s', () => {
  test.each([
    [PLAIN, 'none', false],
    [PLAIN, 'personal', true],
    [PLAIN, 'sensitive', true],
    [DISABLED, 'none', false],
    [DISABLED, 'personal', false],
    [DISABLED, 'sensitive', true],
  ])('%s for the scope %s: %s', async (code, scope, is) => {
    expect(await shown(code, scope)).toEqual(Array<boolean>(5).fill(is));
  });

  test('what stayed masked is not recorded as looked at', async () => {
    await store.database.query('delete from access_record');
    await shown(DISABLED, 'personal');
    const count = () => store.database.query('select 1 from access_record').then(({ rowCount }) => rowCount);
    expect(await count()).toBe(0);
    await shown(PLAIN, 'personal');
    expect(await count()).toBe(1);
  });
});

test('nobody is found by a name that they may not be shown', async () => {
  const found = async (search: string, scope: string) => {
    const { data } = await gateway.ask(
      `{ dossiers(search: "${search}", orderBy: CODE_ASC) { totalCount edges { node { code } } } }`,
      { key: keys[scope] ?? '' },
    );
    const list = data?.['dossiers'] as { edges: { node: { code: string } }[] } | undefined;
    return list?.edges.map(({ node }) => node.code);
  };
  expect(await found(CITIZEN.name, 'none')).toEqual([]);
  expect(await found(CITIZEN.name, 'personal')).toEqual([PLAIN]);
  expect(await found(CITIZEN.name, 'sensitive')).toEqual([PLAIN, DISABLED]);
  expect(await found('0002', 'personal')).toEqual([DISABLED]);
});

test('an event tells of a sensitive dossier what its deliveries do', async () => {
  const events = await EventStream.open(
    gateway.url,
    keys['personal'] ?? '',
    'subscription { deliverySettled(since: "2000-01-01T00:00:00Z") { delivery { message } } }',
  );
  try {
    await events.next(2);
    const text = JSON.stringify(events.events);
    expect([PLAIN, DISABLED].map((code) => text.includes(refusalOf('lượt gửi', code)))).toEqual([
      true,
      false,
    ]);
  } finally {
    events.close();
  }
});

test('as it was held, a dossier is what its procedure of then made of it too', async () => {
  const id = await fixtures.dossier(CHANGED, { procedure_code: PLAIN_PROCEDURE });
  for (const [version, procedureCode, recorded] of [
    [1, DISABILITY, '2024-08-23T00:00:00Z'],
    [2, PLAIN_PROCEDURE, '2024-08-25T00:00:00Z'],
  ] as const) {
    const record = { procedureCode, applicantName: CITIZEN.name, phone: CITIZEN.phone, summary: 'trích yếu' };
    await store.database.query(
      'update subject_version set snapshot = $3, recorded_at = $4 where subject_id = $1 and version = $2',
      [id, version, store.sealer.sealJson(record), recorded],
    );
  }
  const held = async (scope: string, at: string) => {
    await store.database.query('delete from access_record');
    const { data, errors } = await gateway.ask(
      `{ dossier(code: "${CHANGED}", asOf: "${at}") { version summary applicant { name phone } } }`,
      { key: keys[scope] ?? '' },
    );
    expect(errors).toBeUndefined();
    const text = JSON.stringify(data);
    const { rowCount } = await store.database.query('select 1 from access_record');
    return [...[CITIZEN.name, CITIZEN.phone, 'trích yếu'].map((each) => text.includes(each)), rowCount === 1];
  };
  const [then, now] = ['2024-08-24T00:00:00Z', '2024-08-26T00:00:00Z'];
  const [open, closed] = [true, false].map((is) => Array<boolean>(4).fill(is));
  expect(await held('none', now)).toEqual(closed);
  expect(await held('personal', then)).toEqual(closed);
  expect(await held('personal', now)).toEqual(open);
  expect(await held('sensitive', then)).toEqual(open);
});

test('a refused dossier is as close as any: nobody knows what its procedure is', async () => {
  const at = '2024-08-23T03:00:00Z';
  for (const kind of ['dossier', 'official', 'notice']) {
    await fixtures.insert('quarantine', {
      ...{ id: uuid(), source: 'test', kind, natural_key: kind, place: {}, problems: '[]' },
      ...{ first_seen_at: at, last_seen_at: at },
      ...{ raw: store.sealer.seal('{}'), raw_hash: Buffer.from(kind), reason: store.sealer.seal('vì thế') },
    });
  }
  const whole = async (scope: string) => {
    const { data, errors } = await gateway.ask(
      '{ quarantine(source: "test") { edges { node { kind raw reason } } } }',
      { key: keys[scope] ?? '' },
    );
    expect(errors).toBeUndefined();
    const { quarantine } = data as {
      quarantine: { edges: { node: { kind: string; raw: string; reason: string } }[] };
    };
    const nodes = quarantine.edges.map(({ node }) => node);
    const open = nodes.filter(({ raw, reason }) => raw === '{}' && reason === 'vì thế');
    const closed = nodes.filter(({ raw, reason }) => raw === '***' && reason === '***');
    expect([...open, ...closed]).toHaveLength(3);
    return open.map(({ kind }) => kind).sort();
  };
  expect(await whole('none')).toEqual([]);
  expect(await whole('personal')).toEqual(['NOTICE']);
  expect(await whole('sensitive')).toEqual(['DOSSIER', 'NOTICE', 'OFFICIAL']);
});

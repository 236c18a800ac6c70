import { getNamedType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FIELD_CLASSES } from '../../../src/domain/classes/index.js';
import { isPersonal } from '../../../src/domain/data-class.js';
import { toGlobalId } from '../../../src/reads/global-id.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { EventStream } from '../../support/event-stream.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { markPersonal } from '../../support/kinds/index.js';
import { RawSocket } from '../../support/raw-socket.js';
import { fillGround, markOf, type Thing } from './ground.js';
import { BY_CODE, schema, waysFrom } from './ways.js';

/*
 * Each personal field, through each door: unmasked it leaves its record, masked it leaves neither a record nor the value. Which
 * fields are personal is in domain/classes/, without which no gateway starts.
 */
const CODE = 'H56.14-240823-0001';
/** In the place of the id that is known once there is a store. */
const DELIVERY = 'the delivery';
function placeOf(root: string): string {
  return `the ${root} of a kind`;
}
const QUERY = waysFrom('query', {
  dossier: `(code: "${CODE}")`,
  unit: '(code: "H56.14.3")',
  delivery: `(id: "${DELIVERY}")`,
  ...Object.fromEntries(Object.keys(BY_CODE).map((root) => [root, `(code: "${placeOf(root)}")`])),
});
const EVENTS = waysFrom('subscription', { deliverySettled: '(since: "2000-01-01T00:00:00Z")' });
const PERSONAL = Object.entries(FIELD_CLASSES).flatMap(([type, fields]) =>
  Object.entries(fields).flatMap(([field, of]) =>
    isPersonal(of) ? [[`${type}.${field}`, type, field] as const] : [],
  ),
);

let store: TestDatabase;
let gateway: TestGateway;
let things: Thing[];
let entryDelivery: string;
/** Of a root by code: the code of something that is there. */
const codes = new Map<string, string>();
const keys = { shown: '', masked: '' };
const open: { close(): void }[] = [];

beforeAll(async () => {
  store = await freshDatabase();
  things = await fillGround(store);
  await store.database.query('update quarantine set raw = $1, reason = $1', [
    store.sealer.seal(JSON.stringify({ mark: markOf(CODE) })),
  ]);
  // Of kinds that are shown: a form takes digits only there.
  await markPersonal(store, markOf(CODE));
  for (const root of Object.keys(BY_CODE)) {
    const field = schema.getQueryType()?.getFields()[root];
    const type = field && getNamedType(field.type).name;
    codes.set(placeOf(root), things.find((thing) => thing.type === type)?.code ?? '');
  }
  // Documents, registrations of civil status, receipts and ratings are reached from the dossier that they name.
  await store.database.query('update document set dossiers = array[$1]', [CODE]);
  for (const table of ['civil_registration', 'fee_receipt', 'rating'])
    await store.database.query(`update ${table} set dossier = $1`, [CODE]);
  // And officials from the trace, by the only name of its kind.
  await store.database.query("update official set full_name = 'Chuyên Viên' where unit = 'H56.14.3'");
  await store.database.query(
    "update trace_entry set actor = 'Chuyên Viên' where dossier_id = (select subject_id from dossier where code = $1)",
    [CODE],
  );
  const { rows } = await store.database.query<{ id: string }>(
    `select d.id from delivery d join lane l on l.id = d.lane_id join dossier x on x.subject_id = l.subject_id
      where x.code = $1 and d.kind = 'ENTRY' and d.state = 'REFUSED'`,
    [CODE],
  );
  entryDelivery = toGlobalId('Delivery', rows[0]?.id ?? '');
  gateway = await startGateway(store);
  keys.shown = await gateway.key({ role: 'administrator', scopes: ['sensitive'] });
  keys.masked = await gateway.key({ role: 'administrator' });
});
beforeEach(async () => {
  await store.database.query('delete from access_record');
  for (const each of open.splice(0)) each.close();
});
afterAll(async () => {
  for (const each of open.splice(0)) each.close();
  await gateway?.stop();
  await store?.drop();
});

const MARK = /chu-\d{4}-\d+/;
async function recorded(): Promise<string[]> {
  const { rows } = await store.database.query<{
    reads: { type: string; fields: string[]; subjects: string[] }[];
  }>('select reads from access_record');
  const reads = rows.flatMap((row) => row.reads);
  expect(reads.filter(({ subjects }) => subjects.length === 0)).toEqual([]);
  return [...new Set(reads.flatMap(({ type, fields }) => fields.map((field) => `${type}.${field}`)))];
}

/** What came of one operation over a door. */
type Door = (query: string, key: string) => Promise<unknown>;

const http: Door = async (query, key) => (await gateway.ask(query, { key })).data;
const socket: Door = async (query, key) => {
  const ws = await new RawSocket(gateway.url).init(key);
  open.push(ws);
  await ws.subscribe('a', query);
  const { payload } = await ws.until('next', { id: 'a' });
  // Subscriptions bring what settled one by one: enough of them for the field to be among.
  if (query.startsWith('subscription')) await ws.until('next', { id: 'a', count: 20 });
  return [payload, ws.heard];
};
const stream: Door = async (query, key) => {
  const events = await EventStream.open(gateway.url, key, query);
  open.push(events);
  await events.next(20);
  return events.events;
};

const DOORS = [
  ['a query over HTTP', QUERY, http],
  ['a query over WebSocket', QUERY, socket],
  ['an event over WebSocket', EVENTS, socket],
  ['an event over SSE', EVENTS, stream],
] as const;

describe.each(DOORS)('%s', (_name, ways, through) => {
  test.each(PERSONAL.filter(([, type]) => ways.has(type)))('%s', async (name, type, field) => {
    let query = (ways.get(type)?.text(field) ?? '').replace(DELIVERY, entryDelivery);
    for (const [place, code] of codes) query = query.replace(place, code);
    expect(JSON.stringify(await through(query, keys.shown))).toMatch(MARK);
    expect(await recorded()).toEqual([name]);
    await store.database.query('delete from access_record');
    expect(JSON.stringify(await through(query, keys.masked))).not.toMatch(MARK);
    expect(await recorded()).toEqual([]);
  });
});

test('queries reach every type with personal fields', () => {
  expect(PERSONAL.filter(([, type]) => !QUERY.has(type))).toEqual([]);
  expect(PERSONAL.length).toBeGreaterThan(10);
});

test('what mutations give back is recorded as well', async () => {
  const held = things.find(({ type, code }) => type === 'Delivery' && code === CODE)?.id ?? '';
  const record = things.find(({ type }) => type === 'QuarantinedRecord')?.id ?? '';
  const none = toGlobalId('QuarantinedRecord', 'ffffffff-ffff-7fff-8fff-ffffffffffff');
  const writes = {
    [`retryDelivery(input: {id: "${held}"}) { delivery { message } }`]: ['Delivery.message'],
    [`releaseHold(input: {id: "${held}"}) { delivery { dossier { applicant { phone } } } }`]: [
      'Applicant.phone',
    ],
    [`resolveQuarantined(input: {id: "${record}", action: EDIT}) { record { raw } }`]: [
      'QuarantinedRecord.raw',
    ],
    [`resolveQuarantined(input: {id: "${none}", action: EDIT}) { record { raw } }`]: [],
  };
  for (const [write, fields] of Object.entries(writes)) {
    await store.database.query('delete from access_record');
    const { errors } = await gateway.ask(`mutation { ${write} }`, { key: keys.shown });
    expect([write, errors, await recorded()]).toEqual([write, undefined, fields]);
  }
});

test('as held at a time it is recorded too', async () => {
  const { rows } = await store.database.query<{ id: string }>(
    'select subject_id as id from dossier where code = $1',
    [CODE],
  );
  await store.database.query('update subject_version set snapshot = $2 where subject_id = $1', [
    rows[0]?.id,
    store.sealer.sealJson({ applicantName: markOf(CODE), summary: markOf(CODE), trace: [], components: [] }),
  ]);
  const query = `{ dossier(code: "${CODE}", asOf: "2100-01-01T00:00:00Z") { summary applicant { name } } }`;
  expect(JSON.stringify(await http(query, keys.shown))).toMatch(MARK);
  expect((await recorded()).sort()).toEqual(['Applicant.name', 'Dossier.summary']);
});

test('an identity number inside of a name is shown to nobody and found by no search, now or as held', async () => {
  const number = '038090000123';
  const code = things.find(({ type }) => type === 'Certificate')?.code ?? '';
  const query = `{
    certificate(code: "${code}") { code subjectDn issuerDn }
    held: certificate(code: "${code}", asOf: "2100-01-01T00:00:00Z") { subjectDn }
    byNumber: certificates(search: "${number}") { totalCount }
    byName: certificates(search: "uid=cccd:0380") { totalCount }
    signatures(signer: "${number}") { totalCount }
  }`;
  for (const key of Object.values(keys)) {
    const data = await http(query, key);
    expect(data).toMatchObject({
      certificate: { subjectDn: expect.stringContaining('UID=CCCD:0380******23') },
      held: { subjectDn: expect.stringContaining('UID=CCCD:0380******23') },
      byNumber: { totalCount: 0 },
      byName: { totalCount: 4 },
      signatures: { totalCount: 0 },
    });
    expect(JSON.stringify(data)).not.toContain(number);
  }
});

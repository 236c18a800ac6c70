import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { documents } from '../../src/connectors/sources/documents/index.js';
import { screenSecret } from '../../src/connectors/sources/documents/screen.js';
import { type GatewayServer, startGatewayServer } from '../../src/connectors/sources/simulation/index.js';
import { edxmlPackages } from '../../src/connectors/transport/edxml/packages.js';
import { GatewayReader } from '../../src/connectors/transport/gateway/reader.js';
import { routesOf } from '../../src/connectors/transport/gateway/routes.js';
import { SpooledPackage } from '../../src/connectors/transport/gateway/spooled.js';
import { Given } from '../../src/connectors/transport/parameters/index.js';
import { credentialsOf } from '../../src/connectors/transport/rest/credentials.js';
import { PATIENCE } from '../../src/connectors/transport/rest/patience.js';
import type { Source } from '../../src/domain/ports.js';
import { fixedClock } from '../../src/domain/time.js';
import { createContents } from '../../src/files/index.js';
import { intakeFacts } from '../../src/intake/facts.js';
import { runSync, trySync } from '../../src/intake/index.js';
import { Reads } from '../../src/reads/engine/reads.js';
import { judgeHealth } from '../../src/reads/health.js';
import { readQueueFacts } from '../../src/reads/queue-facts.js';
import { readTypes } from '../../src/reads/registry.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { noStaging } from '../support/no-staging.js';

/** From a gateway to the store and back to the sender, over real HTTP. */
const UNIT = 'H56.14.4';
const golden = readFileSync(
  new URL('../connectors/transport/edxml/golden/incoming.edxml', import.meta.url),
  'utf8',
).replaceAll('000.00.14.H56', UNIT);
const numbered = (number: number) => golden.replaceAll('12345', String(number));

const KNOWN = { name: 'documents', label: 'Văn bản đi, đến', configured: true };
const clock = fixedClock('2024-08-26T00:00:00.000Z');
let store: TestDatabase;
let dir: string;
let server: GatewayServer;
let waits: number[];

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  dir = mkdtempSync(join(tmpdir(), 'lienthong-gateway-'));
});
beforeEach(async () => {
  waits = [];
  server = await startGatewayServer({ seed: 7 });
  await store.database.query(
    `truncate document_trace, document_file, document_recipient, document, file_reference, quarantine, source_file, source_cursor cascade`,
  );
  await store.database.query(
    `delete from subject_version where subject_id in (select id from subject where kind = 'document')`,
  );
  await store.database.query(`delete from subject where kind = 'document'`);
});
afterEach(() => server.close());
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await store.drop();
});

const services = {
  clock,
  staging: noStaging,
  contents: createContents(tmpdir()),
  warn: () => undefined,
};

/** As the source's own reader, but for how long it waits, and what may be told otherwise. */
function source(more: { maxPackage?: number; timeout?: number; environment?: Record<string, string> } = {}) {
  const address = { SOURCE_DOCUMENTS_URL: `edxml+${server.url}`, ...more.environment };
  const given = new Given('documents', {
    SOURCE_DOCUMENTS_LIST_PATH: '/packages',
    SOURCE_DOCUMENTS_PACKAGE_PATH: '/packages/{id}',
    SOURCE_DOCUMENTS_ACKNOWLEDGE_PATH: '/packages/{id}/acknowledge',
    SOURCE_DOCUMENTS_STATUS_PATH: '/status',
    ...address,
  });
  const contents = createContents(dir);
  const reader = new GatewayReader({
    routes: routesOf(new URL(server.url), given),
    listField: 'data',
    idField: 'id',
    packages: edxmlPackages({
      own: [],
      acknowledge: 'accepted',
      screen: screenSecret,
      clock,
      warn: () => undefined,
    }),
    services: { ...services, contents },
    maxPackage: more.maxPackage ?? 1 << 20,
    credentials: credentialsOf(given, () => clock.now()),
    patience: {
      ...PATIENCE,
      tries: 3,
      random: () => 1,
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    },
    timeout: more.timeout ?? 5_000,
  });
  return {
    ...documents.create(address, { ...services, contents }),
    pull: (cursor, run) => reader.pull(cursor, run),
    fileDone: (report) => reader.fileDone(report),
  } satisfies Source;
}

const deps = () => ({
  ...{ database: store.database, sealer: store.sealer, clock, portals: [], warn: () => undefined },
  owe: () => Promise.resolve(),
});
const sync = (from: Source = source()) => runSync(deps(), systemPrincipal('test'), from);

const count = async (table: string) =>
  Number(
    (await store.database.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count ?? -1,
  );
async function quarantined(): Promise<string[]> {
  const { rows } = await store.database.query<{ problems: { code: string }[] }>(
    'select problems from quarantine order by id',
  );
  return rows.flatMap(({ problems }) => problems.map(({ code }) => code));
}
const told = () =>
  server.gateway.statuses.map(
    (text) => `${/CodeNumber|<edXML:Code>(\d+)/.exec(text)?.[1]} ${/StatusCode>(\d\d)/.exec(text)?.[1]}`,
  );

test('what waits is stored with its files, its senders are told, and it waits no more', async () => {
  server.gateway.put('a/1', numbered(1));
  server.gateway.put('b 2', numbered(2));
  expect(await sync()).toMatchObject({ state: 'DONE', read: 2, stored: 2 });
  expect(await count('document')).toBe(2);
  expect(await count("file_reference where reference like 'kept:%'")).toBe(4);
  expect(told()).toEqual(['1 01', '1 03', '2 01', '2 03']);
  expect(server.gateway.waiting).toEqual([]);
  expect(await sync()).toMatchObject({ state: 'DONE', read: 0 });
});

const stamped = (number: number, change: (text: string) => string) => change(numbered(number));
const SECRETS = [
  stamped(1, (text) => text.replace('<edXML:Subject>', '<edXML:Subject>(Tối mật) ')),
  stamped(2, (text) =>
    text.replace(
      '<edXML:TraceHeaderList ',
      '<edXML:SecurityLevel>2</edXML:SecurityLevel><edXML:TraceHeaderList ',
    ),
  ),
  stamped(3, (text) => text.replace(/<edXML:TypeName>[^<]*/, '<edXML:TypeName>Công văn mật')),
];

test('a secret package is refused, its sender is told, an alarm stands until somebody discards it, and nothing of it is kept', async () => {
  for (const [index, each] of SECRETS.entries()) server.gateway.put(`s${index}`, each);
  const kept = readdirSync(dir, { recursive: true }).length;
  expect(await sync()).toMatchObject({ state: 'DONE', read: 3, stored: 0, quarantined: 3 });
  expect(await quarantined()).toEqual(['SECRET', 'SECRET', 'SECRET']);
  expect(told()).toEqual(['1 02', '2 02', '3 02']);
  expect(server.gateway.waiting).toEqual([]);
  expect(readdirSync(dir, { recursive: true })).toHaveLength(kept);

  // Every row of every table, sealed records opened.
  const { rows: tables } = await store.database.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) =>
      (await store.database.query<{ text: string }>(`select t::text as text from ${name} t`)).rows.map(
        ({ text }) => text,
      ),
    ),
  );
  const { rows: raws } = await store.database.query<{ raw: Buffer }>('select raw from quarantine');
  const all = [...texts.flat(), ...raws.map(({ raw }) => store.sealer.open(raw).toString('utf8'))].join('\n');
  expect(all).toContain('SECRET');
  expect(all).not.toMatch(/chuyển đổi số|cong-van\.pdf|%PDF/);

  const principal = systemPrincipal('test');
  const alarm = { source: 'documents', count: 3 };
  expect((await intakeFacts(store.database, principal)).secrets).toMatchObject([alarm]);
  const facts = await readQueueFacts(new Reads(store.database, store.sealer, readTypes), principal, false);
  const problems = judgeHealth({ facts, sources: [KNOWN], syncEveryMs: 60_000, jobs: [] });
  const found = problems.find(({ code }) => code === 'SECRET_REFUSED');
  expect(found).toMatchObject({ health: 'FAILING', where: 'source:documents' });
  expect(found?.message).toContain('2024-08-26');
  await store.database.query("update quarantine set state = 'DISCARDED'");
  expect((await intakeFacts(store.database, principal)).secrets).toEqual([]);
});

test('a list that repeats its ids brings each once', async () => {
  await server.close();
  server = await startGatewayServer({ packages: { a: numbered(1) }, repeats: true });
  expect(await sync()).toMatchObject({ state: 'DONE', read: 1, stored: 1 });
  expect(server.gateway.fetched('a')).toBe(1);
});

test('a process that ends between fetching and acknowledging doubles nothing', async () => {
  server.gateway.put('a', numbered(1));
  const dying = { ...source(), fileDone: () => Promise.reject(new Error('the process ends')) };
  expect(await sync(dying)).toMatchObject({ state: 'FAILED', stored: 1 });
  expect(server.gateway.waiting).toEqual(['a']);
  expect(await sync()).toMatchObject({ state: 'DONE', read: 1, unchanged: 1 });
  expect(await count("subject where kind = 'document'")).toBe(1);
  expect(await count("subject_version v join subject s on s.id = v.subject_id and s.kind = 'document'")).toBe(
    1,
  );
  expect(told()).toEqual(['1 01', '1 03']);
  expect(server.gateway.waiting).toEqual([]);
});

test('an acknowledgement that failed is told, hinders no other package, and is sent again by the next sync', async () => {
  for (const id of ['a', 'b']) server.gateway.put(id, numbered(id === 'a' ? 1 : 2));
  server.faults.set([{ kind: 'status500', times: 3, match: { service: 'acknowledge', key: 'a' } }]);
  const outcome = await sync();
  expect(outcome).toMatchObject({ state: 'FAILED', stored: 2 });
  expect(outcome.error).toContain('a.edxml');
  expect(server.gateway.waiting).toEqual(['a']);
  expect(await sync()).toMatchObject({ state: 'DONE', unchanged: 1 });
  expect(server.gateway.waiting).toEqual([]);
});

test.each(['resetAfterApply', 'applied500'] as const)(
  'an acknowledgement whose answer is lost (%s) is said again',
  async (kind) => {
    server.gateway.put('a', numbered(1));
    server.faults.set([{ kind, times: 1, match: { service: 'acknowledge' } }]);
    expect(await sync()).toMatchObject({ state: 'DONE', stored: 1 });
    expect(server.gateway.waiting).toEqual([]);
    expect(server.faults.played[kind]).toBe(1);
  },
);

test.each([
  ['errors of the server', { kind: 'status500', times: 2 }, [500, 1000]],
  ['being asked to wait', { kind: 'status429', times: 1, ms: 7_000 }, [7_000]],
  [
    'a connection that breaks off',
    { kind: 'resetBeforeRead', times: 1, match: { path: '/packages' } },
    [500],
  ],
] as const)('%s is waited for', async (_, fault, expected) => {
  server.gateway.put('a', numbered(1));
  server.faults.set([fault]);
  expect(await sync()).toMatchObject({ state: 'DONE', stored: 1 });
  expect(waits).toEqual(expected);
});

test('a body that breaks off is no broken package: it is fetched again, by the next sync if need be', async () => {
  let asked = 0;
  await server.close();
  const cutting = createServer((request, response) => {
    if (request.url === '/packages') return void response.end('["a"]');
    asked += 1;
    response.writeHead(200, { 'content-length': golden.length + 100 });
    response.write(golden.slice(0, 500), () => response.destroy());
  });
  await new Promise<void>((done) => cutting.listen(server.port, '127.0.0.1', done));
  expect(await sync()).toMatchObject({ state: 'FAILED', read: 0 });
  expect(asked).toBe(3);
  await new Promise((done) => cutting.close(done));
  expect(await quarantined()).toEqual([]);
});

test('a slow answer is given up, and asked for again', async () => {
  server.gateway.put('a', numbered(1));
  server.faults.set([{ kind: 'latency', times: 1, ms: 2_000, match: { service: 'package' } }]);
  expect(await sync(source({ timeout: 300 }))).toMatchObject({ state: 'DONE', stored: 1 });
  expect(waits).toEqual([500]);
});

test('a package larger than any page is taken', async () => {
  const letters = 17 * 1024 * 1024;
  server.gateway.put('a', numbered(1).replace('JVBERi0xLjQK', `JVBERi0xLjQK${' '.repeat(letters)}`));
  expect(await sync(source({ maxPackage: 2 * letters }))).toMatchObject({ state: 'DONE', stored: 1 });
  expect(server.gateway.waiting).toEqual([]);
});

test('a gateway that gives no package is not asked for all of them, and those that it did not give come last', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `p${index + 1}`);
  for (const [index, id] of ids.entries()) server.gateway.put(id, numbered(index + 1));
  server.faults.set([{ kind: 'status500', times: 1_000, match: { service: 'package' } }]);
  const { state, error } = await sync();
  expect(state).toBe('FAILED');
  expect(error).toContain('9 packages wait for the next run');
  expect(server.faults.played['status500']).toBe(3 * 3);

  server.faults.set(
    ['p1', 'p2', 'p3'].map((key) => ({
      ...{ kind: 'status500', times: 1_000, match: { service: 'package', key } },
    })),
  );
  expect(await sync()).toMatchObject({ state: 'FAILED', stored: 9 });
  server.faults.set([]);
  expect(await sync()).toMatchObject({ state: 'DONE', stored: 3 });
});

test('of many things that went wrong the first are told and the rest counted', async () => {
  for (let number = 1; number <= 7; number += 1) server.gateway.put(`p${number}`, numbered(number));
  server.faults.set([{ kind: 'status500', times: 1_000, match: { service: 'acknowledge' } }]);
  const { state, stored, error } = await sync();
  expect({ state, stored }).toEqual({ state: 'FAILED', stored: 7 });
  expect(error).toMatch(/p5\.edxml[^;]*; và 2 lỗi khác \(and 2 more\)$/);
});

test('a trial holds one package at a time, and tells nobody', async () => {
  for (let number = 1; number <= 3; number += 1) server.gateway.put(`p${number}`, numbered(number));
  const closes = vi.spyOn(SpooledPackage.prototype, 'close');
  const closed: number[] = [];
  const turns = await trySync(deps(), systemPrincipal('test'), [source()], {
    onProgress: () => void closed.push(closes.mock.calls.length),
  });
  closes.mockRestore();
  expect(turns).toMatchObject([{ state: 'DONE', read: 3, stored: 3 }]);
  expect(closed).toEqual([0, 1, 2]);
  expect(told()).toEqual([]);
  expect(server.gateway.waiting).toEqual(['p1', 'p2', 'p3']);
});

test('a package larger than is taken is quarantined and refused, and the next one is read', async () => {
  server.gateway.put('a', numbered(1).replace('</edXML>', `<!--${'x'.repeat(20_000)}--></edXML>`));
  server.gateway.put('b', numbered(2));
  expect(await sync(source({ maxPackage: 15_000 }))).toMatchObject({ stored: 1, quarantined: 1 });
  expect(await quarantined()).toEqual(['TOO_LONG']);
  expect(told()).toEqual(['1 02', '2 01', '2 03']);
  expect(server.gateway.waiting).toEqual([]);
});

test('a package whose manifest lies is quarantined, refused and acknowledged', async () => {
  server.gateway.put('a', numbered(1).replace('<ContentId>a2', '<ContentId>a3'));
  expect(await sync()).toMatchObject({ state: 'DONE', quarantined: 1 });
  expect(told()).toEqual(['1 02']);
  expect(server.gateway.waiting).toEqual([]);
});

test('what has no header that can be read stays at the gateway, and is not fetched again at each sync', async () => {
  server.gateway.put('a', golden.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'));
  server.gateway.put('b', numbered(2));
  expect(await sync()).toMatchObject({ state: 'DONE', stored: 1, quarantined: 1 });
  expect(await quarantined()).toEqual(['DOCTYPE']);
  expect(server.gateway.waiting).toEqual(['a']);
  server.gateway.put('c', numbered(3));
  expect(await sync()).toMatchObject({ state: 'DONE', read: 1, stored: 1 });
  expect(server.gateway.fetched('a')).toBe(1);
  clock.advance(25 * 3_600_000);
  expect(await sync()).toMatchObject({ state: 'DONE', read: 1, quarantined: 1 });
});

test('another shape of the list is told with the parameters that name it', async () => {
  server.faults.set([{ kind: 'otherShape', match: { service: 'packages' } }]);
  const { state, error } = await sync();
  expect(state).toBe('FAILED');
  expect(error).toContain('LIST_FIELD');
});

test.each([
  ['bearer', { kind: 'bearer', token: 'abc' }, { AUTH: 'bearer', TOKEN: 'abc' }],
  [
    'a header',
    { kind: 'header', header: 'x-key', token: 'abc' },
    { AUTH: 'header', HEADER: 'X-Key', TOKEN: 'abc' },
  ],
  [
    'OAuth2',
    { kind: 'oauth2', clientId: 'a', clientSecret: 'b' },
    { AUTH: 'oauth2', CLIENT_ID: 'a', CLIENT_SECRET: 'b', TOKEN_URL: '/token' },
  ],
] as const)('logs in by %s, by the source’s own parameters', async (_, access, parameters) => {
  await server.close();
  server = await startGatewayServer({ packages: { a: numbered(1) }, access, clock });
  const environment = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      `SOURCE_DOCUMENTS_${name}`,
      name === 'TOKEN_URL' ? server.url + value : value,
    ]),
  );
  const address = { SOURCE_DOCUMENTS_URL: `edxml+${server.url}`, ...environment };
  expect(documents.misfits(address)).toEqual([]);
  const made = documents.create(address, { ...services, contents: createContents(dir) });
  expect(await made.probe?.(AbortSignal.timeout(5_000))).toContain('1 gói tin');
  expect(await sync(made)).toMatchObject({ state: 'DONE', stored: 1 });
  expect(told()).toEqual(['1 01']);
  expect(server.gateway.waiting).toEqual([]);
});

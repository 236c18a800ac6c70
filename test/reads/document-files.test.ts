import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { createFiles, type FileRoom } from '../../src/files/index.js';
import { runSync } from '../../src/intake/index.js';
import { FIXTURES } from '../files/signatures/support.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';

/** Files that a register names by a path or an address: fetched from the source's own places only, and checked. */
const clock = fixedClock('2026-12-02T03:00:00.000Z');
const signed = readFileSync(join(FIXTURES, 'pdf', 'officer.pdf'));
let dir: string;
let servers: Server[];
let asked: string[];
let store: TestDatabase;
let gateway: TestGateway;
let room: FileRoom;
let address: (own: boolean, path: string) => string;

function serve(name: string): Promise<Server> {
  const server = createServer((request, response) => {
    asked.push(`${name} ${request.url}`);
    if (request.url === '/a.pdf') response.end(signed);
    else response.writeHead(404).end();
  });
  return new Promise((settle) => server.listen(0, '127.0.0.1', () => settle(server)));
}

beforeAll(async () => {
  asked = [];
  servers = [await serve('own'), await serve('other')];
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  address = (own, path) => `http://127.0.0.1:${ports[own ? 0 : 1]}/${path}`;
  dir = mkdtempSync(join(tmpdir(), 'lienthong-named-'));
  mkdirSync(join(dir, 'drop', 'files', 'cv'), { recursive: true });
  writeFileSync(join(dir, 'drop', 'files', 'cv', 'ky.pdf'), signed);
  writeFileSync(join(dir, 'drop', 'files', 'to.pdf'), Buffer.concat([signed, Buffer.alloc(200_000)]));
  writeFileSync(join(dir, 'mat.pdf'), signed);
  symlinkSync(join(dir, 'mat.pdf'), join(dir, 'drop', 'files', 'lien-ket.pdf'));
  store = await freshDatabase();
  await fillDistrict(store);
  room = createFiles({
    ...{ database: store.database, sealer: store.sealer, dataDir: dir, publicUrl: 'http://hub.test', clock },
    ...{ fileHosts: [], linkLifetimeMs: 1_000, maxBytes: 150_000 },
    sourceRoots: { documents: join(dir, 'drop') },
    sourceHosts: { documents: `127.0.0.1:${ports[0]}` },
    trustedRoots: join(FIXTURES, 'roots'),
    revocationLists: join(FIXTURES, 'crls'),
  });
  const names = [
    ...['cv/ky.pdf', 'files/khong-co.pdf', '../mat.pdf', 'lien-ket.pdf', 'to.pdf'],
    ...[address(true, 'a.pdf'), address(true, 'b.pdf'), address(false, 'a.pdf')],
  ];
  const raw = {
    ...KIND_SAMPLES.document.raw(1, 'H56.14.4'),
    TepDinhKem: names.map((path) => ({ DuongDan: path })),
  };
  const deps = {
    ...{ database: store.database, sealer: store.sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
  expect(await runSync(deps, systemPrincipal('test'), sourceWith('document', [raw]))).toMatchObject({
    stored: 1,
  });
  gateway = await startGateway(store);
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
  for (const server of servers) server.close();
  rmSync(dir, { recursive: true, force: true });
});

test('what is in the drop or at the source’s own server is fetched and checked; what is not says so by its name', async () => {
  expect(await room.keepNamed(100)).toBe(8);
  expect(await room.keepNamed(100)).toBe(0);
  expect(await room.checkSignatures(10)).toBe(1);
  const key = await gateway.key({ role: 'viewer' });
  const text = '{ documents { edges { node { files { name bytes problem signatures { result } } } } } }';
  const { data, errors } = await gateway.ask(text, { key });
  expect(errors).toBeUndefined();
  const { edges } = (data as { documents: { edges: { node: { files: object[] } }[] } }).documents;
  const fetched = { bytes: signed.length, problem: null, signatures: [{ result: 'TOTAL_PASSED' }] };
  const not = (problem: string) => ({ bytes: null, problem, signatures: [] });
  expect(edges[0]?.node.files).toEqual([
    { name: 'ky.pdf', ...fetched },
    { name: 'khong-co.pdf', ...not('FILE_UNAVAILABLE') },
    { name: 'mat.pdf', ...not('FILE_HOST_NOT_ALLOWED') },
    { name: 'lien-ket.pdf', ...not('FILE_HOST_NOT_ALLOWED') },
    { name: 'to.pdf', ...not('FILE_TOO_LARGE') },
    { name: 'a.pdf', ...fetched },
    { name: 'b.pdf', ...not('FILE_UNAVAILABLE') },
    { name: 'a.pdf', ...not('FILE_HOST_NOT_ALLOWED') },
  ]);
  expect(asked).toEqual(['own /a.pdf', 'own /b.pdf']);
});

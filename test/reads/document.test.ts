import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { documents } from '../../src/connectors/sources/documents/index.js';
import { fixedClock } from '../../src/domain/time.js';
import { createContents, createFiles, type FileRoom } from '../../src/files/index.js';
import { runSync } from '../../src/intake/index.js';
import { packageXml, type SamplePackage } from '../../src/sample/systems/document-package.js';
import { FIXTURES } from '../files/signatures/support.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES } from '../support/kinds/index.js';
import { noStaging } from '../support/no-staging.js';

const clock = fixedClock('2026-12-02T03:00:00.000Z');
const PROVINCE = { code: '000.00.00.H56', name: 'UBND tỉnh' };
const DOSSIER = 'H56.14-240824-0003';
let dir: string;
let store: TestDatabase;
let gateway: TestGateway;
let room: FileRoom;
let key: string;

const row = (number: number, change: object) => ({
  ...KIND_SAMPLES.document.raw(number, 'H56.14.4'),
  MaHoSo: [],
  TepDinhKem: [],
  ...change,
});
const REGISTER = [
  row(1, {
    TrichYeu: `V/v hồ sơ ${DOSSIER}.`,
    TacGia: 'Sở Tư pháp',
    MaTacGia: '000-00-15-h56'.toUpperCase(),
  }),
  row(2, { MaHoSo: [DOSSIER], HanXuLy: '2126-12-30', DonVi: 'H56.900' }),
  // Not said: a longer number, a part of another code.
  row(3, { TrichYeu: `Số ${DOSSIER}9a, X-${DOSSIER}, ${DOSSIER}-1`, NoiDung: undefined }),
  row(4, { Huong: 'DI', MaTacGia: 'H56.14.4', TrangThai: 'DA_PHAT_HANH', DonViNhan: [{ Ma: 'H56.900' }] }),
];
const signed: SamplePackage = {
  from: PROVINCE,
  to: { code: 'H56.14.4', name: 'Xã Thạch Lập' },
  number: '77',
  notation: 'UBND-NC',
  subject: `V/v giải quyết hồ sơ ${DOSSIER}`,
  at: Date.parse('2026-11-30T03:00:00Z'),
  type: 0,
  files: ['officer.pdf', 'unsigned.pdf'].map((name) => ({
    name,
    content: readFileSync(join(FIXTURES, 'pdf', name)),
  })),
};
const SIGNED = '000.00.00.H56,2026/11/30,77/UBND-NC';

function lay(name: string, text: string): void {
  writeFileSync(join(dir, 'inbox', name), text);
  writeFileSync(join(dir, 'inbox', `${name}.ready`), '');
}

function take() {
  const { database, sealer } = store;
  const deps = {
    ...{ database, sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
  const source = documents.create(
    { SOURCE_DOCUMENTS_URL: `file://${dir}` },
    { clock, staging: noStaging, contents: createContents(dir), warn: () => undefined },
  );
  return runSync(deps, systemPrincipal('test'), source);
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await store.database.query("insert into unit_alias (alias, code) values ('000-00-15-H56', 'H56.14.3')");
  dir = mkdtempSync(join(tmpdir(), 'lienthong-documents-'));
  mkdirSync(join(dir, 'inbox'));
  lay('so.jsonl', REGISTER.map((each) => JSON.stringify(each)).join('\n'));
  lay('vb.edxml', packageXml(signed));
  expect(await take()).toMatchObject({ state: 'DONE', read: 5, stored: 5 });
  room = createFiles({
    database: store.database,
    sealer: store.sealer,
    dataDir: dir,
    publicUrl: 'http://hub.test',
    fileHosts: [],
    sourceRoots: {},
    clock,
    linkLifetimeMs: 1_000,
    trustedRoots: join(FIXTURES, 'roots'),
    revocationLists: join(FIXTURES, 'crls'),
  });
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
  rmSync(dir, { recursive: true, force: true });
});

async function ask(query: string, by = key): Promise<unknown> {
  const { data, errors } = await gateway.ask(query, { key: by });
  expect(errors).toBeUndefined();
  return data;
}

async function numbers(args: string): Promise<string> {
  const data = (await ask(`{ documents${args} { edges { node { number } } } }`)) as {
    documents: { edges: { node: { number: string } }[] };
  };
  return data.documents.edges
    .map(({ node }) => node.number)
    .sort((a, b) => Number(a) - Number(b))
    .join(' ');
}

test.each([
  ['(issuer: "000.00.15.H56")', '1'],
  ['(issuer: "000-00-00-h56")', '2 3 77'],
  ['(issuer: "none")', ''],
  ['(number: "2")', '2'],
  ['(number: "77/ubnd-nc")', '77'],
  ['(number: "77/UBND")', ''],
  ['(dueFrom: "2026-01-01T00:00:00+07:00")', '2'],
  ['(dueTo: "2026-01-01T00:00:00+07:00")', '1 3 4'],
  ['(overdue: true)', '1 3'],
  ['(direction: OUT)', '4'],
  ['(states: [ISSUED, ARRIVED])', '4 77'],
  ['(priorities: [URGENT], unit: "H56.900")', '2'],
  ['(issuedFrom: "2026-11-01T00:00:00+07:00")', '77'],
  ['(search: "giai quyet")', '77'],
  [`(dossier: "${DOSSIER}")`, '1 2 77'],
])('documents%s', async (args, expected) => {
  expect(await numbers(args)).toBe(expected);
});

const NAMED = `{ dossier(code: "${DOSSIER}") { documents { number unit { code } } } }`;

test('a dossier has the documents that say its code, those that the key may see', async () => {
  const named = (...found: [string, string][]) => ({
    dossier: { documents: found.map(([number, code]) => ({ number, unit: { code } })) },
  });
  const own = await gateway.key({ role: 'viewer', unit: 'H56.14.4' });
  expect(await ask(NAMED)).toEqual(named(['2', 'H56.900'], ['1', 'H56.14.4'], ['77', 'H56.14.4']));
  expect(await ask(NAMED, own)).toEqual(named(['1', 'H56.14.4'], ['77', 'H56.14.4']));
  const other = await gateway.key({ role: 'viewer', unit: 'H56.900' });
  const text = '{ documents(number: "2") { edges { node { dossierCodes dossiers { code } } } } }';
  const node = { dossierCodes: [DOSSIER], dossiers: [] };
  expect(await ask(text, other)).toEqual({ documents: { edges: [{ node }] } });
});

test('a document has the units that its issuer and receivers are, by any code of theirs', async () => {
  const text =
    '{ documents(orderBy: CODE_ASC) { edges { node { number issuerUnit { code } recipients { unit { code } } } } } }';
  const data = (await ask(text)) as { documents: { edges: { node: { number: string } }[] } };
  const found = new Map(data.documents.edges.map(({ node }) => [node.number, node]));
  expect(found.get('1')).toMatchObject({ issuerUnit: { code: 'H56.14.3' } });
  expect(found.get('4')).toEqual({
    number: '4',
    issuerUnit: { code: 'H56.14.4' },
    recipients: [{ unit: { code: 'H56.900' } }],
  });
  expect(found.get('77')).toMatchObject({ issuerUnit: null, recipients: [{ unit: { code: 'H56.14.4' } }] });
});

const SIGNATURES = `{ document(code: "${SIGNED}") { signatures { result signerDn checks { name state } }
  files { name signatures { result } } } signatures { totalCount edges { node { file } } } }`;

test('what came inside of a package is taken up and checked as every kept file is', async () => {
  expect(await ask(SIGNATURES)).toMatchObject({
    document: { signatures: [] },
    signatures: { totalCount: 0 },
  });
  expect(await room.keepNamed(1)).toBe(1);
  expect(await room.keepNamed(10)).toBe(1);
  expect(await room.keepNamed(10)).toBe(0);
  expect(await room.checkSignatures(10)).toBe(2);
  const passed = (name: string) => ({ name, state: 'PASSED' });
  expect(await ask(SIGNATURES)).toMatchObject({
    document: {
      signatures: [
        {
          result: 'TOTAL_PASSED',
          checks: ['INTEGRITY', 'COVERAGE', 'CHAIN', 'TIME', 'REVOCATION', 'ALGORITHM'].map(passed),
        },
      ],
      files: [
        { name: 'officer.pdf', signatures: [{ result: 'TOTAL_PASSED' }] },
        { name: 'unsigned.pdf', signatures: [] },
      ],
    },
    signatures: { totalCount: 1 },
  });
});

test('a key of another unit sees neither the document nor its signatures', async () => {
  const other = await gateway.key({ role: 'viewer', unit: 'H56.900' });
  expect(await ask(SIGNATURES, other)).toEqual({ document: null, signatures: { totalCount: 0, edges: [] } });
  const own = await gateway.key({ role: 'viewer', unit: 'H56.14.4' });
  expect(await ask(SIGNATURES, own)).toMatchObject({ signatures: { totalCount: 1 } });
});

test('a content that is not on the disk is told, and looked for again a day later', async () => {
  rmSync(join(dir, 'files'), { recursive: true });
  await store.database.query('update file_reference set sha256 = null, checked_at = null');
  const due = async () => room.keepNamed(10);
  expect(await due()).toBe(2);
  expect(await due()).toBe(0);
  const { rows } = await store.database.query('select distinct problem from file_reference');
  expect(rows).toEqual([{ problem: 'FILE_UNAVAILABLE' }]);
  clock.advance(25 * 3_600_000);
  expect(await due()).toBe(2);
});

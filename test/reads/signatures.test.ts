import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { createContents, createFiles, type FileRoom } from '../../src/files/index.js';
import { runSync } from '../../src/intake/index.js';
import { issue } from '../../src/sample/signing/certificate.js';
import { detachedSignature } from '../../src/sample/signing/cms.js';
import { sampleKey } from '../../src/sample/signing/key.js';
import { FIXTURES, fixture, NOW } from '../files/signatures/support.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';

/*
 * Files of openssl, xmlsec1 and poppler as results of two dossiers and attachments of a document: `.p7s` beside what they sign.
 */
const folder = mkdtempSync(join(tmpdir(), 'lienthong-signed-'));
const drop = join(folder, 'drop');
let store: TestDatabase;
let gateway: TestGateway;
let files: FileRoom;
let whole: string;

const lay = (from: string, to: string) => {
  mkdirSync(join(drop, 'files'), { recursive: true });
  cpSync(join(FIXTURES, from), join(drop, 'files', to));
};

async function keepContent(name: string): Promise<string> {
  const writer = await createContents(join(folder, 'data')).open(name, false);
  await writer.write(fixture(name));
  const { file, keep } = await writer.end();
  await keep();
  return file;
}

async function checkAll(): Promise<void> {
  while ((await files.checkSignatures(3)) > 0);
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const fixtures = new Fixtures(store);
  files = createFiles({
    ...{ database: store.database, sealer: store.sealer, dataDir: join(folder, 'data'), fileHosts: [] },
    ...{ publicUrl: 'http://hub.test:4000/', clock: fixedClock(NOW.toISOString()), linkLifetimeMs: 1 },
    sourceRoots: { 'one-stop': drop },
    ...{ trustedRoots: join(FIXTURES, 'roots'), revocationLists: join(FIXTURES, 'crls') },
  });
  let results = 100;
  const result = async (code: string, unit: string, file: string) => {
    const subjectId = await fixtures.dossier(code, { receiving_unit: unit });
    await fixtures.insert('dossier_result', {
      id: ++results,
      dossier_id: subjectId,
      position: 1,
      name: 'Quyết định',
      file,
    });
    await files.keep({ subjectId, origin: 'one-stop', reference: file, name: 'Quyết định', mode: 'kept' });
  };
  lay('cms/decision.txt', 'quyet-dinh.txt');
  lay('cms/officer.p7s', 'quyet-dinh.txt.p7s');
  lay('pdf/revoked.pdf', 'thu-hoi.pdf');
  lay('xml/expired.xml', 'het-han.xml');
  await result('H56.14-260823-1001', 'H56.14.3', 'quyet-dinh.txt');
  await result('H56.14-260823-1002', 'H56.14.3', 'thu-hoi.pdf');
  await result('H56.14-260823-1003', 'H56.14.4', 'het-han.xml');
  const document = await fixtures.subject('document', 'D-1', 'documents');
  const empty = { to_places: [], response_for: [], replaces: [], dossiers: [], search_text: '' };
  const facts = { code: 'D-1', unit: 'H56.14.4', state: 'DA_DEN', priority: 0, steering: 1, online: true };
  await fixtures.insert('document', { subject_id: document, direction: 'IN', ...facts, ...empty });
  const attached = [
    ['cms/curve.p7s', 'cong-van.p7s'],
    ['cms/decision.txt', 'cong-van.txt'],
    ['pdf/officer.pdf', 'phu-luc.pdf'],
  ] as const;
  for (const [position, [from, name]] of attached.entries()) {
    const file = await keepContent(from);
    await fixtures.insert('document_file', { document_id: document, position, name, file });
    await files.keep({ subjectId: document, origin: 'documents', reference: file, name, mode: 'kept' });
  }
  await checkAll();
  gateway = await startGateway(store);
  whole = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function found(args: string, key = whole): Promise<string[]> {
  const { data, errors } = await gateway.ask(
    `{ signatures${args} { totalCount edges { node { format serial result reason signedFile } } } }`,
    { key },
  );
  expect(errors).toBeUndefined();
  const list = data?.['signatures'] as {
    totalCount: number;
    edges: { node: Record<'format' | 'serial' | 'result' | 'reason' | 'signedFile', string | null> }[];
  };
  expect(list.totalCount).toBe(list.edges.length);
  return list.edges
    .map(({ node }) =>
      [node.format, node.signedFile ? 'beside' : '', node.reason ?? 'passed'].filter(Boolean).join(' '),
    )
    .sort();
}

const RESULTS = ['CADES beside passed', 'PADES REVOKED', 'XADES EXPIRED'];
const OF_DOCUMENT = ['CADES beside passed', 'PADES passed'];

test.each([
  ['', [...RESULTS, ...OF_DOCUMENT].sort()],
  ['(unit: "H56.14.3")', ['CADES beside passed', 'PADES REVOKED']],
  ['(unit: "H56.14.4")', [...OF_DOCUMENT, 'XADES EXPIRED'].sort()],
  ['(unit: "H56.77")', []],
  ['(checks: [])', [...RESULTS, ...OF_DOCUMENT].sort()],
  ['(checks: [{name: REVOCATION, states: [FAILED]}])', ['PADES REVOKED']],
  ['(checks: [{name: TIME, states: [FAILED, UNKNOWN]}])', ['XADES EXPIRED']],
  ['(checks: [{name: TIME, states: [PASSED]}, {name: REVOCATION, states: [FAILED]}])', ['PADES REVOKED']],
  ['(checks: [{name: TIME, states: []}])', []],
  ['(results: [TOTAL_FAILED], formats: [XADES])', ['XADES EXPIRED']],
  ['(signer: "duong cong")', ['CADES beside passed']],
  ['(signer: "1a2b3c4d5e6f01")', ['CADES beside passed', 'PADES passed']],
  ['(signedTo: "2020-01-01T00:00:00Z")', []],
  ['(file: "none")', []],
])('signatures%s', async (args, expected) => {
  expect(await found(args)).toEqual(expected);
});

test('a key of one unit sees those of its files, and no filter tells of others', async () => {
  const key = await gateway.key({ role: 'viewer', unit: 'H56.14.4' });
  const own = [...OF_DOCUMENT, 'XADES EXPIRED'].sort();
  expect(await found('', key)).toEqual(own);
  expect(await found('(unit: "H56.14.3")', key)).toEqual([]);
  expect(await found('(unit: "H56.14")', key)).toEqual(own);
});

test('what lies beside a result or an attachment is a signature of it', async () => {
  const { data, errors } = await gateway.ask(
    `{ dossiers(search: "1001") { edges { node { results { signatures { result signerDn } } } } }
       documents { edges { node { files { name signatures { format result } } } } } }`,
    { key: whole },
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    dossiers: { edges: [{ node: { results: [{ signatures: [{ result: 'TOTAL_PASSED' }] }] } }] },
    documents: {
      edges: [
        {
          node: {
            files: [
              { name: 'cong-van.p7s', signatures: [{ format: 'CADES', result: 'TOTAL_PASSED' }] },
              { name: 'cong-van.txt', signatures: [{ format: 'CADES', result: 'TOTAL_PASSED' }] },
              { name: 'phu-luc.pdf', signatures: [{ format: 'PADES', result: 'TOTAL_PASSED' }] },
            ],
          },
        },
      ],
    },
  });
});

test('a signature that came before what it signs is checked again when that comes', async () => {
  const fixtures = new Fixtures(store);
  const subjectId = await fixtures.dossier('H56.14-260823-1004', { receiving_unit: 'H56.14.9' });
  lay('cms/pss.p7s', 'den-sau.txt.p7s');
  const keep = (reference: string) =>
    files.keep({ subjectId, origin: 'one-stop', reference, name: 'Đến sau', mode: 'kept' });
  await keep('den-sau.txt.p7s');
  await checkAll();
  expect(await found('(unit: "H56.14.9")')).toEqual(['CADES SIGNED_DATA_NOT_FOUND']);
  lay('cms/decision.txt', 'den-sau.txt');
  await keep('den-sau.txt');
  await checkAll();
  expect(await found('(unit: "H56.14.9")')).toEqual(['CADES beside passed']);
});

test('an identity number in the names of a certificate is nowhere, and the certificate is found all the same', async () => {
  const number = '038190000123';
  const holder = issue(sampleKey('citizen'), ['VN', 'UBND xã Ngọc Lặc', `Lê Thị Mơ CCCD:${number}`], {
    ...{ serial: '7701', use: 'signer' },
    ...{ from: Date.parse('2024-01-01'), to: Date.parse('2045-01-01') },
  });
  lay('cms/decision.txt', 'can-cuoc.txt');
  writeFileSync(
    join(drop, 'files', 'can-cuoc.txt.p7s'),
    detachedSignature(fixture('cms/decision.txt'), holder, []),
  );
  const subjectId = await new Fixtures(store).dossier('H56.14-260823-1005', { receiving_unit: 'H56.14.3' });
  for (const reference of ['can-cuoc.txt', 'can-cuoc.txt.p7s'])
    await files.keep({ subjectId, origin: 'one-stop', reference, name: 'Căn cước', mode: 'kept' });
  await checkAll();
  const name = `C=VN, O=UBND xã Ngọc Lặc, CN=Lê Thị Mơ CCCD:${number}`;
  const row = { ...KIND_SAMPLES.certificate.raw(1, 'H56.14.4'), SoSerial: '7701' };
  const outcome = await runSync(
    {
      ...{ database: store.database, sealer: store.sealer, clock: fixedClock(NOW.toISOString()) },
      ...{ portals: [], warn: () => undefined, owe: () => Promise.resolve() },
    },
    systemPrincipal('test'),
    sourceWith('certificate', [{ ...row, NguoiCap: name, ChuThe: name }]),
  );
  expect(outcome).toMatchObject({ stored: 1 });
  const { data, errors } = await gateway.ask(
    `{ signatures(signer: "le thi mo") { edges { node { signerDn issuerDn certificate { code subjectDn issuerDn } } } }
       byNumber: signatures(signer: "${number}") { totalCount } }`,
    { key: whole },
  );
  expect(errors).toBeUndefined();
  const kept = 'CN=Lê Thị Mơ CCCD:0381******23,O=UBND xã Ngọc Lặc,C=VN';
  const certificate = { code: `7701 ${kept}`, subjectDn: kept, issuerDn: kept };
  expect(data).toEqual({
    signatures: { edges: [{ node: { signerDn: kept, issuerDn: kept, certificate } }] },
    byNumber: { totalCount: 0 },
  });
  const { rows } = await store.database.query<{ row: string }>(
    'select t::text as row from file_signature t union all select t::text from file_signature_check t',
  );
  expect(rows.filter(({ row: text }) => text.includes(number))).toEqual([]);
});

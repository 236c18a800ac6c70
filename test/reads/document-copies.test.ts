import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { documents } from '../../src/connectors/sources/documents/index.js';
import { fixedClock } from '../../src/domain/time.js';
import { createContents } from '../../src/files/index.js';
import { runSync } from '../../src/intake/index.js';
import { packageXml } from '../../src/sample/systems/document-package.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES } from '../support/kinds/index.js';
import { noStaging } from '../support/no-staging.js';

/** A document that two communes received, by their registers and by one package: what each and what the district sees. */
const clock = fixedClock('2026-12-02T03:00:00.000Z');
const [A, B] = ['H56.14.4', 'H56.900'] as const;
const PROVINCE = { code: '000.00.00.H56', name: 'UBND tỉnh' };
const BOOKED = `${PROVINCE.code},2025/08/20,1/UBND-X`;
const SENT = `${PROVINCE.code},2026/11/30,77/UBND-NC`;
let dir: string;
let store: TestDatabase;
let gateway: TestGateway;
let betweenBooks: string;
const keys: Record<'all' | 'a' | 'b', string> = { all: '', a: '', b: '' };

const row = (unit: string, change: object) => ({
  ...KIND_SAMPLES.document.raw(1, unit),
  ...{ SoKyHieu: '1/UBND-X', MaHoSo: [], TepDinhKem: [] },
  ...change,
});

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
  const address = { SOURCE_DOCUMENTS_URL: `file://${dir}`, SOURCE_DOCUMENTS_ORGANS: `${A},000.00.90.H56` };
  const services = { clock, staging: noStaging, contents: createContents(dir), warn: () => undefined };
  return runSync(deps, systemPrincipal('test'), documents.create(address, services));
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await store.database.query(
    "insert into unit_alias (alias, code) values ('000.00.90.H56', $1), ('H56-OLD', 'H56.14.3')",
    [B],
  );
  dir = mkdtempSync(join(tmpdir(), 'lienthong-copies-'));
  mkdirSync(join(dir, 'inbox'));
  lay('a.jsonl', JSON.stringify(row(A, { SoDen: '11', HanXuLy: '2026-11-01', TrangThai: 'DANG_XU_LY' })));
  expect(await take()).toMatchObject({ state: 'DONE', stored: 1 });
  const { rows } = await store.database.query<{ now: Date }>('select clock_timestamp() as now');
  betweenBooks = rows[0]?.now.toISOString() ?? '';
  const later = {
    SoDen: '22',
    HanXuLy: '2127-11-01',
    TrangThai: 'HOAN_THANH',
    NgayCapNhat: '2025-08-22T10:00:00+07:00',
  };
  lay('b.jsonl', JSON.stringify(row(B, { ...later, QuaTrinh: [] })));
  const to = `<edXML:To><edXML:OrganId>${A}</edXML:OrganId></edXML:To>`;
  const sent = packageXml({
    ...{ from: PROVINCE, to: { code: A, name: 'A' }, number: '77', notation: 'UBND-NC', type: 0, files: [] },
    ...{ subject: 'Gửi hai nơi', at: Date.parse('2026-11-30T03:00:00Z') },
  }).replace('<edXML:Code>', `${to}${to.replace(A, '000-00-90-H56')}<edXML:Code>`);
  lay('c.edxml', sent);
  expect(await take()).toMatchObject({ state: 'DONE', read: 2, stored: 2 });
  gateway = await startGateway(store);
  keys.all = await gateway.key({ role: 'viewer' });
  keys.a = await gateway.key({ role: 'viewer', unit: A });
  keys.b = await gateway.key({ role: 'viewer', unit: B });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
  rmSync(dir, { recursive: true, force: true });
});

type Copy = { unit: { code: string }; state: string; arrivalNumber: string | null };
async function ask<T>(query: string, by: keyof typeof keys): Promise<T> {
  const { data, errors } = await gateway.ask(query, { key: keys[by] });
  expect(errors).toBeUndefined();
  return data as T;
}
async function listed(args: string, by: keyof typeof keys): Promise<string[]> {
  const { documents: found } = await ask<{ documents: { totalCount: number; edges: { node: Copy }[] } }>(
    `{ documents${args} { totalCount edges { node { unit { code } state arrivalNumber } } } }`,
    by,
  );
  expect(found.edges).toHaveLength(found.totalCount);
  return found.edges.map(({ node }) => `${node.unit.code} ${node.state} ${node.arrivalNumber ?? '-'}`).sort();
}

test.each([
  ['(number: "1")', 'all', [`${A} IN_WORK 11`, `${B} DONE 22`]],
  ['(number: "1")', 'a', [`${A} IN_WORK 11`]],
  ['(number: "1")', 'b', [`${B} DONE 22`]],
  ['(number: "77")', 'all', [`${A} ARRIVED -`, `${B} ARRIVED -`]],
  ['(number: "77")', 'b', [`${B} ARRIVED -`]],
  [`(unit: "${B}", states: [DONE])`, 'all', [`${B} DONE 22`]],
  [`(unit: "${A}", states: [DONE])`, 'all', []],
  ['(overdue: true)', 'all', [`${A} IN_WORK 11`]],
  ['(dueFrom: "2127-01-01T00:00:00+07:00")', 'all', [`${B} DONE 22`]],
] as const)('documents%s, asked by %s', async (args, by, expected) => {
  expect(await listed(args, by)).toEqual(expected);
});

test('a page goes on behind a copy, in whatever order', async () => {
  for (const order of ['ISSUED_DESC', 'CODE_ASC', 'CHANGED_DESC']) {
    const seen: string[] = [];
    for (let after = 'null'; ; ) {
      const { documents: page } = await ask<{
        documents: {
          edges: { node: { id: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      }>(
        `{ documents(first: 1, after: ${after}, orderBy: ${order}) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        'all',
      );
      seen.push(...page.edges.map(({ node }) => node.id));
      if (!page.pageInfo.hasNextPage) break;
      after = `"${page.pageInfo.endCursor}"`;
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  }
});

const ONE = (args: string) =>
  `{ document(${args}) { unit { code } state traces { status } copies { id unit { code } state } } }`;

test('one document is asked for by its code, as a unit has it, and as others have it whom the key may see', async () => {
  const copies = [
    { unit: { code: A }, state: 'IN_WORK' },
    { unit: { code: B }, state: 'DONE' },
  ];
  const first = { unit: { code: A }, state: 'IN_WORK', traces: [{ status: '03' }] };
  expect(await ask(ONE(`code: "${BOOKED}"`), 'all')).toMatchObject({ document: { ...first, copies } });
  const second = { unit: { code: B }, state: 'DONE', traces: [] };
  expect(await ask(ONE(`code: "${BOOKED}", unit: "000.00.90.H56"`), 'all')).toMatchObject({
    document: { ...second, copies },
  });
  expect(await ask(ONE(`code: "${BOOKED}"`), 'b')).toMatchObject({
    document: { ...second, copies: [copies[1]] },
  });
  const { document } = await ask<{ document: { copies: { id: string }[] } }>(ONE(`code: "${SENT}"`), 'all');
  const [ofA, ofB] = document.copies.map(({ id }) => id);
  const node = (id: string | undefined) => `{ node(id: "${id}") { ... on Document { unit { code } } } }`;
  expect(await ask(node(ofB), 'all')).toEqual({ node: { unit: { code: B } } });
  expect(await ask(node(ofA), 'b')).toEqual({ node: null });
});

test('before a unit had it there was nothing for it to see, and each version says each unit’s own', async () => {
  const asOf = `asOf: "${betweenBooks}"`;
  expect(await ask(ONE(`code: "${BOOKED}", unit: "${B}", ${asOf}`), 'all')).toEqual({ document: null });
  expect(await listed(`(${asOf})`, 'all')).toEqual([`${A} IN_WORK 11`]);
  expect(await listed(`(${asOf})`, 'b')).toEqual([]);
  const now = new Date(Date.now() + 60_000).toISOString();
  expect(await listed(`(unit: "${B}", asOf: "${now}")`, 'all')).toEqual([`${B} ARRIVED -`, `${B} DONE 22`]);
});

test('a unit whose copy an older version does not have is shown nothing of another unit’s', async () => {
  const { database } = store;
  const had = `update document set recorded_at = $1 where code = $2 and unit = $3`;
  const { rows } = await database.query<{ at: Date }>(
    'select recorded_at as at from document where code = $1 and unit = $2',
    [BOOKED, B],
  );
  await database.query(had, ['2000-01-01T00:00:00Z', BOOKED, B]);
  const asked = `code: "${BOOKED}", asOf: "${betweenBooks}"`;
  const { document } = await ask<{ document: object }>(
    `{ document(${asked}) { number state arrivalNumber dueAt direction traces { status } recipients { code } } }`,
    'b',
  );
  await database.query(had, [rows[0]?.at, BOOKED, B]);
  const nothing = { arrivalNumber: null, dueAt: null, direction: null, traces: [], recipients: [] };
  expect(document).toEqual({ number: '1', state: 'AWAITED', ...nothing });
});

test('the share handled online counts each unit’s documents', async () => {
  for (const unit of [A, B]) {
    const { coverage } = await ask<{ coverage: { measures: object[] } }>(
      `{ coverage(unit: "${unit}") { measures { code numerator denominator } } }`,
      'all',
    );
    expect(coverage.measures).toContainEqual(
      expect.objectContaining({ code: 'DOCUMENTS_ONLINE', denominator: 2 }),
    );
  }
});

test('each receiver of ours answers the sender', () => {
  expect(readdirSync(join(dir, 'outbox')).sort()).toEqual([
    'c.edxml.000.00.90.H56.01.edxml',
    'c.edxml.01.edxml',
  ]);
});

test('an old and a new code of its issuer are one document, found by either', async () => {
  const issued = (MaTacGia: string, unit: string) =>
    row(unit, { SoKyHieu: '5/UB', MaTacGia, TacGia: 'Xã Cũ' });
  lay('old.jsonl', JSON.stringify(issued('H56-OLD', A)));
  lay('new.jsonl', JSON.stringify(issued('H56.14.3', B)));
  expect(await take()).toMatchObject({ state: 'DONE', stored: 2 });
  const { rows } = await store.database.query(
    "select distinct subject_id, code from document where number = '5'",
  );
  expect(rows).toMatchObject([{ code: 'H56.14.3,2025/08/20,5/UB' }]);
  for (const code of ['H56.OLD', 'h56-14-3'])
    expect(await ask(ONE(`code: "${code},2025/08/20,5/UB", unit: "${B}"`), 'all')).toMatchObject({
      document: { unit: { code: B } },
    });
  expect(await listed('(issuer: "H56-OLD")', 'all')).toHaveLength(2);
});

test('a register gives up its own', async () => {
  const gone = { ...row(A, {}), DaXoa: true, NgayCapNhat: '2025-08-25T10:00:00+07:00' };
  lay('gone.jsonl', JSON.stringify(gone));
  expect(await take()).toMatchObject({ state: 'DONE', stored: 1 });
  expect(await listed('(number: "1", deleted: false)', 'all')).toEqual([`${B} DONE 22`]);
  expect(await listed('(number: "1", deleted: true)', 'all')).toEqual([`${A} IN_WORK 11`]);
});

import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

/*
 * Who is meant by a name (docs/adr/0012): H56.14.3 went into H56.900 on 1 July 2025, H56.14.3.1 is a desk of it, H56.14.4 a commune beside it.
 */
let store: TestDatabase;
let gateway: TestGateway;
let fixtures: Fixtures;
const keys: Record<string, string> = {};

type Post = [unit: string, from: string, to?: string | null, kind?: string];

const post = ([DonVi, TuNgay, DenNgay, Loai]: Post) => ({
  DonVi,
  ChucVu: 'Chuyên viên',
  TuNgay,
  DenNgay,
  Loai,
});

function official(number: number, HoTen: string, unit: string, posts: Post[], more: RawForm = {}): RawForm {
  return {
    ...KIND_SAMPLES.official.raw(number, unit),
    ...{ SoHieu: `CB-${number}`, SoDinhDanh: `0380900000${String(number).padStart(2, '0')}`, HoTen },
    QuaTrinhCongTac: posts.map(post),
    ...more,
  };
}

const OFFICIALS = [
  official(1, 'Nguyễn Văn Hòa', 'H56.14.3', [['H56.14.3', '2010']]),
  official(2, 'Nguyễn Văn Hòa', 'H56.14.4', [['H56.14.4', '2010']]),
  official(3, 'Lê Thị Mai', 'H56.14.4', [['H56.14.4', '2010']]),
  official(4, 'Lê Thị Mai', 'H56.14.4', [['H56.14.4', '2015']]),
  official(5, 'Bùi Văn Đức', 'H56.14.4', [
    ['H56.14.3', '2015', '01/03/2024'],
    ['H56.14.4', '01/03/2024'],
  ]),
  official(6, 'Phạm Thị Lan', 'H56.14.4', [
    ['H56.14.4', '2010'],
    ['H56.14.3.1', '2020', null, 'KIEM_NHIEM'],
  ]),
  official(7, 'Hà Văn Bình', 'H56.900', [['H56.900', '2010']]),
  official(8, 'Đỗ Văn Hùng', 'H56.14.4', [['H56.14.4', '2010']]),
  official(9, 'Đỗ Văn Hưng', 'H56.14.4', [['H56.14.4', '2010']]),
  official(10, 'Trần Văn Nghỉ', 'H56.14.4', [['H56.14.4', '2010']], { TrangThai: 'NGHI_HUU' }),
  official(11, 'Võ Thị Nga', 'H56.14.4', [['H56.14.4', '2010']]),
  official(12, 'Võ Thị Nga', 'H56.14.4', [['H56.14.4', '2010', '31/12/2023']], { TrangThai: 'NGHI_HUU' }),
  official(13, 'Cao Thị Vân', 'H56.14.4', [['H56.14.4', '2024']]),
];

async function take(kind: PlainKind, ...records: RawForm[]): Promise<void> {
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  const deps = { database, sealer, clock, portals: [], warn: () => undefined, owe: () => Promise.resolve() };
  await database.query('delete from source_cursor');
  expect(await runSync(deps, systemPrincipal('test'), sourceWith(kind, records))).toMatchObject({
    stored: records.length,
  });
}

let made = 0;
/** A dossier of a unit with one step; its code. */
async function handled(unit: string, actor: string, day: string, more = {}): Promise<string> {
  made += 1;
  const code = `H56.14-230101-${String(made).padStart(4, '0')}`;
  const at = `${day}T03:00:00Z`;
  const id = await fixtures.dossier(code, { receiving_unit: unit, received_at: at, ...more });
  await fixtures.entry(id, at, 4, { actor });
  return code;
}

interface Matched {
  matchedBy: string[];
  official: { number: string };
}

async function ask(query: string, key = 'whole'): Promise<Record<string, unknown>> {
  const { data, errors } = await gateway.ask(query, { key: keys[key] ?? '' });
  expect(errors).toBeUndefined();
  return data ?? {};
}

/** The number of the official who is meant in the dossier's only step; null: nobody. */
async function meantIn(code: string, key?: string): Promise<string | null> {
  const { dossier } = await ask(
    `{ dossier(code: "${code}") { trace { official { matchedBy official { number } } } } }`,
    key,
  );
  const [entry] = (dossier as { trace: { official: Matched | null }[] }).trace;
  return entry?.official?.official.number ?? null;
}

interface Act {
  matchedBy: string[];
  at: string;
  dossier: { code: string };
}

async function dossiersOf(number: number, args = '', key?: string): Promise<Act[]> {
  const unit = OFFICIALS[number - 1]?.['CoQuanQuanLy'];
  const { official: file } = await ask(
    `{ official(code: "${unit}/CB-${number}") { dossiers${args} { matchedBy at dossier { code } } } }`,
    key,
  );
  return (file as { dossiers: Act[] }).dossiers;
}

/** The numbers of all officials among whose dossiers this one is. */
async function whoHandled(code: string): Promise<string[]> {
  const { officials } = await ask(
    '{ officials { edges { node { number dossiers(first: 100) { dossier { code } } } } } }',
  );
  const all = (officials as { edges: { node: { number: string; dossiers: Act[] } }[] }).edges;
  return all
    .filter(({ node }) => node.dossiers.some(({ dossier }) => dossier.code === code))
    .map(({ node }) => node.number);
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  fixtures = new Fixtures(store);
  await take('official', ...OFFICIALS);
  gateway = await startGateway(store);
  keys['whole'] = await gateway.key();
  keys['other'] = await gateway.key({ unit: 'H56.14.4' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

test.each<[string, string, string, string, number | null]>([
  // [what is shown, actor, unit of the dossier, day, number of the official]
  ['the one of the unit, not the namesake of another', 'Nguyễn Văn Hòa', 'H56.14.3', '2024-05-06', 1],
  ['and in that unit the other', 'Nguyễn Văn Hòa', 'H56.14.4', '2024-05-06', 2],
  ['the tone on the other vowel', 'Nguyễn Văn Hoà', 'H56.14.3', '2024-05-06', 1],
  ['capitals, address, spaces', 'ÔNG  NGUYỄN VĂN HÒA', 'H56.14.3', '2024-05-06', 1],
  ['decomposed Unicode', 'Đồng chí Nguyễn Văn Hòa'.normalize('NFD'), 'H56.14.3', '2024-05-06', 1],
  ['without accents', 'Nguyen Van Hoa', 'H56.14.3', '2024-05-06', 1],
  ['other accents', 'Nguyễn Văn Hoa', 'H56.14.3', '2024-05-06', null],
  ['TCVN3 that nobody read', 'NguyÔn V¨n Hßa', 'H56.14.3', '2024-05-06', null],
  ['a unit where nobody of the name is', 'Nguyễn Văn Hòa', 'H56.14', '2024-05-06', null],
  ['two in one unit: nobody', 'Lê Thị Mai', 'H56.14.4', '2024-05-06', null],
  ['two, but the other was not there yet', 'Lê Thị Mai', 'H56.14.4', '2013-05-06', 3],
  ['two, but the other may have been there already', 'Lê Thị Mai', 'H56.14.4', '2015-02-01', null],
  ['two, and the other had left', 'Võ Thị Nga', 'H56.14.4', '2024-01-02', 11],
  ['two, while the other was there', 'Võ Thị Nga', 'H56.14.4', '2023-12-31', null],
  ['before a transfer: the old unit', 'Bùi Văn Đức', 'H56.14.3', '2024-02-28', 5],
  ['before a transfer: not the new one', 'Bùi Văn Đức', 'H56.14.4', '2024-02-28', null],
  ['after it: the new one', 'Bùi Văn Đức', 'H56.14.4', '2024-03-02', 5],
  ['after it: not the old one', 'Bùi Văn Đức', 'H56.14.3', '2024-03-02', null],
  ['a second post in a desk of the unit', 'Phạm Thị Lan', 'H56.14.3', '2024-05-06', 6],
  ['and in the desk itself', 'Phạm Thị Lan', 'H56.14.3.1', '2024-05-06', 6],
  ['a post that the file still has in the unit that ended', 'Nguyễn Văn Hòa', 'H56.900', '2025-08-06', 1],
  ['a post that the file has in the unit that was to come', 'Hà Văn Bình', 'H56.14.3', '2024-05-06', 7],
  ['two whom only accents tell apart, with them', 'Đỗ Văn Hùng', 'H56.14.4', '2024-05-06', 8],
  ['and without', 'Do Van Hung', 'H56.14.4', '2024-05-06', null],
  ['somebody who left nobody knows when', 'Trần Văn Nghỉ', 'H56.14.4', '2024-05-06', null],
  ['a post that may not have begun', 'Cao Thị Vân', 'H56.14.4', '2024-05-06', null],
  ['a post that surely had', 'Cao Thị Vân', 'H56.14.4', '2025-01-02', 13],
])('%s: %s in %s on %s', async (_what, actor, unit, day, number) => {
  const code = await handled(unit, actor, day);
  expect(await meantIn(code)).toBe(number === null ? null : `CB-${number}`);
  // The two ends say the same.
  expect(await whoHandled(code)).toEqual(number === null ? [] : [`CB-${number}`]);
});

test('the unit that works on it counts too; a removed step does not', async () => {
  const code = await handled('H56.14', 'Nguyễn Văn Hòa', '2024-06-06', { processing_unit: 'H56.14.4' });
  expect(await meantIn(code)).toBe('CB-2');
  await store.database.query(
    'update trace_entry set removed_version = 2 where dossier_id = (select subject_id from dossier where code = $1)',
    [code],
  );
  expect(await meantIn(code)).toBeNull();
  expect((await dossiersOf(2, '(first: 100)')).map(({ dossier }) => dossier.code)).not.toContain(code);
});

test('the latest first, by time, state and way', async () => {
  const code = await handled('H56.14.4', 'Nguyễn Văn Hòa', '2030-01-02', { state: 9 });
  expect(await dossiersOf(2, '(first: 1)')).toEqual([
    { matchedBy: ['NAME_IN_UNIT'], at: '2030-01-02T10:00:00.000+07:00', dossier: { code } },
  ]);
  expect(await dossiersOf(2, '(states: [PROCESSED], from: "2030-01-01T00:00:00Z")')).toHaveLength(1);
  expect(await dossiersOf(2, '(states: [RETURNED], from: "2030-01-01T00:00:00Z")')).toEqual([]);
  expect(await dossiersOf(2, '(from: "2030-01-03T00:00:00Z")')).toEqual([]);
  expect(await dossiersOf(2, '(matchedBy: [CERTIFICATE])')).toEqual([]);
});

test('a dossier that was given up is none that somebody worked on', async () => {
  const code = await handled('H56.14.4', 'Nguyễn Văn Hòa', '2029-01-02');
  const latest = '(from: "2029-01-01T00:00:00Z", to: "2029-02-01T00:00:00Z")';
  expect((await dossiersOf(2, latest)).map(({ dossier }) => dossier.code)).toEqual([code]);
  await store.database.query(
    "update subject set deleted_at = now() where kind = 'dossier' and natural_key = $1",
    [code],
  );
  expect(await dossiersOf(2, latest)).toEqual([]);
});

test('a key of one unit learns nothing of what it does not see', async () => {
  const hidden = await handled('H56.14.3', 'Phạm Thị Lan', '2024-07-01');
  expect((await dossiersOf(6, '(first: 100)')).map(({ dossier }) => dossier.code)).toContain(hidden);
  // Her file is of their unit, what she did for another is not.
  expect(await dossiersOf(6, '(first: 100)', 'other')).toEqual([]);
  const seen = await handled('H56.14', 'Hà Văn Bình', '2025-09-01', { processing_unit: 'H56.900' });
  await store.database.query('update dossier set receiving_unit = $2 where code = $1', [seen, 'H56.14.4']);
  expect(await meantIn(seen)).toBe('CB-7');
  expect(await meantIn(seen, 'other')).toBeNull();
});

describe('what was signed', () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest();

  /** A kept file that a subject refers to, with a signature of the certificate. */
  async function signed(
    subject: string,
    file: string,
    serial: string,
    states: Record<string, string>,
    result: string,
  ) {
    const hash = sha256(`${subject}${file}`);
    await fixtures.insert('kept_file', { sha256: hash, bytes: 1, media_type: 'application/pdf' });
    // A document's files are named by intake already.
    await store.database.query('delete from file_reference where subject_id = $1', [subject]);
    const reference = { id: uuid(), subject_id: subject, origin: 'one-stop', reference: file, name: file };
    await fixtures.insert('file_reference', { ...reference, sha256: hash });
    await fixtures.insert('signed_file', { sha256: hash, trust: hash, checked_at: '2024-08-24T00:00:00Z' });
    const { rows } = await store.database.query<{ issuer: string; serial: string }>(
      'select issuer_dn as issuer, serial from certificate where serial like $1',
      [`${serial}%`],
    );
    const { id } = await fixtures.insert('file_signature', {
      ...{ sha256: hash, position: 0, format: 'PADES', is_timestamp: false, search_text: '' },
      ...{ issuer_dn: rows[0]?.issuer, serial: rows[0]?.serial, signed_at: '2031-01-01T00:00:00Z', result },
    });
    for (const [position, [name, state]] of Object.entries(states).entries()) {
      await fixtures.insert('file_signature_check', {
        signature_id: id,
        position,
        name,
        state,
        message: 'x',
      });
    }
  }

  const GOOD = { INTEGRITY: 'PASSED', CHAIN: 'PASSED' };

  beforeAll(async () => {
    // Of official 3, whose name alone says nothing.
    await take('certificate', {
      ...KIND_SAMPLES.certificate.raw(1, 'H56.14.4'),
      ...{ SoSerial: 'AB:CD:01', SoDinhDanh: '038090000003' },
    });
  });

  test.each([
    ['a good signature', GOOD, 'INDETERMINATE', ['CERTIFICATE']],
    ['one that failed', GOOD, 'TOTAL_FAILED', undefined],
    [
      'one of which nobody knows who gave the certificate',
      { INTEGRITY: 'PASSED', CHAIN: 'UNKNOWN' },
      'INDETERMINATE',
      undefined,
    ],
  ])('a result with %s', async (what, states, result, expected) => {
    const code = await handled('H56.900', 'Văn thư', '2024-08-01');
    const { rows } = await store.database.query<{ id: string }>(
      'select subject_id as id from dossier where code = $1',
      [code],
    );
    const id = rows[0]?.id ?? '';
    await fixtures.insert('dossier_result', {
      id: 900 + made,
      dossier_id: id,
      position: 0,
      name: what,
      file: 'kq.pdf',
    });
    await signed(id, 'kq.pdf', 'ABCD01', states, result);
    const act = (await dossiersOf(3, '(first: 100)')).find(({ dossier }) => dossier.code === code);
    expect(act?.matchedBy).toEqual(expected);
  });

  test('a paper that a citizen handed in says nothing', async () => {
    const code = await handled('H56.900', 'Văn thư', '2024-08-01');
    const { rows } = await store.database.query<{ id: string }>(
      'select subject_id as id from dossier where code = $1',
      [code],
    );
    await signed(rows[0]?.id ?? '', 'to-khai.pdf', 'ABCD01', GOOD, 'TOTAL_PASSED');
    expect((await dossiersOf(3, '(first: 100)')).map(({ dossier }) => dossier.code)).not.toContain(code);
  });

  /** A row of the register of who issued it. */
  const register = (number: number, NguoiKy: string, more: RawForm): RawForm => ({
    ...KIND_SAMPLES.document.raw(number, 'H56.14.4'),
    ...{
      MaTacGia: 'H56.14.4',
      Huong: 'DI',
      SoDen: null,
      NgayDen: null,
      TrangThai: null,
      NguoiKy,
    },
    ...more,
  });

  async function documentsOf(number: number, key?: string) {
    const { official: file } = await ask(
      `{ official(code: "H56.14.4/CB-${number}") { documents { matchedBy document { number direction } } } }`,
      key,
    );
    return (file as { documents: { matchedBy: string[]; document: { number: string; direction: string } }[] })
      .documents;
  }

  test('documents: by the register’s name in the issuer’s unit, by the certificate, by both', async () => {
    await take('document', register(1, 'Bà Lê Thị Mai', {}), register(2, 'Nguyễn Văn Hòa', {}), {
      ...KIND_SAMPLES.document.raw(3, 'H56.14.4'),
      NguoiKy: 'Nguyễn Văn Hòa',
    });
    const { rows } = await store.database.query<{ id: string }>(
      "select subject_id as id from document where signer like '%Mai'",
    );
    await signed(rows[0]?.id ?? '', 'cv/1.pdf', 'ABCD01', GOOD, 'TOTAL_PASSED');
    const { documents } = await ask(
      '{ documents(orderBy: CODE_ASC) { edges { node { number signerOfficial { matchedBy official { number } } } } } }',
    );
    const signers = (documents as { edges: { node: { number: string; signerOfficial: Matched | null } }[] })
      .edges;
    expect(signers.map(({ node }) => [node.number, node.signerOfficial])).toEqual([
      // Of the province: none of ours.
      ['3', null],
      // Two of the name in the unit: only the certificate says which.
      ['1', { matchedBy: ['CERTIFICATE'], official: { number: 'CB-3' } }],
      ['2', { matchedBy: ['NAME_IN_UNIT'], official: { number: 'CB-2' } }],
    ]);
    expect(await documentsOf(3)).toEqual([
      { matchedBy: ['CERTIFICATE'], document: { number: '1', direction: 'OUT' } },
    ]);
    expect(await documentsOf(2)).toEqual([
      { matchedBy: ['NAME_IN_UNIT'], document: { number: '2', direction: 'OUT' } },
    ]);
  });

  /** The same document in the book of a unit that received it. */
  const received = (row: RawForm, DonVi: string): RawForm => ({
    ...row,
    ...{ DonVi, Huong: 'DEN', SoDen: '12', NgayDen: '21/08/2025' },
  });
  const given = (row: RawForm): RawForm => ({
    ...row,
    DaXoa: true,
    NgayCapNhat: '2025-09-01T10:00:00+07:00',
  });
  const named = (number: string, direction: string) => [
    { matchedBy: ['NAME_IN_UNIT'], document: { number, direction } },
  ];

  test('a document that was given up is none that somebody signed; while one copy of it stands, that is shown', async () => {
    const row = register(11, 'Võ Thị Nga', {});
    await take('document', row);
    await take('document', received(row, 'H56.900'));
    expect(await documentsOf(11)).toEqual(named('11', 'OUT'));
    await take('document', given(row));
    expect(await documentsOf(11)).toEqual(named('11', 'IN'));
    await take('document', given(received(row, 'H56.900')));
    expect(await documentsOf(11)).toEqual([]);
  });

  test('of several copies one that the asker sees has to say who signed', async () => {
    // Only that it went out from there tells whose signer he is.
    const row = register(12, 'Bùi Văn Đức', {
      ...{ MaTacGia: '000.00.00.H56', DonVi: 'H56.14.3', NgayVanBan: '20/02/2024' },
    });
    await take('document', row);
    await take('document', received(row, 'H56.14.4'));
    expect(await documentsOf(5)).toEqual(named('12', 'OUT'));
    expect(await documentsOf(5, 'other')).toEqual([]);
    await take('document', given(row));
    expect(await documentsOf(5)).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let store: TestDatabase;
let gateway: TestGateway;
let before: string;
const keys: Record<string, string> = {};

const official = (number: number, unit: string, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.official.raw(number, unit),
  SoHieu: `CB-${number}`,
  SoDinhDanh: `03809000000${number}`,
  ...change,
});

async function take(kind: PlainKind, ...records: RawForm[]): Promise<void> {
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  const deps = {
    ...{ database, sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
  await database.query('delete from source_cursor');
  const { stored } = await runSync(deps, systemPrincipal('test'), sourceWith(kind, records));
  expect(stored).toBe(records.length);
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await take(
    'official',
    official(1, 'H56.14.3', { HoTen: 'Bùi Thị Hòa', NgaySinh: '1980', GioiTinh: 'Nữ' }),
    official(2, 'H56.14.4', { NgaySinh: '03/1985', LoaiCanBo: 'VIEN_CHUC' }),
    official(3, 'H56.900', { NgaySinh: '12/03/1985' }),
  );
  await take('certificate', {
    ...KIND_SAMPLES.certificate.raw(1, 'H56.14.3'),
    SoDinhDanh: '038090000001',
  });
  const { rows } = await store.database.query<{ at: string }>('select clock_timestamp()::text as at');
  before = rows[0]?.at ?? '';
  await take(
    'official',
    official(1, 'H56.14.3', {
      HoTen: 'Bùi Thị Hoa',
      NgaySinh: '1980',
      TrangThai: 'NGHI_HUU',
      DanToc: 'Kinh',
      QuaTrinhCongTac: [{ DonVi: 'H56.14.3', ChucVu: 'Chuyên viên', TuNgay: '2010', DenNgay: '2025-08' }],
      NgayCapNhat: '2025-09-01T08:00:00+07:00',
    }),
  );
  gateway = await startGateway(store);
  keys['none'] = await gateway.key({ role: 'viewer' });
  for (const scope of ['personal', 'sensitive']) keys[scope] = await gateway.key({ scopes: [scope] });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function codes(args: string, scope: string): Promise<unknown> {
  const { data, errors } = await gateway.ask(`{ officials${args} { edges { node { number } } } }`, {
    key: keys[scope] ?? '',
  });
  if (errors) return errors[0]?.extensions?.['code'];
  const list = data?.['officials'] as { edges: { node: { number: string } }[] } | undefined;
  return list?.edges.map(({ node }) => node.number);
}

test.each([
  ['', 'none', ['CB-1', 'CB-2', 'CB-3']],
  ['(states: [RETIRED])', 'none', ['CB-1']],
  ['(kinds: [PUBLIC_EMPLOYEE])', 'none', ['CB-2']],
  ['(search: "bui thi hoa")', 'none', ['CB-1']],
  ['(search: "pho chu tich")', 'none', ['CB-2', 'CB-3']],
  ['(search: "muong")', 'sensitive', []],
  ['(unit: "H56.14.3")', 'none', ['CB-1', 'CB-3']],
  ['(orderBy: NAME_DESC, first: 1)', 'none', ['CB-3']],
  ['(bornFrom: "1985", bornTo: "1985")', 'personal', ['CB-2', 'CB-3']],
  ['(bornFrom: "1985-03-10", bornTo: "1985-03-20")', 'personal', ['CB-2', 'CB-3']],
  ['(bornFrom: "1985-03-10", bornTo: "1985-03-20", bornSurely: true)', 'personal', ['CB-3']],
  ['(bornTo: "1980-06")', 'personal', ['CB-1']],
  ['(bornTo: "1980-06", bornSurely: true)', 'personal', []],
  ['(orderBy: BORN_ASC)', 'personal', ['CB-1', 'CB-2', 'CB-3']],
  ['(orderBy: BORN_DESC, first: 2)', 'personal', ['CB-3', 'CB-2']],
  ['(personalId: "038090000002", purpose: "kiểm tra")', 'personal', ['CB-2']],
  ['(personalId: "038090000009", purpose: "kiểm tra")', 'personal', []],
  ['(bornFrom: "1985")', 'none', 'FORBIDDEN'],
  ['(orderBy: BORN_ASC)', 'none', 'FORBIDDEN'],
  ['(personalId: "038090000002", purpose: "kiểm tra")', 'none', 'FORBIDDEN'],
])('officials%s with the scope %s: %j', async (args, scope, expected) => {
  expect(await codes(args, scope)).toEqual(expected);
});

const FILE = `{ official(code: "H56.14.3/CB-1") { fullName birthDate ethnicity personalId posts { unitCode title from to }
  salary { coefficient } certificates { code personalId } } }`;

describe('a file', () => {
  const shown = async (scope: string) => {
    const { data, errors } = await gateway.ask(FILE, { key: keys[scope] ?? '' });
    expect(errors).toBeUndefined();
    return data?.['official'];
  };

  test('masked: name, posts and offices are public, how far a birth date is known can be seen', async () => {
    expect(await shown('none')).toMatchObject({
      fullName: 'Bùi Thị Hoa',
      birthDate: '****',
      ethnicity: '***',
      personalId: '0380******01',
      posts: [{ unitCode: 'H56.14.3', title: 'Chuyên viên', from: '2010', to: '2025-08' }],
      salary: [{ coefficient: '***' }],
      certificates: [{ personalId: '0380******01' }],
    });
  });

  test('the scope personal opens basic data, and sensitive the rest', async () => {
    const opened = { birthDate: '1980', personalId: '038090000001', salary: [{ coefficient: '3.00' }] };
    expect(await shown('personal')).toMatchObject({ ...opened, ethnicity: '***' });
    expect(await shown('sensitive')).toMatchObject({ ...opened, ethnicity: 'Kinh' });
  });

  test('as it was held before, by the same rule', async () => {
    const query = (key: string) =>
      gateway.ask(
        `{ official(code: "H56.14.3/CB-1", asOf: "${new Date(before).toISOString()}") { fullName state ethnicity birthDate
          posts { unitCode title kind from to } salary { step } } }`,
        { key },
      );
    const then = {
      fullName: 'Bùi Thị Hòa',
      state: 'ACTIVE',
      posts: [
        { unitCode: 'H56.14.3', title: 'Chuyên viên', kind: 'MAIN', from: '2010', to: '2025-06-30' },
        { unitCode: 'H56.14.3', title: 'Phó Chủ tịch', kind: 'MAIN', from: '2025-07-01', to: null },
      ],
    };
    const personal = await query(keys['personal'] ?? '');
    expect(personal.data?.['official']).toMatchObject({
      ...then,
      ethnicity: '***',
      birthDate: '1980',
      salary: [{ step: '3/9' }],
    });
    const sensitive = await query(keys['sensitive'] ?? '');
    expect(sensitive.data?.['official']).toMatchObject({ ...then, ethnicity: 'Mường' });
    const none = await query(keys['none'] ?? '');
    expect(none.data?.['official']).toMatchObject({ ...then, birthDate: '****', salary: [{ step: '***' }] });
  });
});

test('an official, the certificate and the unit find each other', async () => {
  const { data, errors } = await gateway.ask(
    '{ certificates { edges { node { officials { number } } } } unit(code: "H56.14.3") { officials { number posts { unit { code } } } } }',
    { key: keys['none'] ?? '' },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    certificates: { edges: [{ node: { officials: [{ number: 'CB-1' }] } }] },
    unit: { officials: [{ number: 'CB-1', posts: [{ unit: { code: 'H56.14.3' } }] }] },
  });
});

test('whom one looked for is recorded, with what for, though nothing personal is selected and nobody is found', async () => {
  const kept = async (query: string) => {
    await store.database.query('delete from access_record');
    const { errors } = await gateway.ask(query, { key: keys['personal'] ?? '' });
    expect(errors).toBeUndefined();
    const { rows } = await store.database.query<{
      purpose: string | null;
      reads: { type: string; subjects: string[] }[];
    }>('select purpose, reads from access_record');
    return rows.map(({ purpose, reads }) => [
      purpose,
      ...reads.map(({ type, subjects }) => [type, subjects.length]),
    ]);
  };
  const by = (number: string) => `officials(personalId: "${number}", purpose: "kiểm tra")`;
  const byNumber = await kept(`{ ${by('038090000002')} { edges { node { code } } } }`);
  // The one that was found, and that somebody was looked for at all.
  expect(byNumber).toEqual([['kiểm tra', ['Official', 2]]]);
  expect(await kept(`{ ${by('038090000009')} { totalCount } }`)).toEqual([['kiểm tra', ['Official', 1]]]);
  // Behind the last page there is nobody, but the count tells of who is before.
  const { data } = await gateway.ask('{ officials(bornTo: "2000", first: 100) { pageInfo { endCursor } } }', {
    key: keys['personal'] ?? '',
  });
  const list = data?.['officials'] as { pageInfo: { endCursor: string } } | undefined;
  const behind = `officials(bornTo: "2000", first: 100, after: "${list?.pageInfo.endCursor}")`;
  expect(await kept(`{ ${behind} { totalCount edges { node { code } } } }`)).toEqual([
    [null, ['Official', 1]],
  ]);
  // Cursors and order tell of births.
  const inOrder = await kept('{ officials(orderBy: BORN_ASC) { edges { cursor } } }');
  expect(inOrder).toEqual([[null, ['Official', expect.any(Number)]]]);
  expect(await kept('{ officials(orderBy: NAME_ASC) { edges { cursor } } }')).toEqual([]);
});

test('a page goes on whatever it is said to be for', async () => {
  const page = (purpose: string, after = '') =>
    gateway.ask(
      `{ officials(personalId: "038090000002", purpose: "${purpose}"${after}) { pageInfo { endCursor } edges { node { code } } } }`,
      { key: keys['personal'] ?? '' },
    );
  const { data } = await page('kiểm tra');
  const list = data?.['officials'] as { pageInfo: { endCursor: string } } | undefined;
  const next = await page('đối chiếu', `, after: "${list?.pageInfo.endCursor}"`);
  expect(next.data).toMatchObject({ officials: { edges: [] } });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;
let personal: string;

const box = (number: number, unit: string, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.mailbox.raw(number, unit),
  MaHop: `m-${number}`,
  ...change,
});

const file = (number: number, unit: string, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.official.raw(number, unit),
  ...change,
});

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const records = [
    box(1, 'H56.14.3', {
      LoaiHop: 'POST',
      TenHienThi: 'Văn thư Mỹ Tân',
      DiaChi: 'VanThu@mau.example.vn',
      HanMuc: -1,
      SoDinhDanh: '038090000201',
    }),
    box(2, 'H56.14.4', {
      TenHienThi: 'Quách Văn Đạt',
      TrangThai: 'LOCKED',
      LanDungCuoi: '',
      SoDinhDanh: '038090000202',
    }),
    box(3, 'H56.900', { LanDungCuoi: '', NgayTao: '', HanMuc: '', SoDinhDanh: '038090000203' }),
    box(4, 'H56.900', { LanDungCuoi: '2025-07-20 08:00:00', SoDinhDanh: '', MaCanBo: 'CB-4' }),
    box(5, 'H56.14.3.1', { SoDinhDanh: '', MaCanBo: 'CB-6' }),
  ];
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  const deps = { database, sealer, clock, portals: [], warn: () => undefined, owe: () => Promise.resolve() };
  const { stored } = await runSync(deps, systemPrincipal('test'), sourceWith('mailbox', records));
  expect(stored).toBe(records.length);
  const officials = [
    file(1, 'H56.14.4', { TrangThai: 'NGHI_HUU', SoDinhDanh: '038090000202' }),
    // Left one agency and serves in another: the same person.
    file(2, 'H56.14.4', { TrangThai: 'CHUYEN_CONG_TAC', SoDinhDanh: '038090000203' }),
    file(3, 'H56.900', { SoDinhDanh: '038090000203' }),
    // Only a number, the same in two agencies.
    file(4, 'H56.900', { SoHieu: 'CB-4', TrangThai: 'THOI_VIEC', SoDinhDanh: '038090000204' }),
    file(5, 'H56.14.4', { SoHieu: 'CB-4', SoDinhDanh: '038090000205' }),
    // The commune has the file, the box is of the office where the person works.
    file(6, 'H56.14.3.1', {
      ...{ SoHieu: 'CB-6', CoQuanQuanLy: 'H56.14.3', TrangThai: 'THOI_VIEC', SoDinhDanh: '038090000206' },
    }),
  ];
  expect(await runSync(deps, systemPrincipal('test'), sourceWith('official', officials))).toMatchObject({
    stored: 6,
  });
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'viewer' });
  personal = await gateway.key({ role: 'viewer', scopes: ['personal'] });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function codes(args: string): Promise<string[]> {
  const { data, errors } = await gateway.ask(`{ mailboxes${args} { edges { node { code } } } }`, { key });
  expect(errors).toBeUndefined();
  const list = data?.['mailboxes'] as { edges: { node: { code: string } }[] } | undefined;
  return list?.edges.map(({ node }) => node.code) ?? [];
}

test.each([
  ['(ownerLeft: true)', ['m-2', 'm-4', 'm-5']],
  ['(ownerLeft: false)', ['m-3']],
  ['', ['m-1', 'm-2', 'm-3', 'm-4', 'm-5']],
  ['(states: [LOCKED, CLOSED])', ['m-2']],
  ['(holderKind: POST)', ['m-1']],
  ['(unit: "H56.900")', ['m-3', 'm-4']],
  ['(search: "quach van dat")', ['m-2']],
  ['(search: "vanthu@mau")', ['m-1']],
  // An address of a person is masked, so nobody finds out by searching whether it exists.
  ['(search: "can.bo.2")', []],
  // One that was never used counts from when it was made; of one nothing is known.
  ['(notUsedSince: "2025-08-01T00:00:00+07:00")', ['m-2', 'm-4']],
  ['(notUsedSince: "2025-07-10T00:00:00+07:00")', ['m-2']],
])('mailboxes%s', async (args, expected) => {
  expect(await codes(args)).toEqual(expected);
});

const ONE = `{ post: mailbox(code: "m-1") { address postAddress quotaBytes unlimited usedBytes }
  person: mailbox(code: "m-4") { address postAddress phone quotaBytes unlimited aliases { address } } }`;

test('an address is everybody’s to read of a post, and masked of a person', async () => {
  const { data } = await gateway.ask(ONE, { key });
  expect(data).toEqual({
    post: {
      address: 'v***@***.vn',
      postAddress: 'vanthu@mau.example.vn',
      quotaBytes: null,
      unlimited: true,
      usedBytes: 1_048_576,
    },
    person: {
      address: 'c***@***.vn',
      postAddress: null,
      phone: '0912****78',
      quotaBytes: 1_073_741_824,
      unlimited: false,
      aliases: [{ address: 'c***@***.vn' }],
    },
  });
  const open = await gateway.ask(ONE, { key: personal });
  expect(open.data?.['person']).toMatchObject({
    address: 'can.bo.4@h56.900.example.vn',
    phone: '0912345678',
    aliases: [{ address: 'cb4@h56.900.example.vn' }],
  });
});

test('whose a box is: by identity number, else by number under its unit, never by name', async () => {
  const { data, errors } = await gateway.ask(
    '{ mailboxes { edges { node { code ownerLeft officials { code state } } } } }',
    { key },
  );
  expect(errors).toBeUndefined();
  const list = data?.['mailboxes'] as { edges: { node: unknown }[] } | undefined;
  expect(list?.edges.map(({ node }) => node)).toEqual([
    { code: 'm-1', ownerLeft: null, officials: [] },
    { code: 'm-2', ownerLeft: true, officials: [{ code: 'H56.14.4/CB-H56.14.4-1', state: 'RETIRED' }] },
    {
      code: 'm-3',
      ownerLeft: false,
      officials: [
        { code: 'H56.14.4/CB-H56.14.4-2', state: 'TRANSFERRED' },
        { code: 'H56.900/CB-H56.900-3', state: 'ACTIVE' },
      ],
    },
    { code: 'm-4', ownerLeft: true, officials: [{ code: 'H56.900/CB-4', state: 'RESIGNED' }] },
    { code: 'm-5', ownerLeft: true, officials: [{ code: 'H56.14.3/CB-6', state: 'RESIGNED' }] },
  ]);
});

test('a unit’s boxes', async () => {
  const { data } = await gateway.ask(
    `{ units(code: "H56.14.3") { edges { node { mailboxes { code postAddress } } } } }`,
    { key },
  );
  expect(data).toEqual({
    units: { edges: [{ node: { mailboxes: [{ code: 'm-1', postAddress: 'vanthu@mau.example.vn' }] } }] },
  });
});

test('from an official’s file to their boxes is the same as from a box to its owner’s files', async () => {
  const pairs = async (root: string, below: string) => {
    const { data, errors } = await gateway.ask(
      `{ ${root}(first: 100) { edges { node { code ${below} { code } } } } }`,
      { key: await gateway.key({ role: 'administrator' }) },
    );
    expect(errors).toBeUndefined();
    const list = data?.[root] as
      | { edges: { node: Record<string, unknown> & { code: string } }[] }
      | undefined;
    return (list?.edges ?? []).flatMap(({ node }) =>
      (node[below] as { code: string }[]).map(({ code }): [string, string] => [node.code, code]),
    );
  };
  const fromBoxes = await pairs('mailboxes', 'officials');
  const fromFiles = (await pairs('officials', 'mailboxes')).map(([file, box]): [string, string] => [
    box,
    file,
  ]);
  expect(fromFiles.sort()).toEqual(fromBoxes.sort());
  expect(fromBoxes.length).toBeGreaterThan(0);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

const DOSSIER = 'H56.14-240823-0001';
let store: TestDatabase;
let gateway: TestGateway;
let key: string;

function receipt(number: number, SoTien: number | undefined, change: RawForm = {}): RawForm {
  return {
    ...{ MauSo: '01', KyHieu: 'AA', SoBienLai: `000${number}`, MaHoSo: DOSSIER, MaTTHC: '1.001193' },
    ...{ DonVi: 'H56.14.4', Loai: 'LE_PHI', HinhThucThu: 'CASH', TrangThaiThu: 'PAID', TrangThai: 'ISSUED' },
    ...(SoTien === undefined ? {} : { SoTien }),
    ...{ NgayThu: '2025-08-18 08:00:00', NgayLap: '2025-08-18', NgayCapNhat: '2025-08-20 08:00:00' },
    ...change,
  };
}
const back = { TrangThaiThu: 'REFUNDED', NgayHoan: '2025-08-19 08:00:00' };
const RECEIPTS = [
  receipt(1, 10_000),
  receipt(2, 20_000, { ...back, SoTienHoan: 5_000 }),
  receipt(3, 0),
  receipt(4, undefined),
  receipt(5, 7_000, { TrangThaiThu: 'REQUESTED', NgayThu: '' }),
  // Its place was taken by the sixth: the money was paid once.
  receipt(6, 30_000),
  receipt(7, 30_000, { TrangThai: 'REPLACED', ThayBang: { MauSo: '01', KyHieu: 'AA', SoBienLai: '0006' } }),
  // In Vietnam it is September already.
  receipt(8, 1_000, { NgayLap: '2025-09-01 00:30:00', DonVi: 'H56.900', MaTTHC: '' }),
];

function rating(dossier: string, ThoiDiem: string, MucDo: number, change: RawForm = {}): RawForm {
  return {
    ...{ MaHoSo: dossier, LoaiDanhGia: 'OVERALL', ThoiDiem, MucDo, Kenh: 'WEB', DonVi: 'H56.14.4' },
    NgayCapNhat: ThoiDiem,
    ...change,
  };
}
const RATINGS = [
  rating(DOSSIER, '2025-08-01 08:00:00', 3),
  rating(DOSSIER, '2025-08-02 08:00:00', 1, { NoiDung: 'Tốt hơn' }),
  rating(DOSSIER, '2025-08-03 08:00:00', 3, { LoaiDanhGia: 'RECEPTION' }),
  rating('H56.14.4-250801-0002', '2025-08-02 08:00:00', 2),
  rating('H56.900-250801-0003', '2025-09-02 08:00:00', 3, { DonVi: 'H56.900' }),
];

async function bring(kind: PlainKind, records: readonly RawForm[]): Promise<void> {
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  const deps = { database, sealer, clock, portals: [], warn: () => undefined, owe: () => Promise.resolve() };
  expect(await runSync(deps, systemPrincipal('test'), sourceWith(kind, records))).toMatchObject({
    stored: records.length,
  });
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await bring('fee-receipt', RECEIPTS);
  await bring('rating', RATINGS);
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function ask(query: string, by = key) {
  const { data, errors } = await gateway.ask(query, { key: by });
  expect(errors).toBeUndefined();
  return data;
}
const MONEY = 'receipts collected refunded net exempt unknown waiting setAside';
const SAID = 'ratings verySatisfied satisfied notSatisfied satisfiedPercent dossiers dossiersDisliked';

test('fees are added up by receipts that stand; exempt, unknown and unpaid are counted and add nothing', async () => {
  const rest = {
    collected: 60_000,
    refunded: 5_000,
    net: 55_000,
    exempt: 1,
    unknown: 1,
    waiting: 1,
    setAside: 1,
  };
  const later = {
    receipts: 1,
    collected: 1_000,
    refunded: 0,
    net: 1_000,
    exempt: 0,
    unknown: 0,
    waiting: 0,
    setAside: 0,
  };
  expect(await ask(`{ feeTotals(by: [UNIT, MONTH]) { unitCode month ${MONEY} } }`)).toEqual({
    feeTotals: [
      { unitCode: 'H56.14.4', month: '2025-08', receipts: 6, ...rest },
      { unitCode: 'H56.900', month: '2025-09', ...later },
    ],
  });
  expect(await ask(`{ feeTotals(by: [PROCEDURE], unit: "H56.900") { procedureCode ${MONEY} } }`)).toEqual({
    feeTotals: [{ procedureCode: null, ...later }],
  });
  expect(await ask('{ feeTotals(by: []) { net } }')).toEqual({ feeTotals: [{ net: 56_000 }] });
});

test('the last rating of each dossier and kind counts', async () => {
  const data = await ask(
    `{ ratingTotals(by: [UNIT]) { unitCode ${SAID} } ratings(counts: false) { edges { node { code } } } }`,
  );
  expect(data).toEqual({
    ratingTotals: [
      {
        ...{ unitCode: 'H56.14.4', ratings: 3, verySatisfied: 1, satisfied: 1, notSatisfied: 1 },
        ...{ satisfiedPercent: expect.closeTo(66.667, 2), dossiers: 2, dossiersDisliked: 1 },
      },
      {
        ...{ unitCode: 'H56.900', ratings: 1, verySatisfied: 0, satisfied: 0, notSatisfied: 1 },
        ...{ satisfiedPercent: 0, dossiers: 1, dossiersDisliked: 1 },
      },
    ],
    ratings: { edges: [{ node: { code: `${DOSSIER}|OVERALL|20250801T010000Z` } }] },
  });
  expect(await ask(`{ ratingTotals(by: [], kinds: [RESULT]) { ratings satisfiedPercent } }`)).toEqual({
    ratingTotals: [{ ratings: 0, satisfiedPercent: null }],
  });
});

test('what was deleted at its source counts nowhere, and the one before it counts again', async () => {
  await bring('rating', [
    { ...rating(DOSSIER, '2025-08-02 08:00:00', 1), DaXoa: true, NgayCapNhat: '2025-08-05 08:00:00' },
  ]);
  expect(
    await ask('{ ratingTotals(by: [], kinds: [OVERALL], unit: "H56.14.4") { ratings notSatisfied } }'),
  ).toEqual({
    ratingTotals: [{ ratings: 2, notSatisfied: 1 }],
  });
});

test('a dossier has its receipts and ratings, and a receipt its dossier and what stands in its place', async () => {
  const query = `{ dossier(code: "${DOSSIER}") { feeReceipts { code } ratings { kind counts comment } }
    feeReceipt(code: "01|AA|0007") { dossier { code } replacedBy { code state } } }`;
  const data = await ask(query);
  const dossier = data?.['dossier'] as { feeReceipts: unknown[]; ratings: { comment: string | null }[] };
  expect(dossier.feeReceipts.length).toBe(RECEIPTS.length);
  expect(dossier.ratings.map(({ comment }) => comment)).toEqual([null, '***', null]);
  expect(data?.['feeReceipt']).toEqual({
    dossier: { code: DOSSIER },
    replacedBy: { code: '01|AA|0006', state: 'ISSUED' },
  });
});

test.each([
  ['feeReceipts(payments: [REFUNDED])', 1],
  ['feeReceipts(states: [REPLACED])', 1],
  ['feeReceipts(methods: [TRANSFER])', 0],
  ['feeReceipts(issuedFrom: "2025-09-01T00:00:00+07:00")', 1],
  ['feeReceipts(unit: "H56.900")', 1],
  ['feeReceipts(search: "aa 0002")', 1],
  ['ratings(scores: [NOT_SATISFIED])', 3],
  ['ratings(kinds: [RECEPTION])', 1],
  ['ratings(channels: [KIOSK])', 0],
])('%s', async (root, expected) => {
  const name = root.slice(0, root.indexOf('('));
  const list = (await ask(`{ ${root} { totalCount } }`))?.[name] as { totalCount: number } | undefined;
  expect(list?.totalCount).toBe(expected);
});

test('what is personal of a sensitive procedure is closed, whether its dossier is here or not', async () => {
  await new Fixtures(store).procedure('1.001699', 'Xác định mức độ khuyết tật', {
    search_text: '1.001699 xac dinh muc do khuyet tat',
  });
  const elsewhere = { MaHoSo: 'H56.14-240823-7777', MaTTHC: '1.001699' };
  await bring('fee-receipt', [
    receipt(9, 1_000, { ...elsewhere, ...back, SoTienHoan: 1_000, LyDoHoan: 'Miễn cho người khuyết tật' }),
  ]);
  await bring('rating', [
    rating(elsewhere.MaHoSo, '2025-08-02 08:00:00', 1, { ...elsewhere, NoiDung: 'Chờ lâu' }),
  ]);
  const query = `{ feeReceipt(code: "01|AA|0009") { refundReason }
    ratings(search: "7777") { edges { node { comment } } } }`;
  const shown = async (scope: string) => ask(query, await gateway.key({ role: 'officer', scopes: [scope] }));
  expect(await shown('personal')).toEqual({
    feeReceipt: { refundReason: '***' },
    ratings: { edges: [{ node: { comment: '***' } }] },
  });
  expect(await shown('sensitive')).toEqual({
    feeReceipt: { refundReason: 'Miễn cho người khuyết tật' },
    ratings: { edges: [{ node: { comment: 'Chờ lâu' } }] },
  });
});

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
let viewer: string;
let officer: string;
let between: string;

const PERSON = '038090000123';
const award = (number: number, unit: string, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.commendation.raw(number, unit),
  SoQuyetDinh: `${number}/QĐ`,
  SoToTrinh: null,
  NgayToTrinh: null,
  ...change,
});
/** Proposal `number`, of another person than the awards. */
const proposal = (number: number, unit: string, change: RawForm = {}): RawForm =>
  award(number, unit, {
    ...{
      TrangThai: 'DE_NGHI',
      SoDinhDanh: '038090000999',
      SoToTrinh: `${number}/TTr`,
      NgayToTrinh: '2025-07-10',
    },
    ...{ SoQuyetDinh: null, NgayQuyetDinh: null, NgayCongBo: null },
    ...change,
  });

async function take(...records: RawForm[]): Promise<void> {
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  const deps = {
    ...{ database, sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
  await database.query('delete from source_cursor');
  const { stored } = await runSync(deps, systemPrincipal('test'), sourceWith('commendation', records));
  expect(stored).toBe(records.length);
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await take(
    award(1, 'H56.14.3'),
    award(2, 'H56.14.4', {
      ...{ DoiTuong: 'TAP_THE', SoDinhDanh: null, TenNguoiNhan: 'Trạm Y tế Ngọc Lặc', NoiCongTac: null },
      ...{ DanhHieu: 'Tập thể lao động tiên tiến', CapKhen: 'CO_SO', Nam: '2025' },
    }),
    award(3, 'H56.900', {
      ...{ DoiTuong: 'HO_GIA_DINH', SoDinhDanh: null, TenNguoiNhan: 'Hộ ông Bùi Văn Nam', NoiCongTac: null },
      ...{ DanhHieu: 'Gia đình văn hóa', Nam: '2024', TrangThai: 'DA_QUYET_DINH', NgayCongBo: null },
    }),
    proposal(4, 'H56.14.4'),
    proposal(5, 'H56.900', { TrangThai: 'TRA_LAI', LyDo: 'Thiếu biên bản' }),
  );
  const { rows } = await store.database.query<{ at: Date }>('select clock_timestamp() as at');
  between = rows[0]?.at.toISOString() ?? '';
  // The award that came of proposal 4.
  await take(
    award(6, 'H56.14.4', {
      ...{ SoDinhDanh: '038090000999', TenNguoiNhan: 'Nguyễn Văn 4', SoToTrinh: '4/TTr' },
      ...{ NgayToTrinh: '2025-07-10', NgayQuyetDinh: '2025-07-20' },
    }),
  );
  gateway = await startGateway(store);
  viewer = await gateway.key({ role: 'viewer' });
  officer = await gateway.key({ role: 'officer' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

/** The papers of what is found. */
async function papers(args: string, key: string): Promise<string[]> {
  const { data, errors } = await gateway.ask(
    `{ commendations${args} { edges { node { decisionNumber proposalNumber } } } }`,
    { key },
  );
  expect(errors).toBeUndefined();
  const list = data?.['commendations'] as
    | { edges: { node: { decisionNumber: string | null; proposalNumber: string | null } }[] }
    | undefined;
  return list?.edges.map(({ node }) => node.decisionNumber ?? node.proposalNumber ?? '') ?? [];
}

test.each([
  ['', ['1/QĐ', '2/QĐ', '3/QĐ', '6/QĐ']],
  ['(orderBy: CODE_DESC, first: 2)', ['6/QĐ', '3/QĐ']],
  ['(orderBy: DECIDED_ASC, first: 1)', ['6/QĐ']],
  ['(orderBy: NAME_ASC, first: 1)', ['3/QĐ']],
  ['(unit: "H56.14.3")', ['1/QĐ', '3/QĐ']],
  ['(unit: "H56.14.3", follow: RECORDED)', ['1/QĐ']],
  ['(unit: "H56.14")', ['1/QĐ', '2/QĐ', '3/QĐ', '6/QĐ']],
  ['(states: [DECIDED])', ['3/QĐ']],
  ['(states: [PROPOSED, RETURNED])', []],
  ['(awards: [GIAY_KHEN])', ['1/QĐ', '6/QĐ']],
  ['(awardKind: TITLE)', ['2/QĐ', '3/QĐ']],
  ['(levels: [GRASSROOTS])', ['2/QĐ']],
  ['(recipientKind: HOUSEHOLD)', ['3/QĐ']],
  ['(years: [2024])', ['1/QĐ', '3/QĐ', '6/QĐ']],
  ['(years: [2025], recipientKind: COLLECTIVE)', ['2/QĐ']],
  ['(decidedFrom: "2025-08-01T00:00:00+07:00")', ['1/QĐ', '2/QĐ', '3/QĐ']],
  ['(decidedTo: "2025-08-01T00:00:00+07:00")', ['6/QĐ']],
  ['(search: "ngoc lac")', ['2/QĐ']],
  ['(search: "gia đình văn hoá")', ['3/QĐ']],
  [`(search: "${PERSON}")`, []],
])('commendations%s', async (args, expected) => {
  expect(await papers(args, viewer)).toEqual(expected);
});

test('what is not decided is for officers, of one unit for its own; one that was decided stands in no list beside its decision', async () => {
  expect(await papers('(states: [PROPOSED, COUNCIL, RETURNED])', officer)).toEqual(['5/TTr']);
  const neighbour = await gateway.key({ role: 'officer', unit: 'H56.14.4' });
  expect(await papers('', neighbour)).toEqual(['1/QĐ', '2/QĐ', '3/QĐ', '6/QĐ']);
  const own = await gateway.key({ role: 'officer', unit: 'H56.900' });
  expect(await papers('', own)).toEqual(['1/QĐ', '2/QĐ', '3/QĐ', '6/QĐ', '5/TTr']);
  const service = await gateway.key({ role: 'service' });
  expect(await papers('', service)).toEqual(['1/QĐ', '2/QĐ', '3/QĐ', '6/QĐ']);
});

test('nor is it by its code, nor below its unit, nor as it was held', async () => {
  const { rows } = await store.database.query<{ code: string }>(
    'select code from commendation where decision_number is null order by proposal_number',
  );
  const [decided, returned] = rows.map(({ code }) => code);
  const ask = async (key: string, more: string) =>
    (
      await gateway.ask(
        `{ four: commendation(code: "${decided}"${more}) { state } five: commendation(code: "${returned}"${more}) { state reason } }`,
        { key },
      )
    ).data;
  const at = `, asOf: "${between}"`;
  for (const more of ['', at]) {
    expect(await ask(viewer, more)).toEqual({ four: null, five: null });
    expect(await ask(officer, more)).toEqual({
      four: { state: 'PROPOSED' },
      five: { state: 'RETURNED', reason: 'Thiếu biên bản' },
    });
  }
  expect(await papers(`(asOf: "${between}")`, officer)).toEqual(['1/QĐ', '2/QĐ', '3/QĐ', '4/TTr', '5/TTr']);
  const below = `{ units(code: "H56.900") { edges { node { commendations { state year } } } } }`;
  const of = async (key: string) => (await gateway.ask(below, { key })).data;
  const household = { state: 'DECIDED', year: '2024' };
  expect(await of(viewer)).toEqual({ units: { edges: [{ node: { commendations: [household] } }] } });
  expect(await of(officer)).toEqual({
    units: { edges: [{ node: { commendations: [{ state: 'RETURNED', year: '2024-2025' }, household] } }] },
  });
});

test('the number is masked, stands in no key, and relates with certificates both ways', async () => {
  const { database, sealer } = store;
  const deps = {
    ...{
      database,
      sealer,
      clock: fixedClock('2026-01-05T03:00:00.000Z'),
      portals: [],
      warn: () => undefined,
    },
    owe: () => Promise.resolve(),
  };
  const certificate = KIND_SAMPLES.certificate.raw(1, 'H56.14.3');
  await runSync(deps, systemPrincipal('test'), sourceWith('certificate', [certificate]));
  const query = `{ commendations(search: "1/qd") { edges { node { code personalId money year certificates { serial commendations { decisionNumber } } } } } }`;
  const { data, errors } = await gateway.ask(query, { key: viewer });
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    commendations: {
      edges: [
        {
          node: {
            code: expect.stringMatching(/^1\/QĐ\|2025-08-01\|[0-9a-f]{32}\|GIAY_KHEN$/),
            personalId: expect.not.stringContaining('0123'),
            money: 500_000,
            year: '2024-2025',
            certificates: [{ serial: expect.any(String), commendations: [{ decisionNumber: '1/QĐ' }] }],
          },
        },
      ],
    },
  });
  const sighted = await gateway.key({ role: 'officer', scopes: ['personal'] });
  expect(JSON.stringify((await gateway.ask(query, { key: sighted })).data)).toContain(PERSON);
});

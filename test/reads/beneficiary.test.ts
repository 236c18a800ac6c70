import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runComparison } from '../../src/intake/compare/run.js';
import { runSync } from '../../src/intake/index.js';
import { trySync } from '../../src/intake/trial/index.js';
import type { IntakeDeps } from '../../src/intake/types.js';
import { hashSamePersons } from '../../src/store/kinds/beneficiary-clashes.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let store: TestDatabase;
let gateway: TestGateway;
const keys: Record<string, string> = {};

const entitlement = (number: number, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.beneficiary.raw(number, 'H56.14.4'),
  SoQuyetDinh: `${number}/QĐ`,
  SoDinhDanh: `03814000000${number}`,
  ...change,
});
const DISABLED = { LoaiDoiTuong: 'Người khuyết tật nặng', MucDoKhuyetTat: 'NANG', DangTat: 'NHIN' };

function deps(): IntakeDeps {
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  return {
    ...{ database, sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
}

/** What became of records that come together, and why those that were refused were. */
async function take(...records: RawForm[]): Promise<{ counts: number[]; refused: string[] }> {
  const { database } = store;
  await database.query('delete from source_cursor');
  await database.query('delete from quarantine');
  const done = await runSync(deps(), systemPrincipal('test'), sourceWith('beneficiary', records));
  const { rows } = await database.query<{ problem: string }>(
    `select p ->> 'code' as problem from quarantine, jsonb_array_elements(to_jsonb(problems)) p order by 1`,
  );
  return {
    counts: [done.stored, done.unchanged, done.stale, done.quarantined],
    refused: rows.map(({ problem }) => problem),
  };
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const { counts } = await take(
    entitlement(1, {
      HoTen: 'Quách Thị Mận',
      NgaySinh: '1940',
      HuongDen: '2025-09-30',
      TrangThai: 'THOI_HUONG',
    }),
    entitlement(2, {
      ...DISABLED,
      HoTen: 'Quách Văn Mù',
      MucHuong: '720.000',
      HuongDen: '2025-12-31',
      TrangThai: 'CHUYEN_DI',
    }),
    entitlement(3, { LoaiDoiTuong: 'Trẻ em nhiễm HIV', HoTen: 'Quách Thị Kín' }),
    // The third entitlement of the first one's person, and one of the second's.
    entitlement(4, {
      ...{ ChuongTrinh: 'HUU_TRI_XA_HOI', LoaiDoiTuong: 'PENSION_75', HeSo: '', MucHuong: 500_000 },
      ...{ SoDinhDanh: '038140000001', HoTen: 'Quách Thị Mận', DonVi: 'H56.14.3', HuongTu: '2025-07-01' },
      ...{ HuongDen: '2026-06-30', NgayMat: '2025-11', TrangThai: 'DA_MAT' },
    }),
    entitlement(5, {
      ...{ ChuongTrinh: 'NGUOI_CO_CONG', LoaiDoiTuong: 'Liệt sĩ', HeSo: 1, MucHuong: '2.789.500' },
      ...{
        SoDinhDanh: '038140000002',
        HoTen: 'Quách Văn Mù',
        NgaySinh: '45',
        HuongDen: '2025-12-31',
        TrangThai: 'THOI_HUONG',
      },
    }),
    entitlement(6, {
      SoDinhDanh: '',
      SoQuyetDinh: '',
      SoTiepNhan: '6/TN',
      TrangThai: 'DE_NGHI',
      MucHuong: '',
    }),
  );
  expect(counts).toEqual([6, 0, 0, 0]);
  gateway = await startGateway(store);
  keys['none'] = await gateway.key({ role: 'officer' });
  for (const scope of ['personal', 'sensitive']) {
    keys[scope] = await gateway.key({ role: 'officer', scopes: [scope] });
  }
  keys['viewer'] = await gateway.key({ role: 'viewer', scopes: ['sensitive'] });
  keys['commune'] = await gateway.key({ role: 'officer', unit: 'H56.14.3', scopes: ['sensitive'] });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const PAPER = { '1/QĐ': 1, '2/QĐ': 2, '3/QĐ': 3, '4/QĐ': 4, '5/QĐ': 5, '6/TN': 6 } as Record<string, number>;

async function found(args: string, key: string): Promise<unknown> {
  const { data, errors } = await gateway.ask(
    `{ beneficiaries${args} { edges { node { decisionNumber applicationNumber } } } }`,
    { key: keys[key] ?? '' },
  );
  if (errors) return errors[0]?.extensions?.['code'];
  const list = data?.['beneficiaries'] as
    | { edges: { node: { decisionNumber: string | null; applicationNumber: string | null } }[] }
    | undefined;
  return list?.edges.map(({ node }) => PAPER[node.decisionNumber ?? node.applicationNumber ?? '']).sort();
}

test.each([
  ['', 'none', [1, 2, 4, 5, 6]],
  ['', 'sensitive', [1, 2, 3, 4, 5, 6]],
  ['', 'viewer', 'FORBIDDEN'],
  ['', 'commune', [4]],
  ['(groups: [HIV_CHILD])', 'personal', []],
  ['(groups: [HIV_CHILD])', 'sensitive', [3]],
  ['(programmes: [MERIT, SOCIAL_PENSION])', 'none', [4, 5]],
  ['(states: [APPLIED])', 'none', [6]],
  ['(search: "nguoi cao tuoi")', 'none', [1, 6]],
  ['(search: "quach")', 'none', []],
  ['(search: "quach")', 'personal', [1, 4, 5]],
  ['(search: "quach")', 'sensitive', [1, 2, 3, 4, 5]],
  ['(bornFrom: "1940", bornTo: "1940-02")', 'personal', [1]],
  ['(bornFrom: "1940", bornTo: "1940", bornSurely: true)', 'sensitive', [1, 2, 3, 4, 6]],
  ['(bornTo: "1945")', 'none', 'FORBIDDEN'],
  ['(personalId: "038140000002")', 'personal', 'BAD_USER_INPUT'],
  ['(personalId: "038140000002", purpose: "kiểm tra")', 'personal', [5]],
  ['(personalId: "038140000002", purpose: "kiểm tra")', 'sensitive', [2, 5]],
  ['(personalId: "038140000002", purpose: "kiểm tra")', 'none', 'FORBIDDEN'],
  ['(entitledOn: "2025-07-31")', 'sensitive', [4]],
  ['(entitledOn: "2025-09-30")', 'sensitive', [1, 2, 3, 4, 5]],
  ['(entitledOn: "2025-10-01")', 'sensitive', [2, 3, 4, 5]],
  ['(entitledOn: "2025-11-15")', 'sensitive', [2, 3, 5]],
  // Whose date of death is masked is not found by it; without it the fourth would be.
  ['(entitledOn: "2025-07-31")', 'none', []],
  ['(entitledOn: "2025-07-31")', 'personal', [4]],
  ['(entitledOn: "2025-11-15")', 'none', [2, 5]],
  ['(entitledOn: "2025-11-15")', 'personal', [2, 5]],
  ['(amountDiffers: true)', 'none', [2]],
  ['(amountDiffers: false, states: [STOPPED, DECEASED])', 'none', [1, 4, 5]],
])('beneficiaries%s with %s: %j', async (args, key, expected) => {
  expect(await found(args, key)).toEqual(expected);
});

describe('one person’s entitlements', () => {
  const shown = async (paper: string, key: string) => {
    const { data } = await gateway.ask(
      `{ beneficiaries(search: "${paper}") { edges { node { groupName fullName personalId disabilityType disabilityLevel bankAccount village
        expectedAmount otherEntitlements { groupName } } } } }`,
      { key: keys[key] ?? '' },
    );
    const list = data?.['beneficiaries'] as { edges: { node: unknown }[] };
    return list.edges.map(({ node }) => node);
  };

  test('masked; no relation tells of or from a group whose names are closed', async () => {
    expect(await shown('1/QĐ', 'none')).toMatchObject([
      {
        fullName: 'Quách T*** M***',
        personalId: '0381******01',
        village: '***',
        bankAccount: '3512*******34',
      },
    ]);
    expect(await shown('1/QĐ', 'personal')).toMatchObject([
      {
        ...{ fullName: 'Quách Thị Mận', bankAccount: '3512*******34', expectedAmount: 750_000 },
        otherEntitlements: [{ groupName: 'Hưu trí xã hội từ đủ 75 tuổi' }],
      },
    ]);
    expect(await shown('5/QĐ', 'personal')).toMatchObject([
      { fullName: 'Quách Văn Mù', otherEntitlements: [] },
    ]);
  });

  test('disabled people are named to the scope sensitive only', async () => {
    expect(await shown('2/QĐ', 'personal')).toMatchObject([
      {
        ...{ fullName: 'Quách V*** M***', personalId: '0381******02', disabilityType: '***' },
        otherEntitlements: [],
      },
    ]);
    expect(await shown('2/QĐ', 'sensitive')).toMatchObject([
      {
        ...{ fullName: 'Quách Văn Mù', disabilityType: 'Nhìn', disabilityLevel: 'Nặng' },
        ...{ bankAccount: '3512205001234', otherEntitlements: [{ groupName: 'Liệt sĩ' }] },
      },
    ]);
  });

  test('a unit’s', async () => {
    const { data } = await gateway.ask(
      `{ unit(code: "H56.14.3") { beneficiaries(programmes: [SOCIAL_PENSION]) { state deathDate } } }`,
      { key: keys['personal'] ?? '' },
    );
    expect(data).toEqual({ unit: { beneficiaries: [{ state: 'DECEASED', deathDate: '2025-11' }] } });
  });
});

test('a province that gives more is gone by; the standards are told with their days', async () => {
  const ask = () =>
    gateway.ask(
      '{ benefitStandards(programmes: [SOCIAL], on: "2025-12-31") { group amount givenBy validTo } }',
      {
        key: keys['none'] ?? '',
      },
    );
  expect((await ask()).data).toEqual({
    benefitStandards: [{ group: null, amount: 500_000, givenBy: 'STATE', validTo: '2026-06-30' }],
  });
  await store.database.query(
    `insert into benefit_standard (programme, group_code, given_by, amount, valid_from, valid_to, basis)
      values ('SOCIAL', 'DISABLED', 'PROVINCE', 480000, '2025-01-01', '9999-12-31', 'NQ'), ('SOCIAL', 'ELDERLY', 'PROVINCE', 600000, '2025-01-01', '9999-12-31', 'NQ')`,
  );
  expect(await found('(amountDiffers: true)', 'none')).toEqual([1, 2]);
  await store.database.query(`delete from benefit_standard where given_by = 'PROVINCE'`);
});

/** How many of the rows that the source holds the store has otherwise, and how many it lacks. */
async function wrong(...rows: RawForm[]): Promise<[changed: number, missed: number]> {
  const source = sourceWith('beneficiary', rows);
  const { changed, missed, state } = await runComparison(deps(), systemPrincipal('test'), {
    ...source,
    whole: (run) => ({
      pages: source.pull(undefined, run),
      taken: false,
      unjudged: () => 'KEYLESS_ROWS',
    }),
  });
  expect(state).toBe('DONE');
  return [changed, missed];
}

/** Who stands in the store by a decision. */
async function standing(
  paper: string,
): Promise<{ personalId: string | null; versions: number; deleted: boolean }[]> {
  const { rows } = await store.database.query<{
    number: Buffer | null;
    hash: Buffer | null;
    versions: number;
    deleted: boolean;
  }>(
    `select b.personal_id as number, b.person_hash as hash, s.version as versions, s.deleted_at is not null as deleted
      from beneficiary b join subject s on s.id = b.subject_id where b.decision_number = $1`,
    [paper],
  );
  return rows.map(({ number, hash, versions, deleted }) => {
    const personalId = number && store.sealer.open(number).toString('utf8');
    expect(hash).toEqual(personalId && store.sealer.keyedHash(personalId));
    return { personalId, versions, deleted };
  });
}

describe('what contradicts what is known', () => {
  const person = (number: number, change: RawForm = {}) =>
    entitlement(number, { HoTen: 'Lê Văn Hai', NgaySinh: '1950', SoQuyetDinh: '90/QĐ', ...change });

  test('one decision with a person under two numbers: neither is taken, and whoever is there stays', async () => {
    const [one, two] = [person(7), person(8, { HoTen: 'LÊ  VĂN HAI' })];
    expect(await take(one, two)).toEqual({ counts: [0, 0, 0, 2], refused: ['TWO_NUMBERS', 'TWO_NUMBERS'] });
    expect((await take(one)).counts).toEqual([1, 0, 0, 0]);
    expect(await take(one, two)).toEqual({ counts: [0, 1, 0, 1], refused: ['TWO_NUMBERS'] });
    expect(await take(person(7, { LoaiDoiTuong: 'Trẻ em mồ côi' }))).toMatchObject({
      refused: ['TWO_NUMBERS'],
    });
  });

  test('two rows of one name without numbers cannot be told apart', async () => {
    const one = person(1, { SoDinhDanh: '', SoQuyetDinh: '93/QĐ' });
    expect(await take(one, { ...one, MucHuong: 760_000 })).toMatchObject({
      refused: ['SAME_NAME', 'SAME_NAME'],
    });
  });

  test('another village, another decision or another birth is somebody else', async () => {
    expect(
      (
        await take(
          person(8, { Thon: 'Thôn Khác' }),
          person(8, { SoQuyetDinh: '91/QĐ' }),
          person(9, { NgaySinh: '1951' }),
        )
      ).counts,
    ).toEqual([3, 0, 0, 0]);
  });

  test('a birth told to the year and to the day is one; two months are two births', async () => {
    const on = (number: number, NgaySinh: string, change: RawForm = {}) =>
      person(number, { SoQuyetDinh: '102/QĐ', NgaySinh, ...change });
    expect((await take(on(7, '1950'))).counts).toEqual([1, 0, 0, 0]);
    expect(await take(on(8, '12/03/1950'))).toMatchObject({ refused: ['TWO_NUMBERS'] });
    const other = { SoQuyetDinh: '103/QĐ' };
    expect((await take(on(7, '03/1950', other), on(8, '12/05/1950', other))).counts).toEqual([2, 0, 0, 0]);
    const without = on(6, '1950', { SoQuyetDinh: '104/QĐ', SoDinhDanh: '' });
    const numbered = on(6, '12/03/1950', {
      SoQuyetDinh: '104/QĐ',
      NgayCapNhat: '2025-08-21T08:00:00+07:00',
    });
    expect((await take(without)).counts).toEqual([1, 0, 0, 0]);
    expect((await take(numbered)).counts).toEqual([1, 0, 0, 0]);
    expect(await standing('104/QĐ')).toEqual([{ personalId: '038140000006', versions: 2, deleted: false }]);
  });

  test('hashes of yesterday, of the whole birth, are made anew', async () => {
    const day = person(7, { SoQuyetDinh: '105/QĐ', NgaySinh: '12/03/1950' });
    expect((await take(day)).counts).toEqual([1, 0, 0, 0]);
    // As migration 0061 leaves it.
    await store.database.query("update beneficiary set same_person = null where decision_number = '105/QĐ'");
    expect(await hashSamePersons(store.database, store.sealer, 10)).toBe(1);
    expect(await hashSamePersons(store.database, store.sealer, 10)).toBe(0);
    expect(await take(person(8, { SoQuyetDinh: '105/QĐ', NgaySinh: '1950' }))).toMatchObject({
      refused: ['TWO_NUMBERS'],
    });
  });

  test('the row without a number neither deletes who has one now nor takes the number away', async () => {
    const at = (day: number, change: RawForm = {}) =>
      person(6, { SoQuyetDinh: '106/QĐ', NgayCapNhat: `2025-09-0${day}T08:00:00+07:00`, ...change });
    const without = { SoDinhDanh: '' };
    expect((await take(at(1, without))).counts).toEqual([1, 0, 0, 0]);
    expect((await take(at(2))).counts).toEqual([1, 0, 0, 0]);
    // A source that replaces rows deletes the one from before.
    expect(await take(at(3, { ...without, DaXoa: true }))).toEqual({
      ...{ counts: [0, 0, 0, 1], refused: ['NUMBER_KNOWN'] },
    });
    expect(await standing('106/QĐ')).toEqual([{ personalId: '038140000006', versions: 2, deleted: false }]);
    expect((await take(at(4, { ...without, MucHuong: 760_000 }))).counts).toEqual([1, 0, 0, 0]);
    expect(await standing('106/QĐ')).toEqual([{ personalId: '038140000006', versions: 3, deleted: false }]);
    expect((await take(at(5, { MucHuong: 770_000 }))).counts).toEqual([1, 0, 0, 0]);
    // Older than what is known, a tombstone is only late; with the other one it is taken.
    expect((await take(at(3, { ...without, DaXoa: true }))).counts).toEqual([0, 0, 1, 0]);
    const both = [at(6, { DaXoa: true }), at(6, { ...without, DaXoa: true })];
    expect((await take(...both)).counts).toEqual([1, 1, 0, 0]);
    expect(await standing('106/QĐ')).toMatchObject([{ deleted: true }]);
    // What was deleted begins anew.
    expect((await take(at(7, without))).counts).toEqual([1, 0, 0, 0]);
    expect(await standing('106/QĐ')).toMatchObject([{ personalId: null, deleted: false }]);
    expect((await take(at(8, { ...without, DaXoa: true }))).counts).toEqual([1, 0, 0, 0]);
  });

  test('a trial says the same of it', async () => {
    const at = (day: number, change: RawForm = {}) =>
      person(6, { SoQuyetDinh: '107/QĐ', NgayCapNhat: `2025-09-0${day}T08:00:00+07:00`, ...change });
    await take(at(1, { SoDinhDanh: '' }));
    await take(at(2));
    await store.database.query('delete from source_cursor');
    const gone = at(3, { SoDinhDanh: '', DaXoa: true });
    const [turn] = await trySync(deps(), systemPrincipal('test'), [sourceWith('beneficiary', [gone])]);
    expect(turn).toMatchObject({ stored: 0, quarantined: 1, reasons: [{ code: 'NUMBER_KNOWN' }] });
  });

  test('and a comparison finds nothing to make up for', async () => {
    const at = (day: number, change: RawForm = {}) =>
      person(6, { SoQuyetDinh: '108/QĐ', NgayCapNhat: `2025-09-0${day}T08:00:00+07:00`, ...change });
    await take(at(1, { SoDinhDanh: '' }));
    await take(at(2));
    const gone = at(3, { SoDinhDanh: '', DaXoa: true });
    await take(gone);
    expect(await wrong(at(2), gone)).toEqual([0, 0]);
    const changed = at(4, { SoDinhDanh: '', MucHuong: 760_000 });
    await take(changed);
    expect(await wrong(changed)).toEqual([0, 0]);
    expect(await wrong(at(4, { SoDinhDanh: '', MucHuong: 770_000 }))).toEqual([1, 0]);
  });

  test('a number that was not known before: the row that was there has it, and keeps what was told of it', async () => {
    const without = person(6, { SoDinhDanh: '', SoQuyetDinh: '94/QĐ' });
    const numbered = person(6, { SoQuyetDinh: '94/QĐ', NgayCapNhat: '2025-08-21T08:00:00+07:00' });
    expect((await take(without)).counts).toEqual([1, 0, 0, 0]);
    expect((await take(numbered)).counts).toEqual([1, 0, 0, 0]);
    expect((await take(numbered)).counts).toEqual([0, 1, 0, 0]);
    const { data } = await gateway.ask(
      '{ beneficiaries(search: "le van hai") { edges { node { decisionNumber personalId versionCount } } } }',
      { key: keys['personal'] ?? '' },
    );
    const list = data?.['beneficiaries'] as { edges: { node: Record<string, unknown> }[] } | undefined;
    expect(list?.edges.map(({ node }) => node).filter((node) => node['decisionNumber'] === '94/QĐ')).toEqual([
      { decisionNumber: '94/QĐ', personalId: '038140000006', versionCount: 2 },
    ]);
    // Somebody else with that name, and a tombstone by the number.
    const other = { SoQuyetDinh: '94/QĐ', NgayCapNhat: '2025-08-22T08:00:00+07:00' };
    expect(await take(person(7, other))).toMatchObject({ refused: ['TWO_NUMBERS'] });
    expect((await take(person(6, { ...other, DaXoa: true }))).counts).toEqual([1, 0, 0, 0]);
    expect((await take(person(7, other))).counts).toEqual([1, 0, 0, 0]);
  });

  test('of two who may be meant none is, and what comes for the row without a number goes before', async () => {
    const without = person(6, { SoDinhDanh: '', SoQuyetDinh: '97/QĐ' });
    expect((await take(without)).counts).toEqual([1, 0, 0, 0]);
    const two = [person(6, { SoQuyetDinh: '97/QĐ' }), person(7, { SoQuyetDinh: '97/QĐ' })];
    expect(await take(...two)).toMatchObject({ refused: ['TWO_NUMBERS', 'TWO_NUMBERS'] });
    const gone = { ...without, DaXoa: true, NgayCapNhat: '2025-09-01T08:00:00+07:00' };
    expect((await take(gone, person(6, { SoQuyetDinh: '97/QĐ' }))).counts).toEqual([2, 0, 0, 0]);
  });

  test('two numbers are told by both keys, in which no number stands', async () => {
    const [one, two] = [person(7, { SoQuyetDinh: '98/QĐ' }), person(8, { SoQuyetDinh: '98/QĐ' })];
    await take(one);
    await take(two);
    const { rows } = await store.database.query<{ message: string }>(
      "select problems -> 0 ->> 'message' as message from quarantine",
    );
    expect(rows[0]?.message).toMatch(/: SOCIAL\|98\/QĐ\|[\da-f]+ ≠ SOCIAL\|98\/QĐ\|[\da-f]+$/);
    expect(rows[0]?.message).not.toMatch(/0381/);
  });

  test('a decision of that number of another year, and another merit file, are no changes of the one that is there', async () => {
    const merit = (change: RawForm) =>
      person(9, {
        ...{ ChuongTrinh: 'NGUOI_CO_CONG', LoaiDoiTuong: 'Thân nhân liệt sĩ', SoQuyetDinh: '99/QĐ' },
        ...{ HoTen: 'Lê Thị Mẹ', SoHoSoBo: 'BD/LS-1', ...change },
      });
    expect((await take(merit({}))).counts).toEqual([1, 0, 0, 0]);
    const later = { NgayCapNhat: '2025-08-21T08:00:00+07:00' };
    expect(await take(merit({ ...later, SoHoSoBo: 'BD/LS-2' }))).toMatchObject({ refused: ['OTHER_FILE'] });
    expect(await take(merit({ ...later, NgayQuyetDinh: '2024-07-20', HuongTu: '2024-08-01' }))).toMatchObject(
      { refused: ['OTHER_DECISION'] },
    );
    expect((await take(merit({ ...later, SoHoSoTinh: 'TH-9' }))).counts).toEqual([1, 0, 0, 0]);
  });

  test('who cares for somebody disabled is told as that, with the coefficient that is theirs', async () => {
    const carer = { LoaiDoiTuong: 'Người nuôi dưỡng người khuyết tật', HeSo: '', MucHuong: 500_000 };
    const left = { HuongDen: '2025-12-31', TrangThai: 'THOI_HUONG' };
    expect((await take(person(5, { ...carer, ...left, SoQuyetDinh: '100/QĐ' }))).counts).toEqual([
      1, 0, 0, 0,
    ]);
    const { data } = await gateway.ask(
      `{ beneficiaries(groups: [CARER_DISABLED]) { edges { node { groupName fullName expectedAmount amountDiffers } } }
         benefitCoefficients(groups: [CARER_DISABLED, FOSTER_CHILD], on: "2025-08-15") { group ofWhom coefficient } }`,
      { key: keys['personal'] ?? '' },
    );
    expect(data?.['beneficiaries']).toEqual({
      edges: [
        {
          node: {
            groupName: 'Hộ gia đình trực tiếp chăm sóc người khuyết tật đặc biệt nặng',
            // It tells of a disability in the household.
            fullName: 'Lê V*** H***',
            expectedAmount: 500_000,
            amountDiffers: false,
          },
        },
      ],
    });
    expect(data?.['benefitCoefficients']).toEqual([
      { group: 'CARER_DISABLED', ofWhom: null, coefficient: 1 },
      { group: 'FOSTER_CHILD', ofWhom: 'Trẻ em dưới 4 tuổi', coefficient: 2.5 },
      { group: 'FOSTER_CHILD', ofWhom: 'Trẻ em từ đủ 4 tuổi', coefficient: 1.5 },
    ]);
  });

  test('a coefficient for some people of a group is nobody’s amount who tells none', async () => {
    await store.database.query(
      `insert into benefit_coefficient (group_code, of_whom, given_by, coefficient, valid_from, valid_to, basis)
        values ('CHILD_WITHOUT_SUPPORT', 'Trẻ em dưới 4 tuổi', 'STATE', 2.5, '2021-07-01', '9999-12-31', 'NĐ')`,
    );
    const child = { LoaiDoiTuong: 'Trẻ em mồ côi', HeSo: '', MucHuong: 750_000, SoQuyetDinh: '101/QĐ' };
    expect((await take(person(5, child))).counts).toEqual([1, 0, 0, 0]);
    const { data } = await gateway.ask(
      '{ beneficiaries(groups: [CHILD_WITHOUT_SUPPORT]) { edges { node { expectedAmount amountDiffers } } } }',
      { key: keys['personal'] ?? '' },
    );
    expect(data?.['beneficiaries']).toEqual({
      edges: [{ node: { expectedAmount: null, amountDiffers: null } }],
    });
    await store.database.query("delete from benefit_coefficient where group_code = 'CHILD_WITHOUT_SUPPORT'");
  });

  test('a namesake without a number is refused on a later page too', async () => {
    const one = person(6, { SoDinhDanh: '', SoQuyetDinh: '95/QĐ' });
    expect((await take(one)).counts).toEqual([1, 0, 0, 0]);
    expect(await take({ ...one, MucHuong: 760_000 })).toMatchObject({ refused: ['SAME_NAME'] });
  });

  test('a wrong state goes with DaXoa, and the record may come again', async () => {
    const at = (day: number, change: RawForm) =>
      person(6, { SoQuyetDinh: '96/QĐ', NgayCapNhat: `2025-09-1${day}T08:00:00+07:00`, ...change });
    expect((await take(at(1, { TrangThai: 'DA_MAT', NgayMat: '2025-09' }))).counts).toEqual([1, 0, 0, 0]);
    expect((await take(at(2, { DaXoa: true }))).counts).toEqual([1, 0, 0, 0]);
    expect((await take(at(3, { TrangThai: 'DANG_HUONG' }))).counts).toEqual([1, 0, 0, 0]);
  });

  test('a state does not go back, in one pull neither; what is older is stale', async () => {
    const at = (day: number, TrangThai: string, change: RawForm = {}) =>
      person(1, {
        SoQuyetDinh: '92/QĐ',
        TrangThai,
        NgayCapNhat: `2025-09-${10 + day}`.concat('T08:00:00+07:00'),
        ...change,
      });
    expect((await take(at(1, 'DANG_HUONG'))).counts).toEqual([1, 0, 0, 0]);
    expect((await take(at(2, 'TAM_DUNG'))).counts).toEqual([1, 0, 0, 0]);
    expect((await take(at(3, 'DANG_HUONG'))).counts).toEqual([1, 0, 0, 0]);
    expect((await take(at(0, 'DA_QUYET_DINH'))).counts).toEqual([0, 0, 1, 0]);
    expect(await take(at(4, 'DA_QUYET_DINH'))).toEqual({ counts: [0, 0, 0, 1], refused: ['GOES_BACK'] });
    expect((await take(at(5, 'DA_MAT', { NgayMat: '2025-09' }))).counts).toEqual([1, 0, 0, 0]);
    expect(await take(at(6, 'DANG_HUONG'))).toMatchObject({ refused: ['GOES_BACK'] });
    expect((await take(at(7, 'DA_HO_TRO_MAI_TANG', { NgayMat: '2025-09' }))).counts).toEqual([1, 0, 0, 0]);
  });
});

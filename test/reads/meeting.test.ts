import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

const SECRET = 'https://hop.example.vn/j/bi-mat';
let store: TestDatabase;
let gateway: TestGateway;
let key: string;

function session(uid: string, day: string, change: RawForm = {}): RawForm {
  return {
    MaCuocHop: uid,
    ...{ LanSua: 1, ThoiDiemLap: '2025-06-01T08:00:00+07:00', NgayCapNhat: '2025-06-01T08:00:00+07:00' },
    TieuDe: `Họp ${uid}`,
    BatDau: `${day}T08:00:00+07:00`,
    KetThuc: `${day}T09:00:00+07:00`,
    ...{ DonVi: 'H56.14.3', TrangThai: 'CONFIRMED', LienKetHop: SECRET },
    ...change,
  };
}
/** One of a series. */
function weekly(day: string, change: RawForm = {}): RawForm {
  return session('tuan', day, { MaBuoi: `${day}T08:00:00+07:00`, RiengBuoi: false, ...change });
}

async function bring(records: readonly RawForm[]) {
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  const deps = { database, sealer, clock, portals: [], warn: () => undefined, owe: () => Promise.resolve() };
  const outcome = await runSync(deps, systemPrincipal('test'), sourceWith('meeting', records));
  await database.query('delete from source_cursor');
  return outcome;
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const attendance = [
    { DonVi: 'H56.14.3', SoDuocMoi: 10, SoThamDu: 8 },
    { DonVi: 'H56.14.4', SoThamDu: 3 },
  ];
  const records = [
    weekly('2025-06-16', { TrangThai: 'ENDED', ThamDu: attendance }),
    weekly('2025-06-30'),
    weekly('2025-07-07', { TrangThai: 'ENDED', ThamDu: attendance }),
    weekly('2025-07-14'),
    session('rieng', '2025-06-20', {
      ...{ DonVi: 'H56.14.4', DiemCau: ['DC-01'], TieuDe: 'Tập huấn Quách Đạt' },
      ThanhPhan: [{ DonVi: 'H56.900', TraLoi: 'DECLINED' }],
    }),
  ];
  expect(await bring(records)).toMatchObject({ stored: records.length });
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function codes(args: string, by = key): Promise<string[]> {
  const { data, errors } = await gateway.ask(`{ meetings${args} { edges { node { code } } } }`, { key: by });
  expect(errors).toBeUndefined();
  const list = data?.['meetings'] as { edges: { node: { code: string } }[] } | undefined;
  return list?.edges.map(({ node }) => node.code.replace('T010000Z', '')) ?? [];
}

const [JUNE16, JUNE30, JULY7, JULY14] = ['tuan/20250616', 'tuan/20250630', 'tuan/20250707', 'tuan/20250714'];

test.each([
  ['', [JUNE16, 'rieng', JUNE30, JULY7, JULY14]],
  ['(from: "2025-06-20T08:30:00+07:00", to: "2025-07-07T08:00:00+07:00")', ['rieng', JUNE30]],
  ['(states: [ENDED])', [JUNE16, JULY7]],
  ['(room: "DC-01")', ['rieng']],
  ['(search: "quach dat")', ['rieng']],
  ['(answers: [DECLINED])', ['rieng']],
  // Each by who holds it on its day.
  ['(unit: "H56.900", follow: RECORDED)', [JULY7, JULY14]],
  ['(unit: "H56.14.3", follow: RECORDED)', [JUNE16, JUNE30]],
  ['(unit: "H56.14.3")', [JUNE16, JUNE30, JULY7, JULY14]],
])('meetings%s', async (args, expected) => {
  expect(await codes(args)).toEqual(expected);
});

test('a session is of who holds it on its day', async () => {
  const query = `{ meetings { edges { node { unitCode unit { code } } } } unit(code: "H56.900") { meetings { code } } }`;
  const { data, errors } = await gateway.ask(query, { key });
  expect(errors).toBeUndefined();
  const list = data?.['meetings'] as
    | { edges: { node: { unitCode: string; unit: { code: string } } }[] }
    | undefined;
  expect(list?.edges.map(({ node }) => `${node.unitCode} ${node.unit.code}`)).toEqual([
    'H56.14.3 H56.14.3',
    'H56.14.4 H56.14.4',
    'H56.14.3 H56.14.3',
    'H56.14.3 H56.900',
    'H56.14.3 H56.900',
  ]);
  // What it holds since, and what it is invited to, though it was not there yet.
  expect(data?.['unit']).toEqual({
    meetings: [{ code: `${JULY14}T010000Z` }, { code: `${JULY7}T010000Z` }, { code: 'rieng' }],
  });
});

test('attendance is added up by who each unit is on the day', async () => {
  const ask = async (args: string) => {
    const query = `{ meetingAttendance(from: "2025-06-01T00:00:00+07:00", to: "2026-01-01T00:00:00+07:00"${args}) { unitCode meetings invited attended unknown } }`;
    const { data, errors } = await gateway.ask(query, { key });
    expect(errors).toBeUndefined();
    return data?.['meetingAttendance'];
  };
  const ended = { unitCode: 'H56.14.3', meetings: 1, invited: 10, attended: 8, unknown: 0 };
  const heir = { ...ended, unitCode: 'H56.900' };
  const other = { unitCode: 'H56.14.4', meetings: 2, invited: 0, attended: 6, unknown: 6 };
  expect(await ask('')).toEqual([ended, other, heir]);
  expect(await ask(', unit: "H56.900", follow: RECORDED')).toEqual([heir]);
});

test('the way in is for officers of who holds it or is invited, of the whole district with the scope sensitive only', async () => {
  type Asker = 'viewer' | 'officer' | 'operator' | 'administrator' | 'auditor' | 'service';
  const seen = async (role: Asker, unit?: string, scope = 'personal') => {
    const by = await gateway.key({ role, scopes: [scope], ...(unit ? { unit } : {}) });
    const { data } = await gateway.ask('{ meeting(code: "rieng") { joinUrl } }', { key: by });
    return (data?.['meeting'] as { joinUrl: string } | null)?.joinUrl;
  };
  for (const role of ['officer', 'operator', 'administrator'] as const) {
    expect(await seen(role)).toBe('***');
    expect(await seen(role, undefined, 'sensitive')).toBe(SECRET);
  }
  expect(await seen('officer', 'H56.14.4')).toBe(SECRET);
  expect(await seen('officer', 'H56.900')).toBe(SECRET);
  // Neither holds it nor is invited: there is no such meeting for it.
  expect(await seen('officer', 'H56.14.3.1')).toBeUndefined();
  for (const role of ['viewer', 'auditor', 'service'] as const) {
    expect(await seen(role, 'H56.14.4', 'sensitive')).toBe('***');
    expect(await seen(role, undefined, 'sensitive')).toBe('***');
  }
});

test('the newer version stands, by SEQUENCE and then by DTSTAMP, whatever came first; what happened stays beside it', async () => {
  const told = async () => {
    const query = '{ meeting(code: "doi") { title state attendance { attended } } }';
    return (await gateway.ask(query, { key })).data?.['meeting'];
  };
  const version = (TieuDe: string, LanSua: number, at: string, change: RawForm = {}) =>
    session('doi', '2025-08-20', { TieuDe, LanSua, ThoiDiemLap: at, NgayCapNhat: at, ...change });
  await bring([version('hai', 2, '2025-08-02T00:00:00Z')]);
  // Told later, yet of an older version.
  expect(await bring([version('một', 1, '2025-08-09T00:00:00Z')])).toMatchObject({
    stored: 0,
    quarantined: 0,
  });
  expect(await told()).toMatchObject({ title: 'hai' });
  await bring([version('hai, sửa', 2, '2025-08-03T00:00:00Z')]);
  const held = { TrangThai: 'ENDED', ThamDu: [{ DonVi: 'H56.14.4', SoThamDu: 5 }] };
  const { LanSua: _, ThoiDiemLap: _at, ...server } = version('máy chủ', 0, '2025-08-21T00:00:00Z', held);
  await bring([server]);
  expect(await told()).toEqual({ title: 'hai, sửa', state: 'ENDED', attendance: [{ attended: 5 }] });
  await bring([version('ba', 3, '2025-08-01T00:00:00Z')]);
  expect(await told()).toEqual({ title: 'ba', state: 'ENDED', attendance: [{ attended: 5 }] });
  // Only written anew.
  expect(await bring([version('ba', 3, '2025-08-30T00:00:00Z')])).toMatchObject({ stored: 0, unchanged: 1 });
});

test('what a newer version of a series no longer has is cancelled, and what was held before it stays', async () => {
  const stamp = { ThoiDiemLap: '2025-07-01T08:00:00+07:00', NgayCapNhat: '2025-07-01T08:00:00+07:00' };
  await bring([weekly('2025-07-08', { LanSua: 2, ...stamp })]);
  const query = '{ meetings(search: "hop tuan") { edges { node { code state } } } }';
  const { data } = await gateway.ask(query, { key });
  const list = data?.['meetings'] as { edges: { node: { code: string; state: string } }[] } | undefined;
  expect(list?.edges.map(({ node }) => `${node.code.slice(5, 13)} ${node.state}`)).toEqual([
    '20250616 ENDED',
    '20250630 CONFIRMED',
    '20250707 ENDED',
    '20250708 CONFIRMED',
    '20250714 CANCELLED',
  ]);
  expect(await codes('(states: [CANCELLED])')).toEqual([JULY14]);
});

/** A series that counts no version: what is told of a session at a time, and how each stands. */
function uncounted(uid: string) {
  const states = async () => {
    const query = `{ meetings(search: "hop ${uid}") { edges { node { code state } } } }`;
    const { data } = await gateway.ask(query, { key });
    const list = data?.['meetings'] as { edges: { node: { code: string; state: string } }[] } | undefined;
    return list?.edges.map(({ node }) => `${node.code.slice(uid.length + 1).slice(0, 8)} ${node.state}`);
  };
  const told = (day: string, at: string, change: RawForm = {}) =>
    session(uid, day, {
      ...{ MaBuoi: `${day}T08:00:00+07:00`, RiengBuoi: false, ThoiDiemLap: at, NgayCapNhat: at, LanSua: 0 },
      ...change,
    });
  return { states, told };
}

test('a session that was moved and put back takes none of its series away', async () => {
  const { states, told } = uncounted('doi-lai');
  const MONDAYS = ['2025-09-01', '2025-09-08', '2025-09-15', '2025-09-22'];
  const MauLap = 'thu hai';
  await bring(MONDAYS.map((day) => told(day, '2025-08-01T00:00:00Z', { MauLap })));
  await bring([
    told('2025-09-08', '2025-08-02T00:00:00Z', { RiengBuoi: true, BatDau: '2025-09-08T07:00:00+07:00' }),
  ]);
  // The calendar is exported anew; the others keep when they were told, for nothing of them changed.
  await bring(MONDAYS.map((day) => told(day, '2025-08-03T00:00:00Z', { MauLap })));
  expect(await states()).toEqual(MONDAYS.map((day) => `${day.replaceAll('-', '')} CONFIRMED`));
});

test('a series that changed without counting its version keeps no session that its rule gives no longer', async () => {
  const { states, told } = uncounted('doi-lich');
  const [first, second, third] = ['2025-08-01T00:00:00Z', '2025-09-10T00:00:00Z', '2025-09-11T00:00:00Z'];
  const MONDAYS = ['2025-09-01', '2025-09-08', '2025-09-15', '2025-09-22'];
  await bring(MONDAYS.map((day) => told(day, first, { MauLap: 'thu hai' })));
  // Its window moved on: nothing changed, and one more is told.
  await bring([told('2025-09-29', second, { MauLap: 'thu hai' })]);
  expect(await states()).toEqual(
    [...MONDAYS, '2025-09-29'].map((day) => `${day.replaceAll('-', '')} CONFIRMED`),
  );
  // One that somebody moved says nothing of the others.
  await bring([told('2025-09-15', second, { RiengBuoi: true, TieuDe: 'Họp doi-lich, dời' })]);
  // It ends earlier: each that is left is told anew.
  await bring(
    ['2025-09-01', '2025-09-08', '2025-09-22'].map((day) => told(day, third, { MauLap: 'ba buổi' })),
  );
  expect(await states()).toEqual([
    '20250901 CONFIRMED',
    '20250908 CONFIRMED',
    '20250915 CONFIRMED',
    '20250922 CONFIRMED',
    '20250929 CANCELLED',
  ]);
});

test('a whole series that is cancelled, and a meeting that became a series: what begins later is not held as it was planned', async () => {
  const states = async (word: string) => {
    const query = `{ meetings(search: "${word}") { edges { node { code state } } } }`;
    const { data } = await gateway.ask(query, { key });
    const list = data?.['meetings'] as { edges: { node: { code: string; state: string } }[] } | undefined;
    return list?.edges.map(({ node }) => `${node.code.slice(0, 12)} ${node.state}`);
  };
  const at = (time: string) => ({ ThoiDiemLap: time, NgayCapNhat: time });
  const one = (uid: string, day: string, change: RawForm = {}) =>
    session(uid, day, { MaBuoi: `${day}T08:00:00+07:00`, RiengBuoi: false, ...change });
  await bring([one('thu', '2025-10-01'), one('thu', '2025-10-08')]);
  const cancelled = { TrangThai: 'CANCELLED', ...at('2025-10-05T00:00:00Z') };
  await bring([session('thu', '2025-10-01', cancelled)]);
  const gone = ['thu/20251001 CONFIRMED', 'thu CANCELLED', 'thu/20251008 CANCELLED'];
  expect(await states('hop thu')).toEqual(gone);
  // Held after all: by a version that is newer than the cancellation.
  await bring([one('thu', '2025-10-15', { LanSua: 2, ...at('2025-10-06T00:00:00Z') })]);
  expect(await states('hop thu')).toEqual([...gone, 'thu/20251015 CONFIRMED']);
  await bring([session('lap', '2025-11-03'), session('cu', '2025-11-03')]);
  const newer = { LanSua: 2, ...at('2025-11-01T00:00:00Z') };
  await bring([one('lap', '2025-11-03', newer), one('lap', '2025-11-10', newer)]);
  expect(await states('hop lap')).toEqual([
    'lap CANCELLED',
    'lap/20251103 CONFIRMED',
    'lap/20251110 CONFIRMED',
  ]);
  expect(await states('hop cu')).toEqual(['cu CONFIRMED']);
});

test('a refused record is kept without the way in', async () => {
  const [title, place] = ['Họp cho, Zoom ID 987 6543 2100 – Pass: matkhau1', `Phòng 2; ${SECRET}`];
  expect(
    await bring([session('cho', '2025-09-01', { DonVi: 'H56.14.99', TieuDe: title, DiaDiem: place })]),
  ).toMatchObject({ quarantined: 1 });
  const { rows } = await store.database.query<{ raw: Buffer }>('select raw from quarantine');
  const kept = rows.map(({ raw }) => store.sealer.open(raw).toString('utf8'));
  expect(kept.join()).toContain('Họp cho, Zoom ID … – Pass: …');
  expect(kept.join()).toContain('Phòng 2; …');
  expect(kept.join()).not.toContain(SECRET);
});

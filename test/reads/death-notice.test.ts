import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import { fixedClock, ZONE } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { announceOldCards } from '../../src/store/kinds/death-cards.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let store: TestDatabase;
let gateway: TestGateway;
const keys = { officer: '', personal: '', sensitive: '', viewer: '', operator: '', elsewhere: '' };

const UNIT = 'H56.14.4';
const PERSON = '038080000001';
const SOMEBODY_ELSE = '038080000002';
let day = 1;

async function take(kind: PlainKind, ...records: RawForm[]): Promise<void> {
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  const deps = {
    ...{ database, sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
  await database.query('delete from source_cursor');
  const { stored } = await runSync(deps, systemPrincipal('test'), sourceWith(kind, records));
  expect([kind, stored]).toEqual([kind, records.length]);
}

/** Later than whatever was taken before. */
function now(): string {
  day += 1;
  return `2025-09-${String(day).padStart(2, '0')}T08:00:00+07:00`;
}
const death = (change: RawForm = {}, SoDinhDanh = PERSON): RawForm => ({
  ...{ NoiDangKy: UNIT, LoaiSo: 'KHAI_TU', QuyenSo: '01/2025', So: '1', NgayDangKy: '20/08/2025' },
  ...{ LoaiDangKy: '1', NgayChet: '19/08/2025', NgayCapNhat: now() },
  Nguoi: [{ VaiTro: 'NGUOI_CHET', HoTen: 'Lê Văn Mất', NgaySinh: '1980', SoDinhDanh }],
  ...change,
});
const record = (kind: PlainKind, change: RawForm): RawForm => ({
  ...KIND_SAMPLES[kind].raw(1, UNIT),
  NgayCapNhat: now(),
  ...change,
});
const box = (change: RawForm = {}) =>
  record('mailbox', { SoDinhDanh: null, MaCanBo: `CB-${UNIT}-1`, ...change });

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await take('official', record('official', { SoDinhDanh: PERSON }));
  // Whose box it is, it tells by the number of the official.
  await take('mailbox', box());
  await take('certificate', record('certificate', { SoDinhDanh: PERSON }));
  await take('beneficiary', record('beneficiary', { SoDinhDanh: PERSON }));
  gateway = await startGateway(store);
  keys.officer = await gateway.key({ role: 'officer' });
  keys.personal = await gateway.key({ role: 'officer', scopes: ['personal'] });
  keys.sensitive = await gateway.key({ role: 'officer', scopes: ['sensitive'] });
  keys.viewer = await gateway.key({ role: 'viewer' });
  keys.operator = await gateway.key({ role: 'operator' });
  keys.elsewhere = await gateway.key({ role: 'officer', unit: 'H56.14.3' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});
/** Nobody has died, and nobody has reacted. */
beforeEach(async () => {
  await store.database.query('delete from death_announcement');
  await store.database.query(`delete from civil_person`);
  await store.database.query(`delete from civil_registration`);
  await store.database.query(`delete from subject_version v using subject s
    where s.id = v.subject_id and s.kind = 'civil-registration'`);
  await store.database.query(`delete from subject where kind = 'civil-registration'`);
});

/** `kind standing` of what this key is told. */
async function told(args = '', key: keyof typeof keys = 'officer'): Promise<string[]> {
  const { data, errors } = await gateway.ask(
    `{ deathNotices${args} { totalCount edges { node { kind standing } } } }`,
    { key: keys[key] },
  );
  expect(errors).toBeUndefined();
  const list = data?.['deathNotices'] as
    | { totalCount: number; edges: { node: { kind: string; standing: string } }[] }
    | undefined;
  expect(list?.totalCount).toBe(list?.edges.length);
  return list?.edges.map(({ node: { kind, standing } }) => `${kind} ${standing}`).sort() ?? [];
}
const ALL = ['BENEFICIARY', 'CERTIFICATE', 'MAILBOX', 'OFFICIAL'];
const each = (standing: string, kinds = ALL) => kinds.map((kind) => `${kind} ${standing}`);
const shift = (hours: number) =>
  store.database.query(`update death_announcement set announced_at = announced_at - $1 * interval '1 hour'`, [
    hours,
  ]);

test('a death is announced to each system with a record of the same person, to who may read that', async () => {
  await take('civil-registration', death());
  expect(await told()).toEqual(each('WAITING'));
  expect(await told('', 'viewer')).toEqual(each('WAITING', ['CERTIFICATE', 'MAILBOX', 'OFFICIAL']));
  expect(await told('', 'elsewhere')).toEqual([]);
  expect(await told('(kinds: [MAILBOX])')).toEqual(['MAILBOX WAITING']);
  expect(await told('(unit: "H56.14.3")')).toEqual([]);
  expect(await told(`(unit: "${UNIT}", standings: [OVERDUE])`)).toEqual([]);
});

test('what is told: the record, its unit, since when and until when; the registration to who may read it', async () => {
  await take('civil-registration', death());
  await store.database.query(`update death_announcement set announced_at = '2100-01-01T00:00:00Z'`);
  const notice = `{ deathNotices(kinds: [MAILBOX]) { edges { node { code unit { code } announcedAt dueAt withdrawnAt
    record { id ... on Mailbox { state deathNotices { standing } } } REGISTRATION } } } }`;
  const { data } = await gateway.ask(
    notice.replace('REGISTRATION', 'registration { code act persons { name } }'),
    {
      key: keys.officer,
    },
  );
  expect(data).toMatchObject({
    deathNotices: {
      edges: [
        {
          node: {
            ...{ unit: { code: UNIT }, announcedAt: '2100-01-01T00:00:00.000+07:00', withdrawnAt: null },
            dueAt: '2100-01-02T00:00:00.000+07:00',
            record: { state: 'ACTIVE', deathNotices: [{ standing: 'WAITING' }] },
            registration: { code: `${UNIT}/KT/1-2025/1`, act: 'DEATH', persons: [{ name: 'Lê V*** M***' }] },
          },
        },
      ],
    },
  });
  const refused = await gateway.ask(notice.replace('REGISTRATION', 'registration { code }'), {
    key: keys.viewer,
  });
  expect(refused.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

test('who may not see names is not told which beneficiary died: no registration, only the day, ids that nobody can try', async () => {
  await take('civil-registration', death());
  await store.database.query(`update death_announcement set announced_at = '2099-12-31T20:21:22Z'`);
  const query = `{ deathNotices { edges { cursor node { id kind announcedAt registration { code } } } } }`;
  const asked = async (key: keyof typeof keys) => {
    const { data, errors } = await gateway.ask(query, { key: keys[key] });
    expect(errors).toBeUndefined();
    const list = data?.['deathNotices'] as
      | {
          edges: {
            cursor: string;
            node: { id: string; kind: string; announcedAt: string; registration: { code: string } | null };
          }[];
        }
      | undefined;
    const edges = list?.edges ?? [];
    const kinds = edges.flatMap(({ node }) => (node.registration ? [node.kind] : [])).sort();
    return { edges, kinds, times: [...new Set(edges.map(({ node }) => node.announcedAt))] };
  };
  const masked = await asked('officer');
  expect(masked.kinds).toEqual(ALL.filter((kind) => kind !== 'BENEFICIARY'));
  expect(masked.times).toEqual(['2100-01-01T00:00:00.000+07:00']);
  const { rows } = await store.database.query<{ guess: string }>(
    `select md5(a.registration_id || ' ' || s.id)::uuid::text as guess from death_announcement a cross join subject s`,
  );
  const text = (encoded: string) => Buffer.from(encoded, 'base64url').toString();
  for (const { cursor, node } of masked.edges) {
    expect(text(cursor)).not.toContain('21:22');
    expect(rows.filter(({ guess }) => text(node.id).includes(guess))).toEqual([]);
  }
  const named = await asked('personal');
  expect(named.kinds).toEqual(ALL);
  expect(named.times).toEqual(['2100-01-01T03:21:22.000+07:00']);
});

test('of a beneficiary who is named to the scope sensitive only, only that is told of the death', async () => {
  await take('civil-registration', death());
  await store.database.query(`update beneficiary set group_code = 'DISABLED'`);
  expect(await told('(kinds: [BENEFICIARY])', 'personal')).toEqual([]);
  expect(await told('(kinds: [BENEFICIARY])', 'sensitive')).toEqual(['BENEFICIARY WAITING']);
  await store.database.query(`update beneficiary set group_code = 'ELDERLY'`);
  expect(await told('(kinds: [BENEFICIARY])', 'personal')).toEqual(['BENEFICIARY WAITING']);
});

test('after a day without a reaction it is overdue, and the hub is no longer well', async () => {
  await take('civil-registration', death());
  const problems = async () => {
    const { data } = await gateway.ask('{ queues { problems { code messageEn } } }', { key: keys.operator });
    const report = data?.['queues'] as { problems: { code: string; messageEn: string }[] } | undefined;
    return report?.problems.filter(({ code }) => code === 'DEATHS_OVERDUE').map(({ messageEn }) => messageEn);
  };
  /** Announced so many minutes before (or after) the midnight with which yesterday began. */
  const announced = (minutes: number) =>
    store.database.query(
      `update death_announcement
        set announced_at = date_trunc('day', now(), '${ZONE}') - interval '1 day' + $1 * interval '1 minute'`,
      [minutes],
    );
  // Its 24 hours are over since midnight or so; the day in which they ended is not, and no minute of it tells whose death it is.
  await announced(0);
  expect(await told('(standings: [OVERDUE])')).toEqual([]);
  expect(await problems()).toEqual([]);
  await announced(-1);
  expect(await told('(standings: [OVERDUE])')).toEqual(each('OVERDUE'));
  expect(await problems()).toEqual([expect.stringMatching(/^4 records of people who died/)]);
});

test('each system reacts by what that means there', async () => {
  await take('civil-registration', death());
  await shift(48);
  await take('mailbox', box({ TrangThai: 'CLOSED' }));
  await take('certificate', record('certificate', { SoDinhDanh: PERSON, TrangThai: 'SUSPENDED' }));
  await take('beneficiary', record('beneficiary', { SoDinhDanh: PERSON, TrangThai: 'TAM_DUNG' }));
  expect(await told()).toEqual([
    ...['BENEFICIARY OVERDUE', 'CERTIFICATE OVERDUE', 'MAILBOX REACTED', 'OFFICIAL OVERDUE'],
  ]);
  await take('mailbox', box());
});

test('a registration that is revoked, or is gone, takes its announcement back; what had been done is told', async () => {
  await take('civil-registration', death());
  await take('mailbox', box({ TrangThai: 'CLOSED' }));
  await take('civil-registration', death({ TrangThai: 'THU_HOI', NgayThuHoi: '01/09/2025' }));
  expect(await told()).toEqual(['MAILBOX WITHDRAWN']);
  // Another register says it too: the box stays closed for a reason.
  await take('civil-registration', death({ So: '2' }));
  expect(await told()).toEqual([
    ...['BENEFICIARY WAITING', 'CERTIFICATE WAITING', 'MAILBOX REACTED', 'OFFICIAL WAITING'],
  ]);
  await take('civil-registration', death({ So: '2', DaXoa: true }));
  expect(await told()).toEqual(['MAILBOX WITHDRAWN', 'MAILBOX WITHDRAWN']);
  await take('mailbox', box());
  expect(await told()).toEqual([]);
});

test('a registration that is corrected to be of somebody else is no longer about this one, until it is again', async () => {
  await take('civil-registration', death());
  await shift(48);
  const kept = async () => {
    const { rows } = await store.database.query<{ at: Date }>(
      'select announced_at as at from death_announcement where withdrawn_at is null',
    );
    return rows.map(({ at }) => at.getTime());
  };
  const first = await kept();
  // A note changes nothing of the announcement.
  await take('civil-registration', death({ GhiChu: 'Cải chính giờ chết' }));
  expect(await kept()).toEqual(first);
  await take('civil-registration', death({ GhiChu: 'Cải chính' }, SOMEBODY_ELSE));
  expect(await told()).toEqual([]);
  await take('civil-registration', death({ GhiChu: 'Cải chính lại' }));
  expect(await told()).toEqual(each('WAITING'));
  expect(await kept()).not.toEqual(first);
});

test('a death of nobody with a number is announced to nobody', async () => {
  await take(
    'civil-registration',
    death({ Nguoi: [{ VaiTro: 'NGUOI_CHET', HoTen: 'Nguyễn Văn 1', NgaySinh: '1980' }] }),
  );
  expect(await told()).toEqual([]);
});

test('a death of whom only the older card is known is announced by its number, until it is revoked', async () => {
  const card = '171234567';
  await take('beneficiary', record('beneficiary', { HoTen: 'Hà Văn Thẻ', SoDinhDanh: card }));
  const died = (SoGiayTo: string) => ({
    Nguoi: [
      { VaiTro: 'NGUOI_CHET', HoTen: 'Hà Văn Thẻ', NgaySinh: '1940', LoaiGiayTo: '1', SoGiayTo },
      { VaiTro: 'NGUOI_YEU_CAU', HoTen: 'Hà Văn Con', LoaiGiayTo: '1', SoGiayTo: '171234568' },
    ],
  });
  await take('civil-registration', death(died(card)));
  expect(await told()).toEqual(['BENEFICIARY WAITING']);
  // As one that was registered before such numbers were announced: the night's housekeeping does it, once.
  await store.database.query('delete from death_announcement');
  expect(await told()).toEqual([]);
  const { database, sealer } = store;
  expect(await announceOldCards(database, sealer, 10)).toBe(1);
  expect(await told()).toEqual(['BENEFICIARY WAITING']);
  expect(await announceOldCards(database, sealer, 10)).toBe(0);
  await take('civil-registration', death({ ...died(card), TrangThai: 'THU_HOI', NgayThuHoi: '01/09/2025' }));
  expect(await told()).toEqual([]);
});

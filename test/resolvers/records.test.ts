import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { forgetKeys } from '../../src/intake/client-writes.js';
import { syncAll } from '../../src/intake/index.js';
import type { JobContext } from '../../src/jobs/context.js';
import { housekeeping } from '../../src/jobs/housekeeping.js';
import { dossier as rawDossier, sourceOf, unit } from '../intake/support.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'service', name: 'một cửa xã' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

/** The tests' usual dossier as the input has it: the exchange form's keys with a small first letter. */
function dossier(change: Record<string, unknown> = {}): Record<string, unknown> {
  const small = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(small);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name.charAt(0).toLowerCase() + name.slice(1),
        small(inner),
      ]),
    );
  };
  const whole = small(rawDossier({ LoaiDoiTuong: 1, MaHoSo: 'H56.14-240825-0001' })) as object;
  return { ...whole, ...change };
}

interface Outcome {
  clientKey: string;
  fate: string | null;
  code: string | null;
  repeated: boolean;
  problems: { field: string; code: string; path: string[] }[];
}

async function push(records: [string, Record<string, unknown>][], by = key) {
  const { data, errors } = await gateway.ask(
    `mutation ($input: RecordDossiersInput!) { recordDossiers(input: $input) {
      results { clientKey fate code repeated problems { field code path } } errors { code path } } }`,
    {
      key: by,
      variables: { input: { records: records.map(([clientKey, each]) => ({ clientKey, dossier: each })) } },
    },
  );
  expect(errors).toBeUndefined();
  return (data as { recordDossiers: { results: Outcome[]; errors: { code: string; path: string[] }[] } })
    .recordDossiers;
}
const fates = ({ results }: { results: Outcome[] }) => results.map(({ fate }) => fate);

describe('recordDossiers', () => {
  test('takes records in their order, each with its own fate, and keeps the refused ones', async () => {
    const answer = await push([
      ['a-1', dossier()],
      ['a-2', dossier({ maHoSo: 'H56.14-240825-0002', trangThaiHoSo: 11, ketQua: [{ soKyHieu: '1' }] })],
      ['a-3', dossier()],
      ['a-4', dossier({ ngayCapNhat: '2024-08-20T10:00:00+07:00' })],
      ['a-5', dossier({ maHoSo: 'H56.14-240825-0003', donVi: 'H56.14.77' })],
    ]);
    expect(fates(answer)).toEqual(['STORED', 'QUARANTINED', 'UNCHANGED', 'STALE', 'QUARANTINED']);
    expect(answer.errors).toEqual([]);
    expect(answer.results[1]?.problems).toEqual([
      { field: 'TrangThaiHoSo', code: 'BAD_STATE', path: ['records', '1', 'dossier', 'trangThaiHoSo'] },
      { field: 'KetQua[0].Ten', code: 'MISSING', path: ['records', '1', 'dossier', 'ketQua', '0', 'ten'] },
    ]);
    const { rows } = await store.database.query(
      "select natural_key, state from quarantine where source = 'api:một cửa xã' order by natural_key",
    );
    expect(rows).toEqual([
      { natural_key: 'H56.14-240825-0002', state: 'OPEN' },
      { natural_key: 'H56.14-240825-0003', state: 'OPEN' },
    ]);
    const { rows: subjects } = await store.database.query(
      "select origin from subject where natural_key = 'H56.14-240825-0001'",
    );
    expect(subjects).toEqual([{ origin: 'api:một cửa xã' }]);
    const { rows: audit } = await store.database.query(
      "select role, principal_name, outcome, facts from audit_entry where action = 'recordDossiers'",
    );
    expect(audit).toEqual([
      {
        role: 'service',
        principal_name: 'một cửa xã',
        outcome: 'DONE',
        facts: { read: 5, stored: 1, unchanged: 1, stale: 1, quarantined: 2, repeated: 0, unkeyed: 0 },
      },
    ]);
  });

  test('the same key answers the same, with other content it is a problem', async () => {
    const first = await push([['b-1', dossier({ maHoSo: 'H56.14-240825-0010' })]]);
    const again = await push([
      ['b-1', dossier({ maHoSo: 'H56.14-240825-0010' })],
      ['b-1', dossier({ maHoSo: 'H56.14-240825-0011' })],
      ['b-2', dossier({ maHoSo: 'H56.14-240825-0012' })],
      ['b-2', dossier({ maHoSo: 'H56.14-240825-0012' })],
    ]);
    expect(fates(first)).toEqual(['STORED']);
    expect(again.results.map(({ fate, repeated }) => [fate, repeated])).toEqual([
      ['STORED', true],
      [null, false],
      ['STORED', false],
      ['STORED', true],
    ]);
    expect(again.errors).toEqual([{ code: 'KEY_REUSED', path: ['records', '1', 'clientKey'] }]);
  });

  test('pushed many times at once, it is recorded once', async () => {
    const records: [string, Record<string, unknown>][] = Array.from({ length: 20 }, (_, at) => [
      `c-${at}`,
      dossier({ maHoSo: `H56.14-240825-01${String(at).padStart(2, '0')}` }),
    ]);
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, at) => push(at % 2 ? [...records].reverse() : records)),
    );
    for (const answer of answers) expect(new Set(fates(answer))).toEqual(new Set(['STORED']));
    const fresh = answers.flatMap(({ results }) => results.filter(({ repeated }) => !repeated));
    expect(fresh).toHaveLength(20);
    const { rows } = await store.database.query(
      "select count(*)::int as n from subject_version v join subject s on s.id = v.subject_id where s.natural_key like 'H56.14-240825-01%'",
    );
    expect(rows).toEqual([{ n: 20 }]);
  });

  test('another key does not write over its records, nor a desk over those of another unit', async () => {
    const other = await gateway.key({ role: 'service', name: 'another' });
    const [theirs] = (await push([['d-1', dossier({ chuHoSo: 'Người Khác' })]], other)).results;
    expect(theirs).toMatchObject({
      fate: 'QUARANTINED',
      problems: [{ code: 'OTHER_ORIGIN', path: ['records', '0', 'dossier'] }],
    });
    const scoped = await gateway.key({ role: 'service', name: 'thạch lập', unit: 'H56.14.4' });
    const answer = await push(
      [
        ['d-1', dossier({ maHoSo: 'H56.14-240825-0020', donVi: 'H56.14.4' })],
        ['d-2', dossier({ maHoSo: 'H56.14-240825-0021', donVi: 'H56.14.3' })],
        ['d-3', dossier({ donVi: 'H56.14.4', ngayCapNhat: '2024-08-26T08:00:00+07:00' })],
        ['d-4', dossier({ maHoSo: 'H56.14-240825-0022', donVi: 'H56.14.99' })],
      ],
      scoped,
    );
    expect(answer.results.map(({ fate, problems }) => [fate, ...problems.map(({ code }) => code)])).toEqual([
      ['STORED'],
      ['QUARANTINED', 'OUT_OF_SCOPE'],
      ['QUARANTINED', 'OUT_OF_SCOPE'],
      ['QUARANTINED', 'UNKNOWN_UNIT', 'OUT_OF_SCOPE'],
    ]);
  });

  test('500 are taken, 501 are not', async () => {
    const many = (n: number): [string, Record<string, unknown>][] =>
      Array.from({ length: n }, (_, at) => [
        `e-${at}`,
        dossier({ maHoSo: `H56.14-240825-${String(2000 + at)}`, trichYeuHoSo: 'x'.repeat(3_000) }),
      ]);
    expect(await push(many(501))).toEqual({ results: [], errors: [{ code: 'TOO_MANY', path: ['records'] }] });
    expect(new Set(fates(await push(many(500))))).toEqual(new Set(['STORED']));
  });

  test('a bad key costs its own record, whose problems are told with those of all the others', async () => {
    const unkept = dossier({ maHoSo: 'H56.14-240825-0030', trangThaiHoSo: 11 });
    const records: [string, Record<string, unknown>][] = [
      ['', unkept],
      ['f-1', dossier({ maHoSo: 'H56.14-240825-0031', ketQua: [{ soKyHieu: '1' }] })],
      ['x'.repeat(201), dossier({ maHoSo: 'H56.14-240825-0032' })],
      ['f-2', dossier({ maHoSo: 'H56.14-240825-0033' })],
    ];
    const answer = await push(records);
    expect(answer.errors).toEqual([
      { code: 'MISSING', path: ['records', '0', 'clientKey'] },
      { code: 'TOO_LONG', path: ['records', '2', 'clientKey'] },
    ]);
    expect(answer.results.map(({ fate, problems }) => [fate, ...problems.map(({ code }) => code)])).toEqual([
      [null, 'BAD_STATE'],
      ['QUARANTINED', 'MISSING'],
      [null],
      ['STORED'],
    ]);
    const { rows } = await store.database.query(
      `select natural_key from subject where natural_key like 'H56.14-240825-003_'
        union all select natural_key from quarantine where natural_key like 'H56.14-240825-003_' order by 1`,
    );
    expect(rows.map(({ natural_key }) => natural_key)).toEqual(['H56.14-240825-0031', 'H56.14-240825-0033']);
    // With its key put right it is taken, and the others answer as before.
    const again = await push(records.map(([clientKey, each], at) => [at === 2 ? 'f-3' : clientKey, each]));
    expect(again.results.map(({ fate, repeated }) => [fate, repeated])).toEqual([
      [null, false],
      ['QUARANTINED', true],
      ['STORED', false],
      ['STORED', true],
    ]);
  });

  test('what waits for a unit is taken up when that comes', async () => {
    const intake = {
      database: store.database,
      sealer: store.sealer,
      clock: { now: () => Date.parse('2024-08-26T04:00:00Z') },
      owe: async () => undefined,
      portals: [],
      warn: () => undefined,
    };
    const units = sourceOf('unit', [[unit({ Ma: 'H56.14.77', Ten: 'Xã Mới' })]]);
    await syncAll(intake, systemPrincipal('test'), [units, sourceOf('dossier', [])]);
    const { rows } = await store.database.query(
      "select origin from subject where natural_key = 'H56.14-240825-0003'",
    );
    expect(rows).toEqual([{ origin: 'api:một cửa xã' }]);
  });

  test('keys are forgotten after their time', async () => {
    await store.database.query(
      "update client_write set written_at = now() - interval '31 days' where client_key like 'e-%'",
    );
    const forgotten = await housekeeping({
      database: store.database,
      sealer: store.sealer,
      files: { removeStale: async () => 0 },
      stop: new AbortController().signal,
    } as unknown as JobContext);
    expect(forgotten).toMatchObject({ forgottenKeys: 500 });
    expect(await forgetKeys(store.database, 30, 10)).toBe(0);
  });
});

describe('publishNotice and withdrawNotice', () => {
  const officer = () => gateway.key({ role: 'officer' });
  const notice = {
    code: 'HUB-1',
    title: 'Thông báo nghỉ lễ',
    body: '<p onclick="x()">Nội dung</p>',
    category: 'ACTIVITIES',
    unit: 'H56.14',
    publishedAt: '2024-08-26T08:00:00+07:00',
    attachments: [{ url: 'https://files.example.vn/a.pdf' }],
  };
  const SEEN = 'fate errors { code path } notice { code title body withdrawn origin attachments { name } }';
  const publish = async (input: object, by?: string) => {
    const { data, errors } = await gateway.ask(
      `mutation ($input: PublishNoticeInput!) { publishNotice(input: $input) { ${SEEN} } }`,
      { key: by ?? (await officer()), variables: { input } },
    );
    expect(errors).toBeUndefined();
    return data?.['publishNotice'];
  };
  const withdraw = async (code: string, by?: string) => {
    const { data, errors } = await gateway.ask(
      `mutation ($input: WithdrawNoticeInput!) { withdrawNotice(input: $input) { ${SEEN} } }`,
      { key: by ?? (await officer()), variables: { input: { code } } },
    );
    expect(errors).toBeUndefined();
    return data?.['withdrawNotice'];
  };

  test('publishes, repeats, corrects, withdraws', async () => {
    const there = {
      code: 'HUB-1',
      title: 'Thông báo nghỉ lễ',
      body: '<p>Nội dung</p>',
      withdrawn: false,
      origin: 'hub',
      attachments: [{ name: 'a.pdf' }],
    };
    expect(await publish(notice)).toEqual({ fate: 'STORED', errors: [], notice: there });
    expect(await publish(notice)).toEqual({ fate: 'UNCHANGED', errors: [], notice: there });
    expect(await publish({ ...notice, title: 'Sửa' })).toMatchObject({
      fate: 'STORED',
      notice: { title: 'Sửa' },
    });
    expect(await withdraw('HUB-1')).toMatchObject({ fate: 'STORED', notice: { withdrawn: true } });
    expect(await withdraw('HUB-1')).toMatchObject({ fate: 'UNCHANGED', errors: [] });
  });

  test('tells everything that is wrong at once, in the input’s own names', async () => {
    expect(
      await publish({
        ...notice,
        code: 'HUB-2',
        body: '<script>1</script>',
        expiresAt: '2024-08-01T00:00:00Z',
      }),
    ).toEqual({
      fate: null,
      notice: null,
      errors: [
        { code: 'WRONG_ORDER', path: ['expiresAt'] },
        { code: 'EMPTY_BODY', path: ['body'] },
      ],
    });
    expect(
      await publish({
        ...notice,
        code: 'HUB-2',
        image: 'a.png',
        attachments: [{ url: 'https://elsewhere.vn/a.pdf' }, { url: 'https://files.example.vn/b.pdf' }],
      }),
    ).toMatchObject({
      errors: [
        { code: 'HOST_NOT_ALLOWED', path: ['image'] },
        { code: 'HOST_NOT_ALLOWED', path: ['attachments', '0', 'url'] },
      ],
    });
    const published = "select 1 from subject where natural_key = 'HUB-2'";
    expect(
      await publish({
        ...notice,
        code: 'HUB-2',
        body: ' ',
        expiresAt: '2024-08-01T00:00:00Z',
        image: 'https://elsewhere.vn/a.png',
      }),
    ).toEqual({
      fate: null,
      notice: null,
      errors: [
        { code: 'HOST_NOT_ALLOWED', path: ['image'] },
        { code: 'MISSING', path: ['body'] },
        { code: 'WRONG_ORDER', path: ['expiresAt'] },
      ],
    });
    // A file alone: nothing else is wrong, and it is not published all the same.
    expect(await publish({ ...notice, code: 'HUB-2', image: 'https://elsewhere.vn/a.png' })).toMatchObject({
      fate: null,
      notice: null,
      errors: [{ code: 'HOST_NOT_ALLOWED', path: ['image'] }],
    });
    expect((await store.database.query(published)).rows).toEqual([]);
    const { rows } = await store.database.query("select 1 from quarantine where source = 'hub'");
    expect(rows).toEqual([]);
  });

  test('a notice of another source stays that source’s, one of another unit that unit’s', async () => {
    expect(await publish({ ...notice, code: 'TIN-1' })).toMatchObject({ errors: [{ code: 'OTHER_ORIGIN' }] });
    expect(await withdraw('TIN-1')).toMatchObject({ errors: [{ code: 'OTHER_ORIGIN' }] });
    expect(await withdraw('none')).toEqual({
      fate: null,
      notice: null,
      errors: [{ code: 'NOT_FOUND', path: ['code'] }],
    });
    const scoped = await gateway.key({ role: 'officer', unit: 'H56.14.4' });
    expect(await publish({ ...notice, code: 'HUB-3' }, scoped)).toMatchObject({
      errors: [{ code: 'OUT_OF_SCOPE', path: ['unit'] }],
    });
    expect(await withdraw('HUB-1', scoped)).toMatchObject({ errors: [{ code: 'OUT_OF_SCOPE' }] });
  });
});

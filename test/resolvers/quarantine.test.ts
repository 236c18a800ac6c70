import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { Json } from '../../src/domain/canonical.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { fromGlobalId, toGlobalId } from '../../src/reads/global-id.js';
import { dossier, type Raw, sourceOf } from '../intake/support.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await store.database.query('delete from quarantine');
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'operator', name: 'vận hành', scopes: ['sensitive'] });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

/** Reads these from a file source; gives the global id of what is in quarantine for the last one's key. */
async function read(...records: Raw[]): Promise<string> {
  const deps = {
    database: store.database,
    sealer: store.sealer,
    clock: fixedClock('2024-08-26T03:00:00.000Z'),
    owe: async () => undefined,
    portals: [],
    warn: () => undefined,
  };
  await store.database.query("delete from source_cursor where source = 'one-stop'");
  await runSync(deps, systemPrincipal('test'), sourceOf('dossier', [records]));
  const { rows } = await store.database.query<{ id: string }>(
    'select id from quarantine where natural_key = $1 order by first_seen_at desc, id desc limit 1',
    [records.at(-1)?.['MaHoSo']],
  );
  return toGlobalId('QuarantinedRecord', rows[0]?.id ?? '');
}

async function resolve(input: object, by = key) {
  const { data, errors } = await gateway.ask(
    `mutation ($input: ResolveQuarantinedInput!) { resolveQuarantined(input: $input) {
      fate problems { field code } errors { code path } record { state resolution resolvedBy reason raw times } } }`,
    { key: by, variables: { input } },
  );
  expect(errors).toBeUndefined();
  return data?.['resolveQuarantined'];
}

const CODE = 'H56.14-240825-7001';
const bad = dossier({ MaHoSo: CODE, TrangThaiHoSo: 11 });

describe('resolveQuarantined', () => {
  test('a correction that is still wrong stays with what is wrong now, a good one is taken and stays taken', async () => {
    const id = await read(bad);
    const worse = JSON.stringify({ ...bad, TrangThaiHoSo: 4, ChuHoSo: '' });
    expect(await resolve({ id, action: 'EDIT', raw: worse })).toMatchObject({
      fate: 'QUARANTINED',
      problems: [{ field: 'ChuHoSo', code: 'MISSING' }],
      errors: [],
      record: { state: 'OPEN', resolution: null, raw: worse },
    });
    const good = JSON.stringify({ ...bad, TrangThaiHoSo: 4 });
    expect(await resolve({ id, action: 'EDIT', raw: good })).toEqual({
      fate: 'STORED',
      problems: [],
      errors: [],
      record: {
        state: 'RESOLVED',
        resolution: 'EDITED',
        resolvedBy: 'vận hành',
        reason: null,
        raw: good,
        times: 1,
      },
    });
    expect(await read(bad)).toBe(id);
    expect(await resolve({ id, action: 'REPLAY' })).toMatchObject({
      errors: [{ code: 'NOT_OPEN', path: ['id'] }],
      record: { state: 'RESOLVED', times: 2 },
    });
    const { rows } = await store.database.query(
      "select outcome from audit_entry where action = 'resolveQuarantined' order by at, id",
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['QUARANTINED', 'STORED', 'NOT_OPEN']);
  });

  test('what it lacked has come: it goes as it is', async () => {
    const later = dossier({ MaHoSo: 'H56.14-240825-7002', MaTTHC: '9.000009' });
    const id = await read(later);
    expect(await resolve({ id, action: 'REPLAY' })).toMatchObject({
      fate: 'QUARANTINED',
      problems: [{ code: 'UNKNOWN_PROCEDURE' }],
    });
    await store.database.query(
      `with s as (insert into subject (kind, origin, natural_key, version, content_hash, changed_at, read_at)
        values ('procedure', 'procedures', '9.000009', 1, '\\x00', now(), now()) returning id)
      insert into procedure (subject_id, code, name, field_code, field_name, online_level, search_text)
        select id, '9.000009', 'Mới', 'G09', 'Hộ tịch', 'TOAN_TRINH', '' from s`,
    );
    expect(await resolve({ id, action: 'REPLAY' })).toMatchObject({
      fate: 'STORED',
      record: { state: 'RESOLVED', resolution: 'REPLAYED' },
    });
  });

  test('a discarded one keeps who discarded it and why, and stays discarded', async () => {
    const other = dossier({ MaHoSo: 'H56.14-240825-7003', TrangThaiHoSo: 12 });
    const id = await read(other);
    const discarded = {
      state: 'DISCARDED',
      resolution: 'DISCARDED',
      resolvedBy: 'vận hành',
      reason: 'Nhập thử',
    };
    expect(await resolve({ id, action: 'DISCARD', reason: ' Nhập thử ' })).toMatchObject({
      fate: null,
      errors: [],
      record: discarded,
    });
    await read(other);
    expect(await resolve({ id, action: 'REPLAY' })).toMatchObject({ record: { ...discarded, times: 2 } });
  });

  test('the record is shown, and corrected, with the scope only', async () => {
    const id = await read(dossier({ MaHoSo: 'H56.14-240825-7004', TrangThaiHoSo: 12 }));
    const without = await gateway.key({ role: 'operator' });
    const personal = await gateway.key({ role: 'operator', scopes: ['personal'] });
    // A dossier may be of a sensitive procedure.
    for (const by of [without, personal]) {
      expect(await resolve({ id, action: 'EDIT', raw: '{}' }, by)).toMatchObject({
        errors: [{ code: 'NOT_ALLOWED', path: ['raw'] }],
        record: { raw: '***', state: 'OPEN' },
      });
    }
    await store.database.query("update quarantine set kind = 'notice', source = 'notices' where id = $1", [
      fromGlobalId(id)?.key,
    ]);
    expect(await resolve({ id, action: 'EDIT', raw: '{}' }, personal)).toMatchObject({
      fate: 'QUARANTINED',
      errors: [],
      record: { raw: '{}', state: 'OPEN' },
    });
    const ofUnit = await gateway.key({ role: 'operator', unit: 'H56.14', scopes: ['personal'] });
    expect(await resolve({ id, action: 'REPLAY' }, ofUnit)).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['id'] }],
      record: null,
    });
  });

  test.each<[string, Record<string, Json>, [string, string][]]>([
    ['EDIT without a record', { action: 'EDIT' }, [['MISSING', 'raw']]],
    ['EDIT with text', { action: 'EDIT', raw: 'x' }, [['INVALID', 'raw']]],
    ['EDIT with a list', { action: 'EDIT', raw: '[]' }, [['INVALID', 'raw']]],
    ['DISCARD without a reason', { action: 'DISCARD', reason: ' ' }, [['MISSING', 'reason']]],
    [
      'REPLAY with everything',
      { action: 'REPLAY', raw: '{}', reason: 'x' },
      [
        ['NOT_EXPECTED', 'raw'],
        ['NOT_EXPECTED', 'reason'],
      ],
    ],
  ])('%s is told, with an unknown id in front', async (_what, input, expected) => {
    const id = toGlobalId('QuarantinedRecord', 'ffffffff-ffff-7fff-8fff-ffffffffffff');
    const answer = (await resolve({ id, ...input })) as { errors: { code: string; path: string[] }[] };
    expect(answer.errors.map(({ code, path }) => [code, ...path])).toEqual([
      ['NOT_FOUND', 'id'],
      ...expected,
    ]);
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { trySync } from '../../src/intake/index.js';
import { type Bench, bench, principal, sourceOf, unit } from './support.js';

let made: Bench;

beforeAll(async () => {
  made = await bench({ empty: true });
});
afterAll(() => made?.drop());

const rows = () =>
  made.all<{ code: string; parent_code: string | null; successors: string[] }>(
    'select code, parent_code, successors from unit order by code',
  );
const quarantined = () =>
  made.all<{ natural_key: string; problems: { field: string; code: string }[] }>(
    "select natural_key, problems from quarantine where state = 'OPEN' order by natural_key",
  );

test('units name each other by any form, before or after these come', async () => {
  await made.sync(
    sourceOf('unit', [
      [
        unit({ Ma: 'H56.20', MaCha: '000-00-14-H56', KeThua: ['000.90.00.H56', 'H56.91'] }),
        unit({ Ma: 'H56.21', MaCha: 'H56.99' }),
        unit({ Ma: 'H56.14', MaKhac: ['000.00.14.H56'] }),
      ],
      [unit({ Ma: 'H56.90', MaKhac: ['000-90-00-H56'] })],
    ]),
  );
  expect(await rows()).toEqual([
    { code: 'H56.14', parent_code: null, successors: [] },
    { code: 'H56.20', parent_code: 'H56.14', successors: ['H56.90', 'H56.91'] },
    // Not known: it stands, and takes its place by itself when the one above comes.
    { code: 'H56.21', parent_code: 'H56.99', successors: [] },
    { code: 'H56.90', parent_code: null, successors: [] },
  ]);
  expect(await quarantined()).toEqual([]);
});

test('what was before is kept, replaced and found by search', async () => {
  const moved = {
    Ma: 'H56.22',
    Ten: 'Xã Mới',
    MaCha: 'H56.90',
    TenCu: [{ Ten: 'Xã Thuở Trước', HieuLucDen: '2022-12-31' }],
    ChaCu: [{ Ma: '000.00.14.H56', HieuLucDen: '2022-12-31' }],
  };
  const sync = (raw: Parameters<typeof unit>[0], at: string) =>
    made.sync(sourceOf('unit', [[unit({ ...raw, NgayCapNhat: at })]], 'units'));
  const read = () =>
    made.one(
      `select u.name_since, u.parent_since, u.search_text like '%thuo truoc%' as found, n.names, p.parents from unit u,
        lateral (select array_agg(name) as names from unit_former_name where unit_id = u.subject_id) n,
        lateral (select array_agg(parent_code) as parents from unit_former_parent where unit_id = u.subject_id) p
        where u.code = 'H56.22'`,
    );
  await made.all('delete from source_cursor');
  await sync(moved, '2024-02-01 00:00:00');
  const since = new Date('2022-12-31T17:00:00Z');
  expect(await read()).toEqual({
    name_since: since,
    parent_since: since,
    found: true,
    names: ['Xã Thuở Trước'],
    parents: ['H56.14'],
  });
  await made.all('delete from source_cursor');
  await sync({ Ma: 'H56.22', Ten: 'Xã Mới', MaCha: 'H56.90' }, '2024-03-01 00:00:00');
  expect(await read()).toEqual({
    name_since: null,
    parent_since: null,
    found: false,
    names: null,
    parents: null,
  });
});

test('who would stand below itself is refused, on a page and against the store, and a trial says the same', async () => {
  const pages = [
    [
      unit({ Ma: 'H56.30', MaCha: '000.30.00.H56' }),
      unit({ Ma: 'H56.31', MaCha: 'H56.30', MaKhac: ['000-30-00-H56'] }),
      unit({ Ma: 'H56.32', MaCha: 'H56.32' }),
      unit({ Ma: 'H56.33', MaCha: 'H56.14' }),
    ],
    [unit({ Ma: 'H56.14', MaCha: 'H56.33', NgayCapNhat: '2024-04-01 00:00:00' })],
  ];
  await made.all('delete from source_cursor');
  const [turn] = await trySync(made.deps, principal, [sourceOf('unit', pages)]);
  expect(turn).toMatchObject({
    read: 5,
    stored: 1,
    quarantined: 4,
    reasons: [{ code: 'CYCLE', field: 'MaCha', records: 4 }],
  });
  expect(await made.sync(sourceOf('unit', pages))).toMatchObject({ read: 5, stored: 1, quarantined: 4 });
  expect(await quarantined()).toMatchObject(
    ['H56.14', 'H56.30', 'H56.31', 'H56.32'].map((natural_key) => ({
      natural_key,
      problems: [{ field: 'MaCha', code: 'CYCLE' }],
    })),
  );
});

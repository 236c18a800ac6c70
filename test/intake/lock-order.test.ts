import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { runSync } from '../../src/intake/index.js';
import { owe } from '../../src/ledger/owe.js';
import { until } from '../support/poll.js';
import { type Bench, bench, codeOf, dossier, principal, rewind, sourceOf } from './support.js';

let made: Bench;
afterEach(() => made.drop());

const version = (n: number, day: number, change = {}) =>
  dossier({ MaHoSo: codeOf(n), NgayCapNhat: `2024-08-${day}T10:00:00+07:00`, ...change });
const changed = (n: number) => version(n, 25, { TrichYeuHoSo: 'Đã sửa' });

/** Takes its locks in the order of all while the page is in the middle; the page has gone through one part of itself by then. */
const CASES = [
  {
    what: 'a page that is cut around a bad record, and who locks subjects in their order',
    page: [changed(2), version(3, 25, { TrichYeuHoSo: 'BAD' }), changed(1)],
    locks: 'select id from subject order by origin, kind, natural_key for no key update',
  },
  {
    what: 'a page with two versions of one key, and who locks lanes in their order',
    page: [changed(2), version(1, 24), changed(1)],
    locks: 'select id from lane order by id for update',
  },
];

it.each(CASES)('$what: the one waits for the other, never both', async ({ page, locks }) => {
  made = await bench();
  await made.database.query("insert into portal (code) values ('national')");
  await made.database.query("insert into portal_account (portal, agency_code) values ('national', 'H56.14')");
  await made.database.query("alter table dossier add constraint planted check (summary <> 'BAD')");
  await runSync({ ...made.deps, owe }, principal, sourceOf('dossier', [[version(1, 24), version(2, 24)]]));
  await rewind(made);

  const other = new pg.Client({ connectionString: made.url });
  await other.connect();
  const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
  let locked: Promise<unknown> | undefined;
  let parts = 0;
  const deps = {
    ...made.deps,
    owe: async (...args: Parameters<typeof owe>) => {
      await owe(...args);
      parts += 1;
      if (parts > 1) return;
      locked = other.query(locks);
      const waits = 'select cardinality(pg_blocking_pids($1)) > 0 as waits';
      await until(async () => (await made.one<{ waits: boolean }>(waits, [rows[0]?.pid])).waits);
    },
  };
  const outcome = await runSync(deps, principal, sourceOf('dossier', [page]));
  expect(outcome).toMatchObject({ state: 'DONE', stored: 2 });
  // A page that was the deadlock's victim would have been gone through again.
  expect(parts).toBe(2);
  await expect(locked).resolves.toBeDefined();
  await other.end();
});

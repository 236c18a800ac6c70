import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { sourceDefinitions } from '../../src/connectors/sources/registry.js';
import { fixedClock } from '../../src/domain/time.js';
import { type IntakeDeps, runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import type { RawForm } from '../support/kinds/kind-sample.js';
import { NOW, PROMISES, type Way } from './case.js';
import { cases } from './cases.js';

/*
 * What every source promises, each through its own source and the whole of intake; `npm run conformance` makes a table of it. The promises
 * follow one another: each source has its own records in one database.
 */
const principal = systemPrincipal('test');
const clock = fixedClock(NOW);
let store: TestDatabase;
let deps: IntakeDeps;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  // What the fixtures wrote past intake is no source's.
  await store.database.query("update subject set origin = 'fixtures' where kind in ('dossier', 'notice')");
  deps = {
    ...{ database: store.database, sealer: store.sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
    wait: () => Promise.resolve(),
  };
});
afterAll(() => store.drop());

test('every source has its row', () => {
  const named = new Set(cases.map(({ name }) => name.replace(/ \(.*$/, '')));
  expect(sourceDefinitions.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
});

test('every source stands in the table that is kept of it', () => {
  const kept = readFileSync(new URL('../../docs/measured/conformance.md', import.meta.url), 'utf8');
  expect(sourceDefinitions.map(({ name }) => name).filter((name) => !kept.includes(`| ${name} |`))).toEqual(
    [],
  );
});

describe.each(cases)('$name', (sample) => {
  const { kind } = sample;
  const first = sample.raw(1);
  const counts = { stored: 0, unchanged: 0, stale: 0, quarantined: 0 };
  let way: Way;
  beforeAll(async () => {
    way = await sample.open();
  });
  afterAll(() => way.close());

  async function bring(...records: RawForm[]) {
    await way.hold(records);
    const source = way.source();
    await store.database.query('delete from source_cursor where source = $1', [source.name]);
    return runSync(deps, principal, source);
  }
  const versions = async () => {
    const { rows } = await store.database.query<{ n: string }>(
      'select count(*) as n from subject s join subject_version v on v.subject_id = s.id where s.kind = $1',
      [kind],
    );
    return Number(rows[0]?.n);
  };
  const problems = async () => {
    const { rows } = await store.database.query<{ problems: { field: string; code: string }[] }>(
      'select problems from quarantine where source = $1 order by last_seen_at desc, id desc limit 1',
      [way.source().name],
    );
    return rows[0]?.problems;
  };
  const later = (raw: RawForm, time: string): RawForm => ({ ...raw, NgayCapNhat: time });

  test(PROMISES.new, async () => {
    const before = await versions();
    expect(await bring(first, sample.raw(2))).toMatchObject({ ...counts, read: 2, stored: 2, state: 'DONE' });
    expect(await versions()).toBe(before + 2);
  });

  test(PROMISES.same, async () => {
    const before = await versions();
    expect(await bring(first)).toMatchObject({ ...counts, read: 1, unchanged: 1 });
    expect(await versions()).toBe(before);
  });

  test.skipIf(sample.once)(PROMISES.twice, async () => {
    const third = sample.raw(3);
    expect(await bring(third, third)).toMatchObject({ ...counts, read: 2, stored: 1, unchanged: 1 });
  });

  test(PROMISES.change, async () => {
    const before = await versions();
    const changed = later(sample.changed(first), '2025-09-01T08:00:00+07:00');
    expect(await bring(changed)).toMatchObject({ ...counts, read: 1, stored: 1 });
    expect(await versions()).toBe(before + 1);
  });

  /** An older time of change is stale, or one message more that takes nothing back; the same one with other content is taken once. */
  test(PROMISES.behind, async () => {
    const old = later(first, '2025-08-30T08:00:00+07:00');
    const said = async () => sample.pieces && (await store.database.query(sample.pieces)).rows;
    const newest = await said();
    const fate = sample.pieces ? { stored: 1 } : { stale: 1 };
    expect(await bring(old)).toMatchObject({ ...counts, read: 1, ...fate });
    expect(await said()).toEqual(newest);
    const second = sample.raw(2);
    expect(await bring(sample.changed(second))).toMatchObject({ ...counts, read: 1, stored: 1 });
    expect(await bring(second)).toMatchObject({ ...counts, read: 1, unchanged: 1 });
  });

  test(PROMISES.ahead, async () => {
    const ahead = later(first, '2026-01-07T08:00:00+07:00');
    expect(await bring(ahead)).toMatchObject({ ...counts, read: 1, quarantined: 1 });
    expect(await problems()).toContainEqual(
      expect.objectContaining({ field: sample.at ?? 'NgayCapNhat', code: 'IN_FUTURE' }),
    );
  });

  /** It is told by its field, and the good one beside it is stored. */
  test(PROMISES.bad, async () => {
    clock.advance(1000);
    const { raw, field } = sample.spoilt(sample.raw(4));
    expect(await bring(raw, sample.raw(5))).toMatchObject({ ...counts, read: 2, stored: 1, quarantined: 1 });
    expect(await problems()).toContainEqual(expect.objectContaining({ field }));
  });

  test(`${PROMISES.gone}: ${sample.goneAs}`, async () => {
    const before = await versions();
    const held = await gone();
    const said = sample.gone(later(sample.changed(first), '2025-10-01T08:00:00+07:00'));
    if (said === undefined) {
      expect(await bring(sample.raw(2))).toMatchObject({ ...counts, unchanged: 1 });
      expect(await gone()).toEqual(held);
      expect(await versions()).toBe(before);
      return;
    }
    expect(await bring(said)).toMatchObject({ ...counts, read: 1, stored: 1 });
    expect(await gone()).toEqual({ ...held, [sample.goneAs]: (held[sample.goneAs] ?? 0) + 1 });
    expect(await bring(said)).toMatchObject({ ...counts, read: 1, unchanged: 1 });
  });

  /** How many the store knows to be gone, by how it knows. */
  const gone = async (): Promise<Record<string, number>> => {
    const { rows } = await store.database.query<Record<string, string>>(
      `select (select count(*) from subject where kind = $1 and deleted_at is not null) as tombstone,
        (select count(*) from notice where withdrawn) as withdrawn,
        (select count(*) from unit where valid_to is not null) as ended,
        (select count(*) from procedure where status = 'BAI_BO') as abolished,
        (select count(*) from document where state = 'REVOKED') as revoked`,
      [kind],
    );
    return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, count]) => [name, Number(count)]));
  };

  /** Nothing is lost, and nothing comes twice. */
  test(PROMISES.resume, async () => {
    const before = await versions();
    await way.hold([6, 7, 8].map((number) => sample.raw(number)));
    const source = way.source();
    await store.database.query('delete from source_cursor where source = $1', [source.name]);
    await way.breaks(true);
    const broken = await runSync(deps, principal, source).catch(() => undefined);
    expect(broken?.state).not.toBe('DONE');
    expect(await versions()).toBe(before + 2);
    await way.breaks(false);
    expect(await runSync(deps, principal, way.source())).toMatchObject({
      ...counts,
      ...{ unchanged: expect.any(Number), stored: 1, state: 'DONE' },
    });
    expect(await versions()).toBe(before + 3);
  });
});

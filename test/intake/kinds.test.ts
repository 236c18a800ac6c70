import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import type { Page, Source } from '../../src/domain/ports.js';
import { fixedClock } from '../../src/domain/time.js';
import { type IntakeDeps, runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

/*
 * What every source of a kind that is shown and not carried promises, each through its own source and the whole of intake. The cases follow
 * one another: each kind has its own store of records in one database.
 */
const UNIT = 'H56.14.4';
const principal = systemPrincipal('test');
const clock = fixedClock('2026-01-05T03:00:00.000Z');
let store: TestDatabase;
let deps: IntakeDeps;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  deps = {
    ...{ database: store.database, sealer: store.sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
    wait: () => Promise.resolve(),
  };
});
afterAll(() => store.drop());

describe.each(Object.keys(KIND_SAMPLES) as PlainKind[])('a source of %s', (kind) => {
  const sample = KIND_SAMPLES[kind];
  const first = sample.raw(1, UNIT);
  const counts = { read: 0, stored: 0, unchanged: 0, stale: 0, quarantined: 0 };

  async function take(source: Source) {
    await store.database.query('delete from source_cursor where source = $1', [source.name]);
    return runSync(deps, principal, source);
  }
  const bring = (...records: RawForm[]) => take(sourceWith(kind, records));
  const versions = async () => {
    const { rows } = await store.database.query<{ n: string; deleted: string }>(
      `select count(*) as n, count(distinct s.id) filter (where s.deleted_at is not null) as deleted
        from subject s join subject_version v on v.subject_id = s.id where s.kind = $1`,
      [kind],
    );
    return { versions: Number(rows[0]?.n), deleted: Number(rows[0]?.deleted) };
  };
  const later = (raw: RawForm, time: string): RawForm => ({ ...raw, NgayCapNhat: time });

  test('takes what is new', async () => {
    const second = sample.raw(2, UNIT);
    expect(await bring(first, second)).toMatchObject({ ...counts, read: 2, stored: 2, state: 'DONE' });
    expect(await versions()).toEqual({ versions: 2, deleted: 0 });
  });

  test('no change: nothing is written', async () => {
    const before = await versions();
    expect(await bring(first)).toMatchObject({ ...counts, read: 1, unchanged: 1 });
    expect(await versions()).toEqual(before);
  });

  test('the same record twice in one pull is one', async () => {
    const third = sample.raw(3, UNIT);
    expect(await bring(third, third)).toMatchObject({ ...counts, read: 2, stored: 1, unchanged: 1 });
  });

  test('one change: one more version', async () => {
    const { versions: before } = await versions();
    const changed = later(sample.changed(first), '2025-09-01T08:00:00+07:00');
    expect(await bring(changed)).toMatchObject({ ...counts, read: 1, stored: 1 });
    expect((await versions()).versions).toBe(before + 1);
  });

  test('a clock that is behind: an older time of change is stale, the same one with other content is taken once', async () => {
    expect(await bring(later(first, '2025-08-30T08:00:00+07:00'))).toMatchObject({
      ...counts,
      read: 1,
      stale: 1,
    });
    const second = sample.raw(2, UNIT);
    const changed = sample.changed(second);
    expect(await bring(changed)).toMatchObject({ ...counts, read: 1, stored: 1 });
    expect(await bring(second)).toMatchObject({ ...counts, read: 1, unchanged: 1 });
  });

  test('a clock that is ahead: refused by name', async () => {
    expect(await bring(later(first, '2026-01-07T08:00:00+07:00'))).toMatchObject({
      ...counts,
      read: 1,
      quarantined: 1,
    });
    expect(await problems()).toContainEqual(
      expect.objectContaining({ field: 'NgayCapNhat', code: 'IN_FUTURE' }),
    );
  });

  const problems = async () => {
    const { rows } = await store.database.query<{ problems: { field: string; code: string }[] }>(
      `select problems from quarantine where source = $1 order by last_seen_at desc, id desc limit 1`,
      [sample.source.name],
    );
    return rows[0]?.problems;
  };

  test('a bad record goes to quarantine with its field, and the good ones beside it are stored', async () => {
    clock.advance(1000);
    const { raw, field } = sample.spoilt(sample.raw(4, UNIT));
    expect(await bring(raw, sample.raw(5, UNIT))).toMatchObject({
      ...counts,
      read: 2,
      stored: 1,
      quarantined: 1,
    });
    expect(await problems()).toContainEqual(expect.objectContaining({ field }));
  });

  test('a deletion is a tombstone that keeps what there was', async () => {
    const gone = { ...later(sample.changed(first), '2025-10-01T08:00:00+07:00'), DaXoa: true };
    expect(await bring(gone)).toMatchObject({ ...counts, read: 1, stored: 1 });
    expect((await versions()).deleted).toBe(1);
    expect(await bring(gone)).toMatchObject({ ...counts, read: 1, unchanged: 1 });
  });

  test('a reading that breaks off goes on where it was, and nothing comes twice', async () => {
    const pages = [6, 7, 8].map((number) => [sample.raw(number, UNIT)]);
    const whole = sourceWith(kind, []);
    let breaks = true;
    const source: Source = {
      ...whole,
      async *pull(cursor): AsyncGenerator<Page> {
        for (let at = typeof cursor === 'number' ? cursor : 0; at < pages.length; at += 1) {
          if (at === 2 && breaks) throw new Error('the line went dead');
          yield { records: (pages[at] ?? []).map((raw) => ({ raw, place: { page: at } })), cursor: at + 1 };
        }
      },
    };
    await store.database.query('delete from source_cursor where source = $1', [source.name]);
    const broken = await runSync(deps, principal, source).catch(() => undefined);
    expect(broken?.state).not.toBe('DONE');
    breaks = false;
    expect(await runSync(deps, principal, source)).toMatchObject({
      ...counts,
      read: 1,
      stored: 1,
      state: 'DONE',
    });
  });
});

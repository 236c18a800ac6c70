import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sourceDefinitions } from '../../../../src/connectors/sources/registry.js';
import { DistrictLists } from '../../../../src/connectors/sources/simulation/index.js';
import type { Source } from '../../../../src/domain/ports.js';
import { writeSample } from '../../../../src/sample/index.js';
import { type Bench, bench } from '../../../intake/support.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { type District, harnesses, type Laid, LISTS, type Row, stopServers } from './harness.js';

let district: District;
/** Keys that are wrong on purpose. */
let bad: Set<string | undefined>;
let reference: unknown;
let made: Bench;
let laid: Laid;

/** A made-up district of today: every key once, as it stands now, bad records included. */
async function currentDistrict(): Promise<District> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-sample-'));
  const sample = await writeSample({
    dossiers: 150,
    seed: '12',
    out: folder,
    now: Date.parse('2024-08-24T17:00:00Z'),
  });
  bad = new Set(sample.bad.map(({ key }) => key));
  const lists = DistrictLists.fromDrops(folder);
  rmSync(folder, { recursive: true });
  return Object.fromEntries(
    LISTS.map((list) => [list, lists.changedSince(list, 0) ?? []]),
  ) as unknown as District;
}

/** Those that the harness lays out; fresh objects, as a new process has them. */
function sources(): Source[] {
  const services = { clock: made.clock, staging: noStaging, contents: noContents, warn: () => undefined };
  return sourceDefinitions
    .map(({ create }) => create(laid.environment, services))
    .filter(({ configured }) => configured)
    .sort((a, b) => a.order - b.order);
}
const oneStop = () => sources().find(({ name }) => name === 'one-stop') as Source;

async function syncAll() {
  const counts = { read: 0, stored: 0, unchanged: 0, stale: 0, quarantined: 0 };
  for (const source of sources()) {
    const outcome = await made.sync(source);
    expect(outcome).toMatchObject({ state: 'DONE' });
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += outcome[name];
  }
  return counts;
}

/** Everything that was stored, but for who brought it and when. */
async function stored() {
  return {
    subjects: await made.all(
      `select kind, origin, natural_key, version, encode(content_hash, 'hex') as hash, changed_at, deleted_at is not null as deleted
        from subject order by kind, natural_key`,
    ),
    versions: await made.all(
      `select s.natural_key, v.version, encode(v.content_hash, 'hex') as hash from subject_version v
        join subject s on s.id = v.subject_id order by s.kind, s.natural_key, v.version`,
    ),
    dossiers: await made.all(
      'select code, state, applicant_name, received_at, flags, search_text from dossier order by code',
    ),
    entries: await made.all(
      'select d.code, t.at, t.state, t.actor, t.ordinal from trace_entry t join dossier d on d.subject_id = t.dossier_id order by 1, 2, 3, 4, 5',
    ),
    quarantine: await made.all(
      'select source, natural_key, problems from quarantine order by source, natural_key',
    ),
  };
}

beforeAll(async () => {
  district = await currentDistrict();
});
afterEach(async () => {
  await laid.close();
  await made.drop();
});
afterAll(stopServers);

describe.each(harnesses)('$name', (harness) => {
  const open = async (given: District = district) => {
    made = await bench({ empty: true });
    laid = await harness.lay(given);
  };
  /** One of the good dossiers that are being worked on. */
  const dossier = (index: number): Row => {
    const good = district['one-stop'].filter(
      ({ TrangThaiHoSo, MaHoSo }) => String(TrangThaiHoSo) === '4' && !bad.has(String(MaHoSo)),
    );
    expect(good.length).toBeGreaterThan(index);
    return { ...good[index] };
  };

  it('stores the same rows as the file drop, and nothing when nothing changed', async () => {
    await open();
    const counts = await syncAll();
    expect(counts.read).toBeGreaterThanOrEqual(LISTS.reduce((sum, list) => sum + district[list].length, 0));
    expect(counts.quarantined).toBeGreaterThan(0);
    const rows = await stored();
    reference ??= rows;
    expect(rows).toEqual(reference);
    expect(rows.subjects.length).toBeGreaterThan(200);
    expect(await syncAll()).toMatchObject({ stored: 0, stale: 0 });
    expect(await stored()).toEqual(reference);
  });

  it('stores one version of one change, and a tombstone of what was deleted', async () => {
    await open();
    await syncAll();
    const before = await stored();
    const changed = dossier(0);
    await laid.put('one-stop', {
      ...changed,
      TrichYeuHoSo: 'Đổi',
      NgayCapNhat: '2024-08-25T08:00:00.250+07:00',
    });
    const gone = dossier(1);
    await laid.put('one-stop', {
      MaHoSo: gone['MaHoSo'],
      NgayCapNhat: '2024-08-25T08:00:01+07:00',
      DaXoa: 'true',
    });
    expect(await syncAll()).toMatchObject({ stored: 2 });
    const after = await stored();
    expect(after.versions.length).toBe(before.versions.length + 2);
    expect(after.subjects.filter((row) => (row as { deleted: boolean }).deleted)).toMatchObject([
      { natural_key: gone['MaHoSo'] },
    ]);
    const [{ at } = { at: undefined }] = await made.all<{ at: Date }>(
      'select changed_at as at from subject where natural_key = $1',
      [changed['MaHoSo']],
    );
    expect(at?.toISOString()).toBe('2024-08-25T01:00:00.250Z');
  });

  it.each([1, 2, 3])('goes on behind page %i after the run was ended there', async (behind) => {
    await open();
    for (const source of sources().filter(({ name }) => name !== 'one-stop')) await made.sync(source);
    const stop = new AbortController();
    let pages = 0;
    const ended = await made.sync(oneStop(), {
      signal: stop.signal,
      onProgress: () => {
        pages += 1;
        if (pages === behind) stop.abort();
      },
    });
    if (!harness.name.startsWith('file drop')) {
      expect(ended).toMatchObject({ state: 'ABANDONED' });
      expect(ended.read).toBeLessThan(district['one-stop'].length);
    }
    await syncAll();
    expect(await stored()).toEqual(reference);
  });

  it('loses nothing when a page cannot be committed', async () => {
    await open();
    for (const source of sources().filter(({ name }) => name !== 'one-stop')) await made.sync(source);
    const { owe } = made.deps;
    let calls = 0;
    made.deps.owe = (...given) => {
      calls += 1;
      return calls === 2 ? Promise.reject(new Error('killed')) : owe(...given);
    };
    const source = oneStop();
    const outcome = await made.sync(source);
    if (outcome.state === 'DONE') expect(calls).toBe(1);
    await syncAll();
    expect(await stored()).toEqual(reference);
  });

  it('quarantines a bad record with its place, and takes a key that comes twice', async () => {
    await open();
    await syncAll();
    const before = (await stored()).versions.length;
    await laid.put('one-stop', {
      ...dossier(2),
      TrangThaiHoSo: '77',
      NgayCapNhat: '2024-08-25T09:00:00+07:00',
    });
    await laid.put('one-stop', {
      ...dossier(3),
      TrichYeuHoSo: 'Một',
      NgayCapNhat: '2024-08-25T09:00:01+07:00',
    });
    await laid.put('one-stop', {
      ...dossier(3),
      TrichYeuHoSo: 'Hai',
      NgayCapNhat: '2024-08-25T09:00:02+07:00',
    });
    await syncAll();
    const [refused] = await made.all('select place, problems from quarantine where natural_key = $1', [
      dossier(2)['MaHoSo'],
    ]);
    expect(refused).toMatchObject({
      place: harness.place,
      problems: [{ field: 'TrangThaiHoSo', code: 'BAD_STATE' }],
    });
    const versions = (await stored()).versions.length - before;
    expect(versions).toBe(harness.name.startsWith('file drop') ? 2 : 1);
    expect(await made.one('select summary from dossier where code = $1', [dossier(3)['MaHoSo']])).toEqual({
      summary: 'Hai',
    });
  });

  it('is seen as it is by a probe', async () => {
    await open();
    for (const source of sources())
      expect(await source.probe?.(AbortSignal.timeout(5_000))).toEqual(expect.any(String));
  });
});

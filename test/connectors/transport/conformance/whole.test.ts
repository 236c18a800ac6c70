import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTime } from '../../../../src/connectors/sources/reading/times.js';
import { sourceDefinitions } from '../../../../src/connectors/sources/registry.js';
import { DistrictLists } from '../../../../src/connectors/sources/simulation/index.js';
import { compareAll, isComparable } from '../../../../src/intake/compare/index.js';
import { writeSample } from '../../../../src/sample/index.js';
import { type Bench, bench, principal } from '../../../intake/support.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { type District, harnesses, type Laid, LISTS, type Row, stopServers } from './harness.js';

let district: District;
let bad: Set<string | undefined>;
let made: Bench;
let laid: Laid;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-sample-'));
  const now = Date.parse('2024-08-24T17:00:00Z');
  const sample = await writeSample({ dossiers: 150, seed: '12', out: folder, now });
  bad = new Set(sample.bad.map(({ key }) => key));
  const lists = DistrictLists.fromDrops(folder);
  rmSync(folder, { recursive: true });
  district = Object.fromEntries(
    LISTS.map((list) => [list, lists.changedSince(list, 0) ?? []]),
  ) as unknown as District;
});
afterEach(async () => {
  await laid.close();
  await made.drop();
});
afterAll(stopServers);

/** Fresh objects, as a new process has them. */
function sources(more: Record<string, string>) {
  const services = { clock: made.clock, staging: noStaging, contents: noContents, warn: () => undefined };
  return sourceDefinitions
    .map(({ create }) => create({ ...laid.environment, ...more }, services))
    .filter(isComparable)
    .sort((a, b) => a.order - b.order);
}

async function syncAll() {
  for (const source of sources({})) expect(await made.sync(source)).toMatchObject({ state: 'DONE' });
}

async function compared(more: Record<string, string> = { SOURCE_ONE_STOP_FILES_HOLD: 'all' }) {
  const turns = await compareAll(made.deps, principal, sources(more), { patience: 0 });
  expect(turns.map(({ source, state }) => `${source} ${state}`)).toEqual(LISTS.map((list) => `${list} DONE`));
  return turns[2];
}

const open = () =>
  made.all(
    'select source, problem, natural_key as key from difference where closed_at is null order by 2, 3',
  );

/** As it was changed by hand in its database: with a time of change that is no later than before. */
function quietly(row: Row): Row {
  const at = Date.parse(readTime(String(row['NgayCapNhat'])) ?? '') - 1_000;
  return { ...row, TrichYeuHoSo: 'Sửa tay', NgayCapNhat: new Date(at).toISOString() };
}

describe.each(harnesses)('$name', ({ name, lay }) => {
  const isFile = name.startsWith('file drop');
  const dossiers = () =>
    district['one-stop'].filter(
      ({ MaHoSo, TrangThaiHoSo, DaXoa }) =>
        !bad.has(String(MaHoSo)) && String(TrangThaiHoSo) === '4' && !DaXoa,
    );

  it('agrees with the store after a sync, bad records and tombstones included', async () => {
    made = await bench({ empty: true });
    laid = await lay(district);
    await syncAll();
    const turn = await compared();
    expect(turn).toMatchObject({ read: district['one-stop'].length, changed: 0, gone: 0, missed: 0 });
    expect(turn).not.toHaveProperty('goneUnjudged');
    expect(await open()).toEqual([]);
  });

  it('shows what changed and what went away quietly, until it is right again', async () => {
    made = await bench({ empty: true });
    laid = await lay(district);
    await syncAll();
    const [changed, gone] = dossiers();
    const others = district['one-stop'].filter((row) => row !== changed && row !== gone);
    await laid.replace('one-stop', [...others, quietly(changed as Row)]);
    await syncAll();
    const before = await made.all('select id, version, content_hash from subject order by id');
    expect(await compared()).toMatchObject({ changed: 1, gone: 1, missed: 0 });
    expect(await open()).toEqual([
      { source: 'one-stop', problem: 'CHANGED', key: changed?.['MaHoSo'] },
      { source: 'one-stop', problem: 'GONE', key: gone?.['MaHoSo'] },
    ]);
    await syncAll();
    expect(await made.all('select id, version, content_hash from subject order by id')).toEqual(before);
    await laid.replace('one-stop', district['one-stop']);
    await syncAll();
    expect(await compared()).toMatchObject({ changed: 0, gone: 0, closed: 2 });
    expect(await open()).toEqual([]);
  });

  it.skipIf(isFile)('shows a record that was committed too late to be read', async () => {
    made = await bench({ empty: true });
    const [late] = dossiers();
    laid = await lay({ ...district, 'one-stop': district['one-stop'].filter((row) => row !== late) });
    await syncAll();
    await laid.put('one-stop', late as Row);
    await syncAll();
    expect(await compared()).toMatchObject({ missed: 1 });
    expect(await open()).toEqual([{ source: 'one-stop', problem: 'MISSED', key: late?.['MaHoSo'] }]);
  });

  it.runIf(isFile)(
    'says of files with changes only that what is gone cannot be told, and of none that there is none',
    async () => {
      made = await bench({ empty: true });
      laid = await lay(district);
      expect(await compared({})).toMatchObject({ read: 0, goneUnjudged: 'NOTHING_TAKEN' });
      await syncAll();
      await laid.put('one-stop', { ...dossiers()[0] });
      await syncAll();
      expect(await compared({})).toMatchObject({
        read: 1,
        gone: 0,
        changed: 0,
        goneUnjudged: 'ONLY_CHANGES',
      });
    },
  );
});

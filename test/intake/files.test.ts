import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneStop } from '../../src/connectors/sources/one-stop/index.js';
import { systemClock } from '../../src/domain/time.js';
import { dropOf, type Folder, folder } from '../connectors/transport/file-drop/support.js';
import { noContents } from '../support/no-contents.js';
import { noStaging } from '../support/no-staging.js';
import { type Bench, bench, codeOf, dossier } from './support.js';

let made: Bench;
let drop: Folder;
beforeEach(async () => {
  made = await bench();
  drop = folder();
});
afterEach(async () => {
  drop.remove();
  await made.drop();
});

/** A source as a process makes it at its start; without the second between two looks. */
function oneStopSource() {
  const source = oneStop.create(
    { SOURCE_ONE_STOP_URL: pathToFileURL(drop.dir).href },
    { clock: systemClock, warn: () => undefined, staging: noStaging, contents: noContents },
  );
  const it = dropOf(drop, { columns: ['MaHoSo', 'ChuHoSo'] });
  return { ...source, pull: it.pull.bind(it), fileDone: it.fileDone.bind(it) };
}

const lines = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `${JSON.stringify(dossier({ MaHoSo: codeOf(index + 1) }))}\n`,
  ).join('');
const sums = { unchanged: 0, stale: 0 };

describe('files through intake', () => {
  it('ends in a report whose counts add up, with every error at its line', async () => {
    drop.lay(
      'a.jsonl',
      `${lines(2)}{\n${JSON.stringify(dossier({ MaHoSo: codeOf(3), ChuHoSo: '', DonVi: '' }))}\n`,
    );
    expect(await made.sync(oneStopSource())).toMatchObject({
      state: 'DONE',
      read: 4,
      stored: 2,
      quarantined: 2,
    });
    expect(drop.report('done', 'a.jsonl')).toEqual({
      file: 'a.jsonl',
      read: 4,
      stored: 2,
      quarantined: 2,
      ...sums,
      errors: [
        { line: 3, field: '', code: 'BROKEN_JSON', message: expect.any(String) },
        { line: 4, record: codeOf(3), field: 'DonVi', code: 'MISSING', message: expect.any(String) },
        { line: 4, record: codeOf(3), field: 'ChuHoSo', code: 'MISSING', message: expect.any(String) },
      ],
    });
  });

  it('changes nothing with the same file again', async () => {
    drop.lay('a.jsonl', lines(3));
    await made.sync(oneStopSource());
    drop.lay('a.jsonl', lines(3), 10);
    expect(await made.sync(oneStopSource())).toMatchObject({ read: 3, stored: 0, unchanged: 3 });
    expect(drop.report('done', 'a-2.jsonl')).toMatchObject({ read: 3, unchanged: 3 });
    expect(made.owed).toHaveLength(3);
  });

  it.each([1, 2, 3])('stopped behind page %i it goes on, and the report counts all pages', async (stopAt) => {
    drop.lay('a.jsonl', lines(1_100));
    const stop = new AbortController();
    let pages = 0;
    const first = await made.sync(oneStopSource(), {
      signal: stop.signal,
      onProgress: () => {
        pages += 1;
        if (pages === stopAt) stop.abort();
      },
    });
    expect(first.state).toBe('ABANDONED');
    const second = await made.sync(oneStopSource());
    expect(first.read + second.read).toBe(1_100);
    expect(drop.report('done', 'a.jsonl')).toMatchObject({
      read: 1_100,
      stored: 1_100,
      quarantined: 0,
      ...sums,
    });
    expect(made.owed).toHaveLength(1_100);
  });

  it.each(['before the move', 'after the move'])('killed %s, the file is closed once', async (when) => {
    drop.lay('a.jsonl', lines(2));
    const source = oneStopSource();
    const killed = {
      ...source,
      fileDone: async (report: Parameters<typeof source.fileDone>[0]) => {
        if (when === 'after the move') await source.fileDone(report);
        throw new Error('killed');
      },
    };
    expect(await made.sync(killed)).toMatchObject({ state: 'FAILED' });
    expect(existsSync(join(drop.dir, 'done', 'a.jsonl'))).toBe(when === 'after the move');
    expect(await made.sync(oneStopSource())).toMatchObject({ state: 'DONE', read: 0 });
    expect(drop.list('done')).toEqual(['a.jsonl', 'a.jsonl.report.json']);
    expect(drop.report('done', 'a.jsonl')).toMatchObject({ read: 2, stored: 2 });
    expect(await made.all('select 1 from source_file where done_at is null')).toEqual([]);
    // The same name again is a file of its own.
    drop.lay('a.jsonl', lines(3), 10);
    await made.sync(oneStopSource());
    expect(drop.report('done', 'a-2.jsonl')).toMatchObject({ read: 3, stored: 1, unchanged: 2 });
  });

  it('puts a file of which nothing could be read into failed/ and goes on with the next', async () => {
    drop.lay('a.csv', Buffer.from('PK\x03\x04xxxx'), 200);
    drop.lay('b.jsonl', lines(1), 100);
    expect(await made.sync(oneStopSource())).toMatchObject({
      state: 'DONE',
      read: 2,
      stored: 1,
      quarantined: 1,
    });
    expect(drop.report('failed', 'a.csv')).toMatchObject({
      read: 1,
      quarantined: 1,
      errors: [{ field: '', code: 'NOT_WHAT_IT_SAYS' }],
    });
    expect(drop.list('done')).toEqual(['b.jsonl', 'b.jsonl.report.json']);
  });

  it('lists at most 10,000 errors and says so', async () => {
    drop.lay('a.jsonl', '{\n'.repeat(10_050));
    expect(await made.sync(oneStopSource())).toMatchObject({ read: 10_050, quarantined: 10_050 });
    const report = drop.report('failed', 'a.jsonl');
    const errors = report['errors'] as { code: string }[];
    expect(errors).toHaveLength(10_001);
    expect(errors.at(-1)?.code).toBe('MORE_NOT_LISTED');
    expect(report['quarantined']).toBe(10_050);
  });
});

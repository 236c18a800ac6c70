import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SourceUnreachable } from '../../../../src/domain/ports.js';
import { dropOf, type Folder, folder, pagesOf, recordsOf, reportFor } from './support.js';

let drop: Folder;
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `{"MaHoSo":"${index + 1}"}\n`).join('');
const filesOf = async (options: Parameters<typeof dropOf>[1] = {}) => [
  ...new Set((await pagesOf(dropOf(drop, options))).map((page) => page.file?.name)),
];

describe('which files are taken', () => {
  it('oldest first, then by name; hidden, growing-by-name and side files are not files of their own', async () => {
    drop.lay('c.jsonl', lines(1), 50);
    drop.lay('b.jsonl', lines(1), 100);
    drop.lay('a.jsonl', lines(1), 50);
    drop.lay('.x.jsonl', lines(1), 500);
    drop.lay('x.jsonl.part', lines(1), 500);
    drop.lay('lonely.qua-trinh.csv', 'MaHoSo\n1\n', 500);
    expect(await filesOf()).toEqual(['b.jsonl', 'a.jsonl', 'c.jsonl']);
  });

  it('waits for those whose size still moves, unless .ready lies beside', async () => {
    for (const name of ['still.jsonl', 'moving.jsonl', 'told.jsonl']) drop.lay(name, lines(1));
    drop.lay('told.jsonl.ready', '');
    const waits: number[] = [];
    const wait = (ms: number) => {
      waits.push(ms);
      for (const name of ['moving.jsonl', 'told.jsonl'])
        appendFileSync(join(drop.dir, 'inbox', name), lines(1));
      return Promise.resolve();
    };
    expect((await filesOf({ wait })).sort()).toEqual(['still.jsonl', 'told.jsonl']);
    expect(waits).toEqual([1_000]);
    expect((await filesOf()).sort()).toEqual(['moving.jsonl', 'still.jsonl', 'told.jsonl']);
  });

  it('does not wait for what has not moved since a look a second ago', async () => {
    for (const name of ['still.jsonl', 'moving.jsonl']) drop.lay(name, lines(1));
    let time = 0;
    let waited = 0;
    const it = dropOf(drop, {
      monotonic: () => time,
      wait: () => {
        waited += 1;
        return Promise.resolve();
      },
    });
    const run = { signal: new AbortController().signal, now: Date.parse('2025-01-01T00:00:00Z') };
    const names = async () => new Set((await pagesOf(it)).map((page) => page.file?.name));
    await it.lookAhead(run);
    time = 999;
    expect([await names(), waited]).toEqual([new Set(['moving.jsonl', 'still.jsonl']), 1]);
    await it.lookAhead(run);
    time = 1_999;
    expect([await names(), waited]).toEqual([new Set(['moving.jsonl', 'still.jsonl']), 1]);
    // One look counts for one pull.
    expect([(await names()).size, waited]).toEqual([2, 2]);
    await it.lookAhead(run);
    time = 9_999;
    appendFileSync(join(drop.dir, 'inbox', 'moving.jsonl'), lines(1));
    expect([(await names()).size, waited]).toEqual([2, 3]);
  });

  it('does not wait at all where every file is told ready', async () => {
    drop.lay('a.jsonl', lines(1));
    drop.lay('a.jsonl.ready', '');
    expect(await filesOf({ wait: () => Promise.reject(new Error('waited')) })).toEqual(['a.jsonl']);
  });

  it('says that there is no inbox', async () => {
    rmSync(join(drop.dir, 'inbox'), { recursive: true });
    await expect(pagesOf(dropOf(drop))).rejects.toThrow(SourceUnreachable);
  });
});

describe('pages and cursors', () => {
  it('never holds more than 500 records, nor two files, and says where a file begins and ends', async () => {
    drop.lay('a.jsonl', lines(1_001), 200);
    drop.lay('b.jsonl', lines(500), 100);
    const pages = await pagesOf(dropOf(drop));
    expect(pages.map(({ records, file }) => [file?.name, file?.starts, file?.ends, records.length])).toEqual([
      ['a.jsonl', true, false, 500],
      ['a.jsonl', false, false, 500],
      ['a.jsonl', false, true, 1],
      ['b.jsonl', true, true, 500],
    ]);
    expect(pages.at(-1)?.progress).toBe(1);
  });

  it('bounds a page by bytes too', async () => {
    const big = JSON.stringify({ MaHoSo: 'x'.repeat(6 * 1024 * 1024) });
    drop.lay('a.jsonl', `${big}\n${big}\n${big}\n`);
    expect((await pagesOf(dropOf(drop))).map(({ records }) => records.length)).toEqual([2, 1]);
  });

  it.each([0, 1, 2, 3])('goes on behind page %i with nothing lost and nothing twice', async (behind) => {
    drop.lay('a.csv', `MaHoSo\n${Array.from({ length: 1_200 }, (_, index) => index).join('\n')}\n`, 200);
    drop.lay('b.jsonl', lines(3), 100);
    const pages = await pagesOf(dropOf(drop));
    const cursor = pages[behind]?.cursor;
    const fresh = dropOf(drop);
    const rest = await pagesOf(fresh, cursor);
    const before = pages.slice(0, behind + 1).flatMap(({ records }) => records);
    const after = rest.filter(({ records }) => records.length > 0);
    // A file whose pages are all behind the cursor but which was never moved is closed, not read again.
    const again = behind < 3 ? after : after.filter(({ file }) => file?.name !== 'a.csv');
    expect([...before, ...again.flatMap(({ records }) => records)]).toEqual(
      pages.flatMap(({ records }) => records),
    );
    if (behind >= 2) expect(rest[0]).toMatchObject({ records: [], file: { ends: true, starts: false } });
  });

  it('begins anew with a file that was laid again under the same name', async () => {
    drop.lay('a.jsonl', lines(600));
    const [first] = await pagesOf(dropOf(drop));
    drop.lay('a.jsonl', lines(601), 10);
    const rest = await pagesOf(dropOf(drop), first?.cursor);
    expect(rest.flatMap(({ records }) => records)).toHaveLength(601);
    expect(rest[0]?.file?.starts).toBe(true);
  });
});

describe('what becomes of a file', () => {
  it('goes to done/ with its report, and its .ready away', async () => {
    drop.lay('a.csv', 'MaHoSo\n1\n');
    drop.lay('a.csv.ready', '');
    const it = dropOf(drop);
    await recordsOf(it);
    await it.fileDone(reportFor('a.csv'));
    await it.fileDone(reportFor('a.csv'));
    expect(drop.list('inbox')).toEqual([]);
    expect(drop.list('done')).toEqual(['a.csv', 'a.csv.report.json']);
    expect(drop.report('done', 'a.csv')).toMatchObject({ file: 'a.csv', read: 1, stored: 1, errors: [] });
  });

  it('goes to failed/ when not one record could be read', async () => {
    drop.lay('a.jsonl', '{\n{\n');
    const it = dropOf(drop);
    await recordsOf(it);
    await it.fileDone(reportFor('a.jsonl', 2));
    expect(drop.list('failed')).toEqual(['a.jsonl', 'a.jsonl.report.json']);
  });

  it('gets a suffix where its name is taken', async () => {
    for (let round = 0; round < 3; round += 1) {
      drop.lay('a.jsonl', lines(1));
      const it = dropOf(drop);
      await recordsOf(it);
      await it.fileDone(reportFor('a.jsonl'));
    }
    expect(drop.list('done')).toEqual([
      'a-2.jsonl',
      'a-2.jsonl.report.json',
      'a-3.jsonl',
      'a-3.jsonl.report.json',
      'a.jsonl',
      'a.jsonl.report.json',
    ]);
  });

  it('stays where it is when another file took its place meanwhile', async () => {
    drop.lay('a.jsonl', lines(1));
    const it = dropOf(drop);
    await recordsOf(it);
    drop.lay('a.jsonl', lines(2), 10);
    await it.fileDone(reportFor('a.jsonl'));
    expect(drop.list('inbox')).toEqual(['a.jsonl']);
    expect(drop.list('done')).toEqual([]);
  });
});

import { appendFileSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row, xlsx } from '../../../support/xlsx.js';
import { zip } from '../../../support/zip.js';
import { dropOf, type Folder, folder, pagesOf, recordsOf, reportFor } from './support.js';

/* Files made to hurt, or hurt by accident: each is told by file, row, field and reason, the rest goes on, memory stays bounded. */

let drop: Folder;
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

const MB = 1024 * 1024;
const HEAD = 'MaHoSo,ChuHoSo\n';
const SHEET = 'xl/worksheets/sheet1.xml';
const sheetHead = row(1, 'MaHoSo', 'ChuHoSo');
const opened = `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${sheetHead}`;
const closed = '</sheetData></worksheet>';
const cells = (count: number, cell: string) => cell.repeat(count);
const MARK = '\ufeff';

/** File, content, then what becomes of each record: row or line, and code; a row alone is a good one. */
const table: readonly [string, string, () => string | Buffer, string[]][] = [
  ['a CSV formula is text', 'a.csv', () => `${HEAD}1,=cmd|' /C calc'!A0\n2,@SUM(1)\n`, ['2', '3']],
  ['NUL bytes', 'a.csv', () => `${HEAD}1,a\0b\n2,b\n`, ['2 NUL', '3']],
  ['NUL bytes in JSON', 'a.jsonl', () => '{"MaHoSo":"a\0"}\n{"MaHoSo":"2"}\n', ['1 NUL', '2']],
  ['the same head again', 'a.csv', () => `${HEAD}1,a\n${HEAD}2,b\n`, ['2', '3 HEAD_AGAIN', '4']],
  [
    'another head below',
    'a.csv',
    () => `${HEAD}1,a\nChuHoSo,MaHoSo\nb,2\nc,3\n${HEAD}4,d\n`,
    ['2', '3 HEAD_AGAIN', '4 OTHER_HEAD', '5 OTHER_HEAD', '6 HEAD_AGAIN', '7'],
  ],
  [
    'two files glued together',
    'a.csv',
    () => `${MARK}${HEAD}1,a\n${MARK}${HEAD}2,b\n`,
    ['2', '3 HEAD_AGAIN', '4'],
  ],
  ['a BOM in the middle', 'a.csv', () => `${MARK}${HEAD}1,a\n${MARK}2,b\n3,c\n`, ['2', '3 BOM_INSIDE', '4']],
  [
    'a BOM in the middle of JSON',
    'a.jsonl',
    () => `${MARK}{"MaHoSo":"1"}\n${MARK}{"MaHoSo":"2"}\n{"MaHoSo":"3"}`,
    ['1', '2 BOM_INSIDE', '3'],
  ],
  ['no last line end', 'a.csv', () => `${HEAD}1,a\n2,b`, ['2', '3']],
  ['no last line end in JSON', 'a.jsonl', () => '{"MaHoSo":"1"}', ['1']],
  ['a gzip bomb', 'a.csv.gz', () => gzipSync(Buffer.alloc(200 * MB)), ['- NOT_WHAT_IT_SAYS']],
  [
    'a gzip bomb behind good rows',
    'a.csv.gz',
    () => gzipSync(Buffer.concat([Buffer.from(`${HEAD}1,a\n`), Buffer.alloc(200 * MB, '\n')])),
    ['- EXPANDS_TOO_FAR'],
  ],
  [
    'a gzip bomb of JSON',
    'a.jsonl.gz',
    () => gzipSync(Buffer.concat([Buffer.from('{"MaHoSo":"1"}\n'), Buffer.alloc(200 * MB, ' ')])),
    ['1', '- EXPANDS_TOO_FAR'],
  ],
  [
    'a gzip cut short behind good rows',
    'a.jsonl.gz',
    () => gzipSync(`{"MaHoSo":"1"}\n${'x'.repeat(50_000)}`).subarray(0, 70),
    ['1', '- BROKEN_GZIP'],
  ],
  [
    'an XLSX bomb in the sheet',
    'a.xlsx',
    () => xlsx({ rows: '', parts: [[SHEET, `${opened}${row(2, 'k')}${' '.repeat(200 * MB)}${closed}`]] }),
    ['2', '- BROKEN_XLSX'],
  ],
  [
    'an XLSX bomb of empty rows',
    'a.xlsx',
    () => xlsx({ rows: '', parts: [[SHEET, `${opened}${row(2, 'k')}${cells(14 * MB, '<row/>')}${closed}`]] }),
    ['2', '- EXPANDS_TOO_FAR'],
  ],
  [
    'an XLSX bomb in the strings',
    'a.xlsx',
    () => xlsx({ rows: sheetHead, strings: cells(5 * MB, '<si><t>a</t></si>') }),
    ['- EXPANDS_TOO_FAR'],
  ],
  [
    'an XLSX bomb in the styles',
    'a.xlsx',
    () => xlsx({ rows: sheetHead, parts: [['xl/styles.xml', `<a>${cells(20 * MB, '<b/>')}</a>`]] }),
    ['- EXPANDS_TOO_FAR'],
  ],
  [
    'rows of 16,384 columns and a dimension that lies',
    'a.xlsx',
    () =>
      xlsx({
        rows: '',
        parts: [
          [SHEET, `${opened}${`<row>${cells(16_384, '<c/>')}</row>`.repeat(50)}${row(60, 'k')}${closed}`],
        ],
      }),
    ['60'],
  ],
  [
    'rows of 16,384 filled columns',
    'a.xlsx',
    () =>
      xlsx({
        rows: '',
        parts: [
          [
            SHEET,
            `${opened}${`<row>${cells(16_384, '<c><v>1</v></c>')}</row>`.repeat(5)}${row(60, 'k')}${closed}`,
          ],
        ],
      }),
    ['2 COLUMN_COUNT', '3 COLUMN_COUNT', '4 COLUMN_COUNT', '5 COLUMN_COUNT', '6 COLUMN_COUNT', '60'],
  ],
  [
    'a row of one long string many times',
    'a.xlsx',
    () =>
      xlsx({
        rows: '',
        strings: `<si><t>${'s'.repeat(32_000)}</t></si>`,
        parts: [
          [SHEET, `${opened}<row>${cells(10_000, '<c t="s"><v>0</v></c>')}</row>${row(3, 'k')}${closed}`],
        ],
      }),
    ['2 TOO_LONG', '3'],
  ],
  [
    'tags within tags',
    'a.xlsx',
    () => xlsx({ rows: '', parts: [[SHEET, `${opened}${'<a>'.repeat(100_000)}`]] }),
    ['- BROKEN_XLSX'],
  ],
  [
    'a tag without end',
    'a.xlsx',
    () => xlsx({ rows: '', parts: [[SHEET, `${opened}<row a="${'x'.repeat(10 * MB)}`]] }),
    ['- BROKEN_XLSX'],
  ],
  [
    'a billion laughs',
    'a.xlsx',
    () =>
      xlsx({
        rows: '',
        parts: [[SHEET, '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>']],
      }),
    ['- BROKEN_XLSX'],
  ],
  [
    'a part that stands twice',
    'a.xlsx',
    () =>
      zip([
        [SHEET, 'a'],
        [SHEET, 'b'],
      ]),
    ['- BROKEN_XLSX'],
  ],
  [
    'thousands of parts',
    'a.xlsx',
    () => zip(Array.from({ length: 10_001 }, (_, index) => [`p${index}`, ''] as const)),
    ['- BROKEN_XLSX'],
  ],
];

describe('a file made to hurt', () => {
  it.each(table)('%s (%s)', async (_, name, content, wanted) => {
    drop.lay(name, content());
    const before = process.memoryUsage().rss;
    const source = dropOf(drop);
    const records = await recordsOf(source);
    const told = records.map(({ place, unreadable }) =>
      `${place.row ?? place.line ?? '-'} ${unreadable?.code ?? ''}`.trim(),
    );
    expect(told).toEqual(wanted);
    expect(records.every(({ place }) => place.file === name)).toBe(true);
    for (const { unreadable } of records) if (unreadable) expect(unreadable.message).toMatch(/ \(.+\)/);
    // What was made for the test is in `before`; unpacked it would be hundreds of megabytes.
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MB);
    await source.fileDone(reportFor(name, records.length));
    const good = wanted.some((each) => /^\d+$/.test(each));
    expect(drop.list(good ? 'done' : 'failed')).toContain(name);
  });

  it('its formulas are never repeated in a report', async () => {
    drop.lay('a.csv', `${HEAD}"=cmd|' /C calc'!A0",a,b\n`);
    const [record] = await recordsOf(dropOf(drop));
    expect(record?.unreadable).toMatchObject({ code: 'COLUMN_COUNT' });
    expect(JSON.stringify(record?.unreadable)).not.toContain('cmd');
  });
});

describe('a file that changes while it is read', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => `{"MaHoSo":"${index}"}\n`).join('');

  it('is left alone from there on, the others are read, and the next run takes it whole', async () => {
    drop.lay('a.jsonl', `${lines(700)}{"MaHoSo":"cut`, 50);
    drop.lay('b.jsonl', lines(1), 40);
    const source = dropOf(drop);
    const seen: string[] = [];
    const pull = async () => {
      for await (const page of source.pull(undefined, { signal: new AbortController().signal, now: 0 })) {
        seen.push(
          `${page.file?.name} ${page.records.length} ${page.records.every(({ unreadable }) => !unreadable)}`,
        );
        if (seen.length === 1) appendFileSync(join(drop.dir, 'inbox', 'a.jsonl'), '"}\n');
      }
    };
    await expect(pull()).rejects.toThrow('a.jsonl');
    expect(seen).toEqual(['a.jsonl 500 true', 'b.jsonl 1 true']);
    await source.fileDone(reportFor('b.jsonl'));
    expect(drop.list('inbox')).toEqual(['a.jsonl']);
    const again = await pagesOf(dropOf(drop));
    expect(again.flatMap(({ records }) => records)).toHaveLength(701);
  });

  it('is told by its time too, when its size is the same', async () => {
    drop.lay('a.jsonl', lines(600));
    const pull = dropOf(drop).pull(undefined, { signal: new AbortController().signal, now: 0 });
    await pull.next();
    const path = join(drop.dir, 'inbox', 'a.jsonl');
    expect(readFileSync(path).length).toBeGreaterThan(0);
    utimesSync(path, 1, 1);
    await expect(pull.next()).rejects.toThrow('a.jsonl');
  });
});

import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropOf, type Folder, folder, recordsOf } from './support.js';

let drop: Folder;
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

const codes = async () => (await recordsOf(dropOf(drop))).map((record) => record.unreadable?.code ?? 'ok');

describe('JSON Lines', () => {
  it('gives each line its number, and refuses only the bad ones', async () => {
    const lines = [
      Buffer.from('\ufeff{"MaHoSo":"1"}\r\n'),
      Buffer.from('\n'),
      Buffer.from('{"MaHoSo":\n'),
      Buffer.from('[1]\n'),
      Buffer.from('"x"\n'),
      Buffer.concat([Buffer.from('{"ChuHoSo":"'), Buffer.from([0xe1, 0xff]), Buffer.from('"}\n')]),
      Buffer.from('{"a":"\0"}\n'),
      Buffer.from(`${'['.repeat(100_000)}\n`),
      Buffer.from('{"MaHoSo":"Mẫu"}'),
    ];
    drop.lay('a.jsonl', Buffer.concat(lines));
    const records = await recordsOf(dropOf(drop));
    expect(records.map(({ place, unreadable }) => [place.line, unreadable?.code])).toEqual([
      [1, undefined],
      [3, 'BROKEN_JSON'],
      [4, 'NOT_AN_OBJECT'],
      [5, 'NOT_AN_OBJECT'],
      [6, 'WRONG_ENCODING'],
      [7, 'NUL'],
      [8, 'TOO_DEEP'],
      [9, undefined],
    ]);
    expect(records.at(-1)?.raw).toEqual({ MaHoSo: 'Mẫu' });
    expect(records.every(({ place }) => place.file === 'a.jsonl')).toBe(true);
  });

  it('takes a line of 100 MB for one unreadable record, without holding it', async () => {
    const long = Buffer.alloc(100 * 1024 * 1024, 'x');
    drop.lay(
      'a.jsonl',
      Buffer.concat([Buffer.from('{"MaHoSo":"1"}\n'), long, Buffer.from('\n{"MaHoSo":"2"}\n')]),
    );
    const records = await recordsOf(dropOf(drop));
    expect(records.map(({ unreadable }) => unreadable?.code)).toEqual([undefined, 'TOO_LONG', undefined]);
    expect(records[1]?.raw).toMatchObject({ bytes: long.length });
    expect(JSON.stringify(records[1]?.raw).length).toBeLessThan(100_000);
  });
});

describe('CSV', () => {
  it.each([
    ['comma', 'MaHoSo,ChuHoSo\n1,"A, ""B"""\n\n2,"C\nD"\n'],
    ['semicolon, BOM and CRLF', '\ufeffMaHoSo;ChuHoSo\r\n1;"A, ""B"""\r\n\r\n2;"C\nD"\r\n'],
    ['quoted header, no last line end', '"MaHoSo","ChuHoSo"\n1,"A, ""B"""\n\n2,"C\nD"'],
  ])('is read with %s', async (_, text) => {
    drop.lay('a.csv', text);
    const records = await recordsOf(dropOf(drop));
    expect(records).toEqual([
      { raw: { MaHoSo: '1', ChuHoSo: 'A, "B"' }, place: { file: 'a.csv', row: 2 } },
      { raw: { MaHoSo: '2', ChuHoSo: 'C\nD' }, place: { file: 'a.csv', row: 4 } },
    ]);
  });

  it('reads Windows-1258 by looking, and by name', async () => {
    const bytes = iconv.encode(
      'MaHoSo,ChuHoSo\n1,Đặng Thị Mỹ Lệ\n'.normalize('NFD').normalize('NFC'),
      'utf-8',
    );
    // Windows-1258 writes tones as combining marks behind letters that it has whole.
    const text = 'MaHoSo,ChuHoSo\n1,Đăng Nguyê\u0303n Thi\u0323 Mâ\u0303u\n';
    drop.lay('a.csv', iconv.encode(text, 'windows-1258'));
    const [record] = await recordsOf(dropOf(drop));
    expect(record?.unreadable).toBeUndefined();
    expect(JSON.stringify(record?.raw).normalize('NFC')).toContain('Đăng Nguyễn Thị Mẫu');
    drop.lay('b.csv', iconv.encode(text, 'utf-16le'));
    const [, named] = await recordsOf(dropOf(drop, { encoding: { file: 'utf-16le', columns: new Map() } }));
    expect(JSON.stringify(named?.raw).normalize('NFC')).toContain('Nguyễn');
    expect(bytes.length).toBeGreaterThan(0);
  });

  it('refuses only the damaged rows of a UTF-8 file', async () => {
    const damaged = Buffer.concat([Buffer.from('2,'), Buffer.from([0xc4]), Buffer.from('x\n')]);
    drop.lay(
      'a.csv',
      Buffer.concat([Buffer.from('MaHoSo,ChuHoSo\n1,Đặng Mẫu\n'), damaged, Buffer.from('3,Lệ\n4,a\0b\n')]),
    );
    expect(await codes()).toEqual(['ok', 'WRONG_ENCODING', 'ok', 'NUL']);
  });

  it('goes on behind rows with too many cells, too few, or quotes that do not match', async () => {
    drop.lay('a.csv', 'MaHoSo,ChuHoSo\n1,a,b\n2\n3,"x"y\n4,ok,\n5,"never closed\n6,ok\n');
    const records = await recordsOf(dropOf(drop));
    expect(records.map(({ place, unreadable }) => [place.row, unreadable?.code])).toEqual([
      [2, 'COLUMN_COUNT'],
      [3, 'COLUMN_COUNT'],
      [4, 'BROKEN_QUOTES'],
      [5, undefined],
      [6, 'BROKEN_QUOTES'],
      [7, undefined],
    ]);
  });

  it.each([
    ['a row', 'x'],
    ['an open quote', '"x'],
  ])('takes %s of 100 MB for one unreadable record', async (_, begin) => {
    const long = Buffer.alloc(100 * 1024 * 1024, 'x');
    drop.lay(
      'a.csv',
      Buffer.concat([Buffer.from(`MaHoSo,ChuHoSo\n1,a\n${begin}`), long, Buffer.from('\n2,b\n')]),
    );
    const records = await recordsOf(dropOf(drop));
    expect(records.map(({ place, unreadable }) => [place.row, unreadable?.code])).toEqual([
      [2, undefined],
      [3, 'TOO_LONG'],
      [4, undefined],
    ]);
  });
});

describe('a file that is not what it says', () => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]);
  it.each([
    ['a.csv', zip, 'NOT_WHAT_IT_SAYS'],
    ['a.csv', gzipSync('MaHoSo\n1\n'), 'NOT_WHAT_IT_SAYS'],
    ['a.jsonl', gzipSync('{}'), 'NOT_WHAT_IT_SAYS'],
    ['a.jsonl', Buffer.from('\ufeff{}', 'utf16le'), 'NOT_WHAT_IT_SAYS'],
    ['a.csv', Buffer.from('\ufeffMaHoSo\n1', 'utf16le'), 'NOT_WHAT_IT_SAYS'],
    ['a.csv', Buffer.alloc(5_000), 'NOT_WHAT_IT_SAYS'],
    ['a.csv', Buffer.from('xin chào\nkhông phải bảng\n'), 'NO_KNOWN_COLUMN'],
    ['a.csv', Buffer.from('MaHoSo,MaHoSo\n1,2\n'), 'DUPLICATE_COLUMN'],
    ['a.csv', Buffer.from('\n\n'), 'EMPTY_FILE'],
    ['a.csv', Buffer.alloc(0), 'EMPTY_FILE'],
    ['a.jsonl', Buffer.alloc(0), 'EMPTY_FILE'],
    ['a.xlsx', zip, 'BROKEN_XLSX'],
    ['a.csv.gz', gzipSync('MaHoSo\n1\n'), 'ok'],
    ['a.csv.gz', Buffer.from('MaHoSo\n1\n'), 'BROKEN_GZIP'],
    ['a.csv.gz', gzipSync('MaHoSo\n1\n').subarray(0, 15), 'BROKEN_GZIP'],
    ['a.jsonl.gz', gzipSync(gzipSync('{}')), 'NOT_WHAT_IT_SAYS'],
    ['a.jsonl.gz', Buffer.concat([gzipSync('{"MaHoSo":'), gzipSync('"1"}')]), 'ok'],
    ['a.pdf', Buffer.from('%PDF'), 'UNKNOWN_ENDING'],
  ])('%s %#: %s', async (name, content, code) => {
    drop.lay(name, content);
    expect(await codes()).toEqual([code]);
  });

  it('a header alone is an empty export', async () => {
    drop.lay('a.csv', 'MaHoSo,ChuHoSo\n');
    expect(await codes()).toEqual([]);
  });
});

import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { SourceUnreachable } from '../../../../src/domain/ports.js';
import {
  answerList,
  json,
  keysOf,
  NOW,
  openRest,
  pull,
  type Row,
  rowAt,
  type Served,
  serve,
} from './support.js';

let server: Served;
afterEach(() => server.close());

const many = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => rowAt(`K${1000 + index}`, NOW - 9_000_000 + index * 1_000));
const allKeys = (rows: readonly Row[]) => rows.map((row) => String(row['MaHoSo'])).sort();
const unique = (keys: readonly string[]) => [...new Set(keys)].sort();
const sizeOf = (url: URL) => Number(url.searchParams.get('pageSize'));
const pageOf = (url: URL) => Number(url.searchParams.get('page'));

describe('a list that is not what it says, and is read all the same', () => {
  const rows = many(1_300);

  it.each<[string, (url: URL, response: Parameters<typeof json>[0]) => void]>([
    [
      'is not ordered',
      (url, response) => {
        const mixed = rows.toSorted((a, b) =>
          String(a['MaHoSo']).slice(3).localeCompare(String(b['MaHoSo']).slice(3)),
        );
        const data = mixed.slice((pageOf(url) - 1) * sizeOf(url), pageOf(url) * sizeOf(url));
        json(response, { data, currentPage: pageOf(url), totalPages: 3, totalCount: 1_300 });
      },
    ],
    [
      'does not heed changedSince',
      (url, response) => {
        const copy = new URL(url);
        copy.searchParams.set('changedSince', '1970-01-01T00:00:00Z');
        answerList(rows, copy, response);
      },
    ],
    [
      'is longer than totalPages says',
      (url, response) => {
        const data = rows.filter(
          (row) =>
            Date.parse(String(row['NgayCapNhat'])) >= Date.parse(url.searchParams.get('changedSince') ?? ''),
        );
        json(response, {
          data: data.slice((pageOf(url) - 1) * sizeOf(url), pageOf(url) * sizeOf(url)),
          currentPage: pageOf(url),
          totalPages: 1,
          totalCount: 1,
        });
      },
    ],
    [
      'is shorter than totalPages says',
      (url, response) => {
        const data = rows.filter(
          (row) =>
            Date.parse(String(row['NgayCapNhat'])) >= Date.parse(url.searchParams.get('changedSince') ?? ''),
        );
        json(response, {
          data: data.slice((pageOf(url) - 1) * sizeOf(url), pageOf(url) * sizeOf(url)),
          currentPage: pageOf(url),
          totalPages: 9_999,
          totalCount: 1_300,
        });
      },
    ],
    ['has smaller pages than asked for', (url, response) => answerList(rows, url, response, 100)],
    [
      'tells no totals',
      (url, response) => {
        const data = rows.filter(
          (row) =>
            Date.parse(String(row['NgayCapNhat'])) >= Date.parse(url.searchParams.get('changedSince') ?? ''),
        );
        json(response, { data: data.slice((pageOf(url) - 1) * sizeOf(url), pageOf(url) * sizeOf(url)) });
      },
    ],
    [
      'is given at once, larger than a page',
      (url, response) => {
        const data = rows.filter(
          (row) =>
            Date.parse(String(row['NgayCapNhat'])) >= Date.parse(url.searchParams.get('changedSince') ?? ''),
        );
        json(response, { data, currentPage: 1, totalPages: 1, totalCount: data.length });
      },
    ],
  ])('%s', async (_, answer) => {
    server = await serve((url, response) => answer(url, response));
    const rest = openRest(server.url);
    const pages = await pull(rest);
    expect(unique(keysOf(pages))).toEqual(allKeys(rows));
    expect(pages.every(({ records }) => records.length <= 500)).toBe(true);
    // Killed anywhere, it goes on with nothing lost.
    for (const behind of [1, 2, 4]) {
      const before = await pull(rest, undefined, { limit: behind });
      const after = await pull(rest, before.at(-1)?.cursor);
      expect(unique([...keysOf(before), ...keysOf(after)])).toEqual(allKeys(rows));
    }
  });

  it('hands on what cannot be read as a row, with its place, and does not stumble', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const text = `\ufeff{"data":[null,7,[],{"MaHoSo":"A","NgayCapNhat":"2024-08-20T00:00:00Z","x":${deep}},{"MaHoSo":"B","ChuHoSo":"\ufffd"},{"MaHoSo":"C","NgayCapNhat":"2024-08-20T00:00:00Z"},{"MaHoSo":"C","NgayCapNhat":"2024-08-20T00:00:00Z"},{"MaHoSo":"D","NgayCapNhat":"31/02/2024 00:00"}],"currentPage":"1","totalPages":"1"}`;
    server = await serve((_, response) => json(response, text));
    const [page] = await pull(openRest(server.url));
    expect(page?.records.map(({ place, unreadable }) => [place, unreadable?.code])).toEqual(
      [undefined, undefined, undefined, 'TOO_DEEP', 'WRONG_ENCODING', undefined, undefined, undefined].map(
        (code, index) => [{ page: 1, row: index + 1 }, code],
      ),
    );
  });

  it('reads a compressed page', async () => {
    const rows = many(2);
    server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify({ data: rows, currentPage: 1, totalPages: 1 })));
    });
    expect(keysOf(await pull(openRest(server.url)))).toHaveLength(2);
  });
});

describe('a list that cannot be read says so in one line', () => {
  const page = (data: unknown, more: object = {}) =>
    JSON.stringify({ data, currentPage: 1, totalPages: 1, ...more });

  it.each<[string, (url: URL, response: Parameters<typeof json>[0]) => void, RegExp]>([
    ['HTML', (_, response) => json(response, '<!DOCTYPE html><html></html>'), /not JSON.*HTML/],
    ['half a body', (_, response) => json(response, '{"data":[{"MaHoSo":"1"'), /not JSON/],
    ['a bare list', (_, response) => json(response, '[]'), /not a JSON object/],
    ['another shape', (_, response) => json(response, '{"items":[]}'), /no list "data"/],
    ['data that is no list', (_, response) => json(response, page({})), /no list "data"/],
    [
      'another page than asked',
      (_, response) => json(response, page([rowAt('A', NOW)], { currentPage: 3, totalPages: 9 })),
      /asked for page 1, was given page 3/,
    ],
    [
      'the same page for ever',
      (_, response) => json(response, JSON.stringify({ data: [rowAt('A', NOW - 5_000)], totalPages: 9 })),
      /asked for page 2, was given page 1/,
    ],
    [
      'pages without end',
      (url, response) =>
        json(
          response,
          JSON.stringify({
            data: [rowAt(`K${pageOf(url)}`, 'never')],
            currentPage: pageOf(url),
            totalPages: 9 + pageOf(url),
          }),
        ),
      /does not end/,
    ],
    [
      'a page beyond the limit',
      (_, response) => json(response, page([{ x: 'x'.repeat(17 * 1024 * 1024) }])),
      /too large.*PAGE_SIZE/,
    ],
    [
      'a compressed bomb',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')));
      },
      /too large.*PAGE_SIZE/,
    ],
    [
      '404',
      (_, response) => {
        response.writeHead(404).end();
      },
      /HTTP 404/,
    ],
    [
      '403',
      (_, response) => {
        response.writeHead(403).end();
      },
      /HTTP 403.*check AUTH/,
    ],
    [
      'a redirect to another host',
      (_, response) => {
        response.writeHead(302, { location: 'http://elsewhere.example/list?token=hunter2' }).end();
      },
      /elsewhere\.example.*not followed/,
    ],
    [
      'redirects in a circle',
      (url, response) => {
        response.writeHead(302, { location: url.pathname + url.search }).end();
      },
      /not followed/,
    ],
  ])('%s', async (_, answer, message) => {
    server = await serve((url, response) => answer(url, response));
    const reading = pull(openRest(`${server.url}?apikey=hunter2`, { maxPages: 20 }));
    const error = await reading.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(SourceUnreachable);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('hunter2');
  });
});

import { afterEach, describe, expect, it } from 'vitest';
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

const HOUR = 3_600_000;
const many = (count: number, every: number, from = NOW - 240 * HOUR): Row[] =>
  Array.from({ length: count }, (_, index) =>
    rowAt(`K${String(index).padStart(6, '0')}`, from + index * every),
  );
const unique = (keys: readonly string[]) => [...new Set(keys)].sort();
const allKeys = (rows: readonly Row[]) => rows.map((row) => String(row['MaHoSo'])).sort();

describe('a pull', () => {
  it('reads every page, and the next one only what changed since, less the overlap', async () => {
    const rows = many(1_234, 60_000);
    server = await serve((url, response) => answerList(rows, url, response));
    const rest = openRest(server.url);
    const first = await pull(rest);
    expect(unique(keysOf(first))).toEqual(allKeys(rows));
    expect(first.every(({ records }) => records.length <= 500)).toBe(true);
    expect(first.at(-1)?.progress).toBe(1);

    const again = await pull(rest, first.at(-1)?.cursor);
    expect(keysOf(again)).toEqual(['K001231', 'K001232', 'K001233']);

    rows[7] = rowAt('K000007', NOW - 1_000);
    const third = await pull(rest, again.at(-1)?.cursor);
    expect(keysOf(third)).toEqual(['K001231', 'K001232', 'K001233', 'K000007']);
  });

  it('asks as the form says, and keeps what the address asks for itself', async () => {
    server = await serve((url, response) => answerList([], url, response));
    await pull(openRest(`${server.url}?unit=H56.14`, { pageSize: 50 }));
    expect(server.asked).toEqual([
      '/list?unit=H56.14&changedSince=1970-01-01T00%3A00%3A00Z&page=1&pageSize=50',
    ]);
  });

  it('loses nothing when rows move to the end, and away from under it, between pages', async () => {
    const rows = many(2_000, 1_000);
    let moved = 0;
    server = await serve((url, response) => {
      answerList(rows, url, response);
      // After each answer the oldest rows change: all that stand behind them shift forward.
      for (let count = 0; count < 100 && moved < 1_500; count += 1, moved += 1) {
        rows[moved] = rowAt(`K${String(moved).padStart(6, '0')}`, NOW + moved * 10, { v: 2 });
      }
    });
    const rest = openRest(server.url);
    const pages = await pull(rest);
    expect(unique(keysOf(pages))).toEqual(allKeys(rows));
    // What changed behind the last page comes with the next pulls.
    while (moved < 1_500) pages.push(...(await pull(rest, pages.at(-1)?.cursor)));
    pages.push(...(await pull(rest, pages.at(-1)?.cursor)));
    const given = pages.flatMap(({ records }) => records.map(({ raw }) => raw as Row));
    const newest = new Map(given.map((row) => [row['MaHoSo'], row['v']]));
    for (const row of rows) expect(newest.get(row['MaHoSo'] ?? null)).toBe(row['v']);
  });

  it('loses nothing of more rows of one second than a page holds, while they shift', async () => {
    const rows = many(2_300, 0);
    let answers = 0;
    server = await serve((url, response) => {
      answerList(rows, url, response);
      answers += 1;
      // Between the second and the third page 600 rows of the first ones move away.
      if (answers === 3)
        for (let index = 0; index < 600; index += 1)
          rows[index] = rowAt(String(rows[index]?.['MaHoSo']), NOW - HOUR);
    });
    expect(unique(keysOf(await pull(openRest(server.url))))).toEqual(allKeys(rows));
  });

  it('says nothing new where nothing stands still, and begins there again the next time', async () => {
    const rows = [...many(1_200, 0), rowAt('Z', NOW - HOUR)];
    let turn = 0;
    server = await serve((url, response) => {
      turn += 1;
      rows[turn % 500] = rowAt(`N${turn}`, NOW - 240 * HOUR);
      answerList(rows, url, response);
    });
    const rest = openRest(server.url);
    const pages = await pull(rest);
    server.asked.length = 0;
    await pull(rest, pages.at(-1)?.cursor, { limit: 1 });
    expect(new URL(server.asked[0] ?? '', server.url).searchParams.get('changedSince')).toBe(
      '2024-08-16T02:59:59Z',
    );
  });

  it.each([1, 2, 3, 4, 5])(
    'goes on behind page %i after a kill, nothing lost, and not from the beginning',
    async (behind) => {
      const rows = many(3_000, 1_000);
      server = await serve((url, response) => answerList(rows, url, response));
      const before = await pull(openRest(server.url), undefined, { limit: behind });
      server.asked.length = 0;
      const rest = await pull(openRest(server.url), before.at(-1)?.cursor);
      expect(unique([...keysOf(before), ...keysOf(rest)])).toEqual(allKeys(rows));
      expect(server.asked.length).toBeLessThanOrEqual(8 - behind);
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7])(
    'goes on inside one second that is longer than a page, killed behind page %i',
    async (behind) => {
      const rows = many(2_300, 0);
      server = await serve((url, response) => answerList(rows, url, response));
      const before = await pull(openRest(server.url), undefined, { limit: behind });
      for (let index = 0; index < 600; index += 1)
        rows[index] = rowAt(String(rows[index]?.['MaHoSo']), NOW - HOUR);
      const rest = await pull(openRest(server.url), before.at(-1)?.cursor);
      expect(unique([...keysOf(before), ...keysOf(rest)])).toEqual(allKeys(rows));
    },
  );

  it('reads again what a pull that was interrupted began with: a row committed late meanwhile is found', async () => {
    const rows = many(1_100, 1_000, NOW - 1_100_000);
    server = await serve((url, response) => answerList(rows, url, response));
    const rest = openRest(server.url);
    const before = await pull(rest, undefined, { limit: 2 });
    // Under way for a minute when it was passed; the run that goes on comes an hour later.
    rows.push(rowAt('LATE', NOW - 60_000));
    for (let index = 0; index < 10; index += 1) rows.push(rowAt(`M${index}`, NOW + 1_000 + index * 1_000));
    const second = await pull(rest, before.at(-1)?.cursor, { now: NOW + HOUR });
    const third = await pull(rest, second.at(-1)?.cursor, { now: NOW + HOUR });
    expect([...keysOf(second), ...keysOf(third)]).toContain('LATE');
    expect(keysOf(third)).toContain('M9');
  });

  it('never lets a time far in the future move the cursor', async () => {
    const rows = [rowAt('A', NOW - HOUR), rowAt('FUTURE', '2031-01-01T00:00:00Z')];
    server = await serve((url, response) => answerList(rows, url, response));
    const rest = openRest(server.url);
    const first = await pull(rest);
    rows.push(rowAt('B', NOW - 1_000));
    expect(keysOf(await pull(rest, first.at(-1)?.cursor))).toContain('B');
  });

  it('goes back when the clock of the server was put back', async () => {
    let clock = NOW + HOUR;
    const rows = [rowAt('A', clock - 1_000)];
    server = await serve((url, response) => {
      const since = Date.parse(url.searchParams.get('changedSince') ?? '');
      const data = rows.filter((row) => Date.parse(String(row['NgayCapNhat'])) >= since);
      json(response, {
        data,
        currentPage: 1,
        totalPages: 1,
        totalCount: data.length,
        serverTime: new Date(clock).toISOString(),
      });
    });
    const rest = openRest(server.url);
    const first = await pull(rest, undefined, { now: NOW });
    expect(rest.warnings).toContain('the clock of a source differs from ours');
    // Corrected by an hour; ten minutes later we look again.
    clock = NOW + 600_000;
    rows.push(rowAt('B', NOW + 1_000));
    expect(keysOf(await pull(rest, first.at(-1)?.cursor, { now: NOW + 600_000 }))).toContain('B');
  });

  it('begins anew with another address, and with a cursor of another transport', async () => {
    const rows = many(3, 1_000);
    server = await serve((url, response) => answerList(rows, url, response));
    const [page] = await pull(openRest(server.url));
    const other = openRest(`${server.url}?unit=H56.14`);
    expect(keysOf(await pull(other, page?.cursor))).toHaveLength(3);
    expect(keysOf(await pull(other, { name: 'a.jsonl', size: 1, records: 500 }))).toHaveLength(3);
  });

  it('asks whether anything changed at all, once a list of one page has a name', async () => {
    const rows = [rowAt('A', NOW - HOUR), rowAt('B', NOW - HOUR)];
    let kept = 0;
    server = await serve((url, response, request) => {
      const etag = `"${rows.length}"`;
      if (request.headers['if-none-match'] === etag) {
        kept += 1;
        response.writeHead(304, { date: new Date(NOW).toUTCString() }).end();
        return;
      }
      response.setHeader('etag', etag);
      answerList(rows, url, response);
    });
    const rest = openRest(server.url);
    let cursor = (await pull(rest)).at(-1)?.cursor;
    cursor = (await pull(rest, cursor)).at(-1)?.cursor;
    expect(await pull(rest, cursor)).toEqual([]);
    expect(kept).toBe(1);
    rows.push(rowAt('C', NOW - 1_000));
    expect(keysOf(await pull(rest, cursor))).toEqual(['A', 'B', 'C']);
  });
});

import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sourceDefinitions } from '../../../../src/connectors/sources/registry.js';
import {
  DistrictLists,
  type DistrictServer,
  startDistrictServer,
} from '../../../../src/connectors/sources/simulation/index.js';
import type { Source, SourceDefinition } from '../../../../src/domain/ports.js';
import { compareAll, isComparable } from '../../../../src/intake/compare/index.js';
import { type Bench, bench, notice, principal, type Raw } from '../../../intake/support.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { type Served, serve } from '../rest/support.js';

const definition = sourceDefinitions.find(({ name }) => name === 'notices') as SourceDefinition;
const COUNTS = { stored: 0, unchanged: 0, stale: 0, quarantined: 0 };

let made: Bench;
let lists: DistrictLists;
let server: DistrictServer;

beforeAll(async () => {
  made = await bench();
  lists = new DistrictLists();
  server = await startDistrictServer({ district: lists, clock: made.clock });
});
beforeEach(async () => {
  const ofNotices = "in (select id from subject where kind = 'notice')";
  await made.database.query(
    `delete from quarantine; delete from source_cursor; delete from file_reference;
     delete from notice_attachment; delete from notice; delete from subject_version where subject_id ${ofNotices};
     delete from subject where kind = 'notice'`,
  );
  lists.replace('notices');
});
afterAll(async () => {
  await server.close();
  await made.drop();
});

/** Fresh, as a new process has it. */
function source(address: string, more: Record<string, string> = {}): Source {
  const environment = {
    SOURCE_NOTICES_URL: `feed+${address}`,
    SOURCE_NOTICES_FEED_UNIT: 'H56.14',
    SOURCE_NOTICES_FEED_CATEGORIES: '*=HOAT_DONG',
    ...more,
  };
  expect(definition.misfits?.(environment)).toEqual([]);
  return definition.create(environment, {
    clock: made.clock,
    staging: noStaging,
    contents: noContents,
    warn: () => undefined,
  });
}

const at = (minute: number) => new Date(Date.parse('2024-08-20T00:00:00Z') + minute * 60_000).toISOString();

function row(index: number, change: Raw = {}): Raw {
  const time = at(index);
  return notice({
    MaTin: `T-${index}`,
    TieuDe: `Tin ${index}`,
    NgayDang: time,
    NgayCapNhat: time,
    ...change,
  });
}
function rows(count: number): Raw[] {
  return Array.from({ length: count }, (_, index) => row(index));
}
const stored = () =>
  made.all<{ code: string; title: string; category: string; version: number }>(
    `select n.code, n.title, n.category, s.version from notice n join subject s on s.id = n.subject_id
      where s.deleted_at is null order by n.code`,
  );

describe.each(['rss', 'rdf', 'atom'])('a feed in %s', (format) => {
  it('is read to its last page, then only when something changed, as far back as that may be', async () => {
    lists.put('notices', ...rows(120));
    const address = `${server.url}/notices.${format}?pageSize=25`;
    expect(await made.sync(source(address))).toMatchObject({
      state: 'DONE',
      ...COUNTS,
      read: 120,
      stored: 120,
    });
    expect(await made.sync(source(address))).toMatchObject({ state: 'DONE', ...COUNTS, read: 0 });
    lists.put('notices', row(119, { TieuDe: 'Đã sửa', NgayCapNhat: at(200) }), row(121));
    expect(await made.sync(source(address))).toMatchObject({ ...COUNTS, read: 50, stored: 2, unchanged: 48 });
    expect((await stored()).filter(({ version }) => version > 1)).toMatchObject([
      { code: 'T-119', title: 'Đã sửa' },
    ]);
  });

  it('is probed without a record being taken', async () => {
    lists.put('notices', ...rows(3));
    const said = await source(`${server.url}/notices.${format}`).probe?.(AbortSignal.timeout(5_000));
    expect(said).toMatch(/notices\.\w+: (RSS|Atom) [12]\.0, 3 tin/);
    expect(await stored()).toEqual([]);
  });
});

describe('a feed as a window', () => {
  const newest = () => source(`${server.url}/notices.rss?last=5`);

  it('deletes nothing that leaves it, nor calls it gone', async () => {
    lists.put('notices', ...rows(5));
    await made.sync(newest());
    lists.put('notices', row(5), row(6));
    expect(await made.sync(newest())).toMatchObject({ ...COUNTS, read: 5, stored: 2, unchanged: 3 });
    expect(await stored()).toHaveLength(7);
    const comparable = [newest()].filter(isComparable);
    expect(await compareAll(made.deps, principal, comparable, { patience: 0 })).toMatchObject([
      { state: 'DONE', read: 5, changed: 0, gone: 0, missed: 0, goneUnjudged: 'ONLY_CHANGES' },
    ]);
  });

  it('brings a change that has no new date, once', async () => {
    lists.put('notices', ...rows(5));
    await made.sync(newest());
    lists.put('notices', row(2, { TieuDe: 'Sửa lặng lẽ' }));
    expect(await made.sync(newest())).toMatchObject({ ...COUNTS, stored: 1, unchanged: 4 });
    lists.put('notices', row(5));
    expect(await made.sync(newest())).toMatchObject({ ...COUNTS, stored: 1, unchanged: 4 });
    expect((await stored())[2]).toMatchObject({ title: 'Sửa lặng lẽ', version: 2 });
  });

  it('goes on after a pull that was ended in the middle', async () => {
    lists.put('notices', ...rows(60));
    const address = `${server.url}/notices.atom?pageSize=10`;
    const stop = new AbortController();
    let pages = 0;
    const ended = await made.sync(source(address), {
      signal: stop.signal,
      onProgress: () => {
        pages += 1;
        if (pages === 2) stop.abort();
      },
    });
    expect(ended).toMatchObject({ state: 'ABANDONED' });
    expect(await made.sync(source(address))).toMatchObject({ state: 'DONE', stored: 60 - ended.stored });
    expect(await stored()).toHaveLength(60);
  });

  it('is several feeds, each with its category; an item in two belongs to the first', async () => {
    lists.put('notices', row(0, { ChuyenMuc: 'DU_AN_DAU_TU' }), row(1, { ChuyenMuc: 'PHAP_LUAT' }), row(2));
    const several = () =>
      source(`${server.url}/`, {
        SOURCE_NOTICES_FEEDS: '/notices.rss?category=DU_AN_DAU_TU=Dự án; /notices.rss=Tin chung',
        SOURCE_NOTICES_FEED_CATEGORIES: 'DỰ ÁN=DU_AN_DAU_TU; tin chung=CHINH_SACH',
      });
    const expected = [{ category: 'DU_AN_DAU_TU' }, { category: 'CHINH_SACH' }, { category: 'CHINH_SACH' }];
    expect(await made.sync(several())).toMatchObject({ ...COUNTS, read: 3, stored: 3 });
    expect(await stored()).toMatchObject(expected);
    expect(await made.sync(several())).toMatchObject({ read: 0 });
    // The first feed has not changed; what is in it is still its own.
    lists.put('notices', row(3));
    expect(await made.sync(several())).toMatchObject({ ...COUNTS, read: 4, stored: 1, unchanged: 3 });
    expect(await stored()).toMatchObject([...expected, { category: 'CHINH_SACH' }]);
  });

  it('is read anew when categories are told otherwise', async () => {
    lists.put('notices', row(0, { ChuyenMuc: 'KHAC' }));
    await made.sync(newest());
    const other = { SOURCE_NOTICES_FEED_CATEGORIES: 'khac=QUY_TRINH' };
    expect(await made.sync(source(`${server.url}/notices.rss?last=5`, other))).toMatchObject({ stored: 1 });
    expect(await stored()).toMatchObject([{ category: 'QUY_TRINH' }]);
  });
});

describe('a server of its own ways', () => {
  let served: Served | undefined;
  afterEach(() => served?.close());

  const rss = (items: readonly string[], head = '') =>
    `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>${head}${items.join('')}</channel></rss>`;
  const item = (id: number, date = 'Thu, 22 Aug 2024 08:00:00 +0700', title = `Tin ${id}`) =>
    `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><description>x</description><pubDate>${date}</pubDate></item>`;
  const give = (response: ServerResponse, text: string, headers: Record<string, string> = {}) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers });
    response.end(text);
  };

  it('that repeats items and turns them round changes nothing', async () => {
    const orders = [
      [1, 2, 3, 2],
      [3, 1, 2, 3, 3],
      [2, 3, 1],
    ];
    served = await serve((_, response) => give(response, rss((orders.shift() ?? []).map((id) => item(id)))));
    expect(await made.sync(source(served.url))).toMatchObject({
      ...COUNTS,
      read: 4,
      stored: 3,
      unchanged: 1,
    });
    expect(await made.sync(source(served.url))).toMatchObject({ ...COUNTS, read: 5, unchanged: 5 });
    expect(await made.sync(source(served.url))).toMatchObject({ ...COUNTS, read: 3, unchanged: 3 });
    expect((await stored()).map(({ version }) => version)).toEqual([1, 1, 1]);
  });

  it('that writes dates badly, or broken letters, loses those items alone', async () => {
    const broken = Buffer.from(item(3, undefined, 'H\u00ff'), 'latin1').toString('latin1');
    served = await serve((_, response) => {
      response.writeHead(200);
      response.end(Buffer.from(rss([item(1, '31 Feb 2024 08:00 GMT'), item(2), broken]), 'latin1'));
    });
    expect(await made.sync(source(served.url))).toMatchObject({
      ...COUNTS,
      read: 3,
      stored: 1,
      quarantined: 2,
    });
    const quarantined = await made.all(
      'select natural_key as key, place, problems from quarantine order by id',
    );
    expect(quarantined).toMatchObject([
      { key: '1', place: { page: 1, row: 1 }, problems: [{ field: 'NgayDang', code: 'BAD_DATE' }, {}] },
      { place: { page: 1, row: 3 }, problems: [{ code: 'WRONG_ENCODING' }] },
    ]);
  });

  it('that has only Last-Modified is asked by it; one that is busy is asked again', async () => {
    const asked: (string | undefined)[] = [];
    served = await serve((_, response, { headers }) => {
      asked.push(headers['if-modified-since']);
      if (asked.length === 1) response.writeHead(503, { 'retry-after': '0' }).end();
      else if (asked.length === 2)
        give(response, rss([item(1)]), { 'last-modified': 'Thu, 22 Aug 2024 01:00:00 GMT' });
      else response.writeHead(304).end();
    });
    expect(await made.sync(source(served.url))).toMatchObject({ ...COUNTS, stored: 1 });
    expect(await made.sync(source(served.url))).toMatchObject({ state: 'DONE', read: 0 });
    expect(asked).toEqual([undefined, undefined, 'Thu, 22 Aug 2024 01:00:00 GMT']);
  });

  it('whose pages lead round in a circle is read once', async () => {
    served = await serve((url, response) => {
      const page = Number(url.searchParams.get('p') ?? 1);
      give(response, rss([item(page)], `<atom:link rel="next" href="?p=${(page % 3) + 1}"/>`));
    });
    expect(await made.sync(source(`${served.url}?p=1`))).toMatchObject({ state: 'DONE', read: 3, stored: 3 });
    expect(served.asked).toHaveLength(3);
  });

  it.each([
    [
      'a next page on another host',
      rss([item(1)], '<atom:link rel="next" href="http://127.0.0.2:1/x"/>'),
      /another host/,
    ],
    ['a page that is no feed', '<html><body>404</body></html>', /neither RSS nor Atom/],
  ])('that gives %s ends the run with one line', async (_, text, reason) => {
    served = await serve((_url, response) => give(response, text));
    expect(await made.sync(source(served.url))).toMatchObject({
      state: 'FAILED',
      error: expect.stringMatching(reason) as string,
    });
  });
});

describe('the parameters of a feed', () => {
  const misfits = (name: string, environment: Record<string, string>) =>
    sourceDefinitions.find((each) => each.name === name)?.misfits?.(environment);
  const SOURCE_NOTICES_URL = 'feed+https://ngoclac.example.vn/rss';

  it('say which unit publishes, and categories that there are', () => {
    expect(misfits('notices', { SOURCE_NOTICES_URL })).toMatchObject([
      { variable: 'SOURCE_NOTICES_FEED_UNIT' },
    ]);
    const more = { SOURCE_NOTICES_FEED_UNIT: 'H56.14', SOURCE_NOTICES_FEED_CATEGORIES: 'x=KHAC' };
    expect(misfits('notices', { SOURCE_NOTICES_URL, ...more })).toMatchObject([
      {
        variable: 'SOURCE_NOTICES_FEED_CATEGORIES',
        expected: expect.stringContaining('PHAP_LUAT') as string,
      },
    ]);
  });

  it('are of no use to a source whose records are no items', () => {
    expect(misfits('units', { SOURCE_UNITS_URL: SOURCE_NOTICES_URL })).toMatchObject([
      { variable: 'SOURCE_UNITS_URL', expected: expect.stringContaining('a feed does not hold') as string },
    ]);
    const names = (name: string) =>
      sourceDefinitions.find((each) => each.name === name)?.variables.map((variable) => variable.name);
    expect(names('units')).not.toContain('SOURCE_UNITS_FEEDS');
    expect(names('notices')).toContain('SOURCE_NOTICES_FEEDS');
  });

  it.each([
    ['URL', 'feed+https://user:pass@host/rss'],
    ['URL', 'feed+ftp://host/rss'],
    ['FEEDS', '//khac.example.vn/rss=Tin'],
    ['FEEDS', '/rss'],
    ['FEED_CATEGORIES', 'Đấu thầu'],
    ['FEED_CATEGORIES', 'Đấu thầu=dau-thau'],
  ])('stop the start: %s=%s', (name, text) => {
    const variable = definition.variables.find((each) => each.name === `SOURCE_NOTICES_${name}`);
    expect(variable?.expected?.(text)).toEqual(expect.any(String));
  });

  it('stand in .env.example', () => {
    const example = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8');
    expect(example).toContain('SOURCE_NOTICES_FEED_CATEGORIES=');
    expect(example).not.toContain('SOURCE_UNITS_FEED');
  });
});

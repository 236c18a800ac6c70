import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SourceUnreachable } from '../../../../src/domain/ports.js';
import { type Engine, engines, keysOf, openView, pull } from './support.js';

const failure = (reading: Promise<unknown>) =>
  reading.then(
    () => undefined,
    (error: unknown) => error,
  );
const codes = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `K${1000 + from + index}`);

describe.each(engines)('a view in $name', ({ name, instant, local, open }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());
  beforeEach(async () => {
    await engine.query('drop view if exists v_one_stop');
    await engine.query('drop table if exists row_of');
  });

  async function fill(
    type: string,
    rows: readonly (readonly [key: string | null, at: string | null])[],
  ): Promise<void> {
    await engine.query(`create table row_of (id varchar(50), at ${type} null)`);
    await engine.query('create view v_one_stop as select id as MaHoSo, at as NgayCapNhat from row_of');
    await add(rows);
  }
  async function add(rows: readonly (readonly [key: string | null, at: string | null])[]): Promise<void> {
    const values = rows.map(
      ([key, at]) => `(${key === null ? 'null' : `'${key}'`}, ${at === null ? 'null' : `'${at}'`})`,
    );
    await engine.query(`insert into row_of values ${values.join(', ')}`);
  }

  it.each([
    ['times with a zone', instant],
    ['times without one', local],
    ['text', 'varchar(30)'],
  ])('is read page by page, and then only what changed, by %s', async (_, type) => {
    await fill(
      type,
      codes(230).map((key, index) => [key, `2024-08-20 08:00:${String(index % 60).padStart(2, '0')}`]),
    );
    const pages = await pull(openView(engine.url));
    expect(keysOf(pages).sort()).toEqual(codes(230));
    expect(pages.map(({ records }) => records.length)).toEqual([50, 50, 50, 50, 30]);
    expect(pages[0]?.records[0]).toMatchObject({ raw: { MaHoSo: 'K1000' }, place: { page: 1, row: 1 } });
    await add([
      ['NEW', '2024-08-20 08:05:00'],
      ['LATE', '2024-08-20 07:59:30'],
      ['OLD', '2024-08-20 07:50:00'],
    ]);
    const again = keysOf(await pull(openView(engine.url), pages.at(-1)?.cursor));
    expect(again).toContain('NEW');
    expect(again).toContain('LATE');
    expect(again).not.toContain('OLD');
  });

  it('loses nothing of many rows of one time, down to what a clock of milliseconds does not tell apart', async () => {
    const micro = (index: number) =>
      `2024-08-20 08:00:00.${String(123_000 + Math.floor(index / 120)).padStart(6, '0')}`;
    await fill(
      instant,
      codes(500).map((key, index) => [key, micro(index)]),
    );
    const pages = await pull(openView(engine.url));
    expect(keysOf(pages)).toEqual(codes(500));
  });

  it.each([1, 3, 9])('goes on behind page %i after a kill, by place and not by number', async (behind) => {
    await fill(
      instant,
      codes(500).map((key) => [key, '2024-08-20 08:00:00']),
    );
    const before = await pull(openView(engine.url), undefined, { limit: behind });
    expect(keysOf(before)).toHaveLength(behind * 50);
    await engine.query("update row_of set at = '2024-08-21 08:00:00' where id < 'K1030'");
    const after = await pull(openView(engine.url), before.at(-1)?.cursor);
    expect(keysOf(after)).toEqual([...codes(500 - behind * 50, behind * 50), ...codes(30)]);
  });

  it('hands on rows that no order reaches, and passes none by whose keys look the same', async () => {
    await fill(instant, [
      [null, '2024-08-20 08:00:00'],
      ['NO_TIME', null],
      ['a', '2024-08-20 08:00:00'],
      ['A', '2024-08-20 08:00:00'],
      ['b', '2024-08-20 08:00:00'],
    ]);
    for (const size of ['1', '50']) {
      const keys = keysOf(await pull(openView(engine.url, { SOURCE_ONE_STOP_PAGE_SIZE: size })));
      expect([...new Set(keys)].sort()).toEqual(['A', 'NO_TIME', 'a', 'b', 'undefined']);
    }
  });

  it('comes to an end with a view that doubles its rows', async () => {
    await fill(instant, [
      ...Array.from({ length: 200 }, () => ['TWICE', '2024-08-20 08:00:00'] as const),
      ['Z', '2024-08-20 09:00:00'],
    ]);
    expect(new Set(keysOf(await pull(openView(engine.url))))).toEqual(new Set(['TWICE', 'Z']));
  });

  it('lets no time far ahead move the cursor', async () => {
    await fill(instant, [
      ['A', '2024-08-20 08:00:00'],
      ['FUTURE', '2036-01-01 00:00:00'],
    ]);
    const pages = await pull(openView(engine.url));
    await add([['B', '2024-08-20 08:00:01']]);
    expect(keysOf(await pull(openView(engine.url), pages.at(-1)?.cursor))).toContain('B');
  });

  it('begins anew with another view', async () => {
    await fill(instant, [['A', '2024-08-20 08:00:00']]);
    const [page] = await pull(openView(engine.url));
    await engine.query('drop view if exists v_other');
    await engine.query('create view v_other as select * from v_one_stop');
    await add([['OLD', '2020-08-20 08:00:00']]);
    expect(keysOf(await pull(openView(`${engine.url}?view=v_other`), page?.cursor))).toEqual(['OLD', 'A']);
    await engine.query('drop view v_other');
  });

  it.each([
    ['no such view', `?view=v_nowhere`, {}, /v_nowhere: .*no such view/],
    ['nobody there', '', { url: '127.0.0.1:1' }, /ECONNREFUSED/],
    ['a server without TLS', '', { SOURCE_ONE_STOP_TLS: 'verify' }, /SSL|TLS/i],
  ] as const)('says so in one line: %s', async (_, query, environment, message) => {
    const url = new URL(engine.url + query);
    if ('url' in environment) url.host = environment.url;
    if (name === 'PostgreSQL') url.password ||= 'hunter2';
    const error = await failure(pull(openView(url.href, 'url' in environment ? {} : environment)));
    expect(error).toBeInstanceOf(SourceUnreachable);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('hunter2');
  });

  it.runIf(name === 'MariaDB')('says that the login was refused, without the password', async () => {
    const url = new URL(engine.url);
    url.password = 'hunter2';
    const error = await failure(pull(openView(url.href)));
    expect(error).toMatchObject({ message: expect.stringContaining('login refused') as string });
    expect((error as Error).message).not.toContain('hunter2');
  });

  it('says which column is missing, and which times do not stand in order', async () => {
    await engine.query('create table row_of (id varchar(50), at varchar(30))');
    await engine.query('create view v_one_stop as select id as MaHoSo from row_of');
    expect(await failure(pull(openView(engine.url)))).toMatchObject({
      message: expect.stringContaining('NgayCapNhat') as string,
    });
    await engine.query('drop view v_one_stop');
    await engine.query('create view v_one_stop as select id as MaHoSo, at as NgayCapNhat from row_of');
    await add([['A', '20/08/2024 08:00']]);
    expect(await failure(pull(openView(engine.url)))).toMatchObject({
      name: 'SourceUnreachable',
      message: expect.stringContaining('stands in order') as string,
    });
  });

  it('cannot write, and gives up a statement that takes too long', async () => {
    const writes = name === 'PostgreSQL' ? "select nextval('counter')" : null;
    if (writes) {
      await engine.query('create sequence if not exists counter');
      await engine.query(
        "create view v_one_stop as select nextval('counter')::text as MaHoSo, now() as NgayCapNhat",
      );
      expect(await failure(pull(openView(engine.url)))).toMatchObject({
        message: expect.stringContaining('25006') as string,
      });
      await engine.query('drop view v_one_stop');
    }
    const slow =
      name === 'PostgreSQL'
        ? 'select pg_sleep(30)::text as MaHoSo, now() as NgayCapNhat'
        : 'select sleep(30) as MaHoSo, now() as NgayCapNhat';
    await engine.query(`create view v_one_stop as ${slow}`);
    const began = performance.now();
    const error = await failure(pull(openView(engine.url, { SOURCE_ONE_STOP_TIMEOUT: '1s' })));
    if (name === 'PostgreSQL')
      expect(error).toMatchObject({ message: expect.stringContaining('TIMEOUT') as string });
    expect(performance.now() - began).toBeLessThan(25_000);
  });

  it('ends when the run is stopped', async () => {
    await fill(
      instant,
      codes(200).map((key) => [key, '2024-08-20 08:00:00']),
    );
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _ of openView(engine.url).pull(undefined, { now: Date.now(), signal: stop.signal }))
        stop.abort();
    })();
    expect(await failure(reading)).toMatchObject({ name: 'AbortError' });
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { DistrictAccess } from '../../../../src/connectors/sources/simulation/index.js';
import {
  DistrictLists,
  type DistrictServer,
  startDistrictServer,
} from '../../../../src/connectors/sources/simulation/index.js';
import { Tokens } from '../../../../src/connectors/transport/rest/tokens.js';
import { SourceUnreachable } from '../../../../src/domain/ports.js';
import { json, keysOf, NOW, openRest, pull, rowAt, type Served, serve } from './support.js';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((server) => server.close()));
});

async function district(
  access: DistrictAccess,
  faults: Parameters<typeof startDistrictServer>[0]['faults'] = [],
): Promise<DistrictServer> {
  const lists = new DistrictLists();
  lists.put(
    'one-stop',
    ...Array.from({ length: 1_100 }, (_, index) =>
      rowAt(`K${10_000 + index}`, NOW - 9_000_000 + index * 1_000),
    ),
  );
  const server = await startDistrictServer({ district: lists, access, faults, seed: 7 });
  closing.push(server);
  return server;
}
async function served(...answer: Parameters<typeof serve>): Promise<Served> {
  const server = await serve(...answer);
  closing.push(server);
  return server;
}
const failure = (reading: Promise<unknown>) =>
  reading.then(
    () => undefined,
    (error: unknown) => error,
  );
const page = { data: [rowAt('A', NOW - 5_000)], currentPage: 1, totalPages: 1, totalCount: 1 };

describe('patience', () => {
  it.each([
    ['status500', { kind: 'status500', times: 4 }],
    ['status503', { kind: 'status503', times: 4 }],
    ['a reset', { kind: 'resetBeforeRead', times: 4 }],
    ['a maintenance page with 503', { kind: 'maintenance', times: 1 }],
  ] as const)('outlasts %s', async (_, fault) => {
    const server = await district({ kind: 'none' }, [fault]);
    const rest = openRest(`${server.url}/one-stop`);
    expect(new Set(keysOf(await pull(rest))).size).toBe(1_100);
    expect(rest.waits.slice(0, 2)).toEqual([500, 1_000].slice(0, rest.waits.length));
  });

  it('reads everything through a rain of faults', async () => {
    const server = await district({ kind: 'none' }, [
      { kind: 'status500', rate: 0.15 },
      { kind: 'status429', rate: 0.1, ms: 2_000 },
      { kind: 'resetBeforeRead', rate: 0.1 },
    ]);
    const rest = openRest(`${server.url}/one-stop`, { pageSize: 40 });
    expect(new Set(keysOf(await pull(rest))).size).toBe(1_100);
    expect(rest.waits).toContain(2_000);
  });

  it.each([
    ['seconds', '7', 7_000],
    ["a date, by the server's own clock", 'Mon, 26 Aug 2024 03:00:09 GMT', 9_000],
  ])('waits as long as Retry-After says in %s', async (_, header, expected) => {
    let answers = 0;
    const server = await served((__, response) => {
      answers += 1;
      if (answers > 1) return json(response, page);
      response.writeHead(429, { 'retry-after': header, date: 'Mon, 26 Aug 2024 03:00:00 GMT' }).end();
    });
    const rest = openRest(server.url);
    expect(keysOf(await pull(rest))).toEqual(['A']);
    expect(rest.waits).toEqual([expected]);
  });

  it('leaves it to the next run when it is asked to wait for long, and gives up in the end', async () => {
    const long = await served((_, response) => {
      response.writeHead(503, { 'retry-after': '3600' }).end();
    });
    const rest = openRest(long.url);
    expect(await failure(pull(rest))).toMatchObject({
      name: 'SourceUnreachable',
      message: expect.stringContaining('3600 s') as string,
    });
    expect(rest.waits).toEqual([]);
    const down = await served((_, response) => {
      response.writeHead(502).end();
    });
    const again = openRest(down.url);
    expect(await failure(pull(again))).toMatchObject({
      message: expect.stringContaining('HTTP 502') as string,
    });
    expect(down.asked).toHaveLength(5);
    const gone = openRest('http://127.0.0.1:1/list');
    expect(await failure(pull(gone))).toBeInstanceOf(SourceUnreachable);
  });

  it('stops at once when the run is stopped', async () => {
    const stop = new AbortController();
    const server = await served((_, response) => {
      stop.abort();
      response.writeHead(503).end();
    });
    const { reader } = openRest(server.url);
    const reading = reader.pull(undefined, { now: NOW, signal: stop.signal })[Symbol.asyncIterator]().next();
    expect(await failure(reading)).toMatchObject({ name: 'AbortError' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('being let in', () => {
  const oauth = {
    SOURCE_ONE_STOP_AUTH: 'oauth2',
    SOURCE_ONE_STOP_CLIENT_ID: 'hub',
    SOURCE_ONE_STOP_CLIENT_SECRET: 's3:cr%t',
  };

  it.each<[string, DistrictAccess, Record<string, string>]>([
    [
      'bearer',
      { kind: 'bearer', token: 'abc' },
      { SOURCE_ONE_STOP_AUTH: 'bearer', SOURCE_ONE_STOP_TOKEN: 'abc' },
    ],
    [
      'a header key',
      { kind: 'header', token: 'abc' },
      { SOURCE_ONE_STOP_AUTH: 'header', SOURCE_ONE_STOP_TOKEN: 'abc' },
    ],
    [
      'a header of another name',
      { kind: 'header', token: 'abc', header: 'khoa' },
      { SOURCE_ONE_STOP_AUTH: 'header', SOURCE_ONE_STOP_TOKEN: 'abc', SOURCE_ONE_STOP_HEADER: 'Khoa' },
    ],
    ['OAuth2', { kind: 'oauth2', clientId: 'hub', clientSecret: 's3:cr%t' }, oauth],
    [
      'OAuth2 by Basic',
      { kind: 'oauth2', clientId: 'hub', clientSecret: 's3:cr%t' },
      { ...oauth, SOURCE_ONE_STOP_CLIENT_AUTH: 'basic' },
    ],
  ])('by %s, and not without', async (_, access, environment) => {
    const server = await district(access);
    const url = `${server.url}/one-stop`;
    const token = { SOURCE_ONE_STOP_TOKEN_URL: `${server.url}/token` };
    expect(
      new Set(keysOf(await pull(openRest(url, { environment: { ...environment, ...token } })))).size,
    ).toBe(1_100);
    const wrong = {
      ...environment,
      ...token,
      SOURCE_ONE_STOP_TOKEN: 'hunter2',
      SOURCE_ONE_STOP_CLIENT_SECRET: 'hunter2',
    };
    const error = await failure(pull(openRest(url, { environment: wrong })));
    expect(error).toMatchObject({
      name: 'SourceUnreachable',
      message: expect.stringContaining('HTTP 401') as string,
    });
    expect((error as Error).message).not.toContain('hunter2');
  });

  it('renews a token that the server has forgotten, once', async () => {
    const server = await district({ kind: 'oauth2', clientId: 'hub', clientSecret: 's3:cr%t' }, [
      { kind: 'sessionExpired', after: 1, times: 1 },
    ]);
    const environment = { ...oauth, SOURCE_ONE_STOP_TOKEN_URL: `${server.url}/token` };
    expect(new Set(keysOf(await pull(openRest(`${server.url}/one-stop`, { environment })))).size).toBe(1_100);
    expect(server.issued).toBe(2);
    server.faults.set([{ kind: 'sessionExpired' }]);
    expect(await failure(pull(openRest(`${server.url}/one-stop`, { environment })))).toMatchObject({
      message: expect.stringContaining('HTTP 401') as string,
    });
    expect(server.issued).toBe(4);
  });

  it('asks for one token for all, and for the next before it ends', async () => {
    let now = 0;
    let asked = 0;
    const tokens = new Tokens(
      { url: 'http://sso/token', clientId: 'a', clientSecret: 'b', basic: false },
      () => now,
    );
    const send = async () => {
      asked += 1;
      await Promise.resolve();
      return {
        type: 'answered' as const,
        status: 200,
        headers: {},
        text: `{"access_token":"t${asked}","expires_in":100}`,
      };
    };
    expect(await Promise.all([tokens.get(send), tokens.get(send), tokens.get(send)])).toEqual([
      't1',
      't1',
      't1',
    ]);
    now = 89_000;
    expect(await tokens.get(send)).toBe('t1');
    now = 90_000;
    expect(await tokens.get(send)).toBe('t2');
    tokens.forget('t1');
    expect(await tokens.get(send)).toBe('t2');
  });
});

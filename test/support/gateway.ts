import type { AddressInfo } from 'node:net';
import { createKey, type NewKey } from '../../src/access/keys.js';
import { decodeNotice } from '../../src/connectors/sources/notices/mapping.js';
import { decodeDossier } from '../../src/connectors/sources/one-stop/mapping.js';
import { fixedClock } from '../../src/domain/time.js';
import { owe } from '../../src/ledger/owe.js';
import { buildGateway, createHttpServer, type GatewayOptions } from '../../src/processes/http/index.js';
import { openOrm } from '../../src/store/orm.js';
import type { TestDatabase } from './database.js';

/** The id that answers and log lines of one request have: a UUID, and never the word for none. */
export const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Answer {
  status: number;
  requestId: string | null;
  data?: Record<string, unknown> | null;
  extensions?: Record<string, unknown>;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

export interface TestGateway {
  url: string;
  /** Statements that the gateway's pools ran since the last call. */
  statements(): string[];
  key(wanted?: Partial<NewKey>): Promise<string>;
  ask(query: string, options?: { key?: string; variables?: Record<string, unknown> }): Promise<Answer>;
  stop(): Promise<void>;
}

/** A gateway over a test database, listening on a free port of this machine, with queues that say what they are told to. */
export async function startGateway(
  test: TestDatabase,
  {
    within,
    now = '2024-08-26T03:00:00.000Z',
    ...options
  }: Partial<GatewayOptions> & { within?: { headers: number; request: number }; now?: string } = {},
): Promise<TestGateway> {
  const seen: string[] = [];
  for (const { pool } of [test.database, options.searching].filter((each) => each !== undefined)) {
    const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
    Object.assign(pool, {
      query: (...args: unknown[]) => {
        const [asked] = args as [string | { text: string }];
        seen.push(typeof asked === 'string' ? asked : asked.text);
        return query(...args);
      },
    });
    // What comes often is prepared by its name, on a connection of its own (store/repeating.ts).
    const watched = new WeakSet<object>();
    pool.on('acquire', (client) => {
      if (watched.has(client)) return;
      watched.add(client);
      const run = client.query.bind(client) as (...args: unknown[]) => unknown;
      Object.assign(client, {
        query: (...args: unknown[]) => {
          const [asked] = args as [string | { text: string; name?: string }];
          if (typeof asked !== 'string' && asked.name !== undefined) seen.push(asked.text);
          return run(...args);
        },
      });
    });
  }
  const gateway = await buildGateway({
    database: test.database,
    sealer: test.sealer,
    sources: [
      { name: 'one-stop', label: 'Một cửa', configured: true },
      { name: 'notices', label: 'Tin, thông báo', configured: false },
    ],
    syncEveryMs: 60_000,
    writes: {
      intake: {
        sealer: test.sealer,
        clock: fixedClock(now),
        owe,
        portals: [],
        warn: () => undefined,
      },
      inlets: [
        {
          name: 'one-stop',
          kind: 'dossier',
          decode: ({ raw }, { now }) => decodeDossier(raw as object, now),
        },
        { name: 'notices', kind: 'notice', decode: ({ raw }, { now }) => decodeNotice(raw as object, now) },
      ],
      allowsFile: ({ host }) => host === 'files.example.vn',
    },
    queues: {
      counts: async () => [{ name: 'push', waiting: 1, active: 0, delayed: 0, failed: 0 }],
      ping: async () => undefined,
      boards: [],
    },
    ...options,
  });
  const server = createHttpServer(gateway.app, within ?? { headers: 10_000, request: 20_000 });
  server.on('upgrade', gateway.upgrade);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const orm = await openOrm(test.url);
  return {
    url,
    statements: () => seen.splice(0),
    key: async (wanted = {}) =>
      (await createKey(orm.em.fork(), { name: 'test', role: 'viewer', ...wanted })).key,
    ask: async (text, { key, variables = {} } = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify({ query: text, variables }),
      });
      const body = (await response.json()) as Pick<Answer, 'data' | 'errors' | 'extensions'>;
      return { status: response.status, requestId: response.headers.get('x-request-id'), ...body };
    },
    stop: async () => {
      await gateway.close();
      await new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      });
      await orm.close(true);
    },
  };
}

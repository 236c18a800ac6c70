import http from 'node:http';
import axios, { type AxiosInstance } from 'axios';
import pg from 'pg';
import type { RecordedCall } from './recorder.js';
import { CONCURRENCY, CREDENTIAL, type Measured, type PortalCode } from './setting.js';
import type { Simulators } from './simulators.js';

interface Prepared {
  id: number;
  url: string;
  call: RecordedCall;
  headers: Record<string, string>;
  body: string;
}

/**
 * The yardstick: sends the recorded calls, byte for byte but for the session, with as many in flight and each record's in
 * their order, and writes one UPDATE a call. No lane, no exchange, no receipt, no rendering, no retry.
 */
export async function runLoop(
  databaseUrl: string,
  simulators: Simulators,
  calls: readonly RecordedCall[],
): Promise<Measured> {
  const agent = new http.Agent({ keepAlive: true });
  const client = axios.create({ httpAgent: agent, proxy: false });
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: CONCURRENCY.national + CONCURRENCY.provincial,
  });
  // Its database is dropped with force soon after `end`, which does not wait until the server has let go of all connections.
  pool.on('error', () => undefined);
  try {
    await pool.query(
      'create table bare (id integer primary key, deliveries integer not null, accepted_at timestamptz)',
    );
    await pool.query('insert into bare select * from unnest($1::integer[], $2::integer[])', [
      calls.map((_call, id) => id),
      calls.map(({ deliveries }) => deliveries),
    ]);
    const prepared = await prepare(client, simulators, calls);
    await Promise.all([...Array(pool.options.max)].map(() => pool.query('select 1')));
    const begun = performance.now();
    const [national, provincial] = await Promise.all(
      (['national', 'provincial'] as const).map(async (portal) => {
        await sendAll(
          prepared.filter(({ call }) => call.portal === portal),
          CONCURRENCY[portal],
          async ({ id, url, call, headers, body }) => {
            await client.request({ method: call.method, url, headers, data: body });
            await pool.query('update bare set accepted_at = now() where id = $1', [id]);
          },
        );
        return performance.now() - begun;
      }),
    );
    return { ms: { national: national ?? 0, provincial: provincial ?? 0 }, held: await simulators.held() };
  } finally {
    agent.destroy();
    await pool.end();
  }
}

/** `most` at once; a call begins when the earlier ones of its records have ended. */
async function sendAll(calls: readonly Prepared[], most: number, send: (one: Prepared) => Promise<void>) {
  const last = new Map<string, Promise<void>>();
  let next = 0;
  const worker = async () => {
    for (let one = calls[next++]; one; one = calls[next++]) {
      const { keys } = one.call;
      const mine = one;
      const sent = Promise.all(keys.map((key) => last.get(key))).then(() => send(mine));
      for (const key of keys) last.set(key, sent);
      await sent;
    }
  };
  await Promise.all([...Array(most)].map(worker));
}

async function prepare(
  client: AxiosInstance,
  { nationalUrl, provincialUrl }: Simulators,
  calls: readonly RecordedCall[],
): Promise<Prepared[]> {
  const national = calls.find(({ portal }) => portal === 'national');
  const login = await client.post(
    `${nationalUrl}/mapi/login${new URL(national?.path ?? '/', nationalUrl).search}`,
    { username: CREDENTIAL, password: CREDENTIAL },
    { headers: national?.headers ?? {} },
  );
  const { session } = login.data;
  const token = await client.post(
    `${provincialUrl}/token`,
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: CREDENTIAL,
      client_secret: CREDENTIAL,
    }).toString(),
    { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
  );
  const origins: Record<PortalCode, string> = {
    national: new URL(nationalUrl).origin,
    provincial: new URL(provincialUrl).origin,
  };
  return calls.map((call, id) => {
    const url = `${origins[call.portal as PortalCode]}${call.path}`;
    return call.portal === 'national'
      ? { id, url, call, headers: call.headers, body: JSON.stringify({ ...JSON.parse(call.body), session }) }
      : {
          id,
          url,
          call,
          headers: { ...call.headers, authorization: `Bearer ${token.data.access_token}` },
          body: call.body,
        };
  });
}

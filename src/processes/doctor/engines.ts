import { Redis } from 'ioredis';
import type { Config } from '../../config.js';
import { Database } from '../../store/database.js';
import { openEmbedded } from '../../store/embedded/engine.js';
import { requireCurrentStore } from '../../store/migrate.js';
import { checkKeyOfStore, loadSealer } from '../../store/secret-key.js';
import { withoutSecrets } from '../connect.js';
import { type Check, look } from './check.js';

const CLOCK_LIMIT_MS = 2_000;

/** PostgreSQL (reachable, encoding, folding of Vietnamese letters, clock), the store in it, the key, Redis. */
export async function checkEngines(config: Config): Promise<Check[]> {
  const embedded = config.databaseUrl
    ? undefined
    : await openEmbedded(config.dataDir).catch((error: Error) => error);
  if (embedded instanceof Error) {
    return [
      {
        what: 'PostgreSQL (embedded)',
        state: 'failed',
        seen: embedded.message,
        advice: 'run `npm ci`, or set DATABASE_URL',
      },
    ];
  }
  const url = config.databaseUrl ?? embedded?.url ?? '';
  const database = new Database(url, { connections: 2, name: 'lienthong-doctor' });
  try {
    return [
      await look(
        `PostgreSQL (${config.databaseUrl ? withoutSecrets(url) : 'embedded'})`,
        'is it running? check DATABASE_URL',
        async () => {
          const { rows } = await database.query<{ version: string; server: number }>(
            `select current_setting('server_version') as version, current_setting('server_version_num')::int as server`,
          );
          const old = (rows[0]?.server ?? 0) < 140_000;
          return {
            state: old ? 'failed' : 'ok',
            seen: rows[0]?.version ?? '',
            ...(old ? { advice: 'PostgreSQL 14 or newer is needed' } : {}),
          };
        },
      ),
      await look(
        'locale',
        'create the database with: ENCODING UTF8 LOCALE "C.UTF-8" TEMPLATE template0',
        async () => {
          const { rows } = await database.query<{ encoding: string; folded: string }>(
            `select current_setting('server_encoding') as encoding, lower('ĐẶNG KÝ') as folded`,
          );
          const good = rows[0]?.encoding === 'UTF8' && rows[0].folded === 'đặng ký';
          return good
            ? { state: 'ok', seen: 'UTF8, Vietnamese letters fold' }
            : {
                state: 'failed',
                seen: `${rows[0]?.encoding}, lower('ĐẶNG KÝ') = ${rows[0]?.folded}`,
                advice: 'use a database with ENCODING UTF8 and LOCALE C.UTF-8',
              };
        },
      ),
      await look('clock', 'switch on NTP on both machines', async () => {
        const before = Date.now();
        const { rows } = await database.query<{ now: Date }>('select clock_timestamp() as now');
        const apart = Math.abs((rows[0]?.now.getTime() ?? 0) - (before + Date.now()) / 2);
        return apart > CLOCK_LIMIT_MS
          ? {
              state: 'warning',
              seen: `${Math.round(apart)} ms apart from PostgreSQL`,
              advice: 'switch on NTP on both machines',
            }
          : { state: 'ok', seen: `${Math.round(apart)} ms apart from PostgreSQL` };
      }),
      await look('store', 'run `lienthong migrate`', async () => {
        await requireCurrentStore(database);
        return { state: 'ok', seen: 'up to date' };
      }),
      await look('secret key', 'give back the key file that sealed this store', async () => {
        const sealer = loadSealer({ file: config.secretKeyFile, dataDir: config.dataDir });
        await checkKeyOfStore(database, sealer);
        return {
          state: 'ok',
          seen: `key ${sealer.keyId}${config.secretKeyFile ? '' : `, in ${config.dataDir}: keep a copy elsewhere`}`,
        };
      }),
      await checkRedis(config.redisUrl),
    ];
  } finally {
    await database.close();
    await embedded?.release();
  }
}

async function checkRedis(url: string | undefined): Promise<Check> {
  if (!url) return { what: 'queues', state: 'ok', seen: 'in PostgreSQL (REDIS_URL is not set)' };
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    return await look(`Redis (${withoutSecrets(url)})`, 'is it running? check REDIS_URL', async () => {
      await redis.connect();
      const [, policy] = (await redis.config('GET', 'maxmemory-policy')) as string[];
      const [, appendOnly] = (await redis.config('GET', 'appendonly')) as string[];
      const seen = `maxmemory-policy ${policy}, appendonly ${appendOnly}`;
      if (policy !== 'noeviction')
        return {
          state: 'failed',
          seen,
          advice: 'set maxmemory-policy noeviction: a queue must never forget a job',
        };
      if (appendOnly !== 'yes')
        return {
          state: 'warning',
          seen,
          advice: 'set appendonly yes: a restart then keeps the queues (nothing is lost without it)',
        };
      return { state: 'ok', seen };
    });
  } finally {
    redis.disconnect();
  }
}

import { Redis } from 'ioredis';
import type { TestDatabase } from './database.js';

const BLOB = /\\x[0-9a-f]{16,}|[A-Za-z0-9+/]{64,}={0,2}/g;

/** What of `watched` stands in a text: as it is, in its columns of bytes, or in Base64. */
export function foundIn(text: string, watched: ReadonlySet<string>): Set<string> {
  const plain = text.replaceAll(BLOB, ' ');
  const hits = new Set([...watched].filter((value) => plain.includes(value)));
  for (const [blob] of text.matchAll(BLOB)) {
    const bytes = blob.startsWith('\\x') ? Buffer.from(blob.slice(2), 'hex') : Buffer.from(blob, 'base64');
    const inside = bytes.toString('utf8');
    // Sealed bytes hardly ever look like any of these; only then each value is looked for.
    if (!/\d{9}|@[a-z]+\.vn|xã Không Có Thật/.test(inside)) continue;
    for (const value of watched) if (inside.includes(value)) hits.add(value);
  }
  return hits;
}

/** Every row of every table of every schema as text, the queues' own too. */
export async function dumpOf({ database }: TestDatabase): Promise<string> {
  const { rows: tables } = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
    parts.push(name, ...rows.map(({ row }) => row.replaceAll('\\\\x', '\\x')));
  }
  return parts.join('\n');
}

/** Every key of a database of Redis with what it holds, as text. */
export async function redisDump(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const lines: string[] = [];
    for (const key of await redis.keys('*')) {
      lines.push(`${key} ${JSON.stringify(await heldUnder(redis, key))}`);
    }
    return lines.join('\n');
  } finally {
    redis.disconnect();
  }
}

async function heldUnder(redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key);
  switch (type) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    // It went away meanwhile.
    case 'none':
      return null;
    default:
      throw new Error(`a ${type} in Redis, which no dump reads`);
  }
}

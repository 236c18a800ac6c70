import { inject } from 'vitest';
import { openQueueEngine, type QueueEngine } from '../../src/queues/engine.js';
import { freshDatabase } from './database.js';

/** The engines of this run: BullMQ on PostgreSQL always, on Redis when the run was given one. */
export function queueEngineKinds(): ('postgres' | 'redis')[] {
  return inject('redis') ? ['postgres', 'redis'] : ['postgres'];
}

let nextRedisDatabase = 1;

/** A database of the run's Redis that no other test uses now. */
export function ownRedisUrl(): string {
  // Each test file is a process of its own: the worker's number and a counter keep their Redis databases apart.
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 1) - 1;
  return `${inject('redis')}/${(worker % 4) * 4 + (nextRedisDatabase++ % 4)}`;
}

/** An engine of its own for one test; `stop` also takes away what it stands on. */
export async function freshQueueEngine(
  kind: 'postgres' | 'redis',
): Promise<{ engine: QueueEngine; stop(): Promise<void> }> {
  const { url, drop } = await freshDatabase({ connections: 1 });
  const engine = await openQueueEngine({
    databaseUrl: url,
    redisUrl: kind === 'redis' ? ownRedisUrl() : undefined,
  });
  return {
    engine,
    stop: async () => {
      await engine.close();
      await drop();
    },
  };
}

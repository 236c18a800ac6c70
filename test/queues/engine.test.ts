import { afterEach, describe, expect, it } from 'vitest';
import { addTurn } from '../../src/queues/add.js';
import { openQueueEngine } from '../../src/queues/engine.js';
import { queueCounts } from '../../src/queues/facts.js';
import type { PushJob } from '../../src/queues/names.js';
import { until } from '../support/poll.js';
import { freshQueueEngine, queueEngineKinds } from '../support/queue-engines.js';

it('says that Redis cannot be reached instead of keeping every command for ever', async () => {
  const opening = openQueueEngine({
    databaseUrl: 'postgres://127.0.0.1:1/x',
    redisUrl: 'redis://127.0.0.1:1',
  });
  await expect(opening).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

describe.each(queueEngineKinds())('queues on %s', (kind) => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });
  const turn: PushJob = { portal: 'national', accountId: '7', slot: 0 };

  async function start() {
    const { engine, stop } = await freshQueueEngine(kind);
    stops.push(stop);
    await engine.queue('push').obliterate({ force: true });
    return engine;
  }

  it('keeps one waiting turn a slot', async () => {
    const engine = await start();
    for (let n = 0; n < 5; n += 1) await addTurn(engine, turn);
    await addTurn(engine, { ...turn, slot: 1 });
    const counts = (await queueCounts(engine)).find(({ name }) => name === 'push');
    expect(counts).toEqual({ name: 'push', waiting: 2, active: 0, delayed: 0, failed: 0 });
  });

  it('follows a running turn with one more when it was woken meanwhile, never beside it', async () => {
    const engine = await start();
    let running = 0;
    let most = 0;
    let done = 0;
    const release: (() => void)[] = [];
    const worker = engine.worker(
      'push',
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => release.push(resolve));
        running -= 1;
        done += 1;
      },
      { concurrency: 4 },
    );
    stops.push(() => worker.close(true));
    await addTurn(engine, turn);
    await until(() => release.length === 1, { what: 'the first turn' });
    for (let n = 0; n < 10; n += 1) await addTurn(engine, turn);
    release[0]?.();
    await until(() => release.length === 2, { what: 'the turn that was asked for during the first' });
    release[1]?.();
    await until(
      async () =>
        done === 2 && (await queueCounts(engine)).every(({ waiting, active }) => waiting + active === 0),
    );
    expect({ most, done }).toEqual({ most: 1, done: 2 });
  });

  it('answers a ping', async () => {
    const engine = await start();
    await engine.ping();
    expect(engine.kind).toBe(kind);
  });
});

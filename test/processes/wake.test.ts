import { connect, createServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, inject, it, vi } from 'vitest';
import { WakeListener } from '../../src/processes/wake.js';

afterEach(() => {
  vi.useRealTimers();
});

/** The run's server behind a door that can be shut. */
async function doorTo(url: URL) {
  const sockets = new Set<Socket>();
  let knocks = 0;
  let open = true;
  const server = createServer((inside) => {
    knocks += 1;
    sockets.add(inside);
    inside.on('error', () => undefined);
    if (!open) {
      inside.destroy();
      return;
    }
    const outside = connect(Number(url.port || 5432), url.hostname);
    sockets.add(outside);
    outside.on('error', () => undefined);
    inside.pipe(outside).pipe(inside);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  const behind = new URL(url);
  behind.hostname = '127.0.0.1';
  behind.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: behind.href,
    knocks: () => knocks,
    shut: () => {
      open = false;
      for (const socket of sockets) socket.destroy();
    },
    close: () => server.close(),
  };
}

async function turnsUntil(condition: () => boolean): Promise<void> {
  for (let turn = 0; !condition(); turn += 1) {
    if (turn > 1_000_000) throw new Error('it did not come to that');
    await setImmediate();
  }
}

it('tries to hear again once at a time, however long the server is away', async () => {
  const door = await doorTo(new URL(inject('databaseServer')));
  const listener = new WakeListener(door.url, ['push', 'sync'], () => undefined);
  await listener.start();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  door.shut();
  for (let tries = 1; tries <= 6; tries += 1) {
    await turnsUntil(() => vi.getTimerCount() > 0);
    await vi.advanceTimersByTimeAsync(1_000);
    await turnsUntil(() => door.knocks() > tries && vi.getTimerCount() > 0);
    expect(door.knocks()).toBe(1 + tries);
    expect(vi.getTimerCount()).toBe(1);
  }
  await listener.close();
  door.close();
});

import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { openStand, type Stand } from '../stand.js';

/* What is wrong with Redis is told in a line. */

// Several processes one after the other, each of which starts anew: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.stop());

test.skipIf(!inject('redis'))('a Redis that refuses the login', async () => {
  const url = new URL(inject('redis'));
  url.username = 'nobody';
  url.password = 'wrong';
  stand.environment['REDIS_URL'] = url.href;
  const ended = await stand.run('status');
  expect(ended).toMatchObject({ status: 1, stderr: expect.stringContaining('REDIS_URL: Redis refuses') });
  expect(ended.stderr).not.toMatch(/ {4}at |wrong\b/);
});

// Preloaded into a gateway that runs with --expose-gc: tells its parent what it holds once its garbage is gone.
import { setTimeout as wait } from 'node:timers/promises';

process.on('message', async () => {
  // What is finalised in one collection is freed by the next; the last resort gives memory back to the operating system too.
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await wait(50);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ held: heapUsed + external, resident: rss });
});
process.channel.unref();

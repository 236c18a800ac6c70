import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownRedisUrl, queueEngineKinds } from '../support/queue-engines.js';
import { quickFolder } from '../support/quick-folder.js';
import { runChaos } from './run.js';
import { embeddedStand, type Stand } from './stand.js';

const BUILT = fileURLToPath(new URL('../../dist/processes/hub.js', import.meta.url));

let folder: string;
let stand: Stand | undefined;
beforeEach(() => {
  folder = quickFolder('lienthong-chaos-');
});
afterEach(async () => {
  await stand?.close();
  rmSync(folder, { recursive: true, force: true });
});

// A PostgreSQL of its own, since it is killed; the queues on the run's Redis where there is one. The long run: npm run chaos.
it('loses, doubles and turns nothing while workers are killed and engines go away', {
  timeout: 300_000,
}, async () => {
  expect(existsSync(BUILT), 'the workers run from the build: npm run build').toBe(true);
  const redis = queueEngineKinds().includes('redis');
  stand = await embeddedStand(join(folder, 'hub'), redis ? ownRedisUrl() : undefined);
  const said: string[] = [];
  const { wrong, kills, verdict } = await runChaos({
    folder,
    stand,
    dossiers: 60,
    seed: 7,
    killsEach: 1,
    troubles: ['stop', 'postgres SIGKILL', ...(redis ? (['redis flush'] as const) : []), 'updates'],
    say: (line) => said.push(line),
  });
  expect(wrong, said.join('\n')).toEqual([]);
  expect(Object.values(kills).every((count) => count >= 1)).toBe(true);
  expect(verdict.ok).toBe(true);
});

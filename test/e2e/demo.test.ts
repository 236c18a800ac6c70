import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, inject, it } from 'vitest';
import { runCommand } from '../support/command.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? found(address.port) : failed(new Error('no port')),
      );
    });
  });
}

it('shows a district carried, a portal down and back, and counts that add up', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lienthong-demo-'));
  chmodSync(dataDir, 0o755);
  folders.push(dataDir);
  // With Redis in the run the demo is given both servers, else it brings its own engine.
  const redis = inject('redis');
  const { status, stdout, stderr } = await runCommand(['demo', '--exit', '--dossiers', '60'], {
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    ...(redis ? { DATABASE_URL: inject('databaseServer'), REDIS_URL: redis } : {}),
  });
  expect(`${stdout}\n${stderr}`).toContain('everything adds up');
  expect(stderr).toContain('is down');
  expect(stdout).toMatch(/lt_[\w-]{43}/);
  expect(stdout).toContain('/graphql');
  expect(status).toBe(0);
}, 180_000);

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { openEmbedded, removeEmbedded } from '../../src/store/embedded/engine.js';
import { withFileLock } from '../../src/store/embedded/lock.js';
import { until } from '../support/poll.js';

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ it: unknown }>(text);
    return rows[0]?.it;
  } finally {
    await client.end();
  }
}

describe('the embedded engine', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) {
      await removeEmbedded(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  });
  function folder(): string {
    const path = mkdtempSync(join(tmpdir(), 'lienthong-embedded-'));
    chmodSync(path, 0o755);
    folders.push(path);
    return path;
  }

  it('is started once by many, keeps its data, and stops with the last', async () => {
    const dataDir = folder();
    const opened = await Promise.all([openEmbedded(dataDir), openEmbedded(dataDir), openEmbedded(dataDir)]);
    const [first] = opened;
    expect(opened.filter(({ joined }) => !joined)).toHaveLength(1);
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    await ask(first?.url ?? '', 'create table kept as select 7 as it');
    for (const engine of opened) await engine.release();
    await expect(ask(first?.url ?? '', 'select 1 as it')).rejects.toThrow();
    const again = await openEmbedded(dataDir);
    expect(again.joined).toBe(false);
    expect(await ask(again.url, 'select it from kept')).toBe(7);
    await again.release();
  });

  it('folds Vietnamese letters', async () => {
    const engine = await openEmbedded(folder());
    expect(await ask(engine.url, `select lower('ĐẶNG KÝ') as it`)).toBe('đặng ký');
    await engine.release();
  });

  it('recovers when its server was killed', async () => {
    const dataDir = folder();
    const engine = await openEmbedded(dataDir);
    await ask(engine.url, 'create table kept as select 8 as it');
    const pid = Number(readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await until(() => !existsSync(`/proc/${pid}`), { what: 'the server to be gone' });
    const again = await openEmbedded(dataDir);
    expect(await ask(again.url, 'select it from kept')).toBe(8);
    await again.release();
  });
});

describe('the file lock', () => {
  it('lets one in at a time, and outlives a dead owner', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-lock-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 5 }, () =>
        withFileLock(path, async () => {
          inside += 1;
          most = Math.max(most, inside);
          await Promise.resolve();
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(1);
  });
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStand, type Stand } from '../stand.js';

/* `lienthong keys` and `lienthong sample` as a stranger would run them. */

// Several processes one after the other, each of which starts anew: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.stop());

describe('keys', () => {
  test('create prints the key and nothing else, list never shows it, revoke ends it', async () => {
    const created = await stand.run('keys', 'create', '--name', 'app một cửa', '--role', 'viewer');
    expect(created).toMatchObject({ status: 0, stderr: '' });
    const key = created.stdout.trim();
    expect(created.stdout).toBe(`${key}\n`);
    expect(key).toMatch(/^\S{20,}$/);
    const listed = await stand.run('keys', 'list', '--json');
    expect(listed.stdout).toContain('app một cửa');
    expect(listed.stdout).not.toContain(key);
    expect((await stand.run('keys', 'revoke', 'app một cửa')).status).toBe(0);
    expect(
      (await stand.json<{ revokedAt?: string }[]>(0, 'keys', 'list', '--json'))[0]?.revokedAt,
    ).toBeTruthy();
    const odd = await stand.run('keys', 'create', '--name', 'x', '--role', 'king');
    expect(odd.status).toBe(1);
    expect(odd.stderr).toContain('viewer');
  });
});

describe('sample', () => {
  test('the same seed and day give the same bytes, another seed others', async () => {
    const make = async (out: string, seed: string) => {
      const ended = await stand.run(
        ...['sample', '--dossiers', '30', '--seed', seed, '--now', '2026-03-10'],
        ...['--out', join(stand.folder, out), '--json'],
      );
      expect(ended.status).toBe(0);
      return digest(join(stand.folder, out));
    };
    const one = await make('a', '7');
    expect(await make('b', '7')).toBe(one);
    expect(await make('c', '8')).not.toBe(one);
  });
});

function digest(folder: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) {
    if (statSync(join(folder, name)).isFile()) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';

/* The bench itself, small: that it runs, and that what it says adds up. What it measures is not judged here. */

interface Measured {
  records: number;
  ms: number;
  peakKib: number;
}
interface Written {
  few: Record<'hub' | 'copy', Measured>;
  all: Record<'hub' | 'copy', Measured>;
  ratio: number;
  growth: number;
}

test('npm run bench -- intake: the hub and COPY take in the same records', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-bench-test-'));
  const out = join(folder, 'figures.json');
  try {
    const { stdout } = await promisify(execFile)(
      'npm',
      ['run', '--silent', 'bench', '--', 'intake', '--records', '600', '--smaller', '10', '--json', out],
      { env: { ...process.env, DATABASE_URL: inject('databaseServer') } },
    );
    expect(stdout).toContain('hub / COPY');
    const { few, all, ratio, growth } = JSON.parse(readFileSync(out, 'utf8')) as Written;
    for (const side of ['hub', 'copy'] as const) {
      expect([few[side].records, all[side].records]).toEqual([10, 600]);
      expect(Math.min(few[side].ms, all[side].ms, few[side].peakKib, all[side].peakKib)).toBeGreaterThan(0);
    }
    expect(ratio).toBeCloseTo(all.copy.ms / all.hub.ms);
    expect(growth).toBeCloseTo(all.hub.peakKib / few.hub.peakKib);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);

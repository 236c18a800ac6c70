import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';

/*
 * The bench itself, small: that it runs, and that what it says adds up. What it measures is not judged here. In one file, since each run
 * compiles into the same folder.
 */

interface Measured {
  records: number;
  ms: number;
  peakKib: number;
}
interface TakenIn {
  few: Record<'hub' | 'copy', Measured>;
  all: Record<'hub' | 'copy', Measured>;
  ratio: number;
  growth: number;
}

interface Side {
  ms: Record<'national' | 'provincial', number>;
  held: Record<'national' | 'provincial', string>;
}
interface Pushed {
  owed: Record<'national' | 'provincial', number>;
  summary: { what: string; deliveries: number; calls: number }[];
  rounds: Record<'loop' | 'hub' | 'adoption', Side>[];
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
    const { few, all, ratio, growth } = JSON.parse(readFileSync(out, 'utf8')) as TakenIn;
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

test('npm run bench -- search: both sides answer each question, and the hub finds what the statement by hand finds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-bench-test-'));
  const out = join(folder, 'figures.json');
  try {
    const { stdout } = await promisify(execFile)(
      'npm',
      [
        ...['run', '--silent', 'bench', '--', 'search', '--records', '200'],
        ...['--rounds', '1', '--seconds', '0.1', '--json', out],
      ],
      { env: { ...process.env, DATABASE_URL: inject('databaseServer') } },
    );
    expect(stdout).toContain('hub / bare');
    const figures = JSON.parse(readFileSync(out, 'utf8')) as {
      what: string;
      hub: number[];
      bare: number[];
      letters: { hub: number; bare: number };
    }[];
    expect(figures).toHaveLength(8);
    for (const { what, hub, bare, letters } of figures) {
      expect(Math.min(...hub, ...bare)).toBeGreaterThan(0);
      // An empty answer has forty letters or less.
      const least = Math.min(letters.hub, letters.bare);
      expect([what, least > 50]).toEqual([what, !what.includes('nothing')]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);

test('npm run bench -- push: loop, hub and adopting hub bring the same to both portals', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-bench-test-'));
  chmodSync(folder, 0o755);
  const out = join(folder, 'figures.json');
  const { REDIS_URL: _unused, ...environment } = process.env;
  const redis = inject('redis');
  try {
    const { stdout } = await promisify(execFile)(
      'npm',
      ['run', '--silent', 'bench', '--', 'push', '--dossiers', '12', '--rounds', '1', '--json', out],
      {
        env: {
          ...environment,
          DATABASE_URL: inject('databaseServer'),
          ...(redis ? { REDIS_URL: redis } : {}),
        },
      },
    );
    expect(stdout).toContain('ratio');
    const { owed, summary, rounds } = JSON.parse(readFileSync(out, 'utf8')) as Pushed;
    const [national, provincial, both] = summary;
    expect(owed.national).toBeGreaterThan(12);
    expect(both?.deliveries).toBe(owed.national + owed.provincial);
    expect(both?.calls).toBe((national?.calls ?? 0) + (provincial?.calls ?? 0));
    expect(rounds).toHaveLength(1);
    for (const { loop, hub, adoption } of rounds) {
      expect(hub.held).toEqual(loop.held);
      expect(adoption.held).toEqual(loop.held);
      const { dossiers, traces, duplicates } = JSON.parse(hub.held.provincial) as Record<string, number>;
      expect({ duplicates, held: (dossiers ?? 0) + (traces ?? 0) }).toEqual({
        duplicates: 0,
        held: owed.provincial,
      });
      for (const side of [loop, hub, adoption])
        expect(Math.min(...Object.values(side.ms))).toBeGreaterThan(0);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);

import { join } from 'node:path';
import { highWater } from '../../bench/memory.js';
import { writeSample } from '../../src/sample/index.js';
import { startCommand } from '../support/command.js';

/** What `lienthong sync --json` tells. */
export interface SyncFacts {
  sources: { source: string; read: number; stored: number; unchanged: number; state: string }[];
}

export interface Ended {
  facts: SyncFacts;
  /** From its start to its end. */
  seconds: number;
  /** Most resident memory of the process. */
  peakMiB: number;
}

const LOOK_EVERY_MS = 100;

/** Runs the command to its end. Throws when it ends badly. */
export async function lienthong(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<Ended> {
  const begun = performance.now();
  const command = startCommand(args, environment);
  let peakMiB = 0;
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, highWater(command.child.pid) / 1024);
  }, LOOK_EVERY_MS);
  const { status, stdout, stderr } = await command.ended;
  clearInterval(watch);
  if (status !== 0) throw new Error(`lienthong ${args.join(' ')} ended with ${status}: ${stderr}`);
  const facts = args.includes('--json') ? (JSON.parse(stdout) as SyncFacts) : { sources: [] };
  return { facts, seconds: (performance.now() - begun) / 1000, peakMiB };
}

/** A migrated store that knows the sample's units and procedures; what the command needs to reach it. */
export async function readyStore(folder: string, databaseUrl: string): Promise<Record<string, string>> {
  const { environment } = await writeSample({
    ...{ dossiers: 0, seed: 1, out: join(folder, 'district') },
    ...{ notices: 0, badRecords: 0, withFiles: false },
  });
  const setting = { DATABASE_URL: databaseUrl, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' };
  const catalogue = {
    SOURCE_UNITS_URL: environment['SOURCE_UNITS_URL'] ?? '',
    SOURCE_PROCEDURES_URL: environment['SOURCE_PROCEDURES_URL'] ?? '',
  };
  await lienthong(['migrate'], setting);
  await lienthong(['sync', 'units', 'procedures', '--json'], { ...setting, ...catalogue });
  return setting;
}

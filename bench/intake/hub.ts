import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { highWater } from '../memory.js';
import { CREDENTIAL } from '../push/setting.js';
import type { Measured } from './setting.js';

const ENTRY = fileURLToPath(new URL('./cli.js', import.meta.url));
const LOOK_EVERY_MS = 100;

export interface HubSetting {
  dataDir: string;
  databaseUrl: string;
  /** Units and procedures of the sample. */
  sources: Readonly<Record<string, string>>;
}

interface SyncFacts {
  sources: { source: string; read: number; stored: number; state: string }[];
}

/** Brings the store up to date and reads what dossiers refer to. */
export async function prepare(setting: HubSetting): Promise<void> {
  await lienthong(setting, ['migrate']);
  await lienthong(setting, ['sync', 'units', 'procedures', '--json']);
}

/** `lienthong sync one-stop` with this one file in the inbox. Throws when not every record of it was stored. */
export async function runHub(
  setting: HubSetting,
  file: string,
  records: number,
): Promise<Omit<Measured, 'cpu'>> {
  const { folder, setting: withOneStop } = oneStopOf(setting);
  rmSync(folder, { recursive: true, force: true });
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox, { recursive: true });
  linkSync(file, join(inbox, 'records.csv'));
  // Said to be whole: it is not waited for to stand still.
  writeFileSync(join(inbox, 'records.csv.ready'), '');
  const begun = performance.now();
  const { stdout, peakKib } = await lienthong(withOneStop, ['sync', 'one-stop', '--json']);
  const ms = performance.now() - begun;
  const [facts] = (JSON.parse(stdout) as SyncFacts).sources;
  if (facts?.state !== 'DONE' || facts.stored !== records)
    throw new Error(`not all was stored: ${JSON.stringify(facts)}`);
  return { records, ms, peakKib };
}

/** The drop of dossiers, and the setting that has it. */
export function oneStopOf(setting: HubSetting): { folder: string; setting: HubSetting } {
  const folder = join(setting.dataDir, 'one-stop');
  const sources = { ...setting.sources, SOURCE_ONE_STOP_URL: pathToFileURL(folder).href };
  return { folder, setting: { ...setting, sources } };
}

/** A command in a process of its own. Throws when it ends with another status than this. */
export async function lienthong(
  { dataDir, databaseUrl, sources }: HubSetting,
  args: readonly string[],
  expected = 0,
): Promise<{ stdout: string; peakKib: number }> {
  // The hub as it is run: where its lines stand in the sources is for those who read a stack of the bench.
  const flags = process.execArgv.filter((flag) => flag !== '--enable-source-maps');
  const child = spawn(process.execPath, [...flags, ENTRY, ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      // Both portals are owed everything; nobody listens, and nothing is sent.
      NATIONAL_PORTAL_URL: 'http://127.0.0.1:9/x',
      NATIONAL_PORTAL_USERNAME: CREDENTIAL,
      NATIONAL_PORTAL_PASSWORD: CREDENTIAL,
      PROVINCIAL_PORTAL_URL: 'http://127.0.0.1:9',
      PROVINCIAL_PORTAL_CLIENT_ID: CREDENTIAL,
      PROVINCIAL_PORTAL_CLIENT_SECRET: CREDENTIAL,
      ...sources,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  let peakKib = 0;
  const looks = setInterval(() => {
    peakKib = Math.max(peakKib, highWater(child.pid));
  }, LOOK_EVERY_MS);
  const [status] = (await once(child, 'close')) as [number | null];
  clearInterval(looks);
  if (status !== expected) throw new Error(`${args.join(' ')} ended with ${status}: ${stdout}`);
  return { stdout, peakKib };
}

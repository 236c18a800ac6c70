import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the lint that `npm run check:layers` runs, over one folder or file. */
async function lint(path: string): Promise<{ ok: boolean; output: string }> {
  try {
    const { stdout } = await run(
      'node_modules/.bin/depcruise',
      [path, '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
      {
        cwd: root,
      },
    );
    return { ok: true, output: stdout };
  } catch (error) {
    return { ok: false, output: String((error as { stdout?: string }).stdout) };
  }
}

describe('the layers', () => {
  const planted: string[] = [];
  afterEach(() => {
    for (const path of planted.splice(0)) rmSync(`${root}${path}`, { force: true, recursive: true });
  });
  function plant(path: string, text: string): string {
    const made = mkdirSync(dirname(`${root}${path}`), { recursive: true });
    writeFileSync(`${root}${path}`, text, { flag: 'wx' });
    planted.push(made === undefined ? path : made.slice(root.length));
    return path;
  }

  it.each([
    ['the domain imports the store', 'src/domain/planted-upwards.ts', '../store/database.js', 'layer-domain'],
    ['the ledger imports intake', 'src/ledger/planted-sideways.ts', '../intake/index.js', 'layer-ledger'],
    ['a job imports the gateway', 'src/jobs/planted-upwards.ts', '../processes/connect.js', 'layer-jobs'],
    [
      'a simulator imports the client',
      'src/connectors/portals/simulation/planted-client.ts',
      '../national/contract.js',
      'simulators-know-no-client',
    ],
    [
      'a source imports a portal',
      'src/connectors/sources/units/planted-sibling.ts',
      '../../portals/national/contract.js',
      'connectors-know-no-sibling',
    ],
    [
      'a folder without a place in the layers imports anything',
      'src/planted-room/anything.ts',
      '../domain/time.js',
      'layer-unknown',
    ],
  ])('fail the build when %s', async (_what, path, target, rule) => {
    const { ok, output } = await lint(plant(path, `export * from '${target}';\n`));
    expect(ok).toBe(false);
    expect(output).toContain(rule);
    expect(output).toContain(path);
  });
});

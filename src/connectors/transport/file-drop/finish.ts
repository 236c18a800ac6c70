import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { FileReport } from '../../../domain/ports.js';

/**
 * Moves a file that is done with into `done/` or `failed/`, its report beside it, its side files along with it and its
 * `.ready` away. The report comes first and the main file last, so that a crash in between leaves work to repeat, not to guess.
 */
export async function moveWithReport(
  dir: string,
  name: string,
  sides: readonly string[],
  into: 'done' | 'failed',
  report: FileReport,
): Promise<void> {
  const inbox = join(dir, 'inbox');
  const target = join(dir, into);
  await mkdir(target, { recursive: true });
  const free = await freeName(target, name);
  const reportPath = join(target, `${free}.report.json`);
  const { file: _, ...counts } = report;
  await writeFile(`${reportPath}.tmp`, `${JSON.stringify({ file: name, ...counts }, null, 2)}\n`);
  await rename(`${reportPath}.tmp`, reportPath);
  for (const side of sides) {
    const sideName = basename(side);
    await rename(side, join(target, await freeName(target, sideName))).catch(ignoreMissing);
    await rm(join(inbox, `${sideName}.ready`), { force: true });
  }
  await rm(join(inbox, `${name}.ready`), { force: true });
  await rename(join(inbox, name), join(target, free)).catch(ignoreMissing);
}

/** `a.csv`, or `a-2.csv`, `a-3.csv` … when it is taken. */
async function freeName(folder: string, name: string): Promise<string> {
  const ending = extname(name);
  const base = name.slice(0, name.length - ending.length);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${base}-${number}${ending}`;
    const taken = await access(join(folder, candidate)).then(
      () => true,
      () => false,
    );
    if (!taken) return candidate;
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

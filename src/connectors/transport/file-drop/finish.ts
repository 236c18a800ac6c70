import { extname } from 'node:path';
import type { FileReport } from '../../../domain/ports.js';
import type { Folder } from './folder/port.js';

/**
 * Moves a file that is done with into `done/` or `failed/`, its report beside it, its side files along with it and its
 * `.ready` away. The report comes first and the main file last, so that a crash in between leaves work to repeat, not to guess.
 */
export async function moveWithReport(
  folder: Folder,
  name: string,
  sides: readonly string[],
  into: 'done' | 'failed',
  report: FileReport,
): Promise<void> {
  const waiting = await present(folder, sides);
  const suffix = await freeSuffix(folder, into, [name, ...waiting], baseOf(name));
  const free = suffixed(name, baseOf(name), suffix);
  const { file: _, ...counts } = report;
  await folder.write(into, `${free}.report.json`, `${JSON.stringify({ file: name, ...counts }, null, 2)}\n`);
  for (const side of waiting) await folder.move(side, into, suffixed(side, baseOf(name), suffix));
  for (const each of [...sides, name]) await folder.remove(`${each}.ready`);
  await folder.move(name, into, free);
}

/** Those that a crash has not left moved already. */
async function present(folder: Folder, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) if (await folder.stat('inbox', name)) found.push(name);
  return found;
}

/**
 * Nothing, or `-2`, `-3` … when a name is taken: one for a file and its side files, so that they belong together there too
 * (`hoso-2.csv`, `hoso-2.qua-trinh.csv`).
 */
async function freeSuffix(
  folder: Folder,
  into: 'done' | 'failed',
  names: readonly string[],
  base: string,
): Promise<string> {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    let taken = false;
    for (const name of names) taken ||= (await folder.stat(into, suffixed(name, base, suffix))) !== undefined;
    if (!taken) return suffix;
  }
}

function suffixed(name: string, base: string, suffix: string): string {
  return base + suffix + name.slice(base.length);
}

/** `a` of `a.csv` and of `a.csv.gz`. */
function baseOf(name: string): string {
  const outer = /\.gz$/i.exec(name)?.[0] ?? '';
  const inner = extname(name.slice(0, name.length - outer.length));
  return name.slice(0, name.length - outer.length - inner.length);
}

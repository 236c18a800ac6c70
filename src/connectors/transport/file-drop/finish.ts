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
  const free = await freeName(folder, into, name);
  const { file: _, ...counts } = report;
  await folder.write(into, `${free}.report.json`, `${JSON.stringify({ file: name, ...counts }, null, 2)}\n`);
  for (const side of sides) {
    await folder.move(side, into, await freeName(folder, into, side));
    await folder.remove(`${side}.ready`);
  }
  await folder.remove(`${name}.ready`);
  await folder.move(name, into, free);
}

/** `a.csv`, or `a-2.csv`, `a-3.csv` … when it is taken; of `a.csv.gz` both endings stay. */
async function freeName(folder: Folder, place: 'done' | 'failed', name: string): Promise<string> {
  const outer = /\.gz$/i.exec(name)?.[0] ?? '';
  const inner = extname(name.slice(0, name.length - outer.length));
  const base = name.slice(0, name.length - outer.length - inner.length);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${base}-${number}${inner}${outer}`;
    if (!(await folder.stat(place, candidate))) return candidate;
  }
}

import type { Folder, Identity } from './folder/port.js';
import { kindOf, sideOf } from './kinds.js';
import type { FileDropOptions, SideList } from './options.js';

/** A file to read, with the side files that lie beside it. */
export interface InboxFile extends Identity {
  sides: { file: Identity; side: SideList }[];
  /** A side file whose main file did not come. */
  lonely?: true;
}

const IGNORED = /^\.|\.(ready|part|tmp|crdownload|report\.json)$/i;

/** Time between the two looks, ms. */
export const STAND_STILL_MS = 1_000;
/** A side file waits so long for its main file, by its time of last change. */
export const LONELY_MS = 3_600_000;

/** What lay in an inbox at a time. */
export interface Look {
  /** By a clock that only goes forward, ms. */
  at: number;
  files: readonly InboxFile[];
}

/**
 * Files whose size stood still between two looks, or beside which a `.ready` lies; side files count with their main file.
 * Oldest first by modification time, then by name. `now`: the run's own time, ms. `earlier`: a look that was taken ahead; where nothing has
 * moved since, nothing is waited for.
 */
export async function settledFiles(
  folder: Folder,
  options: FileDropOptions,
  { signal, now, earlier }: { signal: AbortSignal; now: number; earlier?: Look | undefined },
): Promise<InboxFile[]> {
  const first = await listInbox(folder, options, now);
  const stood = stoodSince(earlier, options);
  const stillMoving = first.files.filter((file) => !first.ready.has(file.name) && !stood(file));
  let settled = first.files;
  if (stillMoving.length > 0) {
    await (options.wait ?? sleep)(STAND_STILL_MS, signal);
    signal.throwIfAborted();
    const before = new Map(first.files.map((file) => [file.name, footprint(file)]));
    const second = await listInbox(folder, options, now);
    settled = second.files.filter(
      (file) => second.ready.has(file.name) || before.get(file.name) === footprint(file),
    );
  }
  return settled.sort(oldestFirst);
}

/** A look at what lies there now. */
export async function look(folder: Folder, options: FileDropOptions, now: number): Promise<Look> {
  const { files } = await listInbox(folder, options, now);
  return { at: clockOf(options)(), files };
}

function clockOf({ monotonic }: FileDropOptions): () => number {
  return monotonic ?? (() => performance.now());
}

function stoodSince(earlier: Look | undefined, options: FileDropOptions): (file: InboxFile) => boolean {
  if (!earlier || clockOf(options)() - earlier.at < STAND_STILL_MS) return () => false;
  const before = new Map(earlier.files.map((file) => [file.name, footprint(file)]));
  return (file) => before.get(file.name) === footprint(file);
}

/** By modification time, then by name. */
export function oldestFirst(a: Identity, b: Identity): number {
  return a.mtimeMs - b.mtimeMs || byName(a, b);
}

export function isSame(a: Identity, b: Identity | undefined): boolean {
  return (
    b !== undefined && a.name === b.name && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino
  );
}

/** Whether a file and its side files are still what they were when they were listed. */
export async function isUntouched(folder: Folder, file: InboxFile): Promise<boolean> {
  for (const each of [file, ...file.sides.map((side) => side.file)]) {
    if (!isSame(each, await folder.stat('inbox', each.name))) return false;
  }
  return true;
}

/** The files that lie there now, whether or not they stand still, and the names beside which a `.ready` lies. */
export async function listInbox(
  folder: Folder,
  options: Pick<FileDropOptions, 'sides' | 'ownFiles'>,
  now: number,
): Promise<{ files: InboxFile[]; ready: Set<string> }> {
  const all = await folder.list('inbox');
  const ready = new Set(
    all.filter(({ name }) => name.endsWith('.ready')).map(({ name }) => name.slice(0, -6)),
  );
  const files = all.filter(({ name }) => !IGNORED.test(name)).sort(byName);
  const mains = files
    .filter(({ name }) => !sideOf(name, options.sides))
    .map((identity): InboxFile => ({ ...identity, sides: [] }));
  const byBase = new Map<string, InboxFile>();
  // Two main files of one base: the side files go with the first.
  for (const main of mains.toReversed()) byBase.set(baseOf(main.name, options), main);
  const lonely: InboxFile[] = [];
  for (const file of files) {
    const found = sideOf(file.name, options.sides);
    if (!found) continue;
    const main = byBase.get(found.mainBase);
    if (main) main.sides.push({ file, side: found.side });
    else if (now - file.mtimeMs > LONELY_MS) lonely.push({ ...file, sides: [], lonely: true });
  }
  return { files: [...mains, ...lonely], ready };
}

/** What the names of side files begin with. */
function baseOf(name: string, { ownFiles }: Pick<FileDropOptions, 'ownFiles'>): string {
  return ownFiles?.takes(name) ? name.replace(/\.[^.]*$/, '') : (kindOf(name)?.base ?? '');
}

function footprint(file: InboxFile): string {
  const sides = file.sides.map((side) => side.file);
  return JSON.stringify([file, ...sides].map(({ name, size, mtimeMs }) => [name, size, mtimeMs]));
}

function byName(a: Identity, b: Identity): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceUnreachable } from '../../../domain/ports.js';
import type { FileDropOptions, SideList } from './options.js';

/** The same file is the same identity, wherever it has been moved since. */
export interface Identity {
  name: string;
  size: number;
  mtimeMs: number;
  ino: number;
}

export interface InboxFile extends Identity {
  path: string;
  sides: { path: string; side: SideList }[];
}

const IGNORED = /^\.|\.(ready|part|tmp|crdownload|report\.json)$/i;

/** Time between the two looks, ms. */
export const STAND_STILL_MS = 1_000;

/**
 * Files whose size stood still between two looks, or beside which a `.ready` lies; side files count with their main file.
 * Oldest first by modification time, then by name. Throws {@link SourceUnreachable} when there is no inbox.
 */
export async function settledFiles(options: FileDropOptions, signal: AbortSignal): Promise<InboxFile[]> {
  const first = await listInbox(options);
  const stillMoving = first.files.filter((file) => !first.ready.has(file.name));
  let settled = first.files;
  if (stillMoving.length > 0) {
    await (options.wait ?? sleep)(STAND_STILL_MS, signal);
    signal.throwIfAborted();
    const before = new Map(first.files.map((file) => [file.name, file]));
    const second = await listInbox(options);
    settled = second.files.filter((file) => {
      if (second.ready.has(file.name)) return true;
      const earlier = before.get(file.name);
      return earlier !== undefined && footprint(earlier, first.all) === footprint(file, second.all);
    });
  }
  return settled.sort((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The file of this name as it is now; undefined when it is gone. */
export async function statFile(path: string, name: string): Promise<Identity | undefined> {
  try {
    const { size, mtimeMs, ino } = await lstat(path);
    return { name, size, mtimeMs, ino };
  } catch {
    return undefined;
  }
}

export function isSame(a: Identity, b: Identity | undefined): boolean {
  return (
    b !== undefined && a.name === b.name && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino
  );
}

interface Listing {
  files: InboxFile[];
  ready: Set<string>;
  all: Map<string, Identity>;
}

async function listInbox(options: FileDropOptions): Promise<Listing> {
  const inbox = join(options.dir, 'inbox');
  let names: string[];
  try {
    const entries = await readdir(inbox, { withFileTypes: true });
    names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new SourceUnreachable(`Không đọc được thư mục (cannot read folder) ${inbox}: ${code}`);
  }
  const ready = new Set(names.filter((name) => name.endsWith('.ready')).map((name) => name.slice(0, -6)));
  const all = new Map<string, Identity>();
  for (const name of names) {
    if (IGNORED.test(name)) continue;
    const identity = await statFile(join(inbox, name), name);
    if (identity) all.set(name, identity);
  }
  const files = [...all.values()]
    .filter(({ name }) => !isSide(name, options))
    .map((identity) => ({
      ...identity,
      path: join(inbox, identity.name),
      sides: sidesOf(identity.name, options, all).map(({ name, side }) => ({
        path: join(inbox, name),
        side,
      })),
    }));
  return { files, ready, all };
}

function isSide(name: string, { sides = [] }: FileDropOptions): boolean {
  return sides.some((side) => name.toLowerCase().endsWith(side.suffix));
}

/** `hoso.csv` → `hoso.qua-trinh.csv` … as far as they are there. */
function sidesOf(name: string, { sides = [] }: FileDropOptions, all: ReadonlyMap<string, Identity>) {
  if (!name.toLowerCase().endsWith('.csv')) return [];
  const base = name.slice(0, -4);
  return sides
    .map((side) => ({ name: base + side.suffix, side }))
    .filter((candidate) => all.has(candidate.name));
}

function footprint(file: InboxFile, all: ReadonlyMap<string, Identity>): string {
  const sides = file.sides.map(({ path }) => all.get(path.slice(path.lastIndexOf('/') + 1)));
  return JSON.stringify(
    [file, ...sides].map((identity) => [identity?.name, identity?.size, identity?.mtimeMs]),
  );
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

import { chmodSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** More than all databases of a run and their log ever take. */
const ROOM = 4 * 1_024 ** 3;

/**
 * Makes a folder for an engine of the tests: in memory where there is room, else among temporary files. A copy of a migrated database is
 * more than a thousand files, which a disk takes half a second for and memory a tenth of one. As root an engine runs as nobody, who can reach it.
 */
export function quickFolder(prefix: string): string {
  const folder = mkdtempSync(join(hasRoom() ? MEMORY : tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}

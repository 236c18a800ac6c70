import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from './process.js';

/** Runs `work` while no other process of this machine holds `path`. A lock whose owner died is taken over. */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, String(process.pid));
  try {
    while (!taken(mine, path)) await wait(25);
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function taken(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    dropIfDead(path);
    return false;
  }
}

function dropIfDead(path: string): void {
  try {
    if (!isAlive(Number(readFileSync(path, 'utf8')))) rmSync(path, { force: true });
  } catch {
    // Its owner let go meanwhile.
  }
}

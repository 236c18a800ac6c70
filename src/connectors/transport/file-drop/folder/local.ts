import { createReadStream } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceUnreachable } from '../../../../domain/ports.js';
import type { Folder, Identity, OpenFolder, Place } from './port.js';

const CHUNK = 256 * 1024;

/** A drop folder on this machine. */
export function localFolder(dir: string): OpenFolder {
  return () => Promise.resolve(new LocalFolder(dir));
}

class LocalFolder implements Folder {
  constructor(readonly address: string) {}

  async list(place: Place): Promise<Identity[]> {
    const folder = join(this.address, place);
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      const code = codeOf(error);
      if (place !== 'inbox' && code === 'ENOENT') return [];
      throw new SourceUnreachable(`Không đọc được thư mục (cannot read folder) ${folder}: ${code}`);
    });
    const found: Identity[] = [];
    for (const entry of entries) {
      const identity = entry.isFile() ? await this.stat(place, entry.name) : undefined;
      if (identity) found.push(identity);
    }
    return found;
  }

  async stat(place: Place, name: string): Promise<Identity | undefined> {
    try {
      const { size, mtimeMs, ino } = await lstat(join(this.address, place, name));
      return { name, size, mtimeMs, ino };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  async *read(name: string, end: number, signal: AbortSignal): AsyncGenerator<Buffer> {
    if (end === 0) return;
    yield* createReadStream(this.pathOf(name), { end: end - 1, highWaterMark: CHUNK, signal });
  }

  pathOf(name: string): string {
    return join(this.address, 'inbox', name);
  }

  async move(name: string, into: 'done' | 'failed', as: string): Promise<void> {
    await mkdir(join(this.address, into), { recursive: true });
    try {
      await rename(this.pathOf(name), join(this.address, into, as));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }

  async write(place: 'done' | 'failed', name: string, text: string): Promise<void> {
    const path = join(this.address, place, name);
    await mkdir(join(this.address, place), { recursive: true });
    await writeFile(`${path}.tmp`, text);
    await rename(`${path}.tmp`, path);
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

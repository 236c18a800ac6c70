import { createReadStream } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceUnreachable } from '../../../../domain/ports.js';
import type { Folder, Identity, OpenFolder, Place } from './port.js';

const CHUNK = 256 * 1024;

/** A drop folder on this machine. `inbox`: what is read as its inbox, done/ to read again what was taken. */
export function localFolder(dir: string, inbox: 'inbox' | 'done' = 'inbox'): OpenFolder {
  return () => Promise.resolve(new LocalFolder(dir, inbox));
}

class LocalFolder implements Folder {
  constructor(
    readonly address: string,
    readonly inbox: 'inbox' | 'done',
  ) {}

  async list(place: Place): Promise<Identity[]> {
    const folder = this.#path(place);
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      const code = codeOf(error);
      if (this.#folderOf(place) !== 'inbox' && code === 'ENOENT') return [];
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
      const { size, mtimeMs, ino } = await lstat(this.#path(place, name));
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
    return this.#path('inbox', name);
  }

  async move(name: string, into: 'done' | 'failed', as: string): Promise<void> {
    await mkdir(this.#path(into), { recursive: true });
    try {
      await rename(this.pathOf(name), this.#path(into, as));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }

  async write(place: 'done' | 'failed' | 'outbox', name: string, text: string): Promise<void> {
    const path = this.#path(place, name);
    await mkdir(this.#path(place), { recursive: true });
    await writeFile(`${path}.tmp`, text);
    await rename(`${path}.tmp`, path);
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #folderOf(place: Place): Place {
    return place === 'inbox' ? this.inbox : place;
  }

  #path(place: Place, name = ''): string {
    return join(this.address, this.#folderOf(place), name);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

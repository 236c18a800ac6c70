import { randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FileProblem, KeptFile } from '../domain/ports.js';
import { HEAD_BYTES, mediaTypeOf } from './media-type.js';
import { later, type OpenedFile, tooLarge, unavailable } from './opened.js';
import { TemporaryFile } from './temporary-file.js';

/** What went by while a file was written. */
export interface Written {
  ok: true;
  sha256: string;
  bytes: number;
  head: Buffer;
  /** Moves it to its place, for good; doing it twice, or in two processes at once, is the same as once. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Files by their content, `<root>/ab/cd/<sha256>`. A file is written beside, forced to disk and then renamed into its
 * place, so that what stands there is whole, whenever the machine stops.
 */
export class FileDisk {
  readonly #root: string;
  readonly #temporary: string;

  constructor(dataDir: string) {
    this.#root = join(dataDir, 'files');
    this.#temporary = join(this.#root, 'tmp');
  }

  path(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a sha256');
    return join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  async has(sha256: string, bytes: number): Promise<boolean> {
    try {
      return (await stat(this.path(sha256))).size === bytes;
    } catch {
      return false;
    }
  }

  /** What is known of a file that a source laid here itself; it cannot be fetched again. `name`: tells kinds of one container apart. */
  async described(sha256: string, name: string): Promise<KeptFile | FileProblem> {
    const path = this.path(sha256);
    try {
      const handle = await open(path, constants.O_RDONLY);
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
        const { mediaType } = mediaTypeOf(buffer.subarray(0, bytesRead), name);
        return { ok: true, sha256, bytes: (await handle.stat()).size, mediaType };
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return unavailable(
        'Tệp đã nhận không còn trong DATA_DIR',
        'the file that was received is no longer under DATA_DIR',
      );
    }
  }

  read(sha256: string): Promise<Buffer> {
    return readFile(this.path(sha256));
  }

  /** `start`, `end`: inclusive byte positions. */
  stream(sha256: string, range?: { start: number; end: number }): Readable {
    return createReadStream(this.path(sha256), range ?? {});
  }

  /** Writes a stream to a temporary file. Stops at `limit` bytes; a stream that breaks off is `retry`. */
  async write(file: OpenedFile, limit: number): Promise<Written | FileProblem> {
    file.stream.on('error', () => undefined);
    if (file.bytes !== undefined && file.bytes > limit) {
      file.stream.destroy();
      return tooLarge(limit);
    }
    const written = await this.begin();
    let problem: FileProblem | undefined;
    try {
      for await (const chunk of chunksOf(file.stream)) {
        if (chunk instanceof Error) {
          problem = later('Tệp tải về bị ngắt giữa chừng', 'the file broke off while it was read');
          break;
        }
        if (written.bytes + chunk.length > limit) {
          problem = tooLarge(limit);
          break;
        }
        await written.write(chunk);
      }
    } catch (error) {
      problem = later('Không ghi được tệp vào DATA_DIR', 'the file could not be written under DATA_DIR');
      if (!(error instanceof Error)) throw error;
    } finally {
      file.stream.destroy();
    }
    if (!problem) return this.end(written);
    await written.discard();
    return problem;
  }

  /** A file that is written chunk by chunk, to be ended or discarded. */
  async begin(): Promise<TemporaryFile> {
    await mkdir(this.#temporary, { recursive: true });
    return TemporaryFile.open(join(this.#temporary, randomUUID()));
  }

  /** What went by while it was written; it stands nowhere for good before it is kept. */
  async end(file: TemporaryFile): Promise<Written> {
    const { path, bytes } = file;
    const sha256 = await file.end();
    return {
      ok: true,
      sha256,
      bytes,
      head: file.head,
      keep: () => this.#move(path, this.path(sha256), bytes),
      discard: () => file.discard(),
    };
  }

  /** Removes what writers left behind that were stopped; `olderThan` in ms, well above the longest fetch. */
  async removeStale(olderThan: number, now: number): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.#temporary).catch(() => [])) {
      const path = join(this.#temporary, name);
      const found = await stat(path).catch(() => undefined);
      if (!found || now - found.mtimeMs < olderThan) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  async #move(from: string, to: string, bytes: number): Promise<void> {
    const there = await stat(to).catch(() => undefined);
    if (there?.size === bytes) return rm(from, { force: true });
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
    // The rename itself must survive a power cut, not only the content.
    const folder = await open(dirname(to), constants.O_RDONLY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    await access(to, constants.R_OK);
  }
}

/** The chunks of a stream; an error of the *reading* side comes as a value, so that it is not taken for one of writing. */
async function* chunksOf(stream: Readable): AsyncGenerator<Buffer | Error> {
  try {
    for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  } catch (error) {
    yield error instanceof Error ? error : new Error('stream failed');
  }
}

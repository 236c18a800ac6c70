import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { HEAD_BYTES } from './media-type.js';

/** A file while it is written; its hash and its first bytes are taken down on the way. */
export class TemporaryFile {
  bytes = 0;
  readonly #hash = createHash('sha256');
  readonly #head: Buffer[] = [];
  #handle: FileHandle | undefined;

  private constructor(
    readonly path: string,
    handle: FileHandle,
  ) {
    this.#handle = handle;
  }

  static async open(path: string): Promise<TemporaryFile> {
    return new TemporaryFile(path, await open(path, 'wx', 0o600));
  }

  get head(): Buffer {
    return Buffer.concat(this.#head);
  }

  async write(chunk: Buffer): Promise<void> {
    if (this.bytes < HEAD_BYTES) this.#head.push(chunk.subarray(0, HEAD_BYTES - this.bytes));
    this.bytes += chunk.length;
    this.#hash.update(chunk);
    await this.#handle?.writeFile(chunk);
  }

  /** Forces it to disk; gives its SHA-256, hex. */
  async end(): Promise<string> {
    try {
      await this.#handle?.sync();
    } finally {
      await this.#close();
    }
    return this.#hash.digest('hex');
  }

  async discard(): Promise<void> {
    await this.#close();
    await rm(this.path, { force: true });
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }
}

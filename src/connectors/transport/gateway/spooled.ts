import { closeSync, ftruncateSync, read, write } from 'node:fs';
import { promisify } from 'node:util';
import { namelessFile } from '../file-drop/xlsx/nameless-file.js';
import type { AnswerSink } from '../http/index.js';

const writeTo = promisify(write);
const readFrom = promisify(read);
const CHUNK = 256 * 1024;

/** A package on its way: it is read only once all of it is there, so that one that broke off is not taken for a broken one. */
export class SpooledPackage implements AnswerSink {
  readonly #descriptor = namelessFile();
  bytes = 0;
  /** It was asked to take more than it takes. */
  full = false;

  constructor(readonly maxBytes: number) {}

  begin(): void {
    ftruncateSync(this.#descriptor, 0);
    this.bytes = 0;
    this.full = false;
  }

  overflow(): void {
    this.full = true;
  }

  async write(chunk: Buffer): Promise<void> {
    for (let from = 0; from < chunk.length; ) {
      const { bytesWritten } = await writeTo(this.#descriptor, chunk, from, chunk.length - from, this.bytes);
      from += bytesWritten;
      this.bytes += bytesWritten;
    }
  }

  /** From its begin, any number of times; a stream of Node would close the file when it is left early. */
  async *content(): AsyncGenerator<Buffer> {
    for (let at = 0; at < this.bytes; ) {
      const chunk = Buffer.alloc(Math.min(CHUNK, this.bytes - at));
      const { bytesRead } = await readFrom(this.#descriptor, chunk, 0, chunk.length, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

import { createHash, type Hash } from 'node:crypto';
import { MAX_KEPT_TEXT, MAX_RECORD } from './limits.js';

const NEWLINE = 0x0a;

/** A line of a file of text. */
export interface Line {
  number: number;
  /** Without its line end; of a line that is too long: the begin. */
  bytes: Buffer;
  /** Set when the line is longer than {@link MAX_RECORD}. */
  cut?: { length: number; sha256: string };
}

/** The lines of a file. Needs memory for one of at most {@link MAX_RECORD} bytes, whatever the file holds. */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 1;
  const open = new OpenLine();
  for await (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, from);
      if (end < 0) break;
      open.add(chunk.subarray(from, end));
      yield open.close(number);
      number += 1;
      from = end + 1;
    }
    open.add(chunk.subarray(from));
  }
  if (open.length > 0) yield open.close(number);
}

/** A line as it grows; beyond the limit only its hash and length go on. */
class OpenLine {
  length = 0;
  #parts: Buffer[] = [];
  #hash: Hash | undefined;

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.length += part.length;
    if (this.#hash) {
      this.#hash.update(part);
      return;
    }
    this.#parts.push(part);
    if (this.length <= MAX_RECORD) return;
    this.#hash = createHash('sha256');
    for (const held of this.#parts) this.#hash.update(held);
    this.#parts = [Buffer.from(Buffer.concat(this.#parts).subarray(0, MAX_KEPT_TEXT))];
  }

  close(number: number): Line {
    const bytes = Buffer.concat(this.#parts);
    const line: Line = { number, bytes };
    if (this.#hash) line.cut = { length: this.length, sha256: this.#hash.digest('hex') };
    this.length = 0;
    this.#parts = [];
    this.#hash = undefined;
    return line;
  }
}

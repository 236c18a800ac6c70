import { closeSync, readSync, writeSync } from 'node:fs';
import { namelessFile } from './nameless-file.js';

const PAGE = 256 * 1024;

/**
 * Bytes that are appended once and then read anywhere. So much of them as `memory` allows is held, the rest lies in a temporary file
 * without a name, which goes with the process however that ends.
 */
export class PagedFile {
  length = 0;
  #fd: number | undefined;
  #open = Buffer.alloc(PAGE);
  /** Pages by number, the one used last at the end. */
  readonly #held = new Map<number, Buffer>();
  readonly #maxHeld: number;

  constructor(memory: number) {
    this.#maxHeld = Math.max(2, Math.floor(memory / PAGE));
  }

  append(bytes: Buffer): void {
    let from = 0;
    while (from < bytes.length) {
      const at = this.length % PAGE;
      const copied = bytes.copy(this.#open, at, from);
      from += copied;
      this.length += copied;
      if (this.length % PAGE === 0) {
        this.#hold(this.length / PAGE - 1, this.#open, true);
        this.#open = Buffer.alloc(PAGE);
      }
    }
  }

  read(offset: number, length: number): Buffer {
    const parts: Buffer[] = [];
    let at = offset;
    while (at < offset + length) {
      const begin = at % PAGE;
      const end = Math.min(PAGE, begin + offset + length - at);
      parts.push(this.#page(Math.floor(at / PAGE)).subarray(begin, end));
      at += end - begin;
    }
    return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
    this.#held.clear();
  }

  #page(number: number): Buffer {
    if (number === Math.floor(this.length / PAGE)) return this.#open;
    const held = this.#held.get(number);
    if (held) {
      this.#held.delete(number);
      this.#held.set(number, held);
      return held;
    }
    const page = Buffer.alloc(PAGE);
    if (this.#fd !== undefined) readSync(this.#fd, page, 0, PAGE, number * PAGE);
    this.#hold(number, page, false);
    return page;
  }

  #hold(number: number, page: Buffer, fresh: boolean): void {
    this.#held.set(number, page);
    const spilling = this.#fd !== undefined || this.#held.size > this.#maxHeld;
    if (fresh && spilling) this.#spill(number);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.#maxHeld) break;
      this.#held.delete(oldest);
    }
  }

  /** From the first page that finds no room on, every page is written. */
  #spill(number: number): void {
    const first = this.#fd === undefined;
    this.#fd ??= namelessFile();
    for (const [each, page] of this.#held) {
      if (first || each === number) writeSync(this.#fd, page, 0, PAGE, each * PAGE);
    }
  }
}

import { MAX_CELL, SHARED_STRINGS_MEMORY } from '../limits.js';
import { PagedFile } from './paged-file.js';

const OFFSET_BYTES = 6;

/** The strings of a workbook that its cells refer to by number. Memory is bounded, however many they are. */
export class SharedStrings {
  readonly #texts = new PagedFile(SHARED_STRINGS_MEMORY);
  /** Where each string ends, six bytes each. */
  readonly #ends = new PagedFile(SHARED_STRINGS_MEMORY);
  #count = 0;

  add(text: string): void {
    this.#texts.append(Buffer.from(text.slice(0, MAX_CELL + 1)));
    const end = Buffer.alloc(OFFSET_BYTES);
    end.writeUIntBE(this.#texts.length, 0, OFFSET_BYTES);
    this.#ends.append(end);
    this.#count += 1;
  }

  /** Undefined for a number that no string has. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined;
    const begin = index === 0 ? 0 : this.#endOf(index - 1);
    return this.#texts.read(begin, this.#endOf(index) - begin).toString('utf8');
  }

  close(): void {
    this.#texts.close();
    this.#ends.close();
  }

  #endOf(index: number): number {
    return this.#ends.read(index * OFFSET_BYTES, OFFSET_BYTES).readUIntBE(0, OFFSET_BYTES);
  }
}

import { isAscii } from 'node:buffer';

/** Counts letters of more than one byte that are valid UTF-8, and bytes that are not. */
export class Utf8Counter {
  #valid = 0;
  #invalid = 0;
  #pending = 0;

  /** Whether these bytes hold any that is not UTF-8. */
  add(bytes: Buffer): boolean {
    if (this.#pending === 0 && isAscii(bytes)) return false;
    const before = this.#invalid;
    // By place: an iterator over every byte of every file takes several times as long.
    for (let at = 0; at < bytes.length; at += 1) this.#byte(bytes[at] ?? 0);
    return this.#invalid > before;
  }

  looksLikeUtf8(): boolean {
    const invalid = this.#invalid + (this.#pending > 0 ? 1 : 0);
    return invalid === 0 || this.#valid > invalid;
  }

  #byte(byte: number): void {
    if (this.#pending > 0) {
      if ((byte & 0xc0) === 0x80) {
        this.#pending -= 1;
        if (this.#pending === 0) this.#valid += 1;
        return;
      }
      this.#pending = 0;
      this.#invalid += 1;
    }
    if (byte < 0x80) return;
    if (byte >= 0xc2 && byte <= 0xdf) this.#pending = 1;
    else if (byte >= 0xe0 && byte <= 0xef) this.#pending = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) this.#pending = 3;
    else this.#invalid += 1;
  }
}

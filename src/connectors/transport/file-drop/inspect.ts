import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';

/** What a look at the whole of a file says about it, before it is read as records. */
export type Inspection =
  | { readable: true; encoding: string }
  /** `what`: the kind of content that was found instead. */
  | { readable: false; what: string };

const MAGIC: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'zip/xlsx'],
  [[0x1f, 0x8b], 'gzip'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'xls/doc'],
  [[0x25, 0x50, 0x44, 0x46], 'pdf'],
  [[0x89, 0x50, 0x4e, 0x47], 'png'],
  [[0xff, 0xd8, 0xff], 'jpeg'],
  [[0x7f, 0x45, 0x4c, 0x46], 'elf'],
];
const UTF16: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe], 'UTF-16'],
  [[0xfe, 0xff], 'UTF-16'],
];

/** More NULs than this share of the begin: not text. */
const BINARY_SHARE = 0.01;
const BEGIN = 64 * 1024;

/**
 * Tells text from what is not, and UTF-8 from Windows-1258. Text in Windows-1258 hardly ever happens to be valid UTF-8, so a
 * file with more valid multi-byte letters than broken ones is damaged UTF-8, and only its damaged rows are refused.
 * `named`: the encoding that the source's definition names; then only the kind of content is looked at.
 */
export async function inspect(
  path: string,
  named: string | undefined,
  signal: AbortSignal,
): Promise<Inspection> {
  const counter = new Utf8Counter();
  let first = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024, signal })) {
    const bytes = chunk as Buffer;
    if (first) {
      const what = foreignKind(bytes, named);
      if (what) return { readable: false, what };
      if (named) return { readable: true, encoding: named };
    }
    first = false;
    counter.add(bytes);
  }
  return { readable: true, encoding: counter.looksLikeUtf8() ? 'utf-8' : 'windows-1258' };
}

/** The kind of content by its first bytes, when it is not text; undefined when it may be. */
export function foreignKind(begin: Buffer, named?: string): string | undefined {
  const starts = (magic: readonly number[]) => magic.every((byte, index) => begin[index] === byte);
  const found =
    MAGIC.find(([magic]) => starts(magic)) ?? (named ? undefined : UTF16.find(([magic]) => starts(magic)));
  if (found) return found[1];
  if (named) return undefined;
  const head = begin.subarray(0, BEGIN);
  let nuls = 0;
  for (const byte of head) if (byte === 0) nuls += 1;
  return nuls > 4 && nuls > head.length * BINARY_SHARE ? 'binary' : undefined;
}

/** Counts letters of more than one byte that are valid UTF-8, and bytes that are not. */
export class Utf8Counter {
  #valid = 0;
  #invalid = 0;
  #pending = 0;

  add(bytes: Buffer): void {
    if (this.#pending === 0 && isAscii(bytes)) return;
    for (const byte of bytes) this.#byte(byte);
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

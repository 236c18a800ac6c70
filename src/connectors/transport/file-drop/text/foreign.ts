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

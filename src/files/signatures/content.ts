import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes that are looked at in pieces, whatever their number; positions from 0, `end` exclusive. */
export interface Content {
  readonly size: number;
  /** At most `end - start` bytes: fewer where the content ends. */
  read(start: number, end: number): Promise<Buffer>;
  stream(start: number, end: number): AsyncIterable<Buffer>;
}

/** Some bytes of a content, one range after the other: what a signature covers. */
export interface Covered {
  content: Content;
  ranges: readonly { start: number; end: number }[];
}

export function bufferContent(bytes: Buffer): Content {
  return {
    size: bytes.length,
    read: async (start, end) => bytes.subarray(start, end),
    async *stream(start, end) {
      yield bytes.subarray(start, end);
    },
  };
}

/** A file on disk; {@link AsyncDisposable}: it is open until then. */
export async function fileContent(path: string): Promise<Content & AsyncDisposable> {
  const handle: FileHandle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    async read(start, end) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(end, size) - start));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    },
    stream: (start, end) => (end > start ? createReadStream(path, { start, end: end - 1 }) : empty()),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

async function* empty(): AsyncIterable<Buffer> {}

export function wholeOf(content: Content): Covered {
  return { content, ranges: [{ start: 0, end: content.size }] };
}

export async function* chunksOf({ content, ranges }: Covered): AsyncIterable<Buffer> {
  for (const { start, end } of ranges) yield* content.stream(start, end);
}

/** `algorithm`: as node:crypto names it. */
export async function digestOf(covered: Covered, algorithm: string): Promise<Buffer> {
  const hash = createHash(algorithm);
  for await (const chunk of chunksOf(covered)) hash.update(chunk);
  return hash.digest();
}

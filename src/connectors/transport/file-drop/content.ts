import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Folder, Identity } from './folder/port.js';
import type { UnreadableCode } from './items.js';
import { EXPANSION_FREE, MAX_EXPANDED, MAX_EXPANSION } from './limits.js';

/** The content of a file is not what can be read; becomes the one thing that is said of the file from there on. */
export class UnreadableContent extends Error {
  override readonly name = 'UnreadableContent';
  constructor(
    readonly code: UnreadableCode,
    readonly detail?: string,
  ) {
    super(detail ? `${code}: ${detail}` : code);
  }
}

/** Stops what unpacks to far more than honest files do. */
export function checkExpansion(packed: number, unpacked: number): void {
  const tooFar = unpacked > EXPANSION_FREE && unpacked > packed * MAX_EXPANSION;
  if (tooFar || unpacked > MAX_EXPANDED) throw new UnreadableContent('EXPANDS_TOO_FAR');
}

/** The content of a gzip file, of one member or several. */
export async function* gunzip(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unpacking = createGunzip({ chunkSize: 256 * 1024 });
  // Errors of either side come out of the iteration below.
  pipeline(packed, unpacking, () => undefined);
  let unpacked = 0;
  try {
    for await (const chunk of unpacking) {
      const bytes = chunk as Buffer;
      unpacked += bytes.length;
      checkExpansion(unpacking.bytesWritten, unpacked);
      yield bytes;
    }
  } catch (error) {
    throw isDamage(error) ? new UnreadableContent('BROKEN_GZIP') : error;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code));
}

/** Told how many bytes of a file are read, packed as they lie there. */
export type OnBytes = (bytes: number) => void;

/** What a file holds, unpacked; of a file that grows only what it held when it was listed. */
export function contentOf(
  { folder, signal }: { folder: Folder; signal: AbortSignal },
  file: Identity,
  onBytes?: OnBytes,
): AsyncIterable<Buffer> {
  const packed = counted(folder.read(file.name, file.size, signal), onBytes);
  return /\.gz$/i.test(file.name) ? gunzip(packed) : packed;
}

async function* counted(chunks: AsyncIterable<Buffer>, onBytes?: OnBytes): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    onBytes?.(read);
    yield chunk;
  }
}

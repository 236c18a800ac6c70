import { createHash } from 'node:crypto';
import type { Contents, ContentWriter, WrittenContent } from '../domain/ports.js';
import { FileDisk } from './disk.js';
import { HEAD_BYTES, mediaTypeOf } from './media-type.js';

const KEPT = /^kept:([0-9a-f]{64})$/;

/** The content that a reference `kept:<sha256>` means; undefined for another kind of reference. */
export function keptContent(reference: string): string | undefined {
  return KEPT.exec(reference)?.[1];
}

/** Lays contents down beside the files that are fetched. `dataDir`: DATA_DIR. */
export function createContents(dataDir: string): Contents {
  const disk = new FileDisk(dataDir);
  return {
    open: async (name, trial) => (trial ? looking(name) : writing(disk, name)),
  };
}

async function writing(disk: FileDisk, name: string): Promise<ContentWriter> {
  const file = await disk.begin();
  return {
    write: (chunk) => file.write(chunk),
    async end() {
      const { sha256, bytes, head, keep, discard } = await disk.end(file);
      return { ...described(name, sha256, bytes, head), keep, discard };
    },
    discard: () => file.discard(),
  };
}

function looking(name: string): ContentWriter {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let bytes = 0;
  const nothing = () => Promise.resolve();
  return {
    async write(chunk) {
      if (bytes < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - bytes)]);
      bytes += chunk.length;
      hash.update(chunk);
    },
    end: async () => ({
      ...described(name, hash.digest('hex'), bytes, head),
      keep: nothing,
      discard: nothing,
    }),
    discard: nothing,
  };
}

function described(
  name: string,
  sha256: string,
  bytes: number,
  head: Buffer,
): Omit<WrittenContent, 'keep' | 'discard'> {
  return { file: `kept:${sha256}`, bytes, ...mediaTypeOf(head, name) };
}

import { closeSync, mkdtempSync, openSync, rmSync, write } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const writeTo = promisify(write);

/** A temporary file for this process alone. It has no name, and so goes with the process however that ends. Gives its descriptor. */
export function namelessFile(): number {
  const dir = mkdtempSync(join(tmpdir(), 'lienthong-'));
  try {
    return openSync(join(dir, 'spilled'), 'wx+', 0o600);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Lays a stream down in a nameless file, for what has to be read at any offset. */
export async function spool(chunks: AsyncIterable<Buffer>): Promise<number> {
  const descriptor = namelessFile();
  try {
    for await (const chunk of chunks) {
      let from = 0;
      while (from < chunk.length) from += (await writeTo(descriptor, chunk, from)).bytesWritten;
    }
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

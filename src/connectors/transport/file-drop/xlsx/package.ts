import { closeSync } from 'node:fs';
import { type Entry, fromBufferPromise, fromFdPromise, openPromise, type ZipFile } from 'yauzl';
import { checkExpansion, UnreadableContent } from '../content.js';
import { MAX_ZIP_ENTRIES } from '../limits.js';

/** The parts of an office file, which is a zip. Each is read as a stream, with a bound on what it unpacks to. */
export class Package {
  private constructor(
    readonly zip: ZipFile,
    readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** Opens a path, a file that is open, or the bytes of one; closing the package closes that too. */
  static async open(file: string | number | Buffer): Promise<Package> {
    const zip = await damage(() => zipOf(file)).catch((error: unknown) => {
      if (typeof file === 'number') closeSync(file);
      throw error;
    });
    try {
      const entries = new Map<string, Entry>();
      await damage(async () => {
        for await (const entry of zip.eachEntry()) {
          // A name that stands twice would be read by nobody knows whose rules.
          if (entries.has(entry.fileName) || entries.size >= MAX_ZIP_ENTRIES)
            throw new UnreadableContent('BROKEN_XLSX', 'zip');
          entries.set(entry.fileName, entry);
        }
      });
      return new Package(zip, entries);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  async *read(name: string, onBytes?: (packed: number) => void): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) throw new UnreadableContent('BROKEN_XLSX', name);
    if (entry.isEncrypted()) throw new UnreadableContent('ENCRYPTED');
    const stream = await damage(() => this.zip.openReadStreamPromise(entry));
    let unpacked = 0;
    try {
      for await (const chunk of stream) {
        const bytes = chunk as Buffer;
        unpacked += bytes.length;
        checkExpansion(entry.compressedSize, unpacked);
        onBytes?.((unpacked / Math.max(1, entry.uncompressedSize)) * entry.compressedSize);
        yield bytes;
      }
    } catch (error) {
      throw asDamage(error);
    }
  }

  close(): void {
    this.zip.close();
  }
}

function zipOf(file: string | number | Buffer): Promise<ZipFile> {
  const options = { autoClose: false, lazyEntries: true, validateEntrySizes: true };
  if (typeof file === 'string') return openPromise(file, options);
  return typeof file === 'number' ? fromFdPromise(file, options) : fromBufferPromise(file, options);
}

async function damage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asDamage(error);
  }
}

/** What the system says of the file stays what it is; all else is what stands in it. */
function asDamage(error: unknown): unknown {
  if (error instanceof UnreadableContent || !(error instanceof Error)) return error;
  return 'syscall' in error || error.name === 'AbortError'
    ? error
    : new UnreadableContent('BROKEN_XLSX', 'zip');
}

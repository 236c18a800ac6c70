import { posix } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { Stats } from 'ssh2';
import { SourceUnreachable } from '../../../../domain/ports.js';
import type { Folder, Identity, OpenFolder, Place } from './port.js';
import { connectSftp, type SftpAccess, type SftpConnection } from './sftp-connection.js';

/** A drop folder of another machine, over SFTP. One connection for each time it is opened. `inbox`: as of `localFolder`. */
export function sftpFolder(access: SftpAccess, dir: string, inbox: 'inbox' | 'done' = 'inbox'): OpenFolder {
  return async (signal) => new SftpFolder(await connectSftp(access, signal), access, dir, inbox);
}

/** Status codes of SFTP version 3. */
const NO_SUCH_FILE = 2;

type Done<T> = (error: Error | null | undefined, value: T) => void;

class SftpFolder implements Folder {
  readonly address: string;

  constructor(
    readonly connection: SftpConnection,
    { host, port }: SftpAccess,
    readonly dir: string,
    readonly inbox: 'inbox' | 'done',
  ) {
    this.address = `sftp://${host}${port === 22 ? '' : `:${port}`}${dir}`;
  }

  async list(place: Place): Promise<Identity[]> {
    const folder = this.#path(place);
    try {
      const entries = await this.#call<{ filename: string; attrs: Stats }[]>((done) =>
        this.connection.sftp.readdir(folder, done),
      );
      // A name is the other machine's word: what is no plain name is none of ours.
      return entries
        .filter(({ filename, attrs }) => attrs.isFile() && !/[/\0]/.test(filename))
        .map(({ filename, attrs }) => identityOf(filename, attrs));
    } catch (error) {
      if (error instanceof SourceUnreachable) throw error;
      if (this.#folderOf(place) !== 'inbox' && isMissing(error)) return [];
      throw new SourceUnreachable(`Không đọc được thư mục (cannot read folder) ${this.address}/${place}`);
    }
  }

  async stat(place: Place, name: string): Promise<Identity | undefined> {
    try {
      const path = this.#path(place, name);
      return identityOf(name, await this.#call<Stats>((done) => this.connection.sftp.lstat(path, done)));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async *read(name: string, end: number, signal: AbortSignal): AsyncGenerator<Buffer> {
    if (end === 0) return;
    const stream = this.connection.sftp.createReadStream(this.#path('inbox', name), { end: end - 1 });
    try {
      const ends = AbortSignal.any([signal, this.connection.lost]);
      for await (const chunk of addAbortSignal(ends, stream)) yield chunk as Buffer;
    } catch (error) {
      throw signal.aborted ? error : asTold(error, this.address);
    }
  }

  async move(name: string, into: 'done' | 'failed', as: string): Promise<void> {
    await this.#ensure(into);
    await this.#call((done) =>
      this.connection.sftp.rename(this.#path('inbox', name), this.#path(into, as), (error) =>
        done(error, undefined),
      ),
    ).catch(ignoreMissing);
  }

  async write(place: 'done' | 'failed' | 'outbox', name: string, text: string): Promise<void> {
    await this.#ensure(place);
    const path = this.#path(place, name);
    const { sftp } = this.connection;
    await this.#call((done) => sftp.writeFile(`${path}.tmp`, text, (error) => done(error, undefined)));
    // A name that is taken cannot be renamed to.
    await this.#call((done) => sftp.unlink(path, (error) => done(error, undefined))).catch(ignoreMissing);
    await this.#call((done) => sftp.rename(`${path}.tmp`, path, (error) => done(error, undefined)));
  }

  async remove(name: string): Promise<void> {
    await this.#call((done) =>
      this.connection.sftp.unlink(this.#path('inbox', name), (error) => done(error, undefined)),
    ).catch(ignoreMissing);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  async #ensure(place: Place): Promise<void> {
    const path = this.#path(place);
    const { sftp } = this.connection;
    const there = await this.#call<Stats>((done) => sftp.stat(path, done)).catch(ignoreMissing);
    if (!there) await this.#call((done) => sftp.mkdir(path, (error) => done(error, undefined)));
  }

  #folderOf(place: Place): Place {
    return place === 'inbox' ? this.inbox : place;
  }

  #path(place: Place, name = ''): string {
    return posix.join(this.dir, this.#folderOf(place), name);
  }

  #call<T>(send: (done: Done<T>) => void): Promise<T> {
    const { lost } = this.connection;
    return new Promise((resolve, reject) => {
      const onLost = () => reject(asTold(undefined, this.address));
      if (lost.aborted) return onLost();
      lost.addEventListener('abort', onLost, { once: true });
      send((error, value) => {
        lost.removeEventListener('abort', onLost);
        if (error) reject(asTold(error, this.address));
        else resolve(value);
      });
    });
  }
}

function identityOf(name: string, { size, mtime }: Stats): Identity {
  return { name, size, mtimeMs: mtime * 1000, ino: 0 };
}

/** What the server says of one file becomes an error of the system; everything else is the connection's. */
function asTold(error: unknown, address: string): Error {
  const status = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof status === 'number')
    return Object.assign(new Error(`SFTP status ${status}`), {
      code: `SFTP ${status}`,
      syscall: 'sftp',
      status,
    });
  return new SourceUnreachable(`${address}: mất kết nối (connection lost)`);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === NO_SUCH_FILE;
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
  return undefined;
}

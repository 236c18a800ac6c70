import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import ssh2 from 'ssh2';
import { fingerprintOf } from '../../src/connectors/transport/file-drop/folder/sftp-connection.js';

const { STATUS_CODE: STATUS } = ssh2.utils.sftp;

export interface SftpServer {
  port: number;
  /** Of its host key. */
  fingerprint: string;
  /** A private key that it lets in, beside user `vendor` with password `secret`. */
  privateKey: string;
  /** Cuts every connection in the middle of what it does. */
  cut(): void;
  /** Connections that are open now. */
  connections(): number;
  stop(): Promise<void>;
}

/** A real SSH server that serves this machine's own paths over SFTP version 3. */
export async function startSftpServer(): Promise<SftpServer> {
  const host = ssh2.utils.generateKeyPairSync('ed25519');
  const user = ssh2.utils.generateKeyPairSync('ed25519');
  const allowed = parsed(user.public);
  const clients = new Set<ssh2.Connection>();
  const server = new ssh2.Server({ hostKeys: [host.private] }, (client) => {
    clients.add(client);
    answerAtOnce(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => clients.delete(client));
    client.on('authentication', (context) => {
      const password = context.method === 'password' && context.password === 'secret';
      const key = context.method === 'publickey' && context.key.data.equals(allowed.getPublicSSH());
      if (context.username === 'vendor' && (password || key)) context.accept();
      else context.reject(['password', 'publickey']);
    });
    client.on('session', (accept) => accept().on('sftp', (begin) => serve(begin())));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    fingerprint: fingerprintOf(parsed(host.public).getPublicSSH()),
    privateKey: user.private,
    cut: () => {
      for (const client of clients) client.end();
    },
    connections: () => clients.size,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        for (const client of clients) client.end();
      }),
  };
}

/** Small answers wait for each other otherwise; the types leave this out. */
function answerAtOnce(client: object): void {
  if ('setNoDelay' in client && typeof client.setNoDelay === 'function') client.setNoDelay();
}

function parsed(key: string): ssh2.ParsedKey {
  const read = ssh2.utils.parseKey(key);
  if (read instanceof Error) throw read;
  return Array.isArray(read) ? (read[0] as ssh2.ParsedKey) : read;
}

function serve(sftp: ssh2.SFTPWrapper): void {
  const handles = new Map<number, FileHandle | string[]>();
  let next = 0;
  const remember = (one: FileHandle | string[]) => {
    const id = Buffer.alloc(4);
    id.writeUInt32BE(next);
    handles.set(next, one);
    next += 1;
    return id;
  };
  const answer = (id: number, work: () => Promise<void>) => {
    work().catch((error: NodeJS.ErrnoException) => {
      sftp.status(id, error.code === 'ENOENT' ? STATUS.NO_SUCH_FILE : STATUS.FAILURE);
    });
  };
  const ok = (id: number) => sftp.status(id, STATUS.OK);
  sftp.on('close', () => {
    for (const one of handles.values()) if (!Array.isArray(one)) void one.close();
    handles.clear();
  });
  const fileAt = (handle: Buffer) => handles.get(handle.readUInt32BE()) as FileHandle;

  sftp.on('OPENDIR', (id, path) =>
    answer(id, async () =>
      sftp.handle(id, remember([...(await readdir(path)).map((name) => `${path}/${name}`)])),
    ),
  );
  sftp.on('READDIR', (id, handle) =>
    answer(id, async () => {
      const names = handles.get(handle.readUInt32BE()) as string[];
      const some = names.splice(0, 100);
      if (some.length === 0) return void sftp.status(id, STATUS.EOF);
      const entries = await Promise.all(
        some.map(async (path) => {
          const filename = path.slice(path.lastIndexOf('/') + 1);
          return { filename, longname: filename, attrs: await attributes(path) };
        }),
      );
      sftp.name(id, entries);
    }),
  );
  for (const kind of ['STAT', 'LSTAT'] as const)
    sftp.on(kind, (id: number, path: string) =>
      answer(id, async () => sftp.attrs(id, await attributes(path))),
    );
  sftp.on('OPEN', (id, path, flags) =>
    answer(id, async () =>
      sftp.handle(id, remember(await open(path, ssh2.utils.sftp.flagsToString(flags) ?? 'r'))),
    ),
  );
  sftp.on('READ', (id, handle, offset, length) =>
    answer(id, async () => {
      const { bytesRead, buffer } = await fileAt(handle).read(Buffer.alloc(length), 0, length, offset);
      if (bytesRead === 0) sftp.status(id, STATUS.EOF);
      else sftp.data(id, buffer.subarray(0, bytesRead));
    }),
  );
  sftp.on('WRITE', (id, handle, offset, data) =>
    answer(id, async () => {
      await fileAt(handle).write(data, 0, data.length, offset);
      ok(id);
    }),
  );
  sftp.on('FSTAT', (id, handle) =>
    answer(id, async () => sftp.attrs(id, facts(await fileAt(handle).stat()))),
  );
  sftp.on('FSETSTAT', (id) => ok(id));
  sftp.on('CLOSE', (id, handle) =>
    answer(id, async () => {
      const one = handles.get(handle.readUInt32BE());
      handles.delete(handle.readUInt32BE());
      if (one && !Array.isArray(one)) await one.close();
      ok(id);
    }),
  );
  sftp.on('REMOVE', (id, path) =>
    answer(id, async () => {
      await rm(path);
      ok(id);
    }),
  );
  sftp.on('MKDIR', (id, path) =>
    answer(id, async () => {
      await mkdir(path);
      ok(id);
    }),
  );
  sftp.on('RENAME', (id, from, to) =>
    answer(id, async () => {
      await rename(from, to);
      ok(id);
    }),
  );
}

async function attributes(path: string): Promise<ssh2.Attributes> {
  return facts(await lstat(path));
}

function facts(found: {
  mode: number;
  uid: number;
  gid: number;
  size: number;
  atimeMs: number;
  mtimeMs: number;
}): ssh2.Attributes {
  const { mode, uid, gid, size, atimeMs, mtimeMs } = found;
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
}

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '../../src/domain/time.js';
import { createFiles, type FileRoom, type FilesOptions } from '../../src/files/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

export interface FileHost {
  /** `127.0.0.1:port` */
  host: string;
  url: string;
  /** Paths asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

/** A real HTTP server on a free port of this machine. */
export async function fileHost(handler: http.RequestListener): Promise<FileHost> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    handler(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export interface Bench {
  test: TestDatabase;
  folder: string;
  drop: string;
  clock: ReturnType<typeof fixedClock>;
  room(changes?: Partial<FilesOptions>): FileRoom;
  subject(key?: string): Promise<string>;
  close(): Promise<void>;
}

export async function bench(): Promise<Bench> {
  const test = await freshDatabase();
  let made = 0;
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-files-'));
  const drop = join(folder, 'drop');
  mkdirSync(join(drop, 'files'), { recursive: true });
  const clock = fixedClock('2025-09-01T02:00:00.000Z');
  return {
    test,
    folder,
    drop,
    clock,
    room: (changes = {}) =>
      createFiles({
        database: test.database,
        sealer: test.sealer,
        dataDir: join(folder, 'data'),
        publicUrl: 'http://hub.test:4000/',
        fileHosts: [],
        sourceRoots: { 'one-stop': drop },
        clock,
        linkLifetimeMs: 3_600_000,
        ...changes,
      }),
    subject: async (key = `H56.14-250901-${String(++made).padStart(4, '0')}`) => {
      const { rows } = await test.database.query<{ id: string }>(
        `insert into subject (kind, origin, natural_key, version, content_hash, changed_at, read_at)
         values ('dossier', 'one-stop', $1, 1, '\\x00', now(), now()) returning id`,
        [key],
      );
      const id = rows[0]?.id;
      if (id === undefined) throw new Error('no subject');
      return id;
    },
    close: async () => {
      await test.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function handle(subjectId: string, reference: string, name = 'Giấy chứng nhận') {
  return { subjectId, origin: 'one-stop', reference, name, mode: 'kept' as const };
}

import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sftpFolder } from '../../../../src/connectors/transport/file-drop/folder/sftp.js';
import type { SftpAccess } from '../../../../src/connectors/transport/file-drop/folder/sftp-connection.js';
import { localFolder, type OpenFolder } from '../../../../src/connectors/transport/file-drop/index.js';
import { SourceUnreachable } from '../../../../src/domain/ports.js';
import { until } from '../../../support/poll.js';
import { type SftpServer, startSftpServer } from '../../../support/sftp-server.js';
import { row, xlsx } from '../../../support/xlsx.js';
import { type Folder as Drop, dropOf, folder, NOW, recordsOf, reportFor } from './support.js';

let server: SftpServer;
let drop: Drop;
beforeAll(async () => {
  server = await startSftpServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

const access = (change: Partial<SftpAccess> = {}): SftpAccess => ({
  ...{ host: '127.0.0.1', port: server.port, username: 'vendor', password: 'secret' },
  hostKeys: [server.fingerprint],
  ...change,
});
const signal = new AbortController().signal;
const textOf = async (chunks: AsyncIterable<Buffer>) => {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
};

describe.each<[string, () => OpenFolder]>([
  ['on this machine', () => localFolder(drop.dir)],
  ['over SFTP', () => sftpFolder(access(), drop.dir)],
])('a folder %s', (_, folderOf) => {
  it('lists plain files only, with size and time; what is missing is empty or unreachable', async () => {
    drop.lay('a.csv', 'abc', 60);
    symlinkSync('/etc/passwd', join(drop.dir, 'inbox', 'link.csv'));
    mkdirSync(join(drop.dir, 'inbox', 'sub.csv'));
    const open = await folderOf()(signal);
    const facts = { name: 'a.csv', size: 3, mtimeMs: NOW - 60_000 };
    expect(await open.list('inbox')).toEqual([{ ...facts, ino: expect.any(Number) }]);
    expect(await open.list('done')).toEqual([]);
    expect(await open.stat('inbox', 'a.csv')).toMatchObject(facts);
    expect(await open.stat('inbox', 'b.csv')).toBeUndefined();
    await open.close();
    drop.remove();
    const gone = await folderOf()(signal);
    await expect(gone.list('inbox')).rejects.toThrow(SourceUnreachable);
    await gone.close();
  });

  it('reads as far as it is asked, and is told by the system what it cannot read', async () => {
    const long = Buffer.alloc(300_000, 'x').toString();
    drop.lay('a.csv', `${long}end`);
    const open = await folderOf()(signal);
    expect(await textOf(open.read('a.csv', 300_003, signal))).toBe(`${long}end`);
    expect(await textOf(open.read('a.csv', 5, signal))).toBe('xxxxx');
    expect(await textOf(open.read('a.csv', 0, signal))).toBe('');
    await expect(textOf(open.read('b.csv', 5, signal))).rejects.toMatchObject({
      syscall: expect.any(String),
      code: expect.any(String),
    });
    for await (const _chunk of open.read('a.csv', 300_003, signal)) break;
    await open.close();
  });

  it('moves, writes and removes; twice is no error', async () => {
    drop.lay('a.csv', 'abc');
    drop.lay('a.csv.ready', '');
    const open = await folderOf()(signal);
    await open.write('done', 'a.csv.report.json', '{}');
    for (let round = 0; round < 2; round += 1) {
      await open.remove('a.csv.ready');
      await open.move('a.csv', 'done', 'a-2.csv');
    }
    await open.close();
    expect(drop.list('inbox')).toEqual([]);
    expect(drop.list('done')).toEqual(['a-2.csv', 'a.csv.report.json']);
    expect(drop.list('failed')).toEqual([]);
    expect(readFileSync(join(drop.dir, 'done', 'a-2.csv'), 'utf8')).toBe('abc');
  });

  it('is a drop folder: files of each form are read, moved and reported', async () => {
    const rows = row(1, 'MaHoSo') + row(2, 'k');
    drop.lay('a.jsonl', '{"MaHoSo":"k"}\n', 50);
    drop.lay('b.csv', 'MaHoSo\nk\n', 40);
    drop.lay('c.xlsx', xlsx({ rows }), 30);
    drop.lay('d.xlsx.gz', gzipSync(xlsx({ rows })), 20);
    const it = dropOf(drop, { folder: folderOf() });
    expect((await recordsOf(it)).map(({ raw }) => raw)).toEqual(Array(4).fill({ MaHoSo: 'k' }));
    for (const name of ['a.jsonl', 'b.csv', 'c.xlsx', 'd.xlsx.gz']) await it.fileDone(reportFor(name));
    expect(drop.list('inbox')).toEqual([]);
    expect(drop.list('done')).toHaveLength(8);
    expect(drop.report('done', 'd.xlsx.gz')).toMatchObject({ file: 'd.xlsx.gz', read: 1 });
    await until(() => server.connections() === 0);
  });
});

describe('over SFTP', () => {
  it('lets in by key file too', async () => {
    const { password: _, ...rest } = access({ privateKey: server.privateKey });
    const open = await sftpFolder(rest, drop.dir)(signal);
    expect(await open.list('inbox')).toEqual([]);
    await open.close();
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'từ chối đăng nhập'],
    ['another host key, which is told', { hostKeys: [`SHA256:${'A'.repeat(43)}`] }, 'SHA256:'],
    ['no pinned key', { hostKeys: [] }, 'SHA256:'],
    ['nobody there', { port: 1 }, 'ECONNREFUSED'],
  ])('says what is wrong: %s', async (_, change, words) => {
    const opening = sftpFolder(access(change), drop.dir)(signal);
    await expect(opening).rejects.toThrow(SourceUnreachable);
    await expect(opening).rejects.toThrow(words);
    await expect(opening).rejects.not.toThrow('secret');
  });

  it('stops the run with one line when the connection is cut, and nothing is left half done', async () => {
    drop.lay('a.csv', `MaHoSo\n${Array.from({ length: 200_000 }, (_, index) => index).join('\n')}\n`);
    const pull = dropOf(drop, { folder: sftpFolder(access(), drop.dir) }).pull(undefined, {
      signal,
      now: NOW,
    });
    const first = await pull.next();
    expect(first.value?.records).toHaveLength(500);
    server.cut();
    const rest = async () => {
      for await (const page of pull) expect(page.records.length).toBeGreaterThan(0);
    };
    await expect(rest()).rejects.toThrow(SourceUnreachable);
    expect(drop.list('inbox')).toEqual(['a.csv']);
  });
});

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, bench, type FileHost, fileHost, handle } from './support.js';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let at: Bench;
const hosts: FileHost[] = [];
beforeAll(async () => {
  at = await bench();
});
afterAll(() => at.close());
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()));
});
async function host(...args: Parameters<typeof fileHost>): Promise<FileHost> {
  const made = await fileHost(...args);
  hosts.push(made);
  return made;
}

describe('fetching over HTTP', () => {
  it('fetches once, keeps by content and never asks again', async () => {
    const server = await host((_, response) => response.end(PDF));
    const room = at.room({ fileHosts: [server.host] });
    const subject = await at.subject();
    const kept = await room.keep(handle(subject, `${server.url}/kq.pdf`));
    expect(kept).toEqual({ ok: true, sha256: sha256(PDF), bytes: PDF.length, mediaType: 'application/pdf' });
    expect(await room.keep(handle(subject, `${server.url}/kq.pdf`))).toEqual(kept);
    expect(server.asked).toEqual(['/kq.pdf']);
    if (kept.ok) expect(await room.read(kept)).toEqual(PDF);
  });

  it('asks nothing of a host that is not listed, nor of another port', async () => {
    const server = await host((_, response) => response.end(PDF));
    const room = at.room({ fileHosts: ['127.0.0.1:1', 'files.example.vn'] });
    const result = await room.keep(handle(await at.subject(), `${server.url}/kq.pdf`));
    expect(result).toMatchObject({ ok: false, reason: 'FILE_HOST_NOT_ALLOWED' });
    expect(server.asked).toEqual([]);
  });

  it('follows redirects to listed hosts only, and not for ever', async () => {
    const inner = await host((_, response) => response.end(PDF));
    const front = await host((request, response) => {
      const target = request.url === '/loop' ? '/loop' : `${inner.url}/secret`;
      response.writeHead(302, { location: target }).end();
    });
    const closed = at.room({ fileHosts: [front.host] });
    expect(await closed.keep(handle(await at.subject(), `${front.url}/a`))).toMatchObject({
      reason: 'FILE_HOST_NOT_ALLOWED',
    });
    expect(inner.asked).toEqual([]);
    expect(await closed.keep(handle(await at.subject(), `${front.url}/loop`))).toMatchObject({
      reason: 'FILE_UNAVAILABLE',
    });
    expect(front.asked.filter((path) => path === '/loop')).toHaveLength(6);
    const open = at.room({ fileHosts: [front.host, inner.host] });
    expect(await open.keep(handle(await at.subject(), `${front.url}/a`))).toMatchObject({ ok: true });
  });

  it('tells what to try again from what a person has to see to', async () => {
    const server = await host((request, response) => {
      const status = Number(request.url?.slice(1));
      response.writeHead(status).end('no');
    });
    const room = at.room({ fileHosts: [server.host] });
    const reasonOf = async (status: number) => {
      const result = await room.keep(handle(await at.subject(), `${server.url}/${status}`));
      return result.ok ? 'ok' : result.reason;
    };
    expect(await reasonOf(404)).toBe('FILE_UNAVAILABLE');
    expect(await reasonOf(410)).toBe('FILE_UNAVAILABLE');
    expect(await reasonOf(403)).toBe('FILE_UNAVAILABLE');
    for (const status of [408, 429, 500, 502, 503]) expect(await reasonOf(status)).toBe('retry');
    const down = await host(() => undefined);
    await down.close();
    hosts.pop();
    const unreachable = at.room({ fileHosts: [down.host] });
    expect(await unreachable.keep(handle(await at.subject(), `${down.url}/x`))).toMatchObject({
      reason: 'retry',
    });
  });

  it('stops early at a file that is too large, announced or not', async () => {
    let sent = 0;
    const server = await host((request, response) => {
      if (request.url === '/announced') {
        response.writeHead(200, { 'content-length': String(1024 ** 3) });
        response.write('x');
        return;
      }
      const more = () => {
        while (!response.destroyed && sent < 1024 ** 3) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536, 120))) return void response.once('drain', more);
        }
      };
      more();
    });
    const room = at.room({ fileHosts: [server.host], maxBytes: 200_000 });
    expect(await room.keep(handle(await at.subject(), `${server.url}/announced`))).toMatchObject({
      reason: 'FILE_TOO_LARGE',
    });
    expect(await room.keep(handle(await at.subject(), `${server.url}/endless`))).toMatchObject({
      reason: 'FILE_TOO_LARGE',
    });
    expect(sent).toBeLessThan(64 * 1024 ** 2);
    expect(readdirSync(join(at.folder, 'data/files/tmp'))).toEqual([]);
  });

  it("keeps what is within the room's limit and tells of a portal's smaller one", async () => {
    const server = await host((_, response) => response.end(PDF));
    const room = at.room({ fileHosts: [server.host] });
    const file = handle(await at.subject(), `${server.url}/kq.pdf`);
    expect(await room.keep(file, 10)).toMatchObject({ reason: 'FILE_TOO_LARGE' });
    expect(await room.keep(file, PDF.length)).toMatchObject({ ok: true });
    expect(server.asked).toHaveLength(1);
  });

  it('takes a file that breaks off, or a host that is silent, for a passing fault', async () => {
    const server = await host((request, response) => {
      if (request.url === '/silent') return;
      response.writeHead(200, { 'content-length': '1000' });
      response.write('%PDF-');
      setImmediate(() => response.destroy());
    });
    const limits = { answerTimeout: 200, idleTimeout: 200, totalTimeout: 5000, redirects: 5 };
    const room = at.room({ fileHosts: [server.host], fetchLimits: limits });
    for (const path of ['/half.pdf', '/silent']) {
      expect(await room.keep(handle(await at.subject(), server.url + path))).toMatchObject({
        reason: 'retry',
      });
    }
  });

  it('refuses an empty file and one that is not what its name says', async () => {
    const server = await host((request, response) =>
      response.end(request.url === '/empty.pdf' ? '' : '<html>404</html>'),
    );
    const room = at.room({ fileHosts: [server.host] });
    for (const path of ['/empty.pdf', '/page.pdf', '/page.docx']) {
      const result = await room.keep(handle(await at.subject(), server.url + path));
      expect(result).toMatchObject({ ok: false, reason: 'FILE_UNAVAILABLE' });
    }
    expect(await room.keep(handle(await at.subject(), `${server.url}/page`))).toMatchObject({
      ok: true,
      mediaType: 'application/octet-stream',
    });
  });

  it('judges what a listed name resolves to, and connects to nothing else', async () => {
    const server = await host((_, response) => response.end(PDF));
    const port = new URL(server.url).port;
    const resolver: NonNullable<Parameters<Bench['room']>[0]>['resolver'] = (_, __, callback) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    const reference = (name: string) => `http://${name}:${port}/kq.pdf`;
    const rebound = at.room({ fileHosts: [`files.example.vn:${port}`], resolver });
    expect(await rebound.keep(handle(await at.subject(), reference('files.example.vn')))).toMatchObject({
      reason: 'FILE_HOST_NOT_ALLOWED',
    });
    expect(server.asked).toEqual([]);
    for (const list of [
      [`files.example.vn:${port}`, `127.0.0.1:${port}`],
      ['files.example.vn:80', `files.example.vn:${port}`, `127.0.0.1:${port}`],
    ]) {
      const room = at.room({ fileHosts: list, resolver });
      const result = await room.keep(handle(await at.subject(), reference('files.example.vn')));
      expect(result).toMatchObject({ ok: true });
    }
    const inner = at.room({ fileHosts: [`desk:${port}`], resolver });
    expect(await inner.keep(handle(await at.subject(), reference('desk')))).toMatchObject({ ok: true });
  });
});

describe('files that are fetched without being asked for', () => {
  it('wait for a slow server no longer than for a while, those of others not at all, and come when it is asked again', async () => {
    const slow = await host((_, response) => {
      at.clock.advance(61_000);
      response.end(PDF);
    });
    const quick = await host((_, response) => response.end(PDF));
    const room = at.room({ fileHosts: [slow.host, quick.host] });
    const subject = await at.subject();
    const names = [slow, slow, slow, slow, quick, quick, quick].map(({ url }, n) => `${url}/${n}.pdf`);
    for (const [n, name] of names.entries()) {
      await at.test.database.query(
        `insert into file_reference (id, subject_id, origin, reference, name, by_itself)
          values ($1, $2, 'one-stop', $3, 'a', true)`,
        [`00000000-0000-7000-8000-00000000000${n}`, subject, name],
      );
    }
    // As many as the slow server has alone, and it stands first.
    expect(await room.keepNamed(4)).toBe(1);
    expect(await room.keepNamed(4)).toBe(3);
    expect(quick.asked).toHaveLength(3);
    expect(slow.asked).toEqual(['/0.pdf']);
    expect(await room.keepNamed(4)).toBe(0);
    at.clock.advance(11 * 60_000);
    expect(await room.keepNamed(4)).toBe(1);
    expect(slow.asked).toEqual(['/0.pdf', '/1.pdf']);
  });
});

describe("files of a source's drop", () => {
  it('reads a path with and without files/, and names in NFD', async () => {
    mkdirSync(join(at.drop, 'files/kq'), { recursive: true });
    writeFileSync(join(at.drop, 'files/kq/a.pdf'), PDF);
    writeFileSync(join(at.drop, 'files', 'tệp.pdf'.normalize('NFD')), PDF);
    const room = at.room();
    for (const path of ['kq/a.pdf', 'files/kq/a.pdf', 'files/kq/../kq/a.pdf', 'tệp.pdf'.normalize('NFC')]) {
      expect(await room.keep(handle(await at.subject(), path))).toMatchObject({
        ok: true,
        sha256: sha256(PDF),
      });
    }
    expect(await room.keep(handle(await at.subject(), 'none.pdf'))).toMatchObject({
      reason: 'FILE_UNAVAILABLE',
    });
    expect(await room.keep(handle(await at.subject(), 'kq'))).toMatchObject({ reason: 'FILE_UNAVAILABLE' });
  });

  it('lets nothing out of the folder', async () => {
    writeFileSync(join(at.drop, 'outside.pdf'), PDF);
    symlinkSync(join(at.drop, 'outside.pdf'), join(at.drop, 'files/link.pdf'));
    symlinkSync(at.folder, join(at.drop, 'files/up'));
    const room = at.room();
    for (const path of [
      '../outside.pdf',
      'files/../../outside.pdf',
      '/etc/hostname',
      'file:///etc/hostname',
      'link.pdf',
      'up/drop/outside.pdf',
      '..\\outside.pdf',
      'a\0.pdf',
    ]) {
      const subject = await at.subject();
      // A zero byte never gets as far as the store: intake refuses it; the drop refuses it by itself as well.
      if (path.includes('\0')) continue;
      expect(await room.keep(handle(subject, path))).toMatchObject({ reason: 'FILE_HOST_NOT_ALLOWED' });
    }
  });

  it('says so where a source has no folder, and waits where the folder is away', async () => {
    const none = at.room({ sourceRoots: {} });
    expect(await none.keep(handle(await at.subject(), 'a.pdf'))).toMatchObject({
      reason: 'FILE_UNAVAILABLE',
    });
    const away = at.room({ sourceRoots: { 'one-stop': join(at.folder, 'unmounted') } });
    expect(await away.keep(handle(await at.subject(), 'a.pdf'))).toMatchObject({ reason: 'retry' });
    mkdirSync(join(at.folder, 'bare'));
    const bare = at.room({ sourceRoots: { 'one-stop': join(at.folder, 'bare') } });
    expect(await bare.keep(handle(await at.subject(), 'a.pdf'))).toMatchObject({
      reason: 'FILE_UNAVAILABLE',
    });
  });
});

describe('keeping', () => {
  it('is safe when many processes keep the same content and the same reference at once', async () => {
    const server = await host((_, response) => response.end(PDF));
    const subject = await at.subject();
    const rooms = Array.from({ length: 8 }, () => at.room({ fileHosts: [server.host] }));
    const results = await Promise.all(
      rooms.flatMap((room) => [
        room.keep(handle(subject, `${server.url}/same.pdf`)),
        room.keep(handle(subject, `${server.url}/other.pdf`)),
      ]),
    );
    for (const result of results) expect(result).toMatchObject({ ok: true, sha256: sha256(PDF) });
    const { rows } = await at.test.database.query('select 1 from file_reference where subject_id = $1', [
      subject,
    ]);
    expect(rows).toHaveLength(2);
  });

  it('fetches again what has vanished from the disk, and notes what is wrong', async () => {
    let status = 404;
    const server = await host((_, response) => response.writeHead(status).end(PDF));
    const file = handle(await at.subject(), `${server.url}/later.pdf`);
    const room = at.room({ fileHosts: [server.host], dataDir: join(at.folder, 'first') });
    await room.keep(file);
    const problem = () =>
      at.test.database.query('select problem, checked_at from file_reference where reference = $1', [
        file.reference,
      ]);
    expect((await problem()).rows).toEqual([
      { problem: 'FILE_UNAVAILABLE', checked_at: new Date(at.clock.now()) },
    ]);
    status = 200;
    expect(await room.keep(file)).toMatchObject({ ok: true });
    expect((await problem()).rows).toMatchObject([{ problem: null }]);
    const elsewhere = at.room({ fileHosts: [server.host], dataDir: join(at.folder, 'second') });
    expect(await elsewhere.keep(file)).toMatchObject({ ok: true });
    expect(server.asked).toHaveLength(3);
  });

  it('clears away only old temporary files', async () => {
    const room = at.room({ dataDir: join(at.folder, 'third') });
    const tmp = join(at.folder, 'third/files/tmp');
    mkdirSync(tmp, { recursive: true });
    writeFileSync(join(tmp, 'old'), 'x');
    writeFileSync(join(tmp, 'young'), 'x');
    const now = at.clock.now() / 1000;
    utimesSync(join(tmp, 'old'), now - 90_000, now - 90_000);
    utimesSync(join(tmp, 'young'), now - 10, now - 10);
    expect(await room.removeStale()).toBe(1);
    expect(readdirSync(tmp)).toEqual(['young']);
  });
});

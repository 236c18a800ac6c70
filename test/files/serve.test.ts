import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileRoom } from '../../src/files/index.js';
import { parseRange } from '../../src/files/range.js';
import { type Bench, bench, fileHost, handle } from './support.js';

const PDF = Buffer.from(`%PDF-1.4\n${'nội dung '.repeat(50)}\n%%EOF\n`);
let at: Bench;
let room: FileRoom;
beforeAll(async () => {
  at = await bench();
  room = at.room();
  writeFileSync(join(at.drop, 'files/a.pdf'), PDF);
  writeFileSync(join(at.drop, 'files/page.html'), '<html><script>1</script></html>');
});
afterAll(() => at.close());

async function get(url: string, headers: Record<string, string> = {}, method = 'GET', from = room) {
  const answer = await from.serve({ method, url: url.replace('http://hub.test:4000', ''), headers });
  return { ...answer, content: answer.body ? await buffer(answer.body) : undefined };
}

describe('links', () => {
  it('have a path that stays, an end and a readable name', async () => {
    const subject = await at.subject();
    const first = await room.link(handle(subject, 'a.pdf', 'Giấy khai sinh (bản chính)'));
    expect(first).toMatch(
      /^http:\/\/hub\.test:4000\/files\/[0-9a-f-]{36}\/giay-khai-sinh-ban-chinh\.pdf\?e=\d+&s=/,
    );
    at.clock.advance(60_000);
    const second = await room.link(handle(subject, 'a.pdf', 'Tên đã sửa'));
    expect(second.split('?')[0]).toBe(first.split('?')[0]);
    expect(second).not.toBe(first);
    expect(await room.link(handle(await at.subject(), 'a.pdf'))).not.toContain(first.split('/')[4]);
  });

  it('fetch on demand and give the file', async () => {
    const link = await room.link(handle(await at.subject(), 'a.pdf', 'Đơn'));
    const { status, headers, content } = await get(link);
    expect(status).toBe(200);
    expect(content).toEqual(PDF);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-disposition': 'inline; filename="don.pdf"',
      'x-content-type-options': 'nosniff',
    });
  });

  it('are refused when forged, altered, another’s or over', async () => {
    const link = await room.link(handle(await at.subject(), 'a.pdf'));
    const other = await room.link(handle(await at.subject(), 'a.pdf'));
    const url = new URL(link);
    const changed = (change: (copy: URL) => void) => {
      const copy = new URL(url);
      change(copy);
      return get(copy.href);
    };
    expect((await changed((copy) => copy.searchParams.set('s', 'AAAA'))).status).toBe(403);
    expect((await changed((copy) => copy.searchParams.delete('s'))).status).toBe(403);
    expect((await changed((copy) => copy.searchParams.set('e', '9999999999'))).status).toBe(403);
    expect((await changed((copy) => (copy.pathname = new URL(other).pathname))).status).toBe(403);
    expect((await changed((copy) => (copy.pathname = '/files/nothing'))).status).toBe(404);
    expect((await get(link, {}, 'POST')).status).toBe(405);
    at.clock.advance(3_600_000);
    expect((await get(link)).status).toBe(200);
    at.clock.advance(1000);
    expect((await get(link)).status).toBe(410);
  });

  it('answer 404 for a file that is gone, 502 while its host is down', async () => {
    const gone = await room.link(handle(await at.subject(), 'gone.pdf'));
    expect((await get(gone)).status).toBe(404);
    const server = await fileHost((_, response) => response.writeHead(503).end());
    const listed = at.room({ fileHosts: [server.host] });
    const link = await listed.link(handle(await at.subject(), `${server.url}/x.pdf`));
    const answer = await get(link, {}, 'GET', listed);
    expect(answer.status).toBe(502);
    expect(answer.content?.toString()).not.toContain(server.host);
    await server.close();
    const subject = await at.subject();
    const link404 = await room.link(handle(subject, 'a.pdf'));
    await at.test.database.query('delete from file_reference where subject_id = $1', [subject]);
    expect((await get(link404)).status).toBe(404);
  });

  it('never show markup inline', async () => {
    const { headers } = await get(await room.link(handle(await at.subject(), 'page.html', 'Trang')));
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="trang.html"',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });
});

describe('requests', () => {
  it('understand HEAD, Range, If-Range and If-None-Match', async () => {
    const link = await room.link(handle(await at.subject(), 'a.pdf'));
    const head = await get(link, {}, 'HEAD');
    expect(head).toMatchObject({ status: 200, content: undefined });
    expect(head.headers['content-length']).toBe(String(PDF.length));
    const part = await get(link, { range: 'bytes=0-4' });
    expect(part).toMatchObject({ status: 206, content: Buffer.from('%PDF-') });
    expect(part.headers).toMatchObject({ 'content-range': `bytes 0-4/${PDF.length}`, 'content-length': '5' });
    expect((await get(link, { range: 'bytes=-6' })).content).toEqual(PDF.subarray(-6));
    expect((await get(link, { range: `bytes=${PDF.length}-` })).status).toBe(416);
    expect((await get(link, { range: 'bytes=0-4', 'if-range': '"another"' })).status).toBe(200);
    expect((await get(link, { 'if-none-match': head.headers['etag'] ?? '' })).status).toBe(304);
  });

  it('ignore ranges that cannot be read', () => {
    expect(parseRange('bytes=0-1,3-4', 10)).toBe('whole');
    expect(parseRange('lines=0-1', 10)).toBe('whole');
    expect(parseRange('bytes=5-2', 10)).toBe('whole');
    expect(parseRange('bytes=5-99', 10)).toEqual({ start: 5, end: 9 });
    expect(parseRange('bytes=-0', 10)).toBe('unsatisfiable');
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../src/domain/ports.js';
import { type Handler, handMade, list, type Made, options } from './hand-server.js';
import { look, numbered, send, shown, wireOf } from './notice-steps.js';

let made: Made | undefined;
afterEach(async () => {
  await made?.stop();
  made = undefined;
});
async function portal(handler?: Handler): Promise<Made> {
  made = await handMade({}, handler);
  return made;
}

describe('writing a notice', () => {
  it('uploads, creates and reads back; then changes under the same id and takes down', async () => {
    const at = await portal();
    const created = await send(at, 'article');
    expect(created).toMatchObject({ type: 'accepted', remoteId: '33333333-0000-0000-0000-000000000001' });
    const standing = { exists: true, remoteId: '33333333-0000-0000-0000-000000000001' };
    expect(await send(at, 'article', standing, numbered({ title: 'Đã sửa' }))).toMatchObject({
      type: 'accepted',
    });
    expect(at.server.notices.size).toBe(1);
    expect(await send(at, 'article', standing, numbered(), 'WITHDRAW')).toMatchObject({ type: 'accepted' });
    expect(at.server.notices.size).toBe(0);
    // What is already gone counts as taken down.
    expect(await send(at, 'article', standing, numbered(), 'WITHDRAW')).toMatchObject({
      type: 'accepted',
      code: 'HTTP 404',
    });
    expect(at.server.pathsOf('GET').filter((path) => path === '/KenhTins')).toHaveLength(1);
  });

  it('names channel and state by ids as the portal writes them, numbers too', async () => {
    const at = await portal(({ path }) =>
      path === '/KenhTins'
        ? list([{ id: 4, tenKenhTin: 'Thủ tục hành chính' }])
        : path === '/TrangThais'
          ? list([{ id: 7, tenTrangThai: 'Đã đăng' }])
          : undefined,
    );
    expect(await send(at, 'article')).toMatchObject({ type: 'accepted' });
    expect(at.server.lastBody('/TinBais')).toMatchObject({ KenhTinId: 4, TrangThaiId: 7 });
  });

  it('makes no call to take down what was never there', async () => {
    const at = await portal();
    expect(await send(at, 'legal', { exists: false }, numbered(), 'WITHDRAW')).toMatchObject({
      type: 'accepted',
      code: 'NOT_THERE',
    });
    expect(at.server.arrived).toEqual([]);
  });

  it('never creates what exists under an id that it does not know', async () => {
    const at = await portal();
    expect(await send(at, 'article', { exists: true })).toMatchObject({ type: 'unknown' });
    expect(await send(at, 'article', { exists: true }, numbered(), 'WITHDRAW')).toMatchObject({
      type: 'unknown',
    });
    expect(at.server.arrived).toEqual([]);
  });

  it('says notFound of a change to what is gone', async () => {
    const at = await portal();
    expect(await send(at, 'article', { exists: true, remoteId: 'x' })).toMatchObject({ type: 'notFound' });
  });

  it.each<[string, Handler]>([
    [
      'differs',
      ({ method, path }) =>
        method === 'GET' && path.startsWith('/TinBais/')
          ? { body: { data: shown('33333333-0000-0000-0000-000000000001') } }
          : undefined,
    ],
    [
      'is not there yet',
      ({ method, path }) => (method === 'GET' && path.startsWith('/TinBais/') ? { status: 404 } : undefined),
    ],
    [
      'fails',
      ({ method, path }) => (method === 'GET' && path.startsWith('/TinBais/') ? { status: 500 } : undefined),
    ],
    [
      'does not decode',
      ({ method, path }) =>
        method === 'GET' && path.startsWith('/TinBais/') ? { body: { data: null } } : undefined,
    ],
    [
      'is of another',
      ({ method, path }) =>
        method === 'GET' && path.startsWith('/TinBais/') ? { body: { data: shown('other') } } : undefined,
    ],
  ])(
    'is unknown when the read-back %s; the look then goes by the id that the create gave',
    async (_, handler) => {
      const at = await portal(handler);
      expect((await send(at, 'article')).type).toBe('unknown');
      at.server.handler = () => undefined;
      const answer = await look(at, 'article');
      expect(answer.ok && answer.remote).toMatchObject({
        exists: true,
        remoteId: '33333333-0000-0000-0000-000000000001',
      });
      expect(answer.ok && at.portal.same(answer.remote, await wireOf(at.portal, 'article'), 'PUBLISH')).toBe(
        true,
      );
      expect(at.server.pathsOf('POST').filter((path) => path === '/TinBais')).toHaveLength(1);
    },
  );

  it('names the fields that differ', async () => {
    const at = await portal(({ method, path }) => {
      const id = '33333333-0000-0000-0000-000000000001';
      if (method !== 'GET' || path !== `/TinBais/${id}`) return undefined;
      const { NoiDung, ...rest } = JSON.parse(
        at.server.arrived.findLast((one) => one.path === '/TinBais')?.body ?? '',
      );
      const kept = Object.fromEntries(
        Object.entries(rest).map(([key, value]) => [key.charAt(0).toLowerCase() + key.slice(1), value]),
      );
      return { body: { data: { ...kept, id, noiDung: `${NoiDung}<br>` } } };
    });
    // The portal is well: it is not what opens the breaker for the dossiers.
    expect(await send(at, 'article')).toEqual({
      type: 'unknown',
      error: 'READ_BACK_DIFFERS: NoiDung',
      answered: true,
    });
  });

  it.each<[string, Handler, Partial<Outcome>]>([
    [
      'a create without an id',
      ({ method, path }) => (method === 'POST' && path === '/TinBais' ? { body: { ok: true } } : undefined),
      { type: 'unknown' },
    ],
    [
      'a refused create',
      ({ method, path }) =>
        method === 'POST' && path === '/TinBais'
          ? { status: 400, body: { messages: ['TieuDe'] } }
          : undefined,
      { type: 'refused', code: 'HTTP 400', message: 'TieuDe' },
    ],
    [
      '500 with bare text',
      ({ method, path }) =>
        method === 'POST' && path === '/TinBais' ? { status: 500, body: 'x' } : undefined,
      { type: 'unknown' },
    ],
    [
      'no such channel',
      ({ path }) => (path === '/KenhTins' ? list([]) : undefined),
      { type: 'refused', code: 'CHANNEL_NOT_THERE' },
    ],
    [
      'no such state',
      ({ path }) => (path === '/TrangThais' ? list([{ id: 1, tenTrangThai: 'Nháp' }]) : undefined),
      { type: 'refused', code: 'STATE_NOT_THERE' },
    ],
    [
      'channels that fail',
      ({ path }) => (path === '/KenhTins' ? { status: 500 } : undefined),
      { type: 'notSent' },
    ],
    [
      'channels that do not decode',
      ({ path }) => (path === '/KenhTins' ? { body: [] } : undefined),
      { type: 'notSent' },
    ],
    [
      'an upload that is refused',
      ({ path }) => (path === '/Files/UploadFile' ? { status: 413 } : undefined),
      { type: 'refused', code: 'HTTP 413' },
    ],
    [
      'an upload that says no path',
      ({ path }) => (path === '/Files/UploadFile' ? { body: {} } : undefined),
      { type: 'unknown' },
    ],
  ])('%s', async (_, handler, outcome) => {
    const at = await portal(handler);
    expect(await send(at, 'article')).toMatchObject(outcome);
    expect(at.server.notices.size).toBe(0);
  });

  it('uploads once more what was lost', async () => {
    let uploads = 0;
    const at = await portal(({ path }) => {
      if (path !== '/Files/UploadFile') return undefined;
      uploads += 1;
      return uploads === 1 ? { status: 502 } : undefined;
    });
    expect(await send(at, 'legal')).toMatchObject({ type: 'accepted' });
    expect(uploads).toBe(2);
  });

  it('asks again for the channels when one has come', async () => {
    const at = await portal(({ path }) => (path === '/KenhTins' ? list([]) : undefined));
    expect(await send(at, 'article')).toMatchObject({ type: 'refused' });
    at.server.handler = () => undefined;
    expect(await send(at, 'article')).toMatchObject({ type: 'accepted' });
  });

  it('asks before the write only, and not again before the read-back', async () => {
    const at = await portal();
    const asked: number[] = [];
    const wire = await wireOf(at.portal, 'article');
    const beforeSend = () => {
      asked.push(at.server.arrived.length);
      return true;
    };
    await at.portal.deliver(
      [{ wire, standing: { exists: false }, phase: 'PUBLISH' }],
      options({ beforeSend }),
    );
    // After the token, the two lists and the upload.
    expect(asked).toEqual([4]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type {
  DeliverAnswer,
  LookupAnswer,
  LookupKey,
  Outcome,
  Portal,
  ReadyWire,
  Standing,
} from '../../../../src/domain/ports.js';
import type { NoticeRecord } from '../../../../src/domain/records.js';
import { FakeFiles, sampleCatalogue } from '../../../support/portal-services.js';
import { carriedNotice, FILES, notice } from '../conformance/subjects.js';
import { type Handler, handMade, list, type Made, options } from './hand-server.js';

let made: Made | undefined;
afterEach(async () => {
  await made?.stop();
  made = undefined;
});
async function portal(handler?: Handler, profile: Record<string, unknown> = {}): Promise<Made> {
  made = await handMade(profile, handler);
  return made;
}

type Form = 'article' | 'legal';
const numbered = (changes: Partial<NoticeRecord> = {}) => notice(5, { number: '5/QĐ', ...changes });

async function wireOf(
  by: Portal,
  form: Form,
  record = numbered(),
  phase: 'PUBLISH' | 'WITHDRAW' = 'PUBLISH',
): Promise<ReadyWire> {
  const rendering = by.render(carriedNotice(record, { form, phase }), sampleCatalogue, options().account);
  if (!rendering.ok) throw new Error(rendering.message);
  const ready = await by.ready(rendering.wire, new FakeFiles(FILES));
  if (!ready.ok) throw new Error(ready.message);
  return ready.wire;
}
async function send(
  { portal: by }: Made,
  form: Form,
  standing: Standing = { exists: false },
  record = numbered(),
  phase: 'PUBLISH' | 'WITHDRAW' = 'PUBLISH',
): Promise<Outcome> {
  const wire = await wireOf(by, form, record, phase);
  const answer: DeliverAnswer = await by.deliver([{ wire, standing, phase }], options());
  return answer.scope === 'items' && answer.outcomes[0]
    ? answer.outcomes[0]
    : { type: 'unknown', error: '?' };
}
async function look({ portal: by }: Made, form: Form, more: Partial<LookupKey> = {}): Promise<LookupAnswer> {
  const wire = more.wire ?? (await wireOf(by, form));
  return await by.lookup({ operation: form, key: wire.key, wire, ...more }, options());
}
const OURS = 'UBND huyện Ngọc Lặc [LT-000005]';
const shown = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  tieuDe: 'Thông báo số 5',
  ngayBanHanh: '2024-08-20T01:00:00.000Z',
  nguonTin: 'Văn phòng',
  ...more,
});

/** Answers the search and reads of these articles or documents. */
function holding(items: readonly Record<string, unknown>[]): Handler {
  return ({ method, path }) => {
    if (method !== 'GET' || !/^\/(TinBais|QuanLyVanBans)/.test(path)) return undefined;
    const id = path.split('/')[2];
    if (id === undefined) return list(items);
    const found = items.find((item) => item['id'] === id);
    return found ? { body: { data: found } } : { status: 404 };
  };
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
    expect(await send(at, 'article')).toEqual({ type: 'unknown', error: 'READ_BACK_DIFFERS: NoiDung' });
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

describe('looking a notice up', () => {
  it('by its id', async () => {
    const at = await portal(holding([shown('1', { nguonTin: OURS })]));
    const there = await look(at, 'article', { remoteId: '1' });
    expect(there.ok && there.remote).toMatchObject({ exists: true, remoteId: '1' });
    expect(at.server.pathsOf('GET')).toEqual(['/TinBais/1']);
  });

  const articles: [string, Record<string, unknown>[], string | undefined | 'ambiguous'][] = [
    [
      'ours by its reference, whatever else has that title',
      [shown('3'), shown('2', { nguonTin: OURS }), shown('1')],
      '2',
    ],
    ['ours after the portal renamed its source', [shown('2', { nguonTin: 'Sở X [LT-000005] ' })], '2'],
    ['ours, the oldest of two', [shown('3', { nguonTin: OURS }), shown('2', { nguonTin: OURS })], '2'],
    [
      'another hub’s with our number and title',
      [shown('3', { nguonTin: 'Y [LT-000005]', tieuDe: 'Khác' })],
      undefined,
    ],
    ['one that nobody marked, of that title and day', [shown('2')], '2'],
    ['of that title on another day', [shown('2', { ngayBanHanh: '2024-08-20T17:00:00.000Z' })], undefined],
    ['of that day in Việt Nam', [shown('2', { ngayBanHanh: '2024-08-19T17:00:00.000Z' })], '2'],
    ['of a title that only contains ours', [shown('2', { tieuDe: 'Thông báo số 55' })], undefined],
    ['marked by another hub', [shown('2', { nguonTin: 'UBND xã [LT-000077]' })], undefined],
    ['two that nobody marked', [shown('2'), shown('3')], 'ambiguous'],
    ['nothing', [], undefined],
  ];
  it.each(articles)('an article: %s', async (_, items, expected) => {
    const at = await portal(holding(items));
    const answer = await look(at, 'article');
    if (!answer.ok) throw new Error('no answer');
    if (expected === 'ambiguous') expect(answer.remote).toMatchObject({ ambiguous: true });
    else expect(answer.remote.remoteId).toBe(expected);
    expect(answer.remote.exists).toBe(expected !== undefined);
    const [search] = at.server.arrived.filter(({ path }) => path === '/TinBais');
    expect(Object.fromEntries(search?.query ?? [])).toEqual({
      TieuDe: 'Thông báo số 5',
      pageNumber: '1',
      pageSize: '50',
    });
  });

  it('adopts nothing when told so, when its own id is gone, or to take something down', async () => {
    const at = await portal(holding([shown('2')]));
    const told = await look(at, 'article', { adopt: false });
    const gone = await look(at, 'article', { remoteId: '9' });
    const wire = await wireOf(at.portal, 'article', numbered(), 'WITHDRAW');
    const takedown = await look(at, 'article', { wire });
    for (const answer of [told, gone, takedown]) expect(answer.ok && answer.remote.exists).toBe(false);
  });

  const document = (id: string, more: Record<string, unknown> = {}) => ({
    id,
    soKyHieu: '5/QĐ',
    ngaybanHanh: '2024-08-20T01:00:00.000Z',
    coQuanBanHanh: 'UBND huyện Ngọc Lặc',
    ...more,
  });
  it.each<[string, Record<string, unknown>[], string | undefined]>([
    ['by number, day and issuer', [document('1', { soKyHieu: '6/QĐ' }), document('2')], '2'],
    ['of another issuer', [document('1', { coQuanBanHanh: 'UBND xã' })], undefined],
    ['of another day', [document('1', { ngaybanHanh: '2024-08-21T01:00:00.000Z' })], undefined],
    ['twice', [document('1'), document('2')], 'ambiguous'],
  ])('a legal document: %s', async (_, items, expected) => {
    const at = await portal(holding(items));
    const answer = await look(at, 'legal');
    if (!answer.ok) throw new Error('no answer');
    if (expected === 'ambiguous') expect(answer.remote.ambiguous).toBe(true);
    else expect(answer.remote.remoteId).toBe(expected);
    expect(at.server.arrived.find(({ path }) => path === '/QuanLyVanBans')?.query.get('TrichYeu')).toBe(
      'Tóm tắt 5',
    );
  });

  it('reads every page, and from the first again when the list has moved', async () => {
    let total = 60;
    let asked = 0;
    const at = await portal(({ path, query }) => {
      if (path === '/TinBais/x') return { body: { data: shown('x', { nguonTin: OURS }) } };
      if (path !== '/TinBais') return undefined;
      asked += 1;
      if (asked === 2) total = 59;
      const first = query.get('pageNumber') === '1';
      const data = first
        ? Array.from({ length: 50 }, (_, index) => shown(`o${index}`, { tieuDe: 'Khác' }))
        : [shown('x', { nguonTin: OURS })];
      return { body: { data, totalCount: total, totalPages: 2, hasNextPage: first } };
    });
    const answer = await look(at, 'article');
    expect(answer.ok && answer.remote.remoteId).toBe('x');
    expect(asked).toBe(4);
  });

  it.each<[string, Handler]>([
    [
      'a list that never stands still',
      ({ path, query }) =>
        path === '/TinBais'
          ? { body: { data: [], totalCount: Number(query.get('pageNumber')), hasNextPage: true } }
          : undefined,
    ],
    [
      'a list of another shape',
      ({ path }) => (path === '/TinBais' ? { body: { items: [], ok: true } } : undefined),
    ],
    ['a list that fails', ({ path }) => (path === '/TinBais' ? { status: 500 } : undefined)],
    [
      'a find that cannot be read',
      ({ path }) => (path === '/TinBais' ? list([shown('2')]) : { body: { data: {} } }),
    ],
  ])('%s: no answer, never "not there"', async (_, handler) => {
    const at = await portal((request) => (request.path === '/token' ? undefined : handler(request)));
    const answer = await look(at, 'article');
    expect(answer.ok).toBe(false);
  });

  it('says nothing where it has nothing to look by', async () => {
    const at = await portal();
    const answer = await at.portal.lookup({ operation: 'article', key: 'TIN-5' }, options());
    expect(answer.ok).toBe(false);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { type Handler, handMade, list, type Made, options } from './hand-server.js';
import { holding, look, numbered, OURS, shown, wireOf } from './notice-steps.js';

let made: Made | undefined;
afterEach(async () => {
  await made?.stop();
  made = undefined;
});
async function portal(handler?: Handler): Promise<Made> {
  made = await handMade({}, handler);
  return made;
}

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

  it('an article whose list does not show what tells it: reads it first', async () => {
    const items = [shown('3', { nguonTin: 'Sở X' }), shown('2', { nguonTin: OURS })];
    const brief = items.map(({ id, tieuDe }) => ({ id, tieuDe }));
    const at = await portal((request) =>
      request.path === '/TinBais' && request.method === 'GET' ? list(brief) : holding(items)(request),
    );
    const answer = await look(at, 'article', { adopt: false });
    expect(answer.ok && answer.remote).toMatchObject({ exists: true, remoteId: '2' });
  });

  it('a legal document whose list shows its summary only: reads it first, and waits when it cannot', async () => {
    const items = [document('1', { soKyHieu: '6/QĐ' }), document('2')];
    const brief = list(items.map(({ id }) => ({ id, trichYeu: 'Tóm tắt 5' })));
    const at = await portal((request) =>
      request.path === '/QuanLyVanBans' && request.method === 'GET' ? brief : holding(items)(request),
    );
    expect(await look(at, 'legal')).toMatchObject({ ok: true, remote: { exists: true, remoteId: '2' } });
    at.server.handler = ({ path }) =>
      path === '/QuanLyVanBans' ? brief : path.startsWith('/Quan') ? { status: 500 } : undefined;
    expect((await look(at, 'legal')).ok).toBe(false);
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

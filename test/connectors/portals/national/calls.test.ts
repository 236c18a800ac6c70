import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../src/domain/ports.js';
import { goldenEnvelopes } from './golden.js';
import { item, options, scripted } from './scripted.js';
import type { ScriptedAnswer } from './scripted-server.js';

const script = scripted();

describe('what leaves', () => {
  const body = () => script.server.seen.at(-1)?.body;

  it('is the envelope, and a login before it', async () => {
    const data = [{ MaHoSo: 'A' }, { MaHoSo: 'B' }];
    await script.portal.deliver([item('A'), item('B')], options());
    expect(script.server.seen[0]?.body).toEqual(goldenEnvelopes['login']);
    expect(body()).toEqual({ ...goldenEnvelopes['create'], data });
    await script.portal.deliver([item('A', { exists: true }), item('B', { exists: true })], options());
    expect(body()).toEqual({ ...goldenEnvelopes['update'], data });
    await script.portal.deliver([item('A', { operation: 'trace', exists: true })], options());
    expect(body()).toEqual({ ...goldenEnvelopes['trace'], data: [{ MaHoSo: 'A' }] });
    await script.portal.deliver([item('A', { operation: 'notice' })], options());
    expect(body()).toEqual({ ...goldenEnvelopes['notice'], data: [{ MaThongBao: 'A' }] });
    await script.portal.lookup({ operation: 'trace', key: 'H56.14-240823-0002' }, options());
    expect(body()).toEqual(goldenEnvelopes['dossierLookup']);
    await script.portal.lookup({ operation: 'notice', key: 'TIN-0001' }, options());
    expect(body()).toEqual(goldenEnvelopes['noticeLookup']);
  });

  it.each([
    ['both', true, true],
    ['header', true, false],
    ['query', false, true],
  ])('routes by %s', async (dstcodeIn, header, query) => {
    await script.reconnect({ dstcodeIn });
    await script.portal.deliver([item('A')], options());
    const code = 'VN:GOV:000.00.00.G22:vpcpdvcprovider';
    expect(script.server.seen.map(({ path }) => path)).toEqual([
      '/base/forward/mapi/login',
      '/base/forward/mapi/g',
    ]);
    for (const seen of script.server.seen) {
      expect(seen.headers['dstcode']).toBe(header ? code : undefined);
      expect(seen.query.get('dstcode')).toBe(query ? code : null);
      expect(seen.headers).toMatchObject({
        accept: 'application/json',
        'content-type': 'application/json',
        charset: 'utf-8',
      });
    }
  });
});

describe('the session', () => {
  it.each<[string, ScriptedAnswer]>([
    ['the code', { json: { error_code: '-2' } }],
    ['HTTP 401', { status: 401, text: 'Unauthorized' }],
  ])('that %s says has ended is renewed once, and the call sent again', async (_name, expired) => {
    script.server.answer = ({ body }) =>
      body['session'] === 'S-1' ? expired : { json: { error_code: '0' } };
    const sent: string[] = [];
    const beforeSend = () => sent.push('x') > 0;
    const answer = await script.portal.deliver([item('A')], { ...options(), beforeSend });
    expect(answer).toMatchObject({ outcomes: [{ type: 'accepted' }], evidence: { sessionGeneration: 2 } });
    expect(script.server.logins).toBe(2);
    expect(sent.length).toBe(2);
    expect(script.services.rate.taken).toBe(4);
  });

  it('refused twice is an outcome for the whole call, not a loop', async () => {
    script.server.answer = () => ({ json: { error_code: '-2' } });
    const answer = await script.portal.deliver([item('A'), item('B')], options());
    expect(answer).toMatchObject({ scope: 'whole', outcome: { type: 'busy', code: '-2' } });
    expect(script.server.seen.length).toBe(4);
  });

  it.each<[string, ScriptedAnswer, Partial<Outcome>]>([
    [
      'a wrong password',
      { json: { error_code: '-1', message: 'sai' } },
      { type: 'loginRefused', code: '-1' },
    ],
    [
      'a wrong password and an empty session',
      { json: { error_code: '-1', message: 'sai', session: '' } },
      { type: 'loginRefused', code: '-1', message: 'sai' },
    ],
    [
      'a wrong password and no session at all',
      { json: { error_code: -1, session: null } },
      { type: 'loginRefused', code: '-1' },
    ],
    [
      'the code of an ended session: there was none to end',
      { json: { error_code: '-2' } },
      { type: 'loginRefused', code: '-2' },
    ],
    ['HTTP 401', { status: 401, text: '' }, { type: 'loginRefused', code: 'HTTP 401' }],
    ['HTTP 404', { status: 404, text: '' }, { type: 'loginRefused', code: 'HTTP 404' }],
    ['HTTP 500', { status: 500, text: '' }, { type: 'notSent', error: 'login: HTTP 500' }],
    [
      'HTTP 429',
      { status: 429, text: '', headers: { 'Retry-After': '3' } },
      { type: 'notSent', error: 'login: HTTP 429', retryAfterMs: 3000 },
    ],
    ['HTML', { text: '<html>' }, { type: 'notSent', error: 'login: the answer does not decode' }],
    [
      'no session',
      { json: { error_code: '0' } },
      { type: 'notSent', error: 'login: the answer has no session' },
    ],
    [
      'an empty session',
      { json: { error_code: '0', session: '' } },
      { type: 'notSent', error: 'login: the answer has no session' },
    ],
    ['busy', { json: { error_code: -9 } }, { type: 'busy', code: '-9' }],
    ['a reset', 'reset', { type: 'notSent' }],
  ])('a login answered by %s: the call was never sent', async (_name, login, expected) => {
    script.server.login = () => login;
    const answer = await script.portal.deliver([item('A')], options());
    expect(answer).toMatchObject({ scope: 'whole', outcome: expected });
    expect(script.server.seen.every(({ path }) => path.endsWith('/login'))).toBe(true);
  });

  it('never stands in the evidence', async () => {
    const { evidence } = await script.portal.deliver([item('A')], options());
    expect(JSON.stringify(evidence)).not.toMatch(/S-1|a secret/);
    expect(evidence).toMatchObject({ status: 200, response: '{"error_code":"0"}', sessionGeneration: 1 });
  });
});

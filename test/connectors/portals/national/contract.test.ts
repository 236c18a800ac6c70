import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { national } from '../../../../src/connectors/portals/national/index.js';
import type { DeliverAnswer, DeliverItem, Outcome, Portal, ReadyWire } from '../../../../src/domain/ports.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { type FakeServices, fakePortalServices } from '../../../support/portal-services.js';
import { ACCOUNT } from '../conformance/harness.js';
import { goldenEnvelopes } from './golden.js';
import { type ScriptedAnswer, ScriptedServer } from './scripted-server.js';

let server: ScriptedServer;
let portal: Portal;
let services: FakeServices;
let url: string;

function connect(profile: Record<string, unknown> = {}): Portal {
  services = fakePortalServices(fixedClock('2024-08-23T01:30:00.000Z'));
  const environment = {
    NATIONAL_PORTAL_URL: `${url}/`,
    NATIONAL_PORTAL_USERNAME: 'agency',
    NATIONAL_PORTAL_PASSWORD: 'a secret',
    NATIONAL_PORTAL_DSTCODE: 'VN:GOV:000.00.00.G22:vpcpdvcprovider',
  };
  const made = national.create(environment, national.parseProfile(profile), services);
  if (!made) throw new Error('off');
  return made;
}

beforeEach(async () => {
  server = new ScriptedServer();
  url = await server.listen();
  portal = connect();
});
afterEach(async () => {
  await portal.close();
  await server.close();
});

const options = () => ({ account: ACCOUNT, signal: new AbortController().signal });

function item(
  key: string,
  changes: { operation?: string; exists?: boolean; body?: object } = {},
): DeliverItem {
  const { operation = 'dossier', exists = false } = changes;
  const payload = operation === 'notice' ? { MaThongBao: key } : { MaHoSo: key };
  const wire: ReadyWire = {
    operation,
    key,
    body: payload,
    files: [],
    flags: [],
    payload,
    payloadHash: Buffer.alloc(32),
    bytes: 20,
  };
  return { wire, standing: { exists }, phase: 'PUBLISH' };
}

async function answered(
  answer: ScriptedAnswer,
  count: number,
  operation = 'dossier',
): Promise<DeliverAnswer> {
  server.answer = () => answer;
  const items = Array.from({ length: count }, (_, index) => item(`K${index}`, { operation }));
  return portal.deliver(items, options());
}

describe('one item, answered', () => {
  const cases: [string, ScriptedAnswer, Outcome][] = [
    [
      'code "0"',
      { json: { error_code: '0', message: 'ok' } },
      { type: 'accepted', code: '0', message: 'ok' },
    ],
    ['code 0', { json: { error_code: 0 } }, { type: 'accepted', code: '0' }],
    ['code "00"', { json: { error_code: '00', result: null } }, { type: 'accepted', code: '00' }],
    ['code 3', { json: { error_code: 3 } }, { type: 'alreadyExists', code: '3' }],
    ['code "-3"', { json: { error_code: '-3' } }, { type: 'notFound', code: '-3' }],
    [
      'another code, whatever it says',
      { json: { error_code: '17', message: 'thành công, đã tồn tại' } },
      { type: 'refused', code: '17', message: 'thành công, đã tồn tại' },
    ],
    [
      'a message that is no text',
      { json: { error_code: 17, message: { vi: 'x' } } },
      { type: 'refused', code: '17' },
    ],
    ['code -9', { json: { error_code: '-9' } }, { type: 'busy', code: '-9' }],
    [
      'code -9 with Retry-After',
      { json: { error_code: '-9' }, headers: { 'Retry-After': '2' } },
      { type: 'busy', code: '-9', retryAfterMs: 2000 },
    ],
    [
      'HTTP 429',
      { status: 429, text: '', headers: { 'Retry-After': '7' } },
      { type: 'notSent', error: 'HTTP 429', retryAfterMs: 7000 },
    ],
    [
      'HTTP 429 until a date',
      { status: 429, text: '', headers: { 'Retry-After': 'Fri, 23 Aug 2024 01:30:09 GMT' } },
      { type: 'notSent', error: 'HTTP 429', retryAfterMs: 9000 },
    ],
    ['HTTP 503', { status: 503, text: 'down' }, { type: 'notSent', error: 'HTTP 503' }],
    ['HTTP 500', { status: 500, json: { error_code: '0' } }, { type: 'unknown', error: 'HTTP 500' }],
    ['HTTP 502', { status: 502, text: '' }, { type: 'unknown', error: 'HTTP 502' }],
    ['HTTP 504', { status: 504, text: '' }, { type: 'unknown', error: 'HTTP 504' }],
    ['HTTP 408', { status: 408, text: '' }, { type: 'unknown', error: 'HTTP 408' }],
    [
      'a redirect',
      { status: 302, text: '', headers: { Location: '/elsewhere' } },
      { type: 'unknown', error: 'HTTP 302' },
    ],
    ['HTTP 400', { status: 400, text: 'no' }, { type: 'refused', code: 'HTTP 400' }],
    [
      'HTTP 403 with words',
      { status: 403, json: { error_code: '0', message: 'không được phép' } },
      { type: 'refused', code: 'HTTP 403', message: 'không được phép' },
    ],
    ['HTTP 404', { status: 404, text: '' }, { type: 'refused', code: 'HTTP 404' }],
    ['HTTP 413', { status: 413, text: '' }, { type: 'refused', code: 'HTTP 413' }],
  ];
  it.each(cases)('%s', async (_name, answer, expected) => {
    const given = await answered(answer, 1);
    expect(given.scope === 'items' ? given.outcomes : [given.outcome]).toEqual([expected]);
    expect(server.logins).toBe(1);
  });

  it.each<[string, ScriptedAnswer]>([
    ['half a body', { text: '{"error_code":"0","mess' }],
    ['HTML', { text: '<html>đã tồn tại</html>' }],
    ['nothing', { text: '' }],
    ['another shape', { json: { status: 'OK' } }],
    ['a list', { json: [{ error_code: '0' }] }],
    ['an empty code', { json: { error_code: ' ' } }],
    ['a code that is neither text nor number', { json: { error_code: true } }],
    ['a result that is no list', { json: { error_code: '0', result: 'OK' } }],
    ['a reset', 'reset'],
  ])('%s: unknown', async (_name, answer) => {
    expect(await answered(answer, 1)).toMatchObject({ scope: 'whole', outcome: { type: 'unknown' } });
  });

  it('follows the profile’s own table', async () => {
    await portal.close();
    portal = connect({ codes: { accepted: [200], alreadyExists: ['E1'] }, notProcessedHttp: [502] });
    server.login = () => ({ json: { error_code: 200, session: 'S' } });
    expect(await answered({ json: { error_code: '200' } }, 1)).toMatchObject({
      outcomes: [{ type: 'accepted' }],
    });
    expect(await answered({ json: { error_code: '0' } }, 1)).toMatchObject({
      outcomes: [{ type: 'refused' }],
    });
    expect(await answered({ json: { error_code: 'E1' } }, 1)).toMatchObject({
      outcomes: [{ type: 'alreadyExists' }],
    });
    expect(await answered({ status: 502, text: '' }, 1)).toMatchObject({ outcome: { type: 'notSent' } });
    expect(await answered({ status: 503, text: '' }, 1)).toMatchObject({ outcome: { type: 'unknown' } });
  });
});

describe('several items, answered', () => {
  const lines = (...codes: (string | number)[]) =>
    codes.map((error_code, index) => ({ MaHoSo: `K${index}`, error_code, message: 'm' }));

  it('accepted: each of them', async () => {
    expect(await answered({ json: { error_code: 0, result: [] } }, 3)).toMatchObject({
      scope: 'items',
      outcomes: [{ type: 'accepted' }, { type: 'accepted' }, { type: 'accepted' }],
    });
  });

  it.each([3, -3, 17, -9])('code %i without a list: the call only', async (error_code) => {
    expect(await answered({ json: { error_code } }, 3)).toMatchObject({ scope: 'whole' });
  });

  it.each([0, 17])('a list wins over the top code %i', async (error_code) => {
    const answer = await answered({ json: { error_code, result: lines('00', 3, 17, '-3', -9, '-2') } }, 6);
    expect(answer.scope === 'items' && answer.outcomes.map(({ type }) => type)).toEqual([
      'accepted',
      'alreadyExists',
      'refused',
      'notFound',
      'busy',
      'busy',
    ]);
  });

  it.each([
    ['too short', lines('0')],
    ['too long', lines('0', '0', '0')],
    ['in another order', lines('0', '0').toReversed()],
    [
      'of other keys',
      [
        { MaHoSo: 'X', error_code: '0' },
        { MaHoSo: 'K1', error_code: '0' },
      ],
    ],
    ['without keys', [{ error_code: '0' }, { error_code: '0' }]],
    ['with a line without a code', [{ MaHoSo: 'K0', error_code: '0' }, { MaHoSo: 'K1' }]],
  ])('a list %s does not decode: unknown', async (_name, result) => {
    for (const error_code of ['0', '17']) {
      expect(await answered({ json: { error_code, result } }, 2)).toMatchObject({
        scope: 'whole',
        outcome: { type: 'unknown' },
      });
    }
  });

  it('busy speaks for all, whatever list comes with it', async () => {
    expect(await answered({ json: { error_code: '-9', result: lines('0', '0') } }, 2)).toMatchObject({
      scope: 'whole',
      outcome: { type: 'busy' },
    });
  });

  it('a list about notices is keyed by their code', async () => {
    const result = [
      { MaThongBao: 'K0', error_code: '0' },
      { MaHoSo: 'K1', error_code: '17' },
    ];
    expect(await answered({ json: { error_code: '0', result } }, 2, 'notice')).toMatchObject({
      outcomes: [{ type: 'accepted' }, { type: 'refused' }],
    });
  });

  it('what may not travel together is a fault of the caller', async () => {
    const bad = [
      [item('A'), item('B', { exists: true })],
      [item('A'), item('A')],
      [item('A'), item('B', { operation: 'trace' })],
      [],
    ];
    for (const items of bad) await expect(portal.deliver(items, options())).rejects.toThrow(RangeError);
  });
});

describe('what leaves', () => {
  const body = () => server.seen.at(-1)?.body;

  it('is the envelope, and a login before it', async () => {
    const data = [{ MaHoSo: 'A' }, { MaHoSo: 'B' }];
    await portal.deliver([item('A'), item('B')], options());
    expect(server.seen[0]?.body).toEqual(goldenEnvelopes['login']);
    expect(body()).toEqual({ ...goldenEnvelopes['create'], data });
    await portal.deliver([item('A', { exists: true }), item('B', { exists: true })], options());
    expect(body()).toEqual({ ...goldenEnvelopes['update'], data });
    await portal.deliver([item('A', { operation: 'trace', exists: true })], options());
    expect(body()).toEqual({ ...goldenEnvelopes['trace'], data: [{ MaHoSo: 'A' }] });
    await portal.deliver([item('A', { operation: 'notice' })], options());
    expect(body()).toEqual({ ...goldenEnvelopes['notice'], data: [{ MaThongBao: 'A' }] });
    await portal.lookup({ operation: 'trace', key: 'H56.14-240823-0002' }, options());
    expect(body()).toEqual(goldenEnvelopes['dossierLookup']);
    await portal.lookup({ operation: 'notice', key: 'TIN-0001' }, options());
    expect(body()).toEqual(goldenEnvelopes['noticeLookup']);
  });

  it.each([
    ['both', true, true],
    ['header', true, false],
    ['query', false, true],
  ])('routes by %s', async (dstcodeIn, header, query) => {
    await portal.close();
    portal = connect({ dstcodeIn });
    await portal.deliver([item('A')], options());
    const code = 'VN:GOV:000.00.00.G22:vpcpdvcprovider';
    expect(server.seen.map(({ path }) => path)).toEqual(['/base/forward/mapi/login', '/base/forward/mapi/g']);
    for (const seen of server.seen) {
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
    server.answer = ({ body }) => (body['session'] === 'S-1' ? expired : { json: { error_code: '0' } });
    const sent: string[] = [];
    const beforeSend = () => sent.push('x') > 0;
    const answer = await portal.deliver([item('A')], { ...options(), beforeSend });
    expect(answer).toMatchObject({ outcomes: [{ type: 'accepted' }], evidence: { sessionGeneration: 2 } });
    expect(server.logins).toBe(2);
    expect(sent.length).toBe(2);
    expect(services.rate.taken).toBe(4);
  });

  it('refused twice is an outcome for the whole call, not a loop', async () => {
    server.answer = () => ({ json: { error_code: '-2' } });
    const answer = await portal.deliver([item('A'), item('B')], options());
    expect(answer).toMatchObject({ scope: 'whole', outcome: { type: 'busy', code: '-2' } });
    expect(server.seen.length).toBe(4);
  });

  it.each<[string, ScriptedAnswer, Partial<Outcome>]>([
    [
      'a wrong password',
      { json: { error_code: '-1', message: 'sai' } },
      { type: 'loginRefused', code: '-1' },
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
    ['busy', { json: { error_code: -9 } }, { type: 'busy', code: '-9' }],
    ['a reset', 'reset', { type: 'notSent' }],
  ])('a login answered by %s: the call was never sent', async (_name, login, expected) => {
    server.login = () => login;
    const answer = await portal.deliver([item('A')], options());
    expect(answer).toMatchObject({ scope: 'whole', outcome: expected });
    expect(server.seen.every(({ path }) => path.endsWith('/login'))).toBe(true);
  });

  it('never stands in the evidence', async () => {
    const { evidence } = await portal.deliver([item('A')], options());
    expect(JSON.stringify(evidence)).not.toMatch(/S-1|a secret/);
    expect(evidence).toMatchObject({ status: 200, response: '{"error_code":"0"}', sessionGeneration: 1 });
  });
});

describe('looks', () => {
  const look = (answer: ScriptedAnswer, operation = 'dossier') => {
    server.answer = () => answer;
    return portal.lookup({ operation, key: 'K0' }, options());
  };

  it.each<[string, ScriptedAnswer]>([
    ['an empty list', { json: { error_code: '0', result: [] } }],
    ['the code', { json: { error_code: -3 } }],
  ])('not there, by %s', async (_name, answer) => {
    expect(await look(answer)).toMatchObject({ ok: true, remote: { exists: false } });
  });

  it.each<[string, ScriptedAnswer, Outcome['type']]>([
    ['no list', { json: { error_code: '0' } }, 'unknown'],
    ['another key', { json: { error_code: '0', result: [{ MaHoSo: 'K1' }] } }, 'unknown'],
    ['a record without a key', { json: { error_code: '0', result: [{}] } }, 'unknown'],
    [
      'traces of another shape',
      { json: { error_code: '0', result: [{ MaHoSo: 'K0', QuaTrinhXuLy: [1] }] } },
      'unknown',
    ],
    ['half a body', { text: '{"error_code":"0","result":[' }, 'unknown'],
    ['busy', { json: { error_code: '-9' } }, 'busy'],
    ['a refusal', { json: { error_code: '17' } }, 'refused'],
    ['alreadyExists', { json: { error_code: '3' } }, 'refused'],
    ['HTTP 503', { status: 503, text: '' }, 'notSent'],
    ['HTTP 500', { status: 500, text: '' }, 'unknown'],
    ['HTTP 404', { status: 404, text: '' }, 'refused'],
  ])('no answer: %s', async (_name, answer, type) => {
    expect(await look(answer)).toMatchObject({ ok: false, outcome: { type } });
  });

  it('gives the record and its traces’ keys, alike for a number and its text, with or without MaHoSo', async () => {
    const trace = { ThoiDiemXuLy: '20240823083000', NguoiXuLy: 'A', NoiDungXuLy: 'x' };
    const record = {
      MaHoSo: 'K0',
      QuaTrinhXuLy: [
        { ...trace, TrangThai: '2' },
        { ...trace, TrangThai: 2, MaHoSo: 'K0' },
        { ...trace, TrangThai: 4 },
      ],
    };
    const answer = await look({ json: { error_code: '0', result: [record] } });
    if (!answer.ok) throw new Error('no answer');
    expect(answer.remote.body).toEqual(record);
    const [first, second, third] = answer.remote.entries ?? [];
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it.each([undefined, null, '', []])('reads traces of %j as none', async (QuaTrinhXuLy) => {
    const answer = await look({ json: { error_code: '0', result: [{ MaHoSo: 'K0', QuaTrinhXuLy }] } });
    expect(answer).toMatchObject({ ok: true, remote: { exists: true, entries: [] } });
  });

  it('shows no traces where the profile says that the portal shows none', async () => {
    await portal.close();
    portal = connect({ traceReadBack: false });
    expect(portal.limits.batchOf('trace')).toBe(1);
    const answer = await look({ json: { error_code: '0', result: [{ MaHoSo: 'K0', QuaTrinhXuLy: [] }] } });
    expect(answer.ok && answer.remote.entries).toBeUndefined();
  });
});

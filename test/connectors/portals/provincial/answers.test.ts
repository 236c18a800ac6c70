import { afterEach, describe, expect, it } from 'vitest';
import type { DeliverAnswer, Outcome, ReadyWire } from '../../../../src/domain/ports.js';
import { sampleCatalogue } from '../../../support/portal-services.js';
import { carriedTrace, dossier, traceItem } from '../conformance/subjects.js';
import { type Handler, handMade, type Made, options, type Reply } from './hand-server.js';

let made: Made | undefined;
afterEach(async () => {
  await made?.stop();
  made = undefined;
});

/** Sends one trace entry to a portal that answers with `handler`, and else has the entry's dossier. */
async function sendTo(handler: Handler, profile: Record<string, unknown> = {}): Promise<Outcome> {
  made = await handMade(profile, (request) => handler(request) ?? there(request));
  const { portal } = made;
  const rendering = portal.render(
    carriedTrace(dossier(1), traceItem(), 1),
    sampleCatalogue,
    options().account,
  );
  if (!rendering.ok) throw new Error(rendering.message);
  const wire: ReadyWire = {
    ...rendering.wire,
    payload: rendering.wire.body,
    payloadHash: Buffer.alloc(0),
    bytes: 0,
  };
  return only(await portal.deliver([{ wire, standing: { exists: true }, phase: 'PUBLISH' }], options()));
}
const there: Handler = ({ method, path }) =>
  method === 'GET' && path.startsWith('/Document/')
    ? { body: { DocCode: decodeURIComponent(path.slice('/Document/'.length)), Traces: [] } }
    : undefined;
function only(answer: DeliverAnswer): Outcome {
  if (answer.scope === 'whole') return answer.outcome;
  const [outcome] = answer.outcomes;
  if (!outcome) throw new Error('no outcome');
  return outcome;
}
const writes =
  (reply: Reply): Handler =>
  ({ path }) =>
    path === '/Document/UpdateDocumentTraces' ? reply : undefined;

describe('what the provincial portal’s answers mean', () => {
  const cases: [string, Reply, Partial<Outcome>][] = [
    ['Status 1', { body: { Status: 1, Message: 'lỗi' } }, { type: 'accepted', code: '1', message: 'lỗi' }],
    ['Status 200', { body: { Status: 200 } }, { type: 'accepted', code: '200' }],
    ['Status as text', { body: { Status: '1', Message: null } }, { type: 'accepted', code: '1' }],
    [
      'Status 0 with friendly words',
      { body: { Status: 0, Message: 'Thành công' } },
      { type: 'refused', code: '0' },
    ],
    ['Status 409', { body: { Status: 409 } }, { type: 'alreadyExists', code: '409' }],
    ['Status 503', { body: { Status: 503 } }, { type: 'busy', code: '503' }],
    [
      'an unlisted Status',
      { body: { Status: 77, Message: 'OK' } },
      { type: 'refused', code: '77', message: 'OK' },
    ],
    ['no Status', { body: { Message: 'Thành công' } }, { type: 'unknown' }],
    ['a Message of another type', { body: { Status: 1, Message: ['OK'] } }, { type: 'accepted', code: '1' }],
    ['Status null', { body: { Status: null } }, { type: 'unknown' }],
    ['Status 1.5', { body: { Status: 1.5 } }, { type: 'unknown' }],
    ['half a body', { body: '{"Status":1,"Mes' }, { type: 'unknown' }],
    ['HTML', { body: '<html>OK</html>' }, { type: 'unknown' }],
    ['a list', { body: [{ Status: 1 }] }, { type: 'unknown' }],
    ['nothing', { body: '' }, { type: 'unknown' }],
    ['HTTP 204', { status: 204 }, { type: 'unknown' }],
    ['HTTP 500 that says Status 1', { status: 500, body: { Status: 1 } }, { type: 'unknown' }],
    ['HTTP 502', { status: 502, body: 'bare' }, { type: 'unknown' }],
    ['HTTP 504', { status: 504 }, { type: 'unknown' }],
    ['HTTP 408', { status: 408 }, { type: 'unknown' }],
    ['HTTP 302', { status: 302, headers: { location: '/x' } }, { type: 'unknown' }],
    ['HTTP 503', { status: 503 }, { type: 'notSent', error: 'HTTP 503' }],
    [
      'HTTP 503, later',
      { status: 503, headers: { 'retry-after': '7' } },
      { type: 'notSent', retryAfterMs: 7000 },
    ],
    ['HTTP 429', { status: 429, headers: { 'retry-after': '2' } }, { type: 'notSent', retryAfterMs: 2000 }],
    [
      'HTTP 400',
      { status: 400, body: { messages: ['a', 'b'] } },
      { type: 'refused', code: 'HTTP 400', message: 'a; b' },
    ],
    [
      'HTTP 400 in the words of a dossier call',
      { status: 400, body: { Status: 0, Message: 'thiếu DocCode' } },
      { type: 'refused', code: 'HTTP 400', message: 'thiếu DocCode' },
    ],
    [
      'HTTP 404 that says Status 1',
      { status: 404, body: { Status: 1 } },
      { type: 'refused', code: 'HTTP 404' },
    ],
    ['HTTP 403', { status: 403 }, { type: 'refused', code: 'HTTP 403' }],
    ['HTTP 409', { status: 409 }, { type: 'refused', code: 'HTTP 409' }],
  ];
  it.each(cases)('%s', async (_, reply, outcome) => {
    expect(await sendTo(writes(reply))).toMatchObject(outcome);
  });

  it('follows the profile’s tables', async () => {
    const profile = {
      statuses: { accepted: [7], refused: [1], alreadyExists: [8], busy: [9] },
      notProcessedHttp: [502],
    };
    const types: string[] = [];
    for (const reply of [
      { body: { Status: 7 } },
      { body: { Status: 1 } },
      { body: { Status: 8 } },
      { body: { Status: 9 } },
      { status: 502 },
      { status: 503 },
    ]) {
      types.push((await sendTo(writes(reply), profile)).type);
      await made?.stop();
    }
    expect(types).toEqual(['accepted', 'refused', 'alreadyExists', 'busy', 'notSent', 'unknown']);
  });

  it('answers nothing: unknown at the end of the answer time-out', async () => {
    const outcome = await sendTo(writes({ headers: { 'content-length': '100' }, body: '' }), {
      answerTimeout: 1_500,
    });
    expect(outcome.type).toBe('unknown');
  });
});

describe('a refused entry', () => {
  const afterwards =
    (reply: Reply): Handler =>
    ({ method }) =>
      method === 'GET' ? reply : undefined;
  it.each<[string, Reply, Reply, Outcome]>([
    [
      'of a dossier that the portal lost',
      { body: { Status: 0, Message: 'chưa có hồ sơ' } },
      { status: 404 },
      { type: 'notFound', code: '0', message: 'chưa có hồ sơ' },
    ],
    ['by HTTP', { status: 404 }, { status: 404 }, { type: 'notFound', code: 'HTTP 404' }],
    [
      'of a dossier that may not be read',
      { status: 403 },
      { status: 403 },
      { type: 'refused', code: 'HTTP 403' },
    ],
    [
      'of a dossier that cannot be read now',
      { body: { Status: 0 } },
      { status: 500 },
      { type: 'unknown', error: 'refused with 0, its dossier was not read back' },
    ],
  ])('%s', async (_, reply, read, outcome) => {
    expect(await sendTo((request) => writes(reply)(request) ?? afterwards(read)(request))).toEqual(outcome);
  });

  it('asks nothing more of an accepted one', async () => {
    await sendTo(writes({ body: { Status: 1 } }));
    expect(made?.server.pathsOf('GET')).toEqual([]);
  });
});

describe('the token', () => {
  it('is asked for by form and carried as bearer, on HTTP 401 once more', async () => {
    const refused = new Set(['Bearer t1']);
    const outcome = await sendTo(({ path, headers }) =>
      path !== '/token' && refused.has(String(headers['authorization'])) ? { status: 401 } : undefined,
    );
    expect(outcome).toMatchObject({ type: 'accepted' });
    const { arrived } = made?.server ?? { arrived: [] };
    expect(arrived.map(({ path }) => path)).toEqual([
      '/token',
      '/Document/UpdateDocumentTraces',
      '/token',
      '/Document/UpdateDocumentTraces',
    ]);
    expect(arrived[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(arrived[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'ngoc lặc',
      client_secret: 's&=cret',
    });
    expect(arrived[3]?.headers['authorization']).toBe('Bearer t2');
    expect(made?.services.rate.taken).toBe(4);
  });

  it('refused when fresh: an outcome that processed nothing, not a loop', async () => {
    expect(await sendTo(writes({ status: 401 }))).toEqual({ type: 'busy', code: 'HTTP 401' });
    expect(made?.server.pathsOf('POST')).toHaveLength(4);
  });

  const token =
    (reply: Reply): Handler =>
    ({ path }) =>
      path === '/token' ? reply : undefined;
  it.each<[string, Reply, Partial<Outcome>]>([
    ['400', { status: 400, body: { error: 'invalid_client' } }, { type: 'loginRefused', code: 'HTTP 400' }],
    ['401', { status: 401 }, { type: 'loginRefused', code: 'HTTP 401' }],
    ['403', { status: 403 }, { type: 'loginRefused' }],
    ['500', { status: 500, body: 'bare' }, { type: 'notSent' }],
    ['429', { status: 429, headers: { 'retry-after': '3' } }, { type: 'notSent', retryAfterMs: 3000 }],
    ['HTML', { body: '<html></html>' }, { type: 'notSent' }],
    ['no token in it', { body: { token_type: 'Bearer' } }, { type: 'notSent' }],
  ])('%s: the write never left', async (_, reply, outcome) => {
    expect(await sendTo(token(reply))).toMatchObject(outcome);
    expect(made?.server.pathsOf('POST')).toEqual(['/token']);
  });

  it('is renewed when a tenth of its life is left', async () => {
    await sendTo(() => undefined);
    const session = await made?.services.sessions.current(options().account);
    const left = Date.parse(session?.expiresAt ?? '') - Date.now();
    expect(left).toBeLessThanOrEqual(3240_000);
    expect(left).toBeGreaterThan(3230_000);
    // As if it were about to end.
    if (session) session.expiresAt = new Date(Date.now() - 1).toISOString();
    await made?.portal.probe(options());
    expect(made?.server.arrived.filter(({ path }) => path === '/token')).toHaveLength(2);
  });
});

describe('looking a dossier up', () => {
  const look = async (reply: Reply, profile: Record<string, unknown> = {}) => {
    made = await handMade(profile, ({ path }) => (path.startsWith('/Document/') ? reply : undefined));
    return await made.portal.lookup({ operation: 'dossier', key: 'H56.14-240823-0001' }, options());
  };
  const document = { DocCode: 'H56.14-240823-0001', Status: 1 };

  it('shows the record and its entries', async () => {
    const Traces = [
      { DocCode: 'H56.14-240823-0001', UserName: 'A', Status: 2 },
      { UserName: 'A', Status: '2' },
    ];
    const answer = await look({ body: { ...document, Traces } });
    expect(answer.ok && answer.remote).toMatchObject({ exists: true, body: document });
    const entries = answer.ok ? (answer.remote.entries ?? []) : [];
    expect(entries).toHaveLength(2);
    expect(entries[0]).toBe(entries[1]);
  });

  it.each<[string, Reply, Record<string, unknown>, unknown]>([
    ['404', { status: 404 }, {}, { exists: false, entries: [] }],
    ['404, no read-back of traces', { status: 404 }, { traceReadBack: false }, { exists: false }],
    ['no list of traces', { body: document }, {}, { exists: true, body: document }],
    ['null traces', { body: { ...document, Traces: null } }, {}, { exists: true, entries: [] }],
    [
      'traces that the profile does not trust',
      { body: { ...document, Traces: [] } },
      { traceReadBack: false },
      { exists: true },
    ],
  ])('%s', async (_, reply, profile, remote) => {
    const answer = await look(reply, profile);
    expect(answer.ok && answer.remote).toMatchObject(remote as object);
    if (profile['traceReadBack'] === false && answer.ok) expect(answer.remote.entries).toBeUndefined();
  });

  it.each<[string, Reply, Outcome['type']]>([
    ['another dossier', { body: { ...document, DocCode: 'H56.14-240823-0002', Traces: [] } }, 'unknown'],
    ['another shape', { body: { Status: 1, Message: 'OK' } }, 'unknown'],
    ['a trace of another shape', { body: { ...document, Traces: ['x'] } }, 'unknown'],
    ['HTML', { body: '<html>' }, 'unknown'],
    ['500', { status: 500 }, 'unknown'],
    ['503', { status: 503 }, 'notSent'],
    ['400', { status: 400 }, 'refused'],
  ])('%s: no answer', async (_, reply, type) => {
    const answer = await look(reply);
    expect(answer.ok || answer.outcome.type).toBe(type);
  });

  it('probes by a dossier that cannot be there', async () => {
    made = await handMade();
    expect(await made.portal.probe(options())).toMatchObject({ type: 'accepted' });
    expect(made.server.pathsOf('GET')).toEqual(['/Document/H56.14-000101-0000']);
  });
});

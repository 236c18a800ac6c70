import { describe, expect, it } from 'vitest';
import type { DeliverAnswer, Outcome } from '../../../../src/domain/ports.js';
import { item, options, scripted } from './scripted.js';
import type { ScriptedAnswer } from './scripted-server.js';

const script = scripted();

async function answered(
  answer: ScriptedAnswer,
  count: number,
  operation = 'dossier',
): Promise<DeliverAnswer> {
  script.server.answer = () => answer;
  const items = Array.from({ length: count }, (_, index) => item(`K${index}`, { operation }));
  return script.portal.deliver(items, options());
}

describe('one item, answered', () => {
  it('with words that repeat personal data: they are not kept in clear', async () => {
    script.server.answer = () => ({
      json: { error_code: '17', message: 'MaDoiTuong td-an-01 và 038204001223 không hợp lệ' },
    });
    const sent = item('K1');
    sent.wire.payload['MaDoiTuong'] = 'td-an-01';
    expect(await script.portal.deliver([sent], options())).toMatchObject({
      outcomes: [{ message: 'MaDoiTuong *** và *** không hợp lệ' }],
      evidence: { response: expect.stringContaining('038204001223') },
    });
  });

  const cases: [string, ScriptedAnswer, Outcome][] = [
    [
      'code "0"',
      { json: { error_code: '0', message: 'ok' } },
      { type: 'accepted', code: '0', message: 'ok' },
    ],
    ['code 0', { json: { error_code: 0 } }, { type: 'accepted', code: '0' }],
    ['code "00"', { json: { error_code: '00', result: null } }, { type: 'accepted', code: '00' }],
    ['a byte order mark before it', { text: '\uFEFF{"error_code":"0"}' }, { type: 'accepted', code: '0' }],
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
    expect(script.server.logins).toBe(1);
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
    await script.reconnect({ codes: { accepted: [200], alreadyExists: ['E1'] }, notProcessedHttp: [502] });
    script.server.login = () => ({ json: { error_code: 200, session: 'S' } });
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
    for (const items of bad)
      await expect(script.portal.deliver(items, options())).rejects.toThrow(RangeError);
  });
});

import { GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { framesOf, parseAnswers } from './answers.js';
import type { Expected } from './case.js';
import { judge } from './judge.js';
import type { World } from './world.js';

/* A judge that finds nothing is no proof: each thing that it looks for is planted once. */

const ID = '01a21bda-f175-7689-9fda-8569d03c3b0c';
const world: World = {
  ...{ schema: new GraphQLSchema({}), examples: [], ids: [], hidden: [], cursors: [], codes: [], links: [] },
  keys: { viewer: 'lt_v', unit: 'lt_u', operator: 'lt_o', officer: 'lt_f', service: 'lt_s' },
  personal: ['038299001223'],
  secrets: ['mat-khau'],
};
const fine = { code: 'BAD_REQUEST', requestId: ID };
const refusal = (message: string, extensions: object = fine) => ({ errors: [{ message, extensions }] });

function verdictOn(status: number, body: object | string, expected: Partial<Expected> = {}): string[] {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const head = `HTTP/1.1 ${status} X\r\nX-Request-Id: ${ID}\r\nContent-Type: application/json; charset=utf-8\r\n`;
  const bytes = Buffer.from(`${head}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  const reply = { ...parseAnswers(bytes, true), end: 'closed' as const, ms: 1 };
  const given = { kind: 'k', steps: [], expected: { statuses: [status], ...expected } };
  return [...judge(given, reply, world).wrong];
}

test('a refusal as it should be is fine', () => {
  expect(verdictOn(400, refusal('the request cannot be read'))).toEqual([]);
  expect(verdictOn(200, { data: { node: null, nodes: [null] } }, { nothing: true })).toEqual([]);
});

describe('what is wrong is found', () => {
  test.each<[string, number, object | string, Partial<Expected>, RegExp]>([
    ['a 5xx', 503, refusal('x', { code: 'UNAVAILABLE', requestId: ID }), {}, /status 503/],
    ['another status', 200, { data: null }, { statuses: [400] }, /none of 400/],
    [
      'an internal error with 200',
      200,
      refusal('x', { code: 'INTERNAL_SERVER_ERROR', requestId: ID }),
      {},
      /internal/,
    ],
    ['an unknown code', 400, refusal('x', { code: 'OOPS', requestId: ID }), {}, /not documented/],
    ['an unexpected code', 400, refusal('x'), { codes: ['FORBIDDEN'] }, /unexpected code/],
    ['another request id', 400, refusal('x', { ...fine, requestId: 'y' }), {}, /request id/],
    ['an error that tells more', 400, refusal('x', { ...fine, stacktrace: [] }), {}, /stacktrace/],
    ['an answer that tells more', 200, { data: null, extensions: { tracing: {} } }, {}, /tracing/],
    ['a refusal without an error', 400, {}, {}, /without an error/],
    ['data where there should be none', 200, { data: { nodes: [{ id: 'x' }] } }, { nothing: true }, /data/],
    ['broken JSON', 400, '{"errors":', {}, /broken JSON/],
    ['a person', 200, { data: { x: 'số 038299001223' } }, {}, /personal/],
    ['a secret', 200, { data: { x: 'mat-khau' } }, {}, /secret/],
    ['SQL', 400, refusal('select id from dossier where x'), {}, /inside/],
    ['PostgreSQL', 400, refusal('invalid input syntax for type bigint'), {}, /inside/],
    ['a stack', 400, refusal('x\n    at run (file:///hub/dist/x.js:1:2)'), {}, /inside/],
    ['a path', 400, refusal('cannot open /etc/passwd'), {}, /inside/],
    ['JavaScript', 400, refusal('Cannot read properties of undefined'), {}, /inside/],
  ])('%s', (_what, status, body, expected, wanted) => {
    expect(verdictOn(status, body, expected).join('\n')).toMatch(wanted);
  });

  test('silence, and a WebSocket that is closed by a fault', () => {
    const given = { kind: 'k', steps: [], expected: { statuses: [101], closes: [4400] } };
    const silent = { answers: [], rest: Buffer.alloc(0), garbled: false, end: 'closed' as const, ms: 1 };
    expect(judge(given, silent, world).wrong).toEqual(['hung up without an answer']);
    expect(judge(given, { ...silent, end: 'late' }, world).wrong).toContain(
      'neither answered nor hung up in time',
    );
    const close = Buffer.from([0x88, 2, 0x11, 0x94]);
    expect(framesOf(close).closes).toEqual([4500]);
    const opened = { ...silent, answers: [{ status: 101, headers: {}, body: '' }], rest: close };
    expect(judge(given, opened, world).wrong).toEqual(['WebSocket closed with 4500']);
  });
});

test('answers are read one behind the other, in chunks or with a length, and half of one is not one', () => {
  const chunked = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`;
  const sized = 'HTTP/1.1 404 X\r\nContent-Length: 2\r\n\r\nno';
  const { answers, rest } = parseAnswers(Buffer.from(`${chunked}${sized}HTTP/1.1 2`), false);
  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [200, 'abcde'],
    [404, 'no'],
  ]);
  expect(rest.toString()).toBe('HTTP/1.1 2');
  expect(parseAnswers(rest, true).garbled).toBe(true);
  expect(parseAnswers(Buffer.from('no HTTP\r\n\r\n'), true).garbled).toBe(true);
});

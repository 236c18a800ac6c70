import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { http, type Kind, once, post, times } from '../case.js';

/* Bodies that are not what GraphQL over HTTP takes. */

const CODES = [
  'BAD_REQUEST',
  'BODY_TOO_LARGE',
  'UNAUTHENTICATED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'TOO_MANY_TOKENS',
  'BAD_USER_INPUT',
] as const;
const GRAPHQL = '{"query":"{ __typename }"}';
const MB = 1_048_576;
/** 64 MB of blanks in 64 kB: made once. */
const BOMB = gzipSync(
  Buffer.concat([
    Buffer.from('{"query":"{ __typename }","x":"'),
    Buffer.alloc(64 * MB, ' '),
    Buffer.from('"}'),
  ]),
  { level: 9 },
);

export const bodies: readonly Kind[] = [
  {
    name: 'bodies too large',
    // A body that was announced and never comes is waited for.
    expected: { statuses: [408, 413], codes: ['BODY_TOO_LARGE', 'REQUEST_TIMEOUT'], silence: true },
    make: (random, { keys }) => {
      const size = random.int(256 * 1_024, 2 * MB);
      const body = Buffer.from(`{"query":"${'x'.repeat(size)}"}`);
      return once(
        random.pick([
          post(body, keys.viewer),
          post('', keys.viewer, { 'Content-Length': String(random.int(MB, 2_000_000_000)) }),
        ]),
      );
    },
  },
  {
    name: 'content types',
    // What says that it is JSON and is, is answered, whatever else its type says.
    expected: { statuses: [200, 400, 415], codes: CODES },
    make: (random, { keys }) => {
      const boundary = 'multipart/form-data; boundary=x';
      const type = random.pick([
        'text/plain',
        'text/html',
        'application/xml',
        'application/x-www-form-urlencoded',
        boundary,
        'application/octet-stream',
        'application/graphql',
        'application/json; charset=utf-7',
        'application/json; charset=x-user-defined',
        'application/json; charset="',
        'json',
        '/',
        ';;;',
        'application/jsonx',
        `application/${'x'.repeat(random.int(1, 3_000))}`,
        'image/png',
      ]);
      const body = random.pick([
        GRAPHQL,
        'query=%7B__typename%7D',
        '{ __typename }',
        '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"mutation($f: Upload!) { x(file: $f) }","variables":{"f":null}}\r\n--x--\r\n',
        '\u0000\u0001\u0002',
      ]);
      return once(post(body, keys.viewer, { 'Content-Type': type }));
    },
  },
  {
    name: 'encodings and packed bombs',
    expected: { statuses: [400, 413, 415], codes: CODES },
    make: (random, { keys }) => {
      const good = gzipSync(GRAPHQL);
      const at = random.int(1, good.length - 1);
      const [encoding, body] = random.pick<readonly [string, Buffer | string]>([
        ['gzip', GRAPHQL],
        ['gzip', good.subarray(0, at)],
        [
          'gzip',
          Buffer.concat([good.subarray(0, at), Buffer.from('x'), good.subarray(at + 1)]).fill(0xff, 10),
        ],
        ['gzip', BOMB],
        ['deflate', deflateSync(GRAPHQL).subarray(0, 5)],
        ['br', brotliCompressSync(GRAPHQL).subarray(0, 4)],
        ['br', BOMB],
        ['zstd', GRAPHQL],
        ['gzip, gzip', gzipSync(good)],
        ['compress', GRAPHQL],
        ['x'.repeat(200), GRAPHQL],
      ]);
      return once(post(body, keys.viewer, { 'Content-Encoding': encoding }));
    },
  },
  {
    name: 'JSON that is none',
    expected: { statuses: [200, 400, 413], codes: CODES },
    make: (random, { keys }) => {
      const depth = random.int(100, 60_000);
      const body = random.pick<string | Buffer>([
        '',
        ' ',
        'null',
        'true',
        '1',
        '"x"',
        '[]',
        '{}',
        '{"query":',
        "{'query': 1}",
        '{"query":NaN}',
        `\ufeff${GRAPHQL}`,
        `${GRAPHQL}${GRAPHQL}`,
        '['.repeat(depth),
        `${'['.repeat(depth)}${']'.repeat(depth)}`,
        `{"query":"{ __typename }","variables":${'{"a":'.repeat(depth / 4)}1${'}'.repeat(depth / 4)}}`,
        `{"query":"{ __typename }","__proto__":{"query":"x"},"constructor":{"prototype":{"x":1}}}`,
        `{"query":{"toString":"x"}}`,
        `{"query":["{ __typename }"]}`,
        `{${times(random.int(1, 9_000), (at) => `"k${at}":1`, ',')}}`,
        Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
        Buffer.from(GRAPHQL, 'utf16le'),
        Buffer.concat([
          Buffer.from('{"query":"{ a(x: \\"'),
          Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80]),
          Buffer.from('\\") }"}'),
        ]),
        `{"query":"\\ud800\\u0000"}`,
      ]);
      return once(post(body, keys.viewer));
    },
  },
  {
    name: 'addresses with a query',
    expected: { statuses: [200, 400, 401, 431], codes: [...CODES, 'HEADERS_TOO_LARGE', 'UNAUTHENTICATED'] },
    make: (random, { keys }) => {
      const tail = random.pick([
        'query=',
        'query',
        'query=%',
        'query=%zz',
        'query=%ff%fe',
        'query=%7B__typename',
        'query=a&query=b',
        'query[]=a',
        'query[a]=b',
        'a[__proto__][x]=1',
        'query=%7B__typename%7D&variables=x',
        'query=%7B__typename%7D&variables=[1]',
        'query=%7B__typename%7D&extensions=%7B',
        'operationName=x',
        `query=${'a'.repeat(random.int(1, 30_000))}`,
        times(random.int(2, 3_000), (at) => `k${at}=1`, '&'),
      ]);
      return once(
        http(`GET /graphql?${tail}`, {
          Authorization: `Bearer ${keys.viewer}`,
          ...(random.chance(0.5) ? { 'apollo-require-preflight': 'yes' } : {}),
        }),
      );
    },
  },
];

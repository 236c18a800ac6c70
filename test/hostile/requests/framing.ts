import type { Random } from '../../../src/sample/random.js';
import { http, type Kind, once, post, times } from '../case.js';

/* Requests that are wrong before anybody could look at what they ask for. */

const REFUSED = {
  statuses: [400, 401, 404, 405, 413, 417, 431],
  codes: ['BAD_REQUEST', 'HEADERS_TOO_LARGE', 'UNAUTHENTICATED', 'NOT_FOUND', 'BODY_TOO_LARGE'],
} as const;
const GRAPHQL = '{"query":"{ __typename }"}';

function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.int(0, 255)));
}

export const framing: readonly Kind[] = [
  {
    name: 'request lines',
    expected: { ...REFUSED, silence: true },
    make: (random) => {
      const rest = '\r\nHost: x\r\nConnection: close\r\n\r\n';
      const long = 'x'.repeat(random.int(100, 15_000));
      return once(
        random.pick([
          `GET${rest}`,
          'GET /graphql\r\n\r\n',
          `get /nowhere HTTP/1.1${rest}`,
          `BREW /nowhere HTTP/1.1${rest}`,
          `GET /nowhere HTTP/${random.int(0, 9)}.${random.int(2, 9)}${rest}`,
          `GET  /two  spaces HTTP/1.1${rest}`,
          `GET /${long} HTTP/1.1${rest}`,
          `GET /graphql?${long} HTTP/1.1${rest}`,
          `GET http://elsewhere.example/${random.digits(4)} HTTP/1.1${rest}`,
          `OPTIONS * HTTP/1.1${rest}`,
          `CONNECT elsewhere.example:443 HTTP/1.1${rest}`,
          `TRACE /nowhere HTTP/1.1${rest}`,
          'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
          `\r\n\r\n\r\nGET /\u0000 HTTP/1.1${rest}`,
          `GET /nowhere HTTP/1.1\nHost: x\n\n`,
          '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001',
          bytes(random, random.int(1, 3_000)),
        ]),
      );
    },
  },
  {
    name: 'header floods',
    expected: { ...REFUSED, silence: true },
    make: (random) => {
      const begin = 'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n';
      const many = random.int(2, 5_000);
      return once(
        begin +
          random.pick([
            `${times(many, (at) => `X-${at}: a`, '\r\n')}\r\n\r\n`,
            `X-Long: ${'x'.repeat(random.int(16_400, 400_000))}\r\n\r\n`,
            `Cookie: ${times(many, (at) => `c${at}=1`, '; ')}\r\n\r\n`,
            `Host: a\r\nHost: b\r\n\r\n`,
            'No colon here\r\n\r\n',
            ': no name\r\n\r\n',
            'X-Nul: a\u0000b\r\n\r\n',
            'X-Fold: a\r\n b\r\n\r\n',
            'X Space: a\r\n\r\n',
            `Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n`,
            `Accept: ${times(many, () => 'a/b;q=0.1', ',')}\r\n\r\n`,
            `X-Request-Id: ${'<script>'.repeat(9)}\r\n\r\n`,
          ]),
      );
    },
  },
  {
    name: 'lengths that disagree',
    expected: { ...REFUSED, silence: true },
    make: (random, { keys }) => {
      const head = `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer ${keys.viewer}\r\nContent-Type: application/json\r\n`;
      const length = GRAPHQL.length;
      return once(
        head +
          random.pick([
            `Content-Length: ${length}\r\nContent-Length: ${length + random.int(1, 99)}\r\n\r\n${GRAPHQL}`,
            `Content-Length: ${length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n`,
            `Transfer-Encoding: chunked\r\nContent-Length: ${length}\r\n\r\n${length.toString(16)}\r\n${GRAPHQL}\r\n0\r\n\r\n`,
            `Transfer-Encoding: chunked, identity\r\n\r\n${GRAPHQL}`,
            `Transfer-Encoding: xchunked\r\n\r\n${GRAPHQL}`,
            `Content-Length: -${random.int(1, 9)}\r\n\r\n${GRAPHQL}`,
            `Content-Length: 0x1a\r\n\r\n${GRAPHQL}`,
            `Content-Length: ${random.digits(25)}9\r\n\r\n${GRAPHQL}`,
            `Content-Length: ${length}, ${length + 1}\r\n\r\n${GRAPHQL}`,
            `Content-Length : ${length}\r\n\r\n${GRAPHQL}`,
            `Content-Length: \r\n\r\n${GRAPHQL}`,
          ]),
      );
    },
  },
  {
    name: 'chunks of garbage',
    expected: { ...REFUSED, statuses: [200, 400, 413, 431], silence: true },
    make: (random, { keys }) => {
      const head = `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer ${keys.viewer}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
      const size = GRAPHQL.length.toString(16);
      return once(
        head +
          random.pick([
            `zz\r\n${GRAPHQL}\r\n0\r\n\r\n`,
            `-1\r\n${GRAPHQL}\r\n0\r\n\r\n`,
            `ffffffffffffffffff\r\n${GRAPHQL}\r\n0\r\n\r\n`,
            `${size}\r\n${GRAPHQL}X\r\n0\r\n\r\n`,
            `${size};${'x'.repeat(random.int(17_000, 60_000))}\r\n${GRAPHQL}\r\n0\r\n\r\n`,
            `${size}\n${GRAPHQL}\n0\n\n`,
            `${size}\r\n${GRAPHQL}\r\n0\r\n${times(random.int(1, 3_000), (at) => `X-Trailer-${at}: a`, '\r\n')}\r\n\r\n`,
            `${times(random.int(1, 400), () => '1\r\nx', '\r\n')}\r\n0\r\n\r\n`,
            `40000\r\n${'x'.repeat(0x40000)}\r\n10\r\n${'x'.repeat(16)}\r\n0\r\n\r\n`,
          ]),
      );
    },
  },
  {
    name: 'slow headers',
    expected: { statuses: [408], codes: ['REQUEST_TIMEOUT'] },
    make: (random, { keys }) => ({
      steps: [
        {
          write: `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\n${random.chance(0.5) ? `Authorization: Bearer ${keys.viewer}\r\n` : ''}X-Slow: `,
        },
        ...(random.chance(0.7) ? [{ drip: 'x'.repeat(200), everyMs: random.int(20, 150) }] : []),
      ],
    }),
  },
  {
    name: 'slow bodies',
    // Who has no key is told so at once, and not waited for.
    expected: { statuses: [401, 408], codes: ['REQUEST_TIMEOUT', 'UNAUTHENTICATED'] },
    make: (random, { keys }) => {
      const key = random.pick([keys.viewer, keys.service, 'lt_nobody']);
      const length = random.pick(['Content-Length: 5000', 'Transfer-Encoding: chunked']);
      const begin = length.startsWith('C') ? GRAPHQL.slice(0, random.int(0, 20)) : '400\r\n{"query"';
      return {
        steps: [
          {
            write: `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n${length}\r\n\r\n${begin}`,
          },
          ...(random.chance(0.7) ? [{ drip: ' '.repeat(200), everyMs: random.int(20, 150) }] : []),
        ],
      };
    },
  },
  {
    name: 'clients that leave',
    expected: { ...REFUSED, statuses: [200, 400], silence: true },
    make: (random, { keys }) => {
      const whole = post(
        {
          query:
            '{ dossiers(first: 100) { totalCount edges { node { code trace { at state } deliveries { state } } } } }',
        },
        keys.viewer,
      );
      const cut = whole.subarray(0, random.int(1, whole.length));
      return {
        steps: random.pick([
          [{ write: cut }, { leave: true }],
          [{ write: whole }, { leave: true }],
          [{ write: cut.subarray(0, -1) }, { half: true }],
        ] as const),
      };
    },
  },
  {
    name: 'many requests in one write',
    expected: { ...REFUSED, statuses: [200, 400, 401, 404, 417, 431] },
    make: (random, { keys }) => {
      const stay = { Connection: 'keep-alive' };
      const good = post(GRAPHQL, keys.viewer, stay);
      const many = random.int(1, 12);
      const last = random.pick([
        http('GET /nowhere'),
        http('GET /nowhere', { Expect: '200-maybe' }),
        'GARBAGE\r\n\r\n',
        'GET /\r\n\r\n',
        http('POST /graphql', { Expect: '100-continue', 'Content-Type': 'application/json' }, GRAPHQL),
        `GET / HTTP/1.1\r\nConnection: close\r\n\r\n`,
      ]);
      return {
        ...once(Buffer.concat([...Array<Buffer>(many).fill(good), Buffer.from(last)])),
        answers: many + 1,
      };
    },
  },
];

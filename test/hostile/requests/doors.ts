import type { Random } from '../../../src/sample/random.js';
import { http, type Kind, once } from '../case.js';
import type { World } from '../world.js';

/* Addresses beside GraphQL, and who may come in. */

const CODES = ['NOT_FOUND', 'BAD_REQUEST', 'UNAUTHENTICATED', 'FORBIDDEN', 'HEADERS_TOO_LARGE'] as const;

function forgedLink(random: Random, { links }: World): string {
  const link = random.pick(links);
  const [path = '', query = ''] = link.split('?');
  return random.pick([
    link,
    path,
    `${path}?e=0&${query}`,
    `${path}?${query}&${query}`,
    link.replace(/s=.*/, `s=${'A'.repeat(random.int(0, 8_000))}`),
    link.replace(/e=\d+/, `e=${random.digits(random.int(1, 40))}`),
    link.replace(/e=\d+/, 'e=-1'),
    link.replace('.pdf', '.pdf%00.exe'),
    link.replace('/files/', '/files/../files/'),
    link.replace(/[0-9a-f]{12}\//, "000000000000'/"),
    `/files/${'%2e%2e/'.repeat(random.int(1, 40))}etc/passwd?${query}`,
  ]);
}

const bearer = (text: string) => ({ Authorization: text });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export const doors: readonly Kind[] = [
  {
    name: 'paths that climb',
    expected: { statuses: [400, 401, 403, 404], codes: CODES, text: true },
    make: (random) => {
      const up = random.pick([
        '../',
        '..%2f',
        '%2e%2e/',
        '%2e%2e%2f',
        '..\\',
        '..%5c',
        '%252e%252e%252f',
        '..%c0%af',
        '....//',
        './',
      ]);
      const begin = random.pick(['/', '/files/', '/health/', '/graphql/', '/static/', '/nowhere/']);
      const target = random.pick([
        'etc/passwd',
        'package.json',
        '.env',
        'metrics%00',
        'dist/cli.js',
        '.data/secret.key',
      ]);
      return once(http(`GET ${begin}${up.repeat(random.int(1, 30))}${target}`));
    },
  },
  {
    name: 'other roots and methods',
    expected: { statuses: [200, 204, 400, 401, 403, 404, 405], codes: CODES },
    make: (random) => {
      const path = random.pick([
        '/mcp',
        '/console',
        '/admin',
        '/.git/config',
        '/api',
        '/graphql/',
        '/graphql/x',
        '/health',
        '/health/live/x',
        '/favicon.ico',
        '/%',
        '/%zz',
        '/\\',
        '//',
        '/wp-login.php',
        '/metrics/x',
        '/queues/../metrics',
      ]);
      const method = random.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']);
      return once(http(`${method} ${path}`, random.chance(0.5) ? { 'X-Forwarded-For': '10.0.0.1' } : {}));
    },
  },
  {
    name: 'job pages',
    expected: { statuses: [200, 302, 400, 401, 403, 404, 405], codes: CODES, text: true },
    make: (random) => {
      const [method, path] = random.pick([
        ['PUT', '/queues/api/queues/push/pause'],
        ['PUT', '/queues/api/queues/push/empty'],
        ['POST', '/queues/api/queues/push/add'],
        ['PUT', `/queues/api/queues/push/${random.digits(4)}/retry`],
        ['GET', `/queues/api/queues/push/${random.digits(40)}`],
        ['GET', `/queues/api/queues/${random.pick(['%00', "'", 'nothing', '__proto__', '..%2f..'])}/1`],
        [
          'GET',
          `/queues/api/queues?activeQueue=push&status=${random.pick(['x', '__proto__', 'failed'])}&page=${random.pick(['-1', '0', '9999999999', 'NaN', "1'"])}&jobsPerPage=${random.pick(['-1', '1e9', 'x'])}`,
        ],
        ['GET', '/queues/static/%2e%2e/%2e%2e/package.json'],
        ['GET', '/queues/static/../../../../etc/passwd'],
        ['GET', '/queues/%'],
      ] as const);
      const from = random.pick<Record<string, string>>([
        {},
        { Host: 'elsewhere.example' },
        { 'X-Forwarded-For': '10.0.0.1' },
        { 'Sec-Fetch-Site': 'cross-site' },
      ]);
      return once(
        http(
          `${method} ${path}`,
          { 'Content-Type': 'application/json', ...from },
          method === 'GET' ? '' : '{"data":"x"}',
        ),
      );
    },
  },
  {
    name: 'forged links to files',
    expected: { statuses: [400, 403, 404, 405, 431], codes: CODES, text: true },
    make: (random, world) => {
      const method = random.pick(['GET', 'GET', 'HEAD', 'POST', 'DELETE']);
      const range = random.pick<Record<string, string>>([
        {},
        { Range: 'bytes=-1,0-,5-1' },
        { Range: `bytes=0-${random.digits(30)}` },
        { 'If-None-Match': '*' },
      ]);
      return once(http(`${method} ${forgedLink(random, world)}`, range));
    },
  },
  {
    name: 'forged keys and tokens',
    expected: { statuses: [400, 401, 403, 431], codes: CODES },
    make: (random, { keys }) => {
      const claims = part({ sub: 'x', lienthong_role: 'administrator', exp: 4_102_444_800 });
      const authorization = random.pick([
        '',
        'Bearer',
        'Bearer ',
        'Bearer lt_',
        `Bearer lt_${'A'.repeat(43)}`,
        `Bearer ${keys.viewer}x`,
        `Bearer ${keys.viewer.slice(0, -1)}`,
        `Bearer ${keys.viewer.toUpperCase()}`,
        `Basic ${Buffer.from(`x:lt_${random.digits(9)}`).toString('base64')}`,
        `Digest username="x"`,
        `Bearer ${part({ alg: 'none' })}.${claims}.`,
        `Bearer ${part({ alg: 'HS256', kid: '../../../dev/null' })}.${claims}.${part('x')}`,
        `Bearer ${'a.'.repeat(random.int(1, 6_000))}`,
        "Bearer ' or '1'='1",
        `Bearer \u00ff\u00fe`,
        `Token ${keys.viewer}`,
      ]);
      const path = random.pick(['/graphql', '/graphql', '/metrics', '/queues']);
      const from = { Host: 'hub.example', 'X-Forwarded-For': '10.0.0.1' };
      const body = { 'Content-Type': 'application/json', ...from, ...bearer(authorization) };
      return once(
        path === '/graphql'
          ? http('POST /graphql', body, '{"query":"{ dossiers { totalCount } }"}')
          : http(`GET ${path}`, { ...from, ...bearer(authorization) }),
      );
    },
  },
];

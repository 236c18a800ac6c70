import type { Random } from '../../../src/sample/random.js';
import { ask, type Kind, once, post } from '../case.js';
import type { World } from '../world.js';

/* Cursors, ids, keys of operations and texts that were made up or taken from somewhere else. */

function forgedId(random: Random, { ids }: World): string {
  const real = random.pick(ids);
  const text = Buffer.from(real, 'base64url').toString('utf8');
  const [type = '', key = ''] = text.split(':');
  const encode = (given: string) => Buffer.from(given).toString('base64url');
  return random.pick([
    `${real}=`,
    encode(`${type}:${key}' or '1'='1`),
    encode(`${type}:${key}; drop table dossier`),
    encode(`${type}:-1`),
    encode(`${type}:${random.digits(30)}`),
    encode(`${random.pick(['Applicant', 'ServiceKey', 'constructor', '__proto__', 'Query'])}:${key}`),
    encode(`${type}:\u0000${key}`),
    encode(`${type}:../../${key}`),
    real.split('').reverse().join(''),
    random.digits(random.int(0, 300)),
    encode(`${type} :${key}`),
  ]);
}

function forgedCursor(random: Random, { cursors }: World): string {
  const bytes = Buffer.from(random.pick(cursors), 'base64url');
  const at = random.int(0, bytes.length - 1);
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(bytes.readUInt8(at) ^ (1 << random.int(0, 7)), at);
  return random.pick([
    flipped.toString('base64url'),
    bytes.subarray(0, at).toString('base64url'),
    Buffer.concat([bytes.subarray(0, 12), Buffer.from(JSON.stringify(["1' or 1=1 --", null]))]).toString(
      'base64url',
    ),
    Buffer.from(JSON.stringify(['2024-01-01T00:00:00Z', random.digits(6)])).toString('base64'),
    'x'.repeat(random.int(1, 5_000)),
    '\u0000',
  ]);
}

const TEXTS: readonly string[] = [
  "'; drop table dossier; --",
  "1' union select identity_number from dossier --",
  '%%%___\\',
  '\\',
  '\u0000',
  '\ud800\udfff\ud800',
  '\u202e\u200b\ufeff',
  'e\u0301'.repeat(3_000),
  '{{7*7}}<%= 7*7 %>',
  '$1 $2 $$ :name @x',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '(a+)+$'.repeat(50),
  'ﷺ'.repeat(900),
  '\r\nSet-Cookie: a=b',
  '{"$ne": null}',
  'H56.14'.repeat(2_000),
];

const TEXT_FIELDS = [
  'dossiers(search: $t) { totalCount }',
  'dossiers(unit: $t) { totalCount }',
  'dossiers(code: $t, procedure: $t, field: $t) { totalCount }',
  'dossier(code: $t) { code }',
  'notices(search: $t, unit: $t) { totalCount }',
  'notice(code: $t) { code }',
  'units(within: $t, search: $t) { totalCount }',
  'procedures(search: $t, field: $t, code: $t) { totalCount }',
  'deliveries(portal: $t, subjectKey: $t, unit: $t) { totalCount }',
  'lanes(portal: $t, waitReason: $t, subjectKey: $t) { totalCount }',
  'syncRuns(source: $t) { totalCount }',
  'quarantine(source: $t, key: $t, problem: $t, kind: $t) { totalCount }',
  'dossiers(atPortals: [{ portal: $t }]) { totalCount }',
];

const NOT_FOUND = { statuses: [200], codes: ['BAD_USER_INPUT'], nothing: true } as const;

export const forged: readonly Kind[] = [
  {
    name: 'forged ids',
    expected: NOT_FOUND,
    make: (random, world) => {
      const id = forgedId(random, world);
      return ask(
        world.keys.operator,
        'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id } nodes(ids: $ids) { id } delivery(id: $id) { id } dossier(id: $id) { id } }',
        { id, ids: [id, forgedId(random, world)] },
      );
    },
  },
  {
    name: "other units' ids",
    expected: NOT_FOUND,
    make: (random, { hidden, keys }) => {
      const id = random.pick(hidden);
      return ask(
        keys.unit,
        'query ($id: ID!) { node(id: $id) { id ... on Dossier { code applicant { name } } } nodes(ids: [$id]) { id } dossier(id: $id) { code } }',
        { id },
      );
    },
  },
  {
    name: 'forged cursors',
    expected: { statuses: [200], codes: ['BAD_USER_INPUT'], nothing: true },
    make: (random, world) => {
      const list = random.pick([
        'dossiers',
        'notices',
        'units',
        'procedures',
        'deliveries',
        'lanes',
        'syncRuns',
      ]);
      const side = random.pick(['first: 5, after: $c', 'last: 5, before: $c', 'after: $c, before: $c']);
      return ask(world.keys.operator, `query ($c: String) { list: ${list}(${side}) { edges { cursor } } }`, {
        c: forgedCursor(random, world),
      });
    },
  },
  {
    name: 'texts made to break out',
    expected: { statuses: [200, 400], codes: ['BAD_USER_INPUT', 'FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED'] },
    make: (random, { keys, codes }) => {
      const text = random.chance(0.7) ? random.pick(TEXTS) : `${random.pick(codes)}${random.pick(TEXTS)}`;
      return ask(keys.operator, `query ($t: String!) { ${random.pick(TEXT_FIELDS)} }`, { t: text });
    },
  },
  {
    name: "people's numbers as input",
    expected: {
      statuses: [200, 400],
      codes: ['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'FORBIDDEN'],
    },
    make: (random, { keys, personal }) => {
      const text = JSON.stringify(random.pick(personal));
      return ask(
        keys.viewer,
        random.pick([
          `{ dossiers(search: ${text}) { totalCount edges { node { applicant { name identityNumber phone email address } } } } }`,
          `{ dossiers(first: ${text}) { totalCount } }`,
          `{ dossiers(states: [${text}]) { totalCount } }`,
          `{ dossiers ${text} { totalCount } }`,
          `{ node(id: ${text}) { id } }`,
          `{ dossiers(receivedFrom: ${text}) { totalCount } }`,
          `query ($x: Int = ${text}) { dossiers(first: $x) { totalCount } }`,
        ]),
      );
    },
  },
  {
    name: 'extensions and hashes',
    expected: {
      statuses: [200, 400],
      codes: [
        'BAD_REQUEST',
        'PERSISTED_QUERY_NOT_FOUND',
        'OPERATION_RESOLUTION_FAILURE',
        'GRAPHQL_VALIDATION_FAILED',
        'BAD_USER_INPUT',
      ],
    },
    make: (random, { keys }) => {
      const hash = random.pick(['0'.repeat(64), 'x', '', '__proto__', random.digits(100_000)]);
      const persistedQuery = random.pick<unknown>([
        { version: 1, sha256Hash: hash },
        { version: random.int(-1, 9), sha256Hash: hash },
        { sha256Hash: [hash] },
        'x',
        null,
      ]);
      const body = {
        ...(random.chance(0.6)
          ? { query: random.pick(['{ __typename }', 'query A { __typename } query B { __typename }']) }
          : {}),
        extensions: random.pick<unknown>([
          { persistedQuery },
          { tracing: true, persistedQuery },
          [],
          'x',
          { a: { b: {} } },
        ]),
        operationName: random.pick<unknown>([null, 'B', 'toString', '__proto__', 'C'.repeat(50_000), 7, '']),
        variables: random.pick<unknown>([null, {}, [], 'x', { __proto__: null, constructor: 1 }]),
      };
      const traced = random.chance(0.3)
        ? { 'apollo-federation-include-trace': 'ftv1', 'X-Apollo-Tracing': '1' }
        : {};
      return once(post(body, keys.viewer, traced));
    },
  },
];

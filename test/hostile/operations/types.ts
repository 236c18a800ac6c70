import { type GraphQLField, type GraphQLSchema, getNamedType, isCompositeType } from 'graphql';
import type { Random } from '../../../src/sample/random.js';
import { ask, type Kind, times } from '../case.js';

/* Operations whose values do not fit: made from the schema, so that a new root is tried by itself. */

const REFUSED = {
  statuses: [200, 400],
  codes: [
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_PARSE_FAILED',
    'BAD_USER_INPUT',
    'FORBIDDEN',
    'TOO_MANY_TOKENS',
    'TOO_MANY_DIRECTIVES',
    'TOO_MANY_ALIASES',
    'QUERY_TOO_COSTLY',
    'OPERATION_RESOLUTION_FAILURE',
  ],
} as const;

function roots(schema: GraphQLSchema): GraphQLField<unknown, unknown>[] {
  const fields = { ...schema.getQueryType()?.getFields() };
  return Object.values(fields).filter(({ args }) => args.length > 0);
}

function selectionOf({ type }: GraphQLField<unknown, unknown>): string {
  return isCompositeType(getNamedType(type)) ? ' { __typename }' : '';
}

const LITERALS: readonly ((random: Random) => string)[] = [
  (random) => String(random.int(-5_000_000_000, 5_000_000_000)),
  (random) => `"${'x'.repeat(random.int(0, 40))}"`,
  (random) => `${random.int(0, 9)}.${random.digits(3)}e${random.int(-400, 400)}`,
  () => 'true',
  () => 'null',
  () => 'NOT_A_VALUE',
  () => '__proto__',
  () => '{ constructor: { prototype: 1 } }',
  (random) => `[${times(random.int(0, 30), () => 'null', ', ')}]`,
  (random) =>
    `${'['.repeat(random.int(1, 800))}1`.replace(
      /^(\[+)1$/,
      (_all, open: string) => `${open}1${']'.repeat(open.length)}`,
    ),
  () => '"2024-02-31T25:61:00+99:00"',
  () => '"""\n  block\n"""',
];

const VALUES: readonly ((random: Random) => unknown)[] = [
  (random) => random.int(-5_000_000_000, 5_000_000_000),
  (random) => 1 / random.int(2, 9),
  (random) => 'x'.repeat(random.int(0, 5_000)),
  () => null,
  () => true,
  () => ({ toString: 'x', valueOf: 1, length: -1 }),
  () => JSON.parse('{"__proto__": {"first": 1}, "constructor": {"prototype": {}}}'),
  (random) => Array.from({ length: random.int(0, 2_000) }, () => 'x'),
  (random) =>
    JSON.parse(
      `${'['.repeat(random.int(1, 3_000))}1`.replace(
        /^(\[+)1$/,
        (_all, open: string) => `${open}1${']'.repeat(open.length)}`,
      ),
    ),
  () => '\u0000',
  () => '2024-13-45',
  () => '9'.repeat(400),
];

export const types: readonly Kind[] = [
  {
    name: 'literals of another type',
    expected: REFUSED,
    make: (random, { keys, schema }) => {
      const field = random.pick(roots(schema));
      const given = field.args
        .filter(() => random.chance(0.6))
        .map(({ name }) => `${name}: ${random.pick(LITERALS)(random)}`);
      const one = given.length > 0 ? given : [`${field.args[0]?.name}: ${random.pick(LITERALS)(random)}`];
      return ask(keys.operator, `{ ${field.name}(${one.join(', ')})${selectionOf(field)} }`);
    },
  },
  {
    name: 'variables of another type',
    expected: REFUSED,
    make: (random, { keys, schema }) => {
      const field = random.pick(roots(schema));
      const args = field.args.slice(0, random.int(1, field.args.length));
      const declared = args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
      const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
      const query = `query V(${declared}) { ${field.name}(${passed})${selectionOf(field)} }`;
      const given = [...args.map(({ name }) => name), 'neverDeclared', '__proto__'];
      const variables = Object.fromEntries(given.map((name) => [name, random.pick(VALUES)(random)]));
      return ask(keys.operator, query, variables);
    },
  },
  {
    name: 'huge literals',
    expected: {
      ...REFUSED,
      statuses: [200, 400, 413],
      codes: [...REFUSED.codes, 'BODY_TOO_LARGE', 'QUERY_TOO_DEEP'],
    },
    make: (random, { keys }) => {
      const size = random.int(10_000, 400_000);
      const value = random.pick([
        `search: "${'x'.repeat(size)}"`,
        `search: """${'\n x'.repeat(size / 3)}"""`,
        `first: ${'9'.repeat(size)}`,
        `first: 1${'0'.repeat(size)}.0e-${random.digits(6)}`,
        `search: "${'\\u0041'.repeat(size / 6)}"`,
        `states: [${times(size / 10, () => 'RECEIVED', ',')}]`,
        `first: ${'['.repeat(2_400)}${']'.repeat(2_400)}`,
        `atPortals: ${times(1_200, () => '{a:', '')}1${'}'.repeat(1_200)}`,
      ]);
      return ask(keys.viewer, `{ dossiers(${value}) { totalCount } }`);
    },
  },
  {
    name: 'names that are almost right',
    expected: REFUSED,
    make: (random, { keys, schema }) => {
      const field = random.pick(roots(schema));
      const spoilt = spoil(random, field.name);
      return ask(
        keys.viewer,
        random.pick([
          `{ ${spoilt} { ${spoil(random, 'totalCount')} } }`,
          `{ ${field.name}(${spoil(random, field.args[0]?.name ?? 'x')}: 1)${selectionOf(field)} }`,
          `query { dossiers { edges { node { ${spoil(random, 'identityNumber')} ${spoil(random, 'applicant')} { __typename } } } } }`,
          `{ node(id: "x") { ... on ${spoil(random, 'Dossier')} { id } } }`,
          `mutation { ${spoil(random, 'pauseQueue')}(input: { portal: "national" }) { __typename } }`,
          `subscription { ${spoil(random, 'deliverySettled')} { __typename } }`,
        ]),
      );
    },
  },
  {
    name: 'broken documents',
    expected: { ...REFUSED, codes: [...REFUSED.codes, 'BAD_REQUEST'] },
    make: (random, { keys, examples }) => {
      const queries = examples.filter((text) => text.startsWith('query'));
      let text = random.pick(queries);
      for (let cut = random.int(1, 8); cut > 0; cut -= 1) text = mutate(random, text);
      return ask(keys.operator, text, { code: 'x', id: 'x', ids: ['x'] });
    },
  },
];

function spoil(random: Random, name: string): string {
  const at = random.int(0, name.length - 1);
  return `${name.slice(0, at)}${random.pick(['', 'x', '_', name[at] ?? ''])}${name.slice(at + 1)}${random.pick(['', 's', '_', ''])}`;
}

const ODD = [
  '{',
  '}',
  '(',
  ')',
  '$',
  '@',
  '"',
  '"""',
  '...',
  '!',
  ':',
  '\u0000',
  '\ufeff',
  '\u202e',
  '\\',
  '#',
  '0x1',
  '\ud800',
  '🜁',
  'ơ',
];

function mutate(random: Random, text: string): string {
  const at = random.int(0, text.length);
  const to = Math.min(text.length, at + random.int(0, 12));
  return random.pick([
    `${text.slice(0, at)}${text.slice(to)}`,
    `${text.slice(0, at)}${random.pick(ODD)}${text.slice(at)}`,
    `${text.slice(0, at)}${text.slice(at, to).repeat(3)}${text.slice(to)}`,
    text.slice(0, at),
  ]);
}

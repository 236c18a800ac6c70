import type { Random } from '../../../src/sample/random.js';
import { ask, type Kind, once, post, times } from '../case.js';

/* Operations that ask for too much: graphql-cop's list and what it leaves out. */

const TOO_MUCH = {
  statuses: [400],
  codes: [
    'TOO_MANY_ALIASES',
    'TOO_MANY_DIRECTIVES',
    'TOO_MANY_ROOT_FIELDS',
    'TOO_MANY_TOKENS',
    'QUERY_TOO_LARGE',
    'QUERY_TOO_DEEP',
    'QUERY_TOO_COSTLY',
    'GRAPHQL_VALIDATION_FAILED',
  ],
} as const;

/** A tree of fragments of which each spreads the next one more than once. */
function bomb(random: Random): string {
  const depth = random.int(8, 60);
  const width = random.int(2, 6);
  const leaf = random.pick(['__typename', 'dossiers { totalCount }', 'queues { health }']);
  const fragments = times(
    depth,
    (at) => `fragment F${at} on Query { ${times(width, () => `...F${at + 1}`)} a${at}: __typename }`,
  );
  return `{ ...F0 } ${fragments} fragment F${depth} on Query { ${leaf} }`;
}

/** Fragments that spread themselves over one or more others. */
function cycle(random: Random): string {
  const round = random.int(1, 12);
  const on = random.pick(['Query', 'Dossier']);
  const begin = on === 'Query' ? '...F0' : '...F0'.replace(/.*/, 'dossiers { edges { node { ...F0 } } }');
  const within = (at: number) => {
    const spread = `...F${(at + 1) % round}`;
    return on === 'Dossier' && random.chance(0.5) ? `deliveries { dossier { ${spread} } }` : spread;
  };
  return `{ ${begin} } ${times(round, (at) => `fragment F${at} on ${on} { ${within(at)} }`)}`;
}

function nested(random: Random): string {
  const depth = random.int(8, 400);
  const [open, leaf] = random.pick([
    ['deliveries { dossier {', 'id'],
    ['deliveries(first: 1) { lane { deliveries(first: 1) { dossier {', 'code'],
    ['receivingUnit { successors {', 'code'],
  ] as const);
  return `{ dossiers { edges { node { ${times(depth, () => open)} ${leaf} ${'}'.repeat(depth * (open.split('{').length - 1))} } } } }`;
}

function costly(random: Random): string {
  const one = `dossiers(first: 100) { edges { node { deliveries(first: 100) { lane { deliveries(first: ${random.int(5, 100)}) { id } } } } } }`;
  const counted = `dossiers(first: 100) { totalCount edges { node { deliveries(first: 100) { attempts { id } } } } }`;
  return random.pick([
    `{ ${times(random.int(2, 20), (at) => `a${at}: ${one}`)} }`,
    `{ ${times(random.int(21, 45), (at) => `a${at}: units { pageInfo { hasNextPage } }`)} }`,
    `{ ${times(random.int(6, 20), (at) => `a${at}: ${counted}`)} }`,
  ]);
}

/** Types within fields within types, as introspection can be asked for them without an end. */
function introspection(random: Random): string {
  const depth = random.int(3, 60);
  return random.pick([
    `{ __schema { types { ${'fields { type { '.repeat(depth)} name ${'} }'.repeat(depth)} } } }`,
    `{ __type(name: "Dossier") { ${'possibleTypes { interfaces { '.repeat(depth)} name ${'} }'.repeat(depth)} } }`,
    `{ __schema { types { ${'inputFields { type { inputFields { type { '.repeat(depth)} name ${'} } } }'.repeat(depth)} } } }`,
  ]);
}

export const floods: readonly Kind[] = [
  {
    name: 'aliases',
    expected: TOO_MUCH,
    make: (random, { keys }) => {
      const field = random.pick([
        '__typename',
        'queues { health }',
        'dossiers { totalCount }',
        'node(id: "x") { id }',
      ]);
      return ask(keys.operator, `{ ${times(random.int(51, 1_500), (at) => `a${at}: ${field}`)} }`);
    },
  },
  {
    name: 'one field many times',
    expected: { ...TOO_MUCH, statuses: [200, 400] },
    make: (random, { keys }) =>
      ask(
        keys.operator,
        `{ ${times(random.int(200, 6_000), () => random.pick(['__typename', 'queues { health }']))} }`,
      ),
  },
  {
    name: 'directives',
    expected: TOO_MUCH,
    make: (random, { keys }) => {
      const directive = random.pick([
        '@include(if: true)',
        '@skip(if: false)',
        '@aa',
        '@deprecated',
        '@oneOf',
      ]);
      const many = random.int(51, 900);
      return ask(
        keys.viewer,
        random.pick([
          `{ __typename ${times(many, () => directive)} }`,
          `query ${times(many, () => directive)} { __typename }`,
          `{ ${times(many, () => `... ${directive} { __typename }`)} }`,
        ]),
      );
    },
  },
  {
    name: 'cycles of fragments',
    expected: TOO_MUCH,
    make: (random, { keys }) => ask(keys.viewer, cycle(random)),
  },
  {
    name: 'fragments that multiply',
    expected: { ...TOO_MUCH, statuses: [200, 400] },
    make: (random, { keys }) => ask(keys.operator, bomb(random)),
  },
  { name: 'depth', expected: TOO_MUCH, make: (random, { keys }) => ask(keys.operator, nested(random)) },
  { name: 'cost', expected: TOO_MUCH, make: (random, { keys }) => ask(keys.operator, costly(random)) },
  {
    name: 'circular introspection',
    expected: { ...TOO_MUCH, statuses: [200, 400] },
    make: (random, { keys }) => ask(keys.viewer, introspection(random)),
  },
  {
    name: 'batching',
    expected: { statuses: [400, 413], codes: ['BAD_REQUEST', 'BODY_TOO_LARGE'] },
    make: (random, { keys }) => {
      const many = random.int(0, 2_000);
      const one = {
        query: random.pick(['{ __typename }', '{ dossiers { totalCount } }', 'mutation { __typename }']),
      };
      return once(
        post(
          Array.from({ length: many }, () => one),
          keys.operator,
        ),
      );
    },
  },
];

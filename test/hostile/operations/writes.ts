import {
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Random } from '../../../src/sample/random.js';
import { ask, type Kind } from '../case.js';
import type { World } from '../world.js';

/* Mutations with input of the right shape and nothing right in it. */

const CODES = [
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'GRAPHQL_VALIDATION_FAILED',
  'QUERY_TOO_LARGE',
  'QUERY_TOO_COSTLY',
] as const;

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'x'.repeat(4_000),
  "'; --",
  '2024-02-31T00:00:00Z',
  '<img src=x onerror=alert(1)>',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data',
  '\ud800',
  'H56.14.999',
  '-1',
];

/** A value that fits the type and is wrong all the same; deeper than `depth` the smallest that fits. */
function invent(type: GraphQLInputType, random: Random, world: World, depth = 0): unknown {
  if (isNonNullType(type)) return invent(type.ofType, random, world, depth);
  if (isListType(type)) {
    return Array.from({ length: depth > 3 ? 0 : random.int(0, 3) }, () =>
      invent(type.ofType, random, world, depth + 1),
    );
  }
  const named = getNamedType(type);
  if (isEnumType(named)) return random.pick(named.getValues()).name;
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields()).filter(
      (field) => isNonNullType(field.type) || (depth < 4 && random.chance(0.5)),
    );
    return Object.fromEntries(
      fields.map((field) => [field.name, invent(field.type, random, world, depth + 1)]),
    );
  }
  if (named.name === 'ID') return random.pick(['x', Buffer.from('Delivery:1').toString('base64url'), '']);
  if (named.name === 'Int') return random.pick([0, -1, 2_147_483_647, -2_147_483_648]);
  if (named.name === 'Float') return random.pick([0, -1.5, 1e300, 5e-324]);
  if (named.name === 'Boolean') return random.chance(0.5);
  if (/DateTime/.test(named.name)) return random.pick(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00']);
  if (named.name === 'Date') return random.pick(['0001-01-01', '9999-12-31']);
  return random.pick(TEXTS);
}

/** What could stand by itself is left out: a hostile run pauses and starts nothing. */
const TRIED = [
  'publishNotice',
  'recordDossiers',
  'releaseHold',
  'replayDeliveries',
  'resolveQuarantined',
  'retryDelivery',
  'withdrawNotice',
];

function write(random: Random, world: World, key: string) {
  const field = world.schema.getMutationType()?.getFields()[random.pick(TRIED)];
  const [input] = field?.args ?? [];
  if (!field || !input) throw new TypeError('the schema lacks a mutation that is tried');
  const query = `mutation ($input: ${input.type}) { ${field.name}(input: $input) { errors { code message path } } }`;
  return ask(key, query, { input: invent(input.type, random, world) });
}

export const writes: readonly Kind[] = [
  {
    name: 'writes without the right',
    expected: { statuses: [200, 400], codes: CODES, nothing: true },
    make: (random, world) => write(random, world, random.pick([world.keys.viewer, world.keys.unit])),
  },
  {
    name: 'writes with nothing right in them',
    expected: { statuses: [200, 400], codes: CODES },
    make: (random, world) => {
      const { operator, officer, service } = world.keys;
      return write(random, world, random.pick([operator, officer, service]));
    },
  },
];

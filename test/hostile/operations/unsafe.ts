import type { Random } from '../../../src/sample/random.js';
import { http, type Kind, once } from '../case.js';
import type { World } from '../world.js';

/*
 * Mutations that would be good ones, with a key that may do them, in requests that must not write: those that a link, an image or a form of
 * another site could make a browser send.
 */

const PAUSE = 'mutation { pauseQueue(input: { portal: "national", reason: "forged" }) { errors { code } } }';

/** What the address of a request asks: one mutation that would change the store if it ran. */
function asked(random: Random, { ids, codes }: World): string {
  const id = random.pick(ids);
  const query = random.pick([
    PAUSE,
    'mutation { pauseQueue(input: { queue: "push", reason: "forged" }) { errors { code } } }',
    'mutation M { resumeQueue(input: { queue: "push" }) { errors { code } } }',
    `mutation { retryDelivery(input: { id: "${id}" }) { delivery { id } } }`,
    `mutation { releaseHold(input: { id: "${id}" }) { delivery { id } } }`,
    `mutation { replayDeliveries(input: { filter: { states: [HELD], codes: ["${random.pick(codes)}"] } }) { count } }`,
    `query Q { __typename } ${PAUSE.replace('mutation', 'mutation M')}`,
    'mutation M($input: PauseQueueInput!) { pauseQueue(input: $input) { errors { code } } }',
    `fragment F on Mutation { pauseQueue(input: { portal: "national" }) { errors { code } } } mutation M { ...F }`,
    `# ${'x'.repeat(random.int(1, 2_000))}\n${PAUSE}`,
  ]);
  const name = /mutation M\b/.test(query) ? 'M' : random.pick(['', 'M']);
  const parameters: Record<string, string>[] = [
    { query },
    { query, operationName: name },
    {
      query,
      variables: JSON.stringify({ input: { portal: 'national', reason: 'forged' } }),
      operationName: name,
    },
    { operationName: name, query, extensions: '{}' },
  ];
  return new URLSearchParams(random.pick(parameters)).toString();
}

export const unsafe: readonly Kind[] = [
  {
    name: 'GET mutations',
    expected: {
      statuses: [400, 405],
      codes: ['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'GRAPHQL_VALIDATION_FAILED'],
      nothing: true,
    },
    make: (random, world) => {
      const method = random.pick(['GET', 'GET', 'GET', 'HEAD']);
      // With these a browser asks first, so they pass what keeps off requests of other sites.
      const preflight = random.pick<Readonly<Record<string, string>>>([
        {},
        { 'apollo-require-preflight': 'yes' },
        { 'x-apollo-operation-name': 'M' },
        { 'Content-Type': 'application/json' },
        { 'apollo-require-preflight': 'yes', 'X-HTTP-Method-Override': 'POST' },
        { 'apollo-require-preflight': 'yes', Accept: 'text/event-stream' },
      ]);
      const headers = { Authorization: `Bearer ${world.keys.operator}`, ...preflight };
      const body = method === 'GET' && random.chance(0.2) ? JSON.stringify({ query: PAUSE }) : '';
      return once(http(`${method} /graphql?${asked(random, world)}`, headers, body));
    },
  },
  {
    name: 'mutations by other ways in',
    expected: { statuses: [400, 405, 415], codes: ['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE'] },
    make: (random, world) => {
      const headers = { Authorization: `Bearer ${world.keys.operator}` };
      const json = { ...headers, 'apollo-require-preflight': 'yes', 'Content-Type': 'application/json' };
      const address = `/graphql?${asked(random, world)}`;
      const form = { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' };
      const text = { ...headers, 'Content-Type': 'text/plain' };
      return once(
        random.pick([
          http(`${random.pick(['PUT', 'PATCH', 'DELETE'])} ${address}`, json, '{}'),
          http('POST /graphql', form, asked(random, world)),
          http('POST /graphql', text, JSON.stringify({ query: PAUSE })),
          http(`POST ${address}`, json, '{}'),
        ]),
      );
    },
  },
];

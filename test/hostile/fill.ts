import pLimit from 'p-limit';
import { MOST_TEXT } from '../../src/processes/http/documents.js';

/* A gateway remembers documents, compiled operations, plans and statements, each up to a bound. Days of good questions fill them. */

const LISTS = ['dossiers', 'notices', 'units', 'procedures'];
const LENGTH = 1_024;
const AT_ONCE = 8;

/** A good operation of about {@link LENGTH} letters that no other number makes. */
function operation(number: number): string {
  const roots = LISTS.map(
    (list, at) =>
      `r${at}: ${list}(first: 1, search: "${number}-${at}") { totalCount edges { cursor node { id code } } }`,
  );
  const text = `query Filling${number} { ${roots.join(' ')} `;
  return `${text}${'t: __typename '.repeat(Math.ceil((LENGTH - text.length) / 14))}}`;
}

/**
 * Asks good questions until what the gateway remembers is at its bound: what grows from then on is no store that fills. Each is asked
 * twice, for an operation is compiled when it comes again. Throws when one is not answered.
 */
export async function fillStores(port: number, key: string): Promise<void> {
  const limit = pLimit(AT_ONCE);
  const count = Math.ceil((1.25 * MOST_TEXT) / LENGTH);
  const ask = async (query: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, connection: 'close' },
      body: JSON.stringify({ query }),
    });
    const text = await response.text();
    if (response.status !== 200 || text.includes('"errors"')) throw new Error(`${query}: ${text}`);
  };
  for (let round = 0; round < 2; round += 1)
    await Promise.all(Array.from({ length: count }, (_, number) => limit(() => ask(operation(number)))));
}

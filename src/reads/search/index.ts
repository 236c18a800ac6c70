import type { Principal } from '../../access/principal.js';
import { demand, may } from '../../access/roles.js';
import type { SearchArgs } from '../../schema/search.js';
import { key } from '../engine/order.js';
import type { PageSpec } from '../engine/page.js';
import type { Reads } from '../engine/reads.js';
import type { Selection } from '../engine/selection.js';
import { Statement } from '../engine/statement.js';
import type { Json } from '../engine/types.js';
import { type Arm, armsOf } from './arms.js';
import { type Asked, askedFor } from './asked.js';
import { hitRead } from './hit.js';
import { defineHits } from './hits.js';

type PagedSearch = SearchArgs & { orderBy: 'RANK' };

/** The best first; the same for as long as nothing changes. */
const RANK = {
  keys: [key('tier', 'bigint'), key('measure', 'bigint'), key('place', 'bigint'), key('id', 'bigint')],
  direction: 'asc',
} as const;

function pageSpec({ isEnough }: Asked): PageSpec<PagedSearch> {
  return {
    type: 'SearchHit',
    long: true,
    orders: { RANK },
    problems: () =>
      isEnough ? [] : [{ path: ['text'], message: 'expected two letters or digits at least' }],
    // Whoever finds somebody by their name learns what is here of them, also when nothing of it is selected.
    foundBy: (row) => row('closely'),
    filters: () => [],
  };
}

/**
 * Searches everything that the caller may read, in one statement whatever is selected. A kind that the caller's role may not read is left
 * out; one that is asked for by name is refused. Throws `Refusal`.
 */
export async function readSearch(
  reads: Reads,
  principal: Principal,
  args: SearchArgs,
  selection: Selection,
): Promise<Json | null> {
  demand(principal, 'catalogue.read');
  const asked = askedFor(args.text);
  return reads.page(principal, pageSpec(asked), { ...args, orderBy: 'RANK' }, selection, {
    statement: (viewer) => {
      const arms = wanted(armsOf(reads.types), args.kinds, principal);
      const statement = new Statement({ ...reads.types, SearchHit: hitRead(arms, asked.list) }, viewer);
      defineHits(statement, arms, asked, args);
      return statement;
    },
    text: asked,
  });
}

function wanted(arms: readonly Arm[], kinds: SearchArgs['kinds'], principal: Principal): Arm[] {
  if (kinds == null) return arms.filter(({ type }) => may(principal, type.permission));
  const asked = arms.filter(({ found }) => kinds.includes(found.kind));
  for (const { type } of asked) demand(principal, type.permission);
  return asked;
}

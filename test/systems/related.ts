import { kinds } from '../../src/domain/kinds/index.js';
import type { KindFacts } from '../../src/domain/kinds/kind.js';
import type { TestGateway } from '../support/gateway.js';

/** How long a unit’s list may be. */
const LISTED = 100;

/** A kind whose records are units', by the root that lists them and the field that a unit has of them. */
interface Related {
  kind: string;
  root: string;
  field: string;
}

/** Each such kind: its first root is its list. */
export function relatedKinds(): Related[] {
  const all: readonly KindFacts[] = kinds;
  return all.flatMap(({ kind, classes }) => {
    const [root] = Object.keys(classes['Query'] ?? {});
    const [field] = Object.keys(classes['Unit'] ?? {});
    return root === undefined || field === undefined ? [] : [{ kind, root, field }];
  });
}

/**
 * Of each kind what the units hold, against what the store holds (`total`): the units' counts add up to it, and a unit's own field gives as many as the list
 * counts for it. Gives what does not add up.
 */
export async function countByUnits(
  gateway: TestGateway,
  key: string,
  units: readonly string[],
  total: ReadonlyMap<string, number>,
): Promise<string[]> {
  const found = await Promise.all(
    relatedKinds().map(async ({ kind, root, field }) => {
      const counts = await countsOf(gateway, key, units, root);
      const lists = await listsOf(gateway, key, units, field);
      const sum = counts.reduce((all, count) => all + count, 0);
      const held = total.get(kind) ?? 0;
      return [
        ...(sum === held ? [] : [`${kind}: the units have ${sum} by ${root}, the store has ${held}`]),
        ...units.flatMap((unit, at) => {
          const wanted = Math.min(counts[at] ?? 0, LISTED);
          return lists[at] === wanted
            ? []
            : [`${kind}: ${unit} has ${lists[at]} in ${field}, wanted ${wanted}`];
        }),
      ];
    }),
  );
  return found.flat();
}

async function countsOf(
  gateway: TestGateway,
  key: string,
  units: readonly string[],
  root: string,
): Promise<number[]> {
  const fields = units.map(
    (unit, at) => `u${at}: ${root}(unit: "${unit}", follow: RECORDED, first: 1) { totalCount }`,
  );
  const { data } = await gateway.ask(`{ ${fields.join(' ')} }`, { key });
  return units.map((_, at) => (data?.[`u${at}`] as { totalCount: number } | undefined)?.totalCount ?? -1);
}

async function listsOf(
  gateway: TestGateway,
  key: string,
  units: readonly string[],
  field: string,
): Promise<number[]> {
  const fields = units.map(
    (unit, at) => `u${at}: unit(code: "${unit}") { of: ${field}(first: ${LISTED}) { id } }`,
  );
  const { data } = await gateway.ask(`{ ${fields.join(' ')} }`, { key });
  return units.map((_, at) => (data?.[`u${at}`] as { of: object[] } | undefined)?.of.length ?? -1);
}

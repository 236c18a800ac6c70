import type { InputProblem } from '../access/refusal.js';
import type { PageArguments } from './engine/window.js';

const PAGE = ['first', 'after', 'last', 'before', 'orderBy', 'asOf', 'follow', 'purpose'];

/**
 * What does not go with `asOf`. The record of an older version is sealed, so lists are found by what the store knows of today: only
 * filters and orders on what stays the same in a subject's life give what was so then.
 */
export function timeless<Args extends PageArguments>(
  args: Args,
  filters: readonly (keyof Args & string)[],
  orders: readonly string[],
): InputProblem[] {
  if (args.asOf == null) return [];
  const known = new Set<string>([...PAGE, ...filters]);
  const others = Object.entries(args).filter(([name, value]) => value != null && !known.has(name));
  const problems = others.map(([name]) => ({ path: [name], message: 'cannot be asked together with asOf' }));
  if (!orders.includes(args.orderBy.replace(/_(ASC|DESC)$/, ''))) {
    problems.push({ path: ['orderBy'], message: `with asOf: ${orders.join(' or ')} only` });
  }
  return problems;
}

import { systemPrincipal } from '../access/principal.js';
import { type ComparisonTurn, compareAll, dueComparisons } from '../intake/compare/index.js';
import type { JobContext } from './context.js';

const PRINCIPAL = systemPrincipal('compare');
const HOUR_MS = 3_600_000;
/** So long a source that is being synchronised is waited for. */
const PATIENCE_MS = HOUR_MS / 2;
/** What was compared in these hours is not compared again by the schedule: the job was taken up after a kill. */
const WITHIN_MS = 6 * HOUR_MS;

/** Daily: compares each source with the store; its result is what bull-board shows. */
export async function compare({
  database,
  clock,
  sources,
  intake,
  stop,
}: JobContext): Promise<ComparisonTurn[]> {
  const due = await dueComparisons(database, sources, clock.now(), WITHIN_MS);
  return compareAll(intake, PRINCIPAL, due, { signal: stop, patience: PATIENCE_MS });
}

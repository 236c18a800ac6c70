import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import type { RatingGroup, RatingTotal, RatingTotalsArgs } from '../schema/rating-total.js';
import type { Reads } from './engine/reads.js';
import { Statement } from './engine/statement.js';
import type { Row, Sql } from './engine/types.js';
import { doesCount, ratingFilters, ratingRead } from './rating.js';
import { monthOf, readTotals } from './totals.js';
import { within } from './unit-reach.js';

const GROUPS: Readonly<Record<RatingGroup, readonly [field: keyof RatingTotal, of: (row: Row) => Sql]>> = {
  UNIT: ['unitCode', (row) => row('unit')],
  MONTH: ['month', (row) => monthOf(row('rated_at'))],
  PROCEDURE: ['procedureCode', (row) => row('procedure')],
  KIND: ['kind', (row) => row('rating_kind')],
  CHANNEL: ['channel', (row) => row('channel')],
};

/** Ratings in one statement, of each dossier and kind the last alone. Throws as `readTotals`, and FORBIDDEN. */
export function readRatingTotals(
  reads: Reads,
  principal: Principal,
  args: RatingTotalsArgs,
): Promise<RatingTotal[]> {
  const statement = new Statement({ Rating: ratingRead }, reads.viewer(principal));
  return readTotals<RatingTotal>(reads, statement, {
    type: 'Rating',
    groups: Object.fromEntries([...new Set(args.by)].map((group) => GROUPS[group])),
    figures: (row) => {
      const count = (which: Sql) => sql`count(*) filter (where ${which})::integer`;
      const score = row('score');
      return {
        ratings: sql`count(*)::integer`,
        verySatisfied: count(sql`${score} = 1`),
        satisfied: count(sql`${score} = 2`),
        notSatisfied: count(sql`${score} = 3`),
        satisfiedPercent: sql`(100.0 * count(*) filter (where ${score} < 3) / nullif(count(*), 0))::float8`,
        dossiers: sql`count(distinct ${row('dossier')})::integer`,
        dossiersDisliked: sql`count(distinct ${row('dossier')}) filter (where ${score} = 3)::integer`,
      };
    },
    filters: (row) => [
      ...ratingFilters(row, args),
      doesCount(row),
      within(row('unit'), args.unit, row('rated_at'), args.follow),
    ],
  });
}

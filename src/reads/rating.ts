import { sql } from 'kysely';
import type { RatingRecord } from '../domain/kinds/rating.js';
import type {
  Rating,
  RatingFilterArgs,
  RatingListArgs,
  RatingsArgs,
  UnitRatingsArgs,
} from '../schema/rating.js';
import { ofNamedDossier } from './dossier-class.js';
import { column, computed, sealed } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import type { Row, Sql } from './engine/types.js';
import { among, equals, since, until } from './filters.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

const at = (row: Row): Sql => row('rated_at');
const latestFirst = (row: Row): Sql => sql`${row('rated_at')} desc, ${row('subject_id')} desc`;

/** The last of its dossier and kind; what was deleted at its source does not count, and hides nothing. */
export function doesCount(row: Row): Sql {
  return sql`(${row.joined('subject')('deleted_at')} is null and not exists (select from rating n
    join subject s on s.id = n.subject_id and s.deleted_at is null
    where n.dossier = ${row('dossier')} and n.rating_kind = ${row('rating_kind')} and n.rated_at > ${row('rated_at')}))`;
}

export const ratingRead = plainRead<Rating, RatingRecord>(
  {
    name: 'Rating',
    kind: 'rating',
    table: 'rating',
    at,
    title: (row) => row('dossier'),
    sensitive: ofNamedDossier,
  },
  {
    code: column('code'),
    dossierCode: column('dossier'),
    dossier: {
      kind: 'one',
      type: 'Dossier',
      where: (row, target) => sql`${target('code')} = ${row('dossier')}`,
    },
    kind: column('rating_kind'),
    ratedAt: column('rated_at'),
    score: [column('score'), (record) => record.score],
    channel: [column('channel'), (record) => record.channel],
    comment: [sealed('comment', 'text'), (record) => record.comment],
    counts: computed(doesCount),
    unit: unitIn('unit'),
    procedureCode: [column('procedure'), (record) => record.procedure],
    procedure: {
      kind: 'one',
      type: 'Procedure',
      where: (row, target) => sql`${target('code')} = ${row('procedure')}`,
    },
  },
);

/** The filters that the list of ratings, those of a unit and totals have in common. */
export function ratingFilters(row: Row, args: RatingFilterArgs): (Sql | undefined)[] {
  return [
    since(row('rated_at'), args.ratedFrom),
    until(row('rated_at'), args.ratedTo),
    among(row('rating_kind'), args.kinds),
    among(row('score'), args.scores, 'smallint'),
    among(row('channel'), args.channels),
    equals(row('procedure'), args.procedure),
  ];
}

function listFilters(row: Row, args: RatingListArgs): (Sql | undefined)[] {
  return [...ratingFilters(row, args), args.counts == null ? undefined : equals(doesCount(row), args.counts)];
}

export const ratingRelations: Relations = {
  Unit: {
    ratings: ofUnit<UnitRatingsArgs>('Rating', { usual: 5, filters: listFilters, orderBy: latestFirst }),
  },
  Dossier: {
    ratings: {
      kind: 'many',
      type: 'Rating',
      usual: 1,
      where: (row, target) => sql`${target('dossier')} = ${row('code')}`,
      orderBy: latestFirst,
    },
  },
};

export const ratingsPage: PageSpec<RatingsArgs & RatingListArgs> = {
  type: 'Rating',
  orders: {
    ...bothWays('RATED', key('rated_at', 'timestamptz'), key('subject_id', 'bigint')),
    ...subjectOrders,
  },
  problems: (args) => timeless(args, ['unit', 'ratedFrom', 'ratedTo', 'kinds'], ['CODE', 'RATED']),
  filters: (row, args) => [...listFilters(row, args), ...subjectFilters(row, args, at(row))],
};

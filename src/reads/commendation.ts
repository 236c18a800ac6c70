import { sql } from 'kysely';
import { awardKind } from '../domain/awards.js';
import {
  awardNameOf,
  awardYear,
  type CommendationRecord,
  PROPOSAL_READERS,
} from '../domain/kinds/commendation.js';
import type {
  Commendation,
  CommendationFilterArgs,
  CommendationsArgs,
  UnitCommendationsArgs,
} from '../schema/commendation.js';
import { column, computed } from './engine/fields.js';
import { bothWays, key, orNeverKey } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import type { Many, Row, Sql, Viewer } from './engine/types.js';
import { among, equals, since, until } from './filters.js';
import { ofUnit } from './of-unit.js';
import { ofSamePerson, personalIdField } from './person.js';
import type { Relations } from './relations.js';
import { inScope } from './scope.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

/** A decision is public. Whether a row is decided never changes: a proposal is another subject than the award that comes of it. */
function mayBeSeen(row: Row, { principal }: Viewer): Sql | undefined {
  const decided = sql`${row('decision_number')} is not null`;
  if (!PROPOSAL_READERS.includes(principal.role)) return decided;
  if (principal.unit === undefined) return undefined;
  return sql`(${decided} or ${inScope(row('unit'), sql`'infinity'::timestamptz`)})`;
}

/** When it was decided or proposed: what successors took over. */
const at = (row: Row): Sql =>
  sql`coalesce(${row('decision_date')}, ${row('proposal_date')}, ${row.joined('subject')('changed_at')})`;

export const commendationRead = plainRead<Commendation, CommendationRecord>(
  {
    name: 'Commendation',
    kind: 'commendation',
    table: 'commendation',
    visible: mayBeSeen,
    title: (row) => sql`${row('award_name')} || ' – ' || ${row('recipient_name')}`,
    found: {
      texts: ['place', 'decision_number', 'proposal_number', 'achievement'].map((name) => (row) => row(name)),
      listed: (row) => stillStands(row),
    },
  },
  {
    code: column('code'),
    recipientKind: [column('recipient_kind'), (record) => record.recipientKind],
    recipientName: [column('recipient_name'), (record) => record.recipientName],
    personalId: personalIdField,
    unit: unitIn('unit'),
    place: [column('place'), (record) => record.place],
    award: column('award'),
    awardName: [column('award_name'), awardNameOf],
    awardKind: [column('award_kind'), (record) => awardKind(record.award)],
    level: [column('level'), (record) => record.level],
    year: [
      computed(
        (row) =>
          sql`case when ${row('year_to')} = ${row('year_from')} then ${row('year_from')}::text else ${row('year_from')} || '-' || ${row('year_to')} end`,
      ),
      awardYear,
    ],
    achievement: [column('achievement'), (record) => record.achievement],
    state: [column('state'), (record) => record.state],
    proposalNumber: [column('proposal_number'), (record) => record.proposalNumber],
    proposalDate: [column('proposal_date'), (record) => record.proposalDate],
    reason: [column('reason'), (record) => record.reason],
    decisionNumber: [column('decision_number'), (record) => record.decisionNumber],
    decisionDate: [column('decision_date'), (record) => record.decisionDate],
    signer: [column('signer'), (record) => record.signer],
    publishedAt: [column('published_at'), (record) => record.publishedAt],
    revokedAt: [column('revoked_at'), (record) => record.revokedAt],
    money: [column('money'), (record) => record.money],
    certificates: ofSamePerson('Certificate', 1, (target) => target('code')),
    officials: ofSamePerson('Official', 1, (target) => target('code')),
  },
);

/** A proposal stands in no list beside the award that came of it; `asOf`: as far as the hub knew of that then. */
function stillStands(row: Row, asOf?: string | null): Sql {
  const known = asOf == null ? sql`` : sql` and v.recorded_at <= ${asOf}::timestamptz`;
  return sql`(${row('decision_number')} is not null or not exists (select from commendation d
    join subject s on s.id = d.subject_id and s.deleted_at is null
    join subject_version v on v.subject_id = d.subject_id and v.version = 1
    where d.proposal_code = ${row('code')} and d.decision_number is not null${known}))`;
}

const newestFirst = (target: Row): Sql =>
  sql`${target('year_to')} desc, ${target('decision_date')} desc nulls first, ${target('code')}`;

const ofSame = ofSamePerson('Commendation', 2, newestFirst);
const ofPerson: Many = {
  ...ofSame,
  where: (row, target) => sql`${ofSame.where(row, target)} and ${stillStands(target)}`,
};

/** The filters that the list of awards and a unit's awards have in common. */
function commendationFilters(row: Row, args: CommendationFilterArgs): (Sql | undefined)[] {
  return [
    among(row('state'), args.states),
    among(row('award'), args.awards),
    equals(row('award_kind'), args.awardKind),
    among(row('level'), args.levels),
    equals(row('recipient_kind'), args.recipientKind),
    args.years == null
      ? undefined
      : sql`array[${row('year_from')}, ${row('year_to')}] && ${args.years}::integer[]`,
    since(row('decision_date'), args.decidedFrom),
    until(row('decision_date'), args.decidedTo),
  ];
}

export const commendationRelations: Relations = {
  Unit: {
    commendations: ofUnit<UnitCommendationsArgs>('Commendation', {
      usual: 20,
      filters: (row, args) => [...commendationFilters(row, args), stillStands(row)],
      orderBy: newestFirst,
    }),
  },
  Certificate: { commendations: ofPerson },
  Official: { commendations: ofPerson },
};

export const commendationsPage: PageSpec<CommendationsArgs & CommendationFilterArgs> = {
  type: 'Commendation',
  orders: {
    ...subjectOrders,
    ...bothWays('DECIDED', orNeverKey('decision_date'), key('subject_id', 'bigint')),
    ...bothWays('NAME', key('recipient_name', 'text'), key('subject_id', 'bigint')),
  },
  problems: (args) => timeless(args, ['unit', 'awards', 'decidedFrom', 'decidedTo'], ['CODE', 'DECIDED']),
  filters: (row, args) => [
    ...commendationFilters(row, args),
    stillStands(row, args.asOf),
    ...subjectFilters(row, args, at(row)),
  ],
};

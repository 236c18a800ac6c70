import { sql } from 'kysely';
import { demand } from '../access/roles.js';
import type { AtPortalInput } from '../schema/args/at-portal.js';
import type { CarriedArgs } from '../schema/args/carried.js';
import type { PortalStanding } from '../schema/enums/standing.js';
import type { Row, Sql, Viewer } from './engine/types.js';
import { among, equals, since, until } from './filters.js';

/** The filters of {@link CarriedArgs} on a row that is joined with its subject. */
export function carriedFilters(
  row: Row,
  { atPortals, deliveryStates, holdReasons, changedFrom, changedTo }: CarriedArgs,
  { principal }: Viewer,
): (Sql | undefined)[] {
  if (atPortals || deliveryStates || holdReasons) demand(principal, 'deliveries.read');
  const subject = row.joined('subject');
  return [
    ...(atPortals ?? []).flatMap((each) => atPortal(subject, each)),
    delivery(subject, undefined, deliveryStates, holdReasons),
    since(subject('changed_at'), changedFrom),
    until(subject('changed_at'), changedTo),
  ];
}

function atPortal(
  subject: Row,
  { portal, standings, deliveryStates, holdReasons }: AtPortalInput,
): (Sql | undefined)[] {
  return [
    standings ? anyOf(standings.map((standing) => STANDINGS[standing](subject, portal))) : undefined,
    delivery(subject, portal, deliveryStates, holdReasons),
  ];
}

const known = (subject: Row, portal: string, more: Sql): Sql =>
  sql`exists (select from lane l where l.subject_id = ${subject('id')} and l.portal = ${portal} and l.remote_exists${more})`;

const STANDINGS: Readonly<Record<PortalStanding, (subject: Row, portal: string) => Sql>> = {
  ABSENT: (subject, portal) => sql`not ${known(subject, portal, sql``)}`,
  BEHIND: (subject, portal) =>
    known(subject, portal, sql` and l.accepted_version is distinct from ${subject('version')}`),
  CURRENT: (subject, portal) => known(subject, portal, sql` and l.accepted_version = ${subject('version')}`),
};

/** One delivery, to this portal or to any, that is as wanted in all ways. */
function delivery(
  subject: Row,
  portal: string | undefined,
  deliveryStates: CarriedArgs['deliveryStates'],
  holdReasons: CarriedArgs['holdReasons'],
): Sql | undefined {
  const wanted = [
    among(sql.ref('d.state'), deliveryStates),
    among(sql.ref('d.hold_reason'), holdReasons),
  ].filter((part) => part !== undefined);
  if (wanted.length === 0) return undefined;
  const all = [equals(sql.ref('l.portal'), portal), ...wanted].filter((part) => part !== undefined);
  return sql`exists (select from lane l join delivery d on d.lane_id = l.id
    where l.subject_id = ${subject('id')} and ${sql.join(all, sql` and `)})`;
}

function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` or `)})` : sql`false`;
}

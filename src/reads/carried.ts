import { sql } from 'kysely';
import { demand } from '../access/roles.js';
import type { AtPortalInput } from '../schema/args/at-portal.js';
import type { CarriedArgs } from '../schema/args/carried.js';
import type { PortalStanding } from '../schema/enums/standing.js';
import type { Row, Sql, Viewer } from './engine/types.js';
import { among, equals, since, until } from './filters.js';

/** Whose lanes are looked at: the row's header, and when this viewer sees what is owed for it; absent: whenever the row is seen. */
interface Carried {
  subject: Row;
  shown?: Sql | undefined;
}

/**
 * The filters of {@link CarriedArgs} on a row that is joined with its subject. `shown`: when the viewer sees what is owed for it, if not
 * always; what is not shown is not found by either, as if nothing were owed.
 */
export function carriedFilters(
  row: Row,
  { atPortals, deliveryStates, holdReasons, changedFrom, changedTo }: CarriedArgs,
  { principal }: Viewer,
  shown?: Sql,
): (Sql | undefined)[] {
  if (atPortals || deliveryStates || holdReasons) demand(principal, 'deliveries.read');
  const subject = row.joined('subject');
  const carried = { subject, shown };
  return [
    ...(atPortals ?? []).flatMap((each) => atPortal(carried, each)),
    delivery(carried, undefined, deliveryStates, holdReasons),
    changedFrom == null ? undefined : since(subject('changed_at'), changedFrom),
    changedTo == null ? undefined : until(subject('changed_at'), changedTo),
  ];
}

function atPortal(
  carried: Carried,
  { portal, standings, deliveryStates, holdReasons }: AtPortalInput,
): (Sql | undefined)[] {
  return [
    standings ? anyOf(standings.map((standing) => STANDINGS[standing](carried, portal))) : undefined,
    delivery(carried, portal, deliveryStates, holdReasons),
  ];
}

const ifShown = ({ shown }: Carried, found: Sql): Sql => (shown ? sql`(${shown} and ${found})` : found);

const known = (carried: Carried, portal: string, more: Sql): Sql =>
  ifShown(
    carried,
    sql`exists (select from lane l
      where l.subject_id = ${carried.subject('id')} and l.portal = ${portal} and l.remote_exists${more})`,
  );

const STANDINGS: Readonly<Record<PortalStanding, (carried: Carried, portal: string) => Sql>> = {
  ABSENT: (carried, portal) => sql`not ${known(carried, portal, sql``)}`,
  BEHIND: (carried, portal) =>
    known(carried, portal, sql` and l.accepted_version is distinct from ${carried.subject('version')}`),
  CURRENT: (carried, portal) =>
    known(carried, portal, sql` and l.accepted_version = ${carried.subject('version')}`),
};

/** One delivery, to this portal or to any, that is as wanted in all ways. */
function delivery(
  carried: Carried,
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
  return ifShown(
    carried,
    sql`exists (select from lane l join delivery d on d.lane_id = l.id
      where l.subject_id = ${carried.subject('id')} and ${sql.join(all, sql` and `)})`,
  );
}

function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` or `)})` : sql`false`;
}

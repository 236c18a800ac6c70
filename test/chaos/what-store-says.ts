import type { Comparison } from '../../src/demo/comparer/index.js';
import type { Queryable } from '../../src/store/database.js';

/** What is at rest and what is not, in the hub's own tables. */
export interface StoreStates {
  deliveries: Record<string, Record<string, number>>;
  lanes: Record<string, number>;
  /** Calls that were opened and never answered: what the kills left behind. */
  unanswered: number;
  /** Deliveries without exactly one receipt although delivered, or with one although not. */
  receipts: { missing: number; unfounded: number };
}

export async function storeStates(database: Queryable): Promise<StoreStates> {
  const deliveries: StoreStates['deliveries'] = {};
  const counted = await database.query<{ portal: string; state: string; n: number }>(
    `select l.portal, d.state, count(*)::int as n from delivery d join lane l on l.id = d.lane_id group by 1, 2 order by 1, 2`,
  );
  for (const { portal, state, n } of counted.rows) deliveries[portal] = { ...deliveries[portal], [state]: n };
  const lanes = await database.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from lane group by 1 order by 1',
  );
  const [rest] = (
    await database.query<{ unanswered: number; missing: number; unfounded: number }>(
      `select (select count(*)::int from exchange where answered_at is null) as unanswered,
        (select count(*)::int from delivery d left join receipt r on r.delivery_id = d.id
          where d.state = 'DELIVERED' and r.id is null) as missing,
        (select count(*)::int from receipt r join delivery d on d.id = r.delivery_id
          where d.state not in ('DELIVERED', 'SUPERSEDED')) as unfounded`,
    )
  ).rows;
  return {
    deliveries,
    lanes: Object.fromEntries(lanes.rows.map(({ state, n }) => [state, n])),
    unanswered: rest?.unanswered ?? 0,
    receipts: { missing: rest?.missing ?? 0, unfounded: rest?.unfounded ?? 0 },
  };
}

/**
 * Where the store's states say something else than the portals hold: what is in flight or needs a person, entries, dossiers, and
 * receipts that do not match. Empty: they agree.
 */
export async function disagreements(
  database: Queryable,
  states: StoreStates,
  comparisons: readonly Comparison[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [portal, byState] of Object.entries(states.deliveries)) {
    for (const state of ['SENDING', 'UNKNOWN', 'EXHAUSTED', 'HELD', 'REFUSED']) {
      if (byState[state]) wrong.push(`${portal}: ${byState[state]} deliveries ${state}`);
    }
  }
  for (const state of ['BUSY', 'UNKNOWN']) {
    if (states.lanes[state]) wrong.push(`${states.lanes[state]} lanes ${state}`);
  }
  if (states.receipts.missing > 0) wrong.push(`${states.receipts.missing} delivered without a receipt`);
  if (states.receipts.unfounded > 0)
    wrong.push(`${states.receipts.unfounded} receipts of what is not delivered`);
  const { rows } = await database.query<{ portal: string; kind: string; lanes: number; entries: number }>(
    `select l.portal, s.kind, count(distinct l.id) filter (where d.kind = 'RECORD')::int as lanes,
        count(*) filter (where d.kind = 'ENTRY')::int as entries
      from delivery d join lane l on l.id = d.lane_id join subject s on s.id = l.subject_id
      where d.state = 'DELIVERED' and s.kind = 'dossier' group by 1, 2`,
  );
  for (const { portal, found } of comparisons) {
    const said = rows.find((row) => row.portal === portal);
    if (said?.lanes !== found.dossiers) {
      wrong.push(`${portal}: ${said?.lanes ?? 0} dossiers delivered, ${found.dossiers} there`);
    }
    if (said?.entries !== found.entries) {
      wrong.push(`${portal}: ${said?.entries ?? 0} entries delivered, ${found.entries} there`);
    }
  }
  return wrong;
}

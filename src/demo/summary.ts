import { systemPrincipal } from '../access/principal.js';
import type { SyncTurn } from '../intake/index.js';
import { deliveryCounts } from '../ledger/outlook.js';
import type { IdleStatus } from '../processes/until-idle.js';
import type { Queryable } from '../store/database.js';
import type { Comparison, Verdict } from './comparer/index.js';

interface Sheet {
  head: string[];
  rows: (string | number)[][];
}

export interface Summary {
  intake: Sheet;
  portals: Sheet;
  /** The first things that are wrong, in words. */
  findings: string[];
  ok: boolean;
}

const SHOWN = 5;

/** Puts the hub's counts beside what the comparer found at the portals. */
export async function sumUp(
  database: Queryable,
  turns: readonly SyncTurn[],
  verdict: Verdict,
  idle: IdleStatus,
): Promise<Summary> {
  const read = turns.flatMap((turn) => ('read' in turn ? [turn] : []));
  const retried = await retriedByPortal(database);
  const counts = await deliveryCounts(database, systemPrincipal('demo'));
  const comparisons = [verdict.national, verdict.provincial].filter(
    (one): one is Comparison => one !== undefined,
  );
  const portals = comparisons.map((comparison) => {
    const { SUPERSEDED: _, ...states } = counts[comparison.portal] ?? {};
    const owed = Object.values(states).reduce((sum, n) => sum + n, 0);
    const duplicates = comparison.duplicates.reduce((sum, { count }) => sum + count - 1, 0);
    return {
      portal: comparison.portal,
      column: {
        'phải gửi / owed': owed,
        'đã gửi / delivered': states['DELIVERED'] ?? 0,
        'giữ / held': states['HELD'] ?? 0,
        'từ chối / refused': states['REFUSED'] ?? 0,
        'hẹn ngày khác / scheduled': states['PENDING'] ?? 0,
        'gửi lại / retried': retried.get(comparison.portal) ?? 0,
        'hồ sơ ở cổng / dossiers there': comparison.found.dossiers,
        'tiến độ ở cổng / entries there': comparison.found.entries,
        'tin ở cổng / notices there': comparison.found.notices,
        'trùng ở cổng / duplicates there': duplicates,
        'mất / lost': comparison.missing.length,
      },
      settled: ['SENDING', 'UNKNOWN', 'EXHAUSTED', 'HELD', 'REFUSED'].every((state) => !states[state]),
    };
  });
  const [first] = portals;
  const measures = first ? (Object.keys(first.column) as (keyof typeof first.column)[]) : [];
  const added = read.every(
    ({ read: all, stored, unchanged, stale, quarantined }) =>
      all === stored + unchanged + stale + quarantined,
  );
  return {
    intake: {
      head: [
        'nguồn / source',
        'đọc / read',
        'lưu / stored',
        'không đổi / unchanged',
        'cũ / stale',
        'cách ly / quarantined',
      ],
      rows: read.map((turn) => [
        turn.source,
        turn.read,
        turn.stored,
        turn.unchanged,
        turn.stale,
        turn.quarantined,
      ]),
    },
    portals: {
      head: ['cổng / portal', ...portals.map(({ portal }) => portal)],
      rows: measures.map((measure) => [measure, ...portals.map(({ column }) => column[measure])]),
    },
    findings: comparisons.flatMap(findingsOf),
    ok:
      added &&
      verdict.ok &&
      idle === 0 &&
      portals.every(({ settled }) => settled) &&
      read.every(({ state }) => state === 'DONE'),
  };
}

function findingsOf({
  portal,
  missing,
  different,
  duplicates,
  outOfOrder,
  unexpected,
}: Comparison): string[] {
  const kinds: [string, string[]][] = [
    ['thiếu / missing', missing],
    [
      'khác / different',
      different.map(({ key, field, expected, found }) => `${key} ${field}: ${expected} ≠ ${found}`),
    ],
    ['trùng / duplicate', duplicates.map(({ key, count }) => `${key} × ${count}`)],
    ['sai thứ tự / out of order', outOfOrder],
    ['không chờ đợi / unexpected', unexpected],
  ];
  return kinds.flatMap(([what, all]) => [
    ...all.slice(0, SHOWN).map((one) => `✗ ${portal}: ${what}: ${one}`),
    ...(all.length > SHOWN ? [`✗ ${portal}: ${what}: … ${all.length - SHOWN} nữa / more`] : []),
  ]);
}

/** Deliveries that went more than once. */
async function retriedByPortal(database: Queryable): Promise<Map<string, number>> {
  const { rows } = await database.query<{ portal: string; n: string }>(
    `select l.portal, count(*) as n
    from (select delivery_id from attempt group by 1 having count(*) > 1) again
    join delivery d on d.id = again.delivery_id join lane l on l.id = d.lane_id
    group by 1`,
  );
  return new Map(rows.map(({ portal, n }) => [portal, Number(n)]));
}

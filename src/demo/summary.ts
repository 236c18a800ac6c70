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

/** Where no delivery may stand once all is done. A PENDING one waits for its day. */
const UNSETTLED = ['SENDING', 'UNKNOWN', 'EXHAUSTED', 'HELD', 'REFUSED'];

/** What the hub counts of its deliveries, by portal. */
export interface HubCounts {
  /** How many stand in each state. */
  states: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How many went more than once. */
  retried: ReadonlyMap<string, number>;
}

export async function hubCounts(database: Queryable): Promise<HubCounts> {
  const states = await deliveryCounts(database, systemPrincipal('demo'));
  return { states, retried: await retriedByPortal(database) };
}

/**
 * Puts the hub's counts beside what the comparer found at the portals. All is well only if both say so, each source was read to
 * its end, and no record of it is unaccounted for.
 */
export function sumUp(
  counts: HubCounts,
  turns: readonly SyncTurn[],
  verdict: Verdict,
  idle: IdleStatus,
): Summary {
  const read = turns.flatMap((turn) => ('read' in turn ? [turn] : []));
  const comparisons = [verdict.national, verdict.provincial].filter(
    (one): one is Comparison => one !== undefined,
  );
  const portals = comparisons.map((comparison) => {
    const { SUPERSEDED: _, ...states } = counts.states[comparison.portal] ?? {};
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
        'gửi lại / retried': counts.retried.get(comparison.portal) ?? 0,
        'hồ sơ ở cổng / dossiers there': comparison.found.dossiers,
        'tiến độ ở cổng / entries there': comparison.found.entries,
        'tin ở cổng / notices there': comparison.found.notices,
        'trùng ở cổng / duplicates there': duplicates,
        'mất / lost': comparison.missing.length,
      },
      unsettled: UNSETTLED.filter((state) => states[state]).map((state) => `${state} ${states[state]}`),
    };
  });
  const [first] = portals;
  const measures = first ? (Object.keys(first.column) as (keyof typeof first.column)[]) : [];
  const complaints = [
    ...turns.flatMap(complaintsOf),
    ...portals
      .filter(({ unsettled }) => unsettled.length > 0)
      .map(
        ({ portal, unsettled }) =>
          `✗ ${portal}: còn lượt gửi chưa xong / deliveries are not settled: ${unsettled.join(', ')}`,
      ),
    ...Object.keys(counts.states)
      .filter((code) => !portals.some(({ portal }) => portal === code))
      .map((code) => `✗ ${code}: chưa so sánh / was not compared`),
    ...(idle === 0 ? [] : [`✗ chưa gửi hết / not everything left by itself (${idle})`]),
  ];
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
    findings: [...complaints, ...comparisons.flatMap(findingsOf)],
    ok: complaints.length === 0 && verdict.ok,
  };
}

/** A source that was not read to its end, or one of whose records is unaccounted for. */
function complaintsOf(turn: SyncTurn): string[] {
  const found: string[] = [];
  if (turn.state !== 'DONE') {
    const why = 'error' in turn && turn.error !== undefined ? turn.error : turn.state;
    found.push(`✗ ${turn.source}: không đọc hết / was not read to its end: ${why}`);
  }
  if (!('read' in turn)) return found;
  const { read, stored, unchanged, stale, quarantined } = turn;
  if (read !== stored + unchanged + stale + quarantined) {
    const sum = [stored, unchanged, stale, quarantined].join(' + ');
    found.push(`✗ ${turn.source}: số không khớp / counts do not add up: ${read} ≠ ${sum}`);
  }
  return found;
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

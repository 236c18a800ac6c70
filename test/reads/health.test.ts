import { describe, expect, test } from 'vitest';
import { type HealthInput, judgeHealth, worst } from '../../src/reads/health.js';
import type { AccountFacts, QueueFacts, SourceFacts } from '../../src/reads/queue-facts.js';

const AT = '2024-08-23T10:00:00Z';

const account = (more: Partial<AccountFacts> = {}): AccountFacts => ({
  portal: 'national',
  agencyCode: 'H56.14',
  enabled: true,
  deliveries: [{ state: 'PENDING', count: 4, since: '2024-08-23T09:00:00Z' }],
  readyLanes: 0,
  busyLanes: 0,
  unknownLanes: 0,
  oldestReadyAt: null,
  waiting: [],
  breaker: { state: 'CLOSED', failures: 0, reason: null, since: null, openUntil: null },
  loginRefusedAt: null,
  lastDeliveredAt: null,
  ...more,
});
const source = (more: Partial<SourceFacts> = {}): SourceFacts => ({
  source: 'one-stop',
  lastState: 'DONE',
  lastStartedAt: '2024-08-23T09:59:00Z',
  lastDoneAt: '2024-08-23T09:59:10Z',
  failingSince: null,
  requestedAt: null,
  openQuarantine: 0,
  lastComparedAt: null,
  differences: [],
  differencesSince: null,
  quarantineSince: null,
  ...{ secret: 0, secretSince: null, secretLastAt: null },
  ...more,
});

function judge(
  accounts: AccountFacts[],
  facts: SourceFacts[] = [source()],
  {
    pauses = [],
    deaths = { overdue: 0, since: null },
    ...more
  }: Partial<HealthInput> & Partial<Pick<QueueFacts, 'pauses' | 'deaths'>> = {},
) {
  return judgeHealth({
    facts: { at: AT, accounts, sources: facts, pauses, deaths },
    sources: [{ name: 'one-stop', label: 'Một cửa', configured: true }],
    syncEveryMs: 60_000,
    jobs: [],
    ...more,
  });
}
const codes = (...args: Parameters<typeof judge>) =>
  judge(...args).map(({ code, health }) => `${health} ${code}`);

describe('what is wrong', () => {
  test('nothing', () => {
    expect(judge([account()])).toEqual([]);
    expect(worst([])).toBe('HEALTHY');
  });

  test('a portal that does not answer, refuses the login, or is off', () => {
    const open = {
      state: 'OPEN',
      failures: 5,
      reason: 'NOT_REACHABLE',
      since: '2024-08-23T09:50:00Z',
      openUntil: AT,
    } as const;
    const [finding] = judge([account({ breaker: open, oldestReadyAt: '2024-08-23T08:00:00Z' })]);
    expect(finding).toMatchObject({
      code: 'BREAKER_OPEN',
      where: 'portal:national/H56.14',
      since: '2024-08-23T09:50:00Z',
      health: 'DEGRADED',
    });
    expect(codes([account({ loginRefusedAt: AT })])).toEqual(['FAILING LOGIN_REFUSED']);
    expect(codes([account({ enabled: false, oldestReadyAt: '2024-08-23T08:00:00Z' })])).toEqual([
      'DEGRADED PORTAL_OFF',
    ]);
    expect(codes([account({ enabled: false, deliveries: [] })])).toEqual([]);
  });

  test('due, yet nothing is sent: only after a while, and not while calls are in flight', () => {
    expect(codes([account({ oldestReadyAt: '2024-08-23T09:54:00Z' })])).toEqual(['FAILING NOTHING_SENT']);
    expect(codes([account({ oldestReadyAt: '2024-08-23T09:56:00Z' })])).toEqual([]);
    expect(codes([account({ oldestReadyAt: '2024-08-23T09:54:00Z', busyLanes: 1 })])).toEqual([]);
  });

  test('the three bins, one finding each', () => {
    const deliveries = ['HELD', 'REFUSED', 'EXHAUSTED'].map((state) => ({ state, count: 2, since: AT }));
    expect(codes([account({ deliveries })])).toEqual([
      'DEGRADED DELIVERIES_HELD',
      'DEGRADED DELIVERIES_REFUSED',
      'DEGRADED DELIVERIES_EXHAUSTED',
    ]);
  });

  test('sources: failing, never read, stale after its own rhythm, quarantine', () => {
    expect(codes([], [source({ failingSince: AT })])).toEqual(['FAILING SYNC_FAILED']);
    expect(codes([], [])).toEqual(['DEGRADED SYNC_NEVER']);
    const old = source({ lastDoneAt: '2024-08-23T09:40:00Z' });
    expect(codes([], [old])).toEqual(['DEGRADED SYNC_STALE']);
    const daily = [{ name: 'one-stop', label: '', configured: true, everyMs: 86_400_000 }];
    expect(codes([], [old], { sources: daily })).toEqual([]);
    expect(codes([], [source({ openQuarantine: 1, quarantineSince: AT })])).toEqual([
      'DEGRADED QUARANTINE_OPEN',
    ]);
    const differing = source({
      lastDoneAt: AT,
      differences: [{ problem: 'GONE', count: 2 }],
      differencesSince: AT,
    });
    expect(codes([], [differing])).toEqual(['DEGRADED DIFFERENCES_OPEN']);
  });

  test('deaths that nobody reacted to within the day', () => {
    const since = '2024-08-22T09:59:00Z';
    expect(judge([account()], [source()], { deaths: { overdue: 3, since } })).toEqual([
      expect.objectContaining({
        code: 'DEATHS_OVERDUE',
        where: 'source:civil-status',
        since,
        health: 'DEGRADED',
      }),
    ]);
  });

  test('job queues: paused, or their engine is away', () => {
    const pause = { since: AT, by: 'vận hành', reason: null };
    const both = [
      { scope: 'queue:push', ...pause },
      { scope: 'portal:national', ...pause },
    ];
    expect(codes([], undefined, { pauses: both })).toEqual([
      'DEGRADED PORTAL_PAUSED',
      'DEGRADED QUEUE_PAUSED',
    ]);
    const due = account({ oldestReadyAt: '2024-08-23T08:00:00Z' });
    expect(codes([due])).toEqual(['FAILING NOTHING_SENT']);
    for (const { scope } of both) {
      const found = codes([due], undefined, { pauses: [{ scope, ...pause }] });
      expect(found).not.toContain('FAILING NOTHING_SENT');
    }
    expect(codes([], undefined, { jobs: undefined })).toEqual(['FAILING QUEUE_ENGINE_DOWN']);
  });

  test('the worst comes first', () => {
    const found = judge([
      account({ loginRefusedAt: AT, deliveries: [{ state: 'HELD', count: 1, since: AT }] }),
    ]);
    expect(found.map(({ health }) => health)).toEqual(['FAILING', 'DEGRADED']);
    expect(worst(found)).toBe('FAILING');
  });
});

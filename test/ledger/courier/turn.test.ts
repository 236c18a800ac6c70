import { describe, expect, it } from 'vitest';
import type { Gate } from '../../../src/ledger/breaker.js';
import { until } from '../../support/poll.js';
import { claimOf, items_, whole, worldOf } from './fakes.js';

const OPEN_AFTER = (failures: number, gate: Gate = { state: 'closed' }) => {
  let left = failures;
  const seen: string[] = [];
  return {
    seen,
    gate: async () => gate,
    report: async (_principal: unknown, _account: string, health: { ok: boolean }) => {
      seen.push(health.ok ? 'ok' : 'failed');
      if (!health.ok) left -= 1;
      return left <= 0;
    },
    giveBack: async () => {
      seen.push('given back');
    },
  };
};

describe('the breaker and a turn', () => {
  it('open: nothing is claimed, and when to come again is said', async () => {
    const world = worldOf([claimOf('1')]);
    const report = await world.run({ breaker: OPEN_AFTER(1, { state: 'open', retryInMs: 5_000 }) });
    expect(world.ledger.requests).toEqual([]);
    expect(report).toMatchObject({ more: false, nextDueAt: expect.stringMatching(/Z$/) });
  });
  it('opening in the middle: what was not sent is given back, without an attempt', async () => {
    const world = worldOf(
      Array.from({ length: 12 }, (_, index) => claimOf(String(index))),
      { concurrency: 2, batchOf: () => 1 },
    );
    world.portal.script = () => whole({ type: 'notSent', error: 'ECONNREFUSED' });
    const breaker = OPEN_AFTER(2);
    const report = await world.run({ breaker });
    expect(world.portal.calls.length).toBeLessThanOrEqual(3);
    expect(report.again).toBeLessThanOrEqual(3);
    for (const verdict of world.ledger.verdicts.values())
      expect(verdict).toMatchObject({ usesAttempt: false });
    const asked = world.ledger.requests.reduce((sum, { limit }) => sum + limit, 0);
    expect(asked).toBeLessThan(12);
  });
  it('half open: one lane, one call; then the turn goes on', async () => {
    const world = worldOf([claimOf('1'), claimOf('2'), claimOf('3')]);
    await world.run({ breaker: OPEN_AFTER(1, { state: 'probe' }) });
    expect(world.ledger.requests[0]?.limit).toBe(1);
    expect(world.portal.calls.map(({ keys }) => keys.length)).toEqual([1, 2]);
  });
  it('half open and still down: one call only', async () => {
    const world = worldOf([claimOf('1'), claimOf('2')]);
    world.portal.script = () => whole({ type: 'unknown', error: '504' });
    await world.run({ breaker: OPEN_AFTER(1, { state: 'probe' }) });
    expect(world.portal.calls).toHaveLength(1);
    expect(world.ledger.requests).toHaveLength(1);
  });
  it('a clear answer that settles nothing says nothing against the portal', async () => {
    const breaker = OPEN_AFTER(5);
    const world = worldOf(
      Array.from({ length: 6 }, (_, index) => claimOf(String(index))),
      { batchOf: () => 1 },
    );
    world.portal.script = () => items_([{ type: 'unknown', error: 'READ_BACK_DIFFERS: x', answered: true }]);
    expect(await world.run({ breaker })).toMatchObject({ unknown: 6 });
    expect(breaker.seen).toEqual(Array.from({ length: 6 }, () => 'ok'));
  });
  it('a probe with nothing to send is given back', async () => {
    const breaker = OPEN_AFTER(1, { state: 'probe' });
    await worldOf([]).run({ breaker });
    expect(breaker.seen).toEqual(['given back']);
  });
});

describe('told to stop', () => {
  it('answers in flight are settled, the rest is released', async () => {
    const world = worldOf(
      Array.from({ length: 6 }, (_, index) => claimOf(String(index))),
      { concurrency: 2, batchOf: (operation) => (operation === 'notice' ? 3 : 1) },
    );
    const stop = new AbortController();
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    world.portal.script = async (items) => {
      await answered;
      return world.portal.accept(items);
    };
    const turn = world.run({ signal: stop.signal, settings: { graceMs: 5_000 } });
    await until(() => world.portal.inFlight === 2);
    stop.abort();
    answer();
    const report = await turn;
    expect(report).toMatchObject({ delivered: 2, more: false });
    expect(world.portal.calls).toHaveLength(2);
    expect(world.ledger.released).toHaveLength(4);
  });

  it('what is not answered within the grace time is unknown', async () => {
    const world = worldOf([claimOf('1')]);
    const stop = new AbortController();
    world.portal.script = (_items, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(whole({ type: 'unknown', error: 'aborted' })));
      });
    const turn = world.run({ signal: stop.signal });
    await until(() => world.portal.inFlight === 1);
    stop.abort();
    expect(await turn).toMatchObject({ unknown: 1 });
  });
});

describe('leases (rule 9)', () => {
  it('a lane that another took: its call is aborted', async () => {
    const world = worldOf([claimOf('1')]);
    world.portal.script = (_items, { signal }) =>
      new Promise((resolve) => {
        world.ledger.lost.add('1');
        signal.addEventListener('abort', () => resolve(whole({ type: 'unknown', error: 'aborted' })));
      });
    expect(await world.run({ settings: { leaseMs: 1_500 } })).toMatchObject({ unknown: 1 });
  });
  it('a lease that ran out before the first byte: nothing is sent', async () => {
    const world = worldOf([claimOf('1')]);
    world.ledger.lost.add('1');
    world.ledger.onOpen = () => until(() => performance.now() > started + 200).then(() => undefined);
    const started = performance.now();
    await world.run({ settings: { leaseMs: 90 } });
    expect(world.portal.calls).toEqual([]);
    expect(world.ledger.verdicts.get('1-r')).toMatchObject({ type: 'AGAIN', usesAttempt: false });
  });
  it('a long call keeps its lease', async () => {
    const world = worldOf([claimOf('1')]);
    world.portal.script = async (items, { signal }) => {
      const before = world.ledger.renewals;
      await until(() => world.ledger.renewals > before + 3);
      expect(signal.aborted).toBe(false);
      return items_(items.map(() => ({ type: 'accepted', code: '0' })));
    };
    expect(await world.run({ settings: { leaseMs: 1_500 } })).toMatchObject({ delivered: 1 });
  });
});

describe('the store fails', () => {
  it('the turn says so, sends nothing new, and leaves its lanes to their leases', async () => {
    const world = worldOf(
      Array.from({ length: 8 }, (_, index) => claimOf(String(index))),
      {
        concurrency: 1,
        batchOf: () => 1,
      },
    );
    world.ledger.onOpen = () => {
      if (world.ledger.opened.length === 2) throw new Error('connection terminated');
    };
    await expect(world.run()).rejects.toThrow('connection terminated');
    expect(world.portal.calls).toHaveLength(2);
    expect(world.ledger.verdicts.size).toBe(2);
  });
});

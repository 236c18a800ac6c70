import { describe, expect, it } from 'vitest';
import { claimOf, items_, whole, worldOf } from './fakes.js';

const ACCEPTED = { type: 'accepted', code: '0' } as const;

describe('a turn sends', () => {
  it('many records in one call, one exchange a call, opened before the call', async () => {
    const world = worldOf([claimOf('1'), claimOf('2'), claimOf('3')]);
    const report = await world.run();
    expect(report).toMatchObject({ sent: 3, delivered: 3, more: false });
    expect(world.portal.calls).toHaveLength(1);
    expect(world.ledger.log[0]).toBe('open 1-r 2-r 3-r');
    expect(world.ledger.lane('1')).toMatchObject({ next: 'FREE', remoteExists: true });
    expect(world.ledger.settlements[0]?.end).toMatchObject({
      outcome: 'accepted',
      catalogueVersion: 'c1',
      profileVersion: 'p1',
    });
  });

  it('creates apart from updates, and entries apart from records', async () => {
    const world = worldOf([
      claimOf('1'),
      claimOf('2', { remoteExists: true }),
      claimOf('3', { entries: ['a', 'b'] }),
    ]);
    await world.run();
    const calls = world.portal.calls.map(({ operation, exists, keys }) => `${operation} ${exists} ${keys}`);
    expect(calls.sort()).toEqual(['dossier false K1', 'dossier true K2', 'trace true a,b']);
  });

  it('at most concurrency calls at once, and claims no more lanes than fit into them', async () => {
    const world = worldOf(
      Array.from({ length: 23 }, (_, index) => claimOf(String(index))),
      { concurrency: 3, batchOf: () => 2 },
    );
    await world.run();
    expect(world.portal.mostInFlight).toBeLessThanOrEqual(3);
    expect(Math.max(...world.ledger.requests.map(({ limit }) => limit))).toBe(6);
    expect(world.portal.records.size).toBe(23);
  });

  it('never two items of one key in a call', async () => {
    const world = worldOf([claimOf('1', { key: 'K' }), claimOf('2', { key: 'K' })]);
    for (const [id, one] of world.carried) world.carried.set(id, { ...one, key: 'K' });
    await world.run();
    expect(world.portal.calls.map(({ keys }) => keys)).toEqual([['K'], ['K']]);
  });

  it('holds what cannot be rendered and sends the rest of the lane', async () => {
    const world = worldOf([claimOf('1'), claimOf('2', { entries: ['a', 'b', 'c'] })]);
    world.portal.unrenderable.add('K1');
    world.portal.unrenderable.add('K2/b');
    const report = await world.run();
    expect(report).toMatchObject({ held: 2, delivered: 2 });
    expect(world.ledger.verdicts.get('1-r')).toMatchObject({
      type: 'HELD',
      reason: 'MISSING_FIELD',
      field: 'NgayHenTra',
    });
    expect(world.portal.entries.get('K2')).toEqual(['a', 'c']);
    expect(world.ledger.lane('2')?.verdicts).toHaveLength(3);
  });

  it('consumes entries found at first contact instead of sending them, and gives back what is left', async () => {
    const world = worldOf([claimOf('1', { entries: ['a', 'a', 'b'], foundEntries: { a: 1, z: 2 } })]);
    await world.run();
    expect(world.ledger.verdicts.get('1-e0')).toMatchObject({ type: 'DELIVERED', proof: 'ADOPTION' });
    expect(world.portal.entries.get('K1')).toEqual(['a', 'b']);
    expect(world.ledger.lane('1')?.foundEntries).toEqual(['z', 'z']);
  });

  it('keeps a lane whose entries exceed the bytes of a call in order', async () => {
    const world = worldOf([claimOf('1', { entries: ['a', 'b', 'c'] })], { maxBatchBytes: 250 });
    await world.run();
    expect(world.portal.entries.get('K1')).toEqual(['a', 'b']);
    expect(world.ledger.verdicts.get('1-e2')).toMatchObject({ type: 'AGAIN', usesAttempt: false });
  });
});

describe('an item alone (rules 13 and 14)', () => {
  const one = async (outcome: Parameters<typeof whole>[0], what: Parameters<typeof claimOf>[1] = {}) => {
    const world = worldOf([claimOf('1', what)]);
    world.portal.script = () => items_([outcome]);
    await world.run();
    return world.ledger.lane('1');
  };

  it('alreadyExists of a record goes on to a look', async () => {
    expect(await one({ type: 'alreadyExists', code: '3' })).toMatchObject({
      next: 'LOOK',
      verdicts: [{ type: 'UNKNOWN' }],
    });
  });
  it('notFound of an update turns into a create, at once and free the first time', async () => {
    expect(await one({ type: 'notFound', code: '-3' }, { remoteExists: true })).toMatchObject({
      remoteExists: false,
      verdicts: [{ type: 'AGAIN', usesAttempt: false, turn: true, delayMs: 0 }],
    });
  });
  it('a second turn uses an attempt', async () => {
    expect(await one({ type: 'notFound', code: '-3' }, { remoteExists: true, turns: 1 })).toMatchObject({
      verdicts: [{ type: 'AGAIN', usesAttempt: true, turn: true }],
    });
  });
  it('notFound of a create is a refusal', async () => {
    expect(await one({ type: 'notFound', code: '-3' })).toMatchObject({
      verdicts: [{ type: 'REFUSED', code: '-3' }],
    });
  });
  it('notFound of an entry wants its record first, once, then a person', async () => {
    expect(await one({ type: 'notFound', code: '-3' }, { entries: ['a'] })).toMatchObject({
      remoteExists: false,
      verdicts: [{ type: 'RECORD_FIRST' }],
    });
    expect(await one({ type: 'notFound', code: '-3' }, { entries: ['a'], turns: 1 })).toMatchObject({
      verdicts: [{ type: 'HELD', reason: 'NOT_AT_PORTAL' }],
    });
  });
  it.each([
    { type: 'busy', code: '-9' } as const,
    { type: 'notSent', error: 'ECONNREFUSED' } as const,
    { type: 'loginRefused', code: '1' } as const,
  ])('$type uses no attempt', async (outcome) => {
    expect(await one(outcome)).toMatchObject({
      next: 'FREE',
      verdicts: [{ type: 'AGAIN', usesAttempt: false }],
    });
  });
  it('honours Retry-After', async () => {
    expect(await one({ type: 'notSent', error: '429', retryAfterMs: 7_000 })).toMatchObject({
      verdicts: [{ delayMs: 7_000 }],
    });
  });
  it.each([
    { type: 'busy', code: '-9' } as const,
    { type: 'notSent', error: 'HTTP 503' } as const,
    { type: 'loginRefused', code: '1' } as const,
  ])('$type without a Retry-After is left to the backoff', async (outcome) => {
    const lane = await one(outcome);
    expect(lane?.verdicts).toHaveLength(1);
    expect(lane?.verdicts[0]).not.toHaveProperty('delayMs');
  });
  it('no clear answer is unknown, with the hash of what was sent', async () => {
    expect(await one({ type: 'unknown', error: '504' })).toMatchObject({
      verdicts: [{ type: 'UNKNOWN', payloadHash: expect.any(Buffer) }],
    });
  });
  it('what the connector throws is unknown, never lost', async () => {
    const world = worldOf([claimOf('1')]);
    world.portal.script = () => Promise.reject(new Error('a fault'));
    await world.run();
    expect(world.ledger.verdicts.get('1-r')).toMatchObject({ type: 'UNKNOWN' });
  });
  it('a list of another length than the items is unknown', async () => {
    const world = worldOf([claimOf('1'), claimOf('2')]);
    world.portal.script = () => items_([ACCEPTED]);
    const report = await world.run();
    expect(report).toMatchObject({ unknown: 2, delivered: 0 });
  });
});

describe('splitting a refused batch (rule 12)', () => {
  it.each(['busy', 'notSent'] as const)('%s speaks for the whole call and never splits', async (type) => {
    const world = worldOf([claimOf('1'), claimOf('2'), claimOf('3')]);
    world.portal.script = () => whole(type === 'busy' ? { type, code: '-9' } : { type, error: 'x' });
    const report = await world.run();
    expect(world.portal.calls).toHaveLength(1);
    expect(report).toMatchObject({ again: 3, refused: 0 });
  });

  it('atomic: the bad record alone is refused, the others arrive, and no attempt is counted for the batch', async () => {
    const world = worldOf(Array.from({ length: 9 }, (_, index) => claimOf(String(index))));
    world.portal.script = (items) =>
      items.some(({ wire }) => wire.key === 'K4')
        ? whole({ type: 'refused', code: '7' })
        : world.portal.accept(items);
    const report = await world.run();
    expect(report).toMatchObject({ delivered: 8, refused: 1 });
    expect(world.ledger.verdicts.get('4-r')).toMatchObject({ type: 'REFUSED', code: '7' });
    expect(world.portal.records.size).toBe(8);
    expect(world.ledger.settlements.filter(({ lanes }) => lanes.length === 0)).not.toHaveLength(0);
  });

  it('listed: each item has its own outcome, no split', async () => {
    const world = worldOf([claimOf('1'), claimOf('2'), claimOf('3')]);
    world.portal.script = (items) =>
      items_(items.map(({ wire }) => (wire.key === 'K2' ? { type: 'alreadyExists', code: '3' } : ACCEPTED)));
    await world.run();
    expect(world.portal.calls).toHaveLength(1);
    expect(world.ledger.lane('2')?.next).toBe('LOOK');
    expect(world.ledger.lane('1')?.next).toBe('FREE');
  });

  it('atomic with entries: halves of one lane one after the other, left first, and the next go on after a refused one', async () => {
    const world = worldOf([claimOf('1', { entries: ['a', 'b', 'BAD', 'c', 'd'] })]);
    world.portal.script = (items) =>
      items.some(({ wire }) => wire.entryKey === 'BAD')
        ? whole({ type: 'refused', code: '7' })
        : world.portal.accept(items);
    const report = await world.run();
    expect(world.portal.entries.get('K1')).toEqual(['a', 'b', 'c', 'd']);
    expect(world.portal.mostInFlight).toBe(1);
    expect(report).toMatchObject({ delivered: 4, refused: 1 });
    const parts = world.ledger.settlements
      .flatMap(({ lanes }) => lanes)
      .filter(({ verdicts }) => verdicts.length > 0);
    expect(parts.at(-1)?.next).toBe('FREE');
    expect(parts.slice(0, -1).every(({ next }) => next === 'KEEP')).toBe(true);
  });

  it('silent part with entries: read back before the halves, so that nothing stands twice', async () => {
    const world = worldOf([
      claimOf('1', { entries: ['a', 'a', 'BAD', 'c'] }),
      claimOf('2', { entries: ['a', 'q'] }),
    ]);
    world.delivered.set('1', [...claimOf('9', { entries: ['a'] }).carried.values()]);
    world.portal.entries.set('K1', ['a']);
    world.portal.script = (items) => {
      for (const { wire } of items)
        if (wire.entryKey !== 'BAD' && wire.entryKey !== 'c') world.portal.apply(wire);
      const bad = items.some(({ wire }) => wire.entryKey === 'BAD');
      if (!bad) for (const { wire } of items) if (wire.entryKey === 'c') world.portal.apply(wire);
      return bad ? whole({ type: 'refused', code: '7' }) : items_(items.map(() => ACCEPTED));
    };
    const report = await world.run();
    expect(world.portal.entries.get('K1')).toEqual(['a', 'a', 'a', 'c']);
    expect(world.portal.entries.get('K2')).toEqual(['a', 'q']);
    expect(report).toMatchObject({ delivered: 5, refused: 1 });
  });

  it('an entry that stood there at first contact is counted once while its equal is read back', async () => {
    const world = worldOf([claimOf('1', { entries: ['a', 'a', 'b', 'c'], foundEntries: { a: 1 } })]);
    world.portal.entries.set('K1', ['a']);
    // All but the last are applied without a word, and the second `a` shows only in the second look.
    world.portal.script = (items) => {
      if (items.length === 1) return world.portal.accept(items);
      for (const { wire } of items) if (wire.entryKey !== 'c') world.portal.apply(wire);
      return whole({ type: 'refused', code: '17' });
    };
    const shown = [['a', 'b'], undefined];
    world.portal.lookScript = () => {
      const entries = shown.shift();
      return entries && { exists: true, entries };
    };
    await world.run();
    expect(world.portal.entries.get('K1')).toEqual(['a', 'a', 'b', 'c']);
    expect([...world.ledger.verdicts.values()].map(({ type }) => type)).toEqual(
      Array.from({ length: 4 }, () => 'DELIVERED'),
    );
  });
  it('a refused batch of entries that cannot be read back is unknown', async () => {
    const world = worldOf([claimOf('1', { entries: ['a', 'b'] })]);
    world.portal.script = () => whole({ type: 'refused', code: '7' });
    world.portal.lookScript = () => ({ type: 'unknown', error: '504' });
    const report = await world.run();
    expect(report).toMatchObject({ unknown: 2 });
    expect(world.portal.calls).toHaveLength(1);
  });

  it('the right half is not sent when the left one got no clear answer', async () => {
    const world = worldOf([claimOf('1', { entries: ['a', 'b', 'c', 'd'] })]);
    let calls = 0;
    world.portal.script = () => {
      calls += 1;
      return whole(calls === 1 ? { type: 'refused', code: '7' } : { type: 'unknown', error: '504' });
    };
    await world.run();
    expect(world.portal.calls.map(({ keys }) => keys)).toEqual([
      ['a', 'b', 'c', 'd'],
      ['a', 'b'],
    ]);
    expect(world.ledger.lane('1')?.verdicts.map(({ type }) => type)).toEqual([
      'UNKNOWN',
      'UNKNOWN',
      'AGAIN',
      'AGAIN',
    ]);
  });

  it('without traceReadBack an entry travels alone', async () => {
    const world = worldOf([claimOf('1', { entries: ['a'] }), claimOf('2', { entries: ['b'] })], {
      traceReadBack: false,
    });
    await world.run();
    expect(world.ledger.requests[0]?.entriesPerLane).toBe(1);
    expect(world.portal.calls).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import type { LookupAnswer, Outcome, Remote } from '../../../src/domain/ports.js';
import { judgeLook } from '../../../src/ledger/look.js';
import type { Claim, LaneVerdict } from '../../../src/ledger/types.js';
import { claimOf, entryOf, worldOf } from './fakes.js';

const LOOK = { task: 'LOOK', cause: 'LOST' } as const;

/** One look at a lane by a whole turn. `there`: what the portal answers. */
async function look(
  what: Parameters<typeof claimOf>[1],
  there: Remote | Outcome,
  { delivered = [], traceReadBack = true }: { delivered?: string[]; traceReadBack?: boolean } = {},
): Promise<LaneVerdict | undefined> {
  const world = worldOf([claimOf('1', { ...LOOK, ...what })], { traceReadBack });
  world.delivered.set('1', [...claimOf('9', { entries: delivered }).carried.values()]);
  world.portal.lookScript = () => there;
  const report = await world.run();
  expect(report).toMatchObject({ looked: 1, sent: 0 });
  expect(world.portal.calls).toEqual([]);
  return world.ledger.lane('1');
}
const SAME: Remote = { exists: true, body: { key: 'K1', version: 1 }, entries: [] };
const OTHER: Remote = { exists: true, body: { key: 'K1', version: 0 }, entries: [] };
const NOT_THERE: Remote = { exists: false, entries: [] };

describe('a look at a lost RECORD (rule 10)', () => {
  it('there as sent: delivered, by read-back', async () => {
    expect(await look({ lastLook: false }, SAME)).toMatchObject({
      next: 'FREE',
      remoteExists: true,
      verdicts: [{ type: 'DELIVERED', proof: 'READ_BACK' }],
    });
  });
  it.each([NOT_THERE, OTHER])('not applied is not believed before the last look', async (remote) => {
    expect(await look({ lastLook: false }, remote)).toMatchObject({ lookAgain: true, verdicts: [] });
  });
  it('not there after the last look: pending again, an attempt used', async () => {
    expect(await look({}, NOT_THERE)).toMatchObject({
      remoteExists: false,
      verdicts: [{ type: 'AGAIN', usesAttempt: true }],
    });
  });
  it('there, but something else: the newest goes as an update', async () => {
    expect(await look({}, OTHER)).toMatchObject({
      remoteExists: true,
      verdicts: [{ type: 'AGAIN', usesAttempt: true }],
    });
  });
  it('several candidates for a notice: held', async () => {
    expect(await look({}, { exists: true, ambiguous: true })).toMatchObject({
      verdicts: [{ type: 'HELD', reason: 'AMBIGUOUS_AT_PORTAL' }],
    });
  });
});

describe('no answer to a look', () => {
  it.each([
    [{ type: 'unknown', error: '504' }, 'counts'],
    [{ type: 'refused', code: '1' }, 'counts'],
    [{ type: 'busy', code: '-9' }, 'unavailable'],
    [{ type: 'notSent', error: 'ECONNREFUSED' }, 'unavailable'],
    [{ type: 'loginRefused', code: '1' }, 'unavailable'],
  ] as const)('%o %s', async (outcome, noAnswer) => {
    expect(await look({}, outcome)).toMatchObject({ noAnswer, verdicts: [] });
  });
  it('honours Retry-After', async () => {
    for (const outcome of [
      { type: 'notSent', error: 'HTTP 429', retryAfterMs: 90_000 },
      { type: 'busy', code: '-9', retryAfterMs: 90_000 },
    ] as const) {
      expect(await look({}, outcome)).toMatchObject({ noAnswer: 'unavailable', retryAfterMs: 90_000 });
    }
  });
});

describe('a look after alreadyExists (rule 13)', () => {
  const cause = 'ALREADY_EXISTS' as const;
  it('same: accepted', async () => {
    expect(await look({ cause }, SAME)).toMatchObject({
      verdicts: [{ type: 'DELIVERED', proof: 'READ_BACK' }],
    });
  });
  it('different: an update, once for free, then by an attempt', async () => {
    expect(await look({ cause, lastLook: false }, OTHER)).toMatchObject({
      remoteExists: true,
      verdicts: [{ type: 'AGAIN', turn: true, usesAttempt: false }],
    });
    expect(await look({ cause, turns: 1 }, OTHER)).toMatchObject({
      verdicts: [{ type: 'AGAIN', usesAttempt: true }],
    });
  });
  it('an entry is there, or refused after the last look', async () => {
    expect(await look({ cause, entries: ['a'] }, { ...OTHER, entries: ['a'] })).toMatchObject({
      verdicts: [{ type: 'DELIVERED' }],
    });
    expect(await look({ cause, entries: ['a'] }, OTHER)).toMatchObject({ verdicts: [{ type: 'REFUSED' }] });
    expect(await look({ cause, entries: ['a'], lastLook: false }, OTHER)).toMatchObject({ lookAgain: true });
  });
});

describe('a look at lost ENTRYs, counted as a multiset', () => {
  const types = (lane: LaneVerdict | undefined) => lane?.verdicts.map(({ type }) => type);
  it('several of unknown fate: only as many as there are', async () => {
    const lane = await look({ entries: ['a', 'a', 'b'] }, { ...OTHER, entries: ['a', 'b'] });
    expect(types(lane)).toEqual(['DELIVERED', 'AGAIN', 'DELIVERED']);
  });
  it('an equal entry that was delivered before does not count', async () => {
    const lane = await look({ entries: ['a'] }, { ...OTHER, entries: ['a'] }, { delivered: ['a'] });
    expect(types(lane)).toEqual(['AGAIN']);
    const twice = await look({ entries: ['a'] }, { ...OTHER, entries: ['a', 'a'] }, { delivered: ['a'] });
    expect(types(twice)).toEqual(['DELIVERED']);
  });
  it('an equal entry found at first contact and not yet consumed does not count', async () => {
    const lane = await look({ entries: ['a'], foundEntries: { a: 1 } }, { ...OTHER, entries: ['a'] });
    expect(types(lane)).toEqual(['AGAIN']);
  });
  it('some found, some not yet: the found ones are settled, the lane is looked at again', async () => {
    const lane = await look({ entries: ['a', 'b'], lastLook: false }, { ...OTHER, entries: ['b'] });
    expect(lane).toMatchObject({ lookAgain: true, verdicts: [{ deliveryId: '1-e1', type: 'DELIVERED' }] });
  });
  it('one that was edited since is known by what was sent', async () => {
    const world = worldOf([claimOf('1', { ...LOOK, entries: ['edited'] })]);
    world.earlier.set(1, [entryOf('as sent')]);
    world.portal.entries.set('K1', ['as sent']);
    await world.run();
    expect(types(world.ledger.lane('1'))).toEqual(['DELIVERED']);
  });
  it('their dossier is gone: the record goes first', async () => {
    expect(types(await look({ entries: ['a'] }, NOT_THERE))).toEqual(['RECORD_FIRST']);
  });
  it('a portal that shows no trace: held for a person (rule 15)', async () => {
    expect(
      await look({ entries: ['a'] }, { exists: true, body: {} }, { traceReadBack: false }),
    ).toMatchObject({
      verdicts: [{ type: 'HELD', reason: 'READ_BACK_IMPOSSIBLE' }],
    });
    expect(await look({ entries: ['a'] }, { exists: true, body: {} })).toMatchObject({
      verdicts: [{ type: 'HELD', reason: 'READ_BACK_IMPOSSIBLE' }],
    });
  });
});

describe('first contact (rule 16)', () => {
  const cause = 'ADOPTION' as const;
  it('found the same: delivered without a write; entries found are kept', async () => {
    expect(await look({ cause }, { ...SAME, entries: ['a', 'a'] })).toMatchObject({
      verdicts: [{ type: 'DELIVERED', proof: 'ADOPTION' }],
      foundEntries: ['a', 'a'],
    });
  });
  it('found otherwise: an update, for free and at once', async () => {
    expect(await look({ cause }, OTHER)).toMatchObject({
      remoteExists: true,
      verdicts: [{ type: 'AGAIN', usesAttempt: false, delayMs: 0 }],
    });
  });
  it('not found: a create', async () => {
    expect(await look({ cause, remoteExists: true }, NOT_THERE)).toMatchObject({
      remoteExists: false,
      foundEntries: [],
    });
  });
  it('entries that this lane has had delivered are not found again (a new account)', async () => {
    const lane = await look({ cause }, { ...SAME, entries: ['a', 'b'] }, { delivered: ['a'] });
    expect(lane?.foundEntries).toEqual(['b']);
  });
});

describe('what cannot be rendered now', () => {
  it('a dossier is read back all the same and not taken for delivered', async () => {
    const world = worldOf([claimOf('1', { ...LOOK })]);
    world.portal.unrenderable.add('K1');
    world.portal.lookScript = () => SAME;
    await world.run();
    expect(world.ledger.lane('1')).toMatchObject({ remoteExists: true, verdicts: [{ type: 'AGAIN' }] });
  });
  it('a notice without an id at the portal counts as unanswered', async () => {
    const world = worldOf([claimOf('1', { ...LOOK, kind: 'notice', form: 'article' })]);
    world.portal.unrenderable.add('K1');
    await world.run();
    expect(world.portal.looks).toEqual([]);
    expect(world.ledger.lane('1')).toMatchObject({ noAnswer: 'counts', verdicts: [] });
  });
});

it('a takedown that is not there any more is done', () => {
  const { claim } = claimOf('1', { ...LOOK });
  const delivery = claim.deliveries[0];
  if (!delivery) throw new Error('no delivery');
  const withdrawn: Claim = { ...claim, deliveries: [{ ...delivery, phase: 'WITHDRAW' }] };
  const answer: LookupAnswer = {
    evidence: { request: {}, response: '' },
    ok: true,
    remote: { exists: false },
  };
  const wire = {
    operation: 'article',
    key: 'K1',
    body: {},
    files: [],
    flags: [],
    payload: {},
    payloadHash: Buffer.alloc(32),
    bytes: 2,
  };
  const verdict = judgeLook({
    claim: withdrawn,
    answer,
    wires: new Map([[delivery.id, wire]]),
    delivered: new Map(),
    portal: {
      same: (remote, _wire, phase) => phase === 'WITHDRAW' && !remote.exists,
      limits: { traceReadBack: true },
    },
  });
  expect(verdict.verdicts).toMatchObject([{ type: 'DELIVERED', proof: 'READ_BACK' }]);
});

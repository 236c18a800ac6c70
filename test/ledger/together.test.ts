import { afterEach, beforeEach, expect, it } from 'vitest';
import { expire } from '../../src/ledger/expiry.js';
import { sqlLedger } from '../../src/ledger/machine.js';
import type { Ledger, Settlement } from '../../src/ledger/machine-port.js';
import { owe } from '../../src/ledger/owe.js';
import type { Claim, Verdict } from '../../src/ledger/types.js';
import { clean, openWorld, principal, type World } from './machine/world.js';

let world: World;
let ledger: Ledger;
beforeEach(async () => {
  world = await openWorld();
  ledger = sqlLedger(world.database, world.sealer);
  await clean(world, 1);
});
afterEach(() => world.close());

const one = async <T>(text: string) => (await world.database.query(text)).rows[0] as T;

/** One dossier owed, claimed, its call opened or not, and its lease over; then claimed again: to look, or to send. */
async function claimedTwice({ opened }: { opened: boolean }): Promise<{
  lost: Claim;
  lostCall: string;
  held: Claim;
}> {
  const { id } = await one<{ id: string }>('select id from subject');
  await world.database.query(
    `insert into subject_version (subject_id, version, content_hash, changed_at, snapshot) values ($1, 1, '\\x00', now(), '\\x00')`,
    [id],
  );
  const form = { portal: 'national', form: 'record', owed: true, priority: 50, entries: false } as const;
  await world.database.transaction((client) =>
    owe(client, principal, [
      {
        subjectId: id,
        kind: 'dossier',
        version: 1,
        unit: 'U',
        businessAt: '2024-08-23T01:30:00.000Z',
        deleted: false,
        forms: [{ ...form, phases: [{ phase: 'PUBLISH' }] }],
      },
    ]),
  );
  const lost = await claimOne();
  const lostCall = opened ? await ledger.openExchange(principal, openingOf(lost)) : '';
  await world.database.query(`update lane set lease_until = now() - interval '1 second'`);
  await expire(world.database, principal);
  await world.database.query('update lane set ready_at = now()');
  return { lost, lostCall, held: await claimOne() };
}

async function claimOne(): Promise<Claim> {
  const [claim] = await ledger.claim(principal, world.request(1));
  if (!claim) throw new Error('nothing to claim');
  return claim;
}

function openingOf(claim: Claim) {
  const deliveryIds = claim.deliveries.map(({ id }) => id);
  return { claims: [claim], operation: 'dossier', deliveryIds, worker: 'test', answerTimeoutMs: 5_000 };
}

function settlementOf(claim: Claim, exchangeId: string, verdict: Partial<Verdict>): Settlement {
  const verdicts = claim.deliveries.map(({ id }) => ({ deliveryId: id, flags: [], ...verdict }) as Verdict);
  const { laneId, fence, accountId } = claim;
  return { exchangeId, accountId, lanes: [{ laneId, fence, verdicts, next: 'FREE' }] };
}

it.each(['lost first', 'held first'])(
  'answers of who lost the lane and who holds it, in the same moment (%s): the holder’s counts',
  async (order) => {
    const { lost, lostCall, held } = await claimedTwice({ opened: true });
    const heldCall = await ledger.openExchange(principal, openingOf(held));
    const settlements = [
      settlementOf(lost, lostCall, { type: 'REFUSED', code: '17' }),
      settlementOf(held, heldCall, { type: 'DELIVERED', proof: 'READ_BACK' }),
    ];
    if (order === 'held first') settlements.reverse();
    await Promise.all(settlements.map((settlement) => ledger.settle(principal, settlement)));
    expect(await one('select state, exchange_id from delivery')).toEqual({
      state: 'DELIVERED',
      exchange_id: lostCall,
    });
    expect(await one('select exchange_id, proof from receipt')).toEqual({
      exchange_id: heldCall,
      proof: 'READ_BACK',
    });
    expect(await one(`select outcome from attempt where late`)).toEqual({ outcome: 'REFUSED' });
    expect(await one('select state from lane')).toEqual({ state: 'IDLE' });
  },
);

it('calls of who lost the lane and who holds it, opened in the same moment: only the holder’s is', async () => {
  const { lost, held } = await claimedTwice({ opened: false });
  const opened = await Promise.allSettled(
    [lost, held].map((claim) => ledger.openExchange(principal, openingOf(claim))),
  );
  expect(opened.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(opened[0]).toMatchObject({ reason: { name: 'LanesLost', laneIds: [lost.laneId] } });
});

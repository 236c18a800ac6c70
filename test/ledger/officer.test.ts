import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerReadBack, retryDelivery } from '../../src/ledger/officer.js';
import { clean, openWorld, principal, type World } from './machine/world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await clean(world, 1);
});
afterEach(() => world.close());

/** A delivery in this state, in a lane whose unit no account speaks for any more. */
async function withoutAccount(state: string, holdReason: string | null): Promise<string> {
  const { rows } = await world.database.query<{ id: string }>(
    `with l as (
      insert into lane (subject_id, portal, form, fence) select id, 'national', 'record', 3 from subject returning id
    )
    insert into delivery (id, lane_id, kind, version, state, hold_reason)
    select gen_random_uuid(), id, 'RECORD', 1, $1, $2 from l returning id`,
    [state, holdReason],
  );
  return rows[0]?.id ?? '';
}

const now = async () =>
  (
    await world.database.query(
      'select l.state as lane, d.state, d.hold_reason from delivery d join lane l on l.id = d.lane_id',
    )
  ).rows;

it('a lane without an account is not sent to wait for a look that nobody could make', async () => {
  const id = await withoutAccount('HELD', 'READ_BACK_IMPOSSIBLE');
  const { database, sealer } = world;
  expect(await answerReadBack(database, principal, sealer, id, 'look again')).toEqual({
    ok: false,
    problem: 'NO_ACCOUNT',
  });
  expect(await now()).toEqual([{ lane: 'IDLE', state: 'HELD', hold_reason: 'READ_BACK_IMPOSSIBLE' }]);
});

it('"not there" in a lane without an account: held until there is one', async () => {
  const id = await withoutAccount('HELD', 'READ_BACK_IMPOSSIBLE');
  expect(await answerReadBack(world.database, principal, world.sealer, id, 'not there')).toEqual({
    ok: true,
  });
  expect(await now()).toEqual([{ lane: 'IDLE', state: 'HELD', hold_reason: 'NO_ACCOUNT' }]);
});

it('nothing is retried in a lane without an account', async () => {
  const id = await withoutAccount('REFUSED', null);
  expect(await retryDelivery(world.database, principal, id)).toEqual({ ok: false, problem: 'NO_ACCOUNT' });
});

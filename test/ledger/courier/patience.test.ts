import { afterEach, describe, expect, it } from 'vitest';
import { sweepReady } from '../../../src/ledger/ready.js';
import { runTurn, type TurnDeps } from '../../../src/ledger/turn.js';
import { codeOf, dossier, principal, sourceOf } from '../../intake/support.js';
import { type CarryWorld, carryWorld } from './carry-world.js';

let world: CarryWorld;
afterEach(() => world.close());

/** One dossier without entries, owed to both portals. */
async function pull(): Promise<void> {
  await world.sync(
    sourceOf('dossier', [
      [dossier({ MaHoSo: codeOf(1), NgayHenTra: '2024-08-30T17:00:00+07:00', QuaTrinh: [] })],
    ]),
  );
}

/** One turn of the national portal's account, everything due at once before it. */
async function turn(worker: TurnDeps): Promise<void> {
  await world.database.query(`update delivery set next_attempt_at = null where state = 'PENDING'`);
  await world.database.query(`update account_breaker set open_until = now() where state = 'OPEN'`);
  await world.database.query(`update lane set ready_at = now() where state = 'UNKNOWN'`);
  await sweepReady(world.database, principal);
  const [account] = await world.all<{ id: string }>(
    `select id from portal_account where portal = 'national'`,
  );
  const signal = new AbortController().signal;
  await runTurn(worker, principal, { portal: 'national', accountId: account?.id ?? '', slot: 0, signal });
}

describe('how long the hub waits', () => {
  it('what is busy again and again waits longer each time, at most a minute, and uses no attempt', async () => {
    world = await carryWorld();
    await pull();
    world.national.faults.set([{ kind: 'busy' }]);
    const worker = world.worker('a');
    const waits: number[] = [];
    for (let turns = 0; turns < 7; turns += 1) {
      await turn(worker);
      const [row] = await world.all<{ ms: string; attempts: number }>(
        `select 1000 * extract(epoch from d.next_attempt_at - d.changed_at) as ms, d.attempts
          from delivery d join lane l on l.id = d.lane_id where l.portal = 'national'`,
      );
      expect(row?.attempts).toBe(0);
      waits.push(Number(row?.ms));
    }
    // Base 2 s, doubled; up to half of it is taken away.
    for (const [index, ms] of waits.entries()) {
      const most = Math.min(60_000, 2_000 * 2 ** index);
      expect(ms, `turn ${index}`).toBeLessThanOrEqual(most);
      expect(ms, `turn ${index}`).toBeGreaterThanOrEqual(Math.min(60_000, 1_000 * 2 ** index));
    }
  });

  it('a look that is told when to ask again asks no sooner', async () => {
    world = await carryWorld();
    await pull();
    world.national.faults.set([
      { kind: 'applied500', times: 1 },
      { kind: 'status429', ms: 90_000, match: { service: 'TraCuuHoSo' } },
    ]);
    const worker = world.worker('a');
    await turn(worker);
    await turn(worker);
    const [lane] = await world.all<{ state: string; ms: string }>(
      `select state, 1000 * extract(epoch from ready_at - since) as ms from lane where portal = 'national'`,
    );
    expect(lane?.state).toBe('UNKNOWN');
    expect(Number(lane?.ms)).toBeGreaterThanOrEqual(90_000);
  });
});

import type { Claim, LaneVerdict, Verdict } from '../../../src/ledger/types.js';
import type { Item } from './model-portal.js';
import type { World } from './world.js';

/**
 * One call at the model portal, at one moment: right before the first byte the worker looks at its lease (rule 9; false: nothing is sent).
 * Returns what the answer means for the lanes, as the courier would say it.
 */
export async function turnOf(
  world: World,
  call: readonly Claim[],
  random: () => number,
  faults: boolean,
): Promise<LaneVerdict[] | undefined> {
  const { rows } = await world.monitor.query<{ n: string }>(
    `select count(*) as n from lane l join unnest($1::bigint[], $2::bigint[]) as v (id, fence) on v.id = l.id
    where l.fence <= v.fence and l.lease_until > clock_timestamp()`,
    [call.map(({ laneId }) => laneId), call.map(({ fence }) => fence)],
  );
  if (Number(rows[0]?.n) < call.length) return undefined;
  const roll = faults ? random() : 1;
  return call.map((claim) =>
    claim.task === 'LOOK' ? look(world, claim, random, faults) : send(world, claim, roll, random, faults),
  );
}

function send(world: World, claim: Claim, roll: number, random: () => number, faults: boolean): LaneVerdict {
  const lane = { laneId: claim.laneId, fence: claim.fence, next: 'FREE' as const };
  // For the whole call: busy, lost before, lost after it was applied.
  if (roll < 0.12) return { ...lane, verdicts: claim.deliveries.map(({ id }) => again(id, false)) };
  if (roll < 0.24) return { ...lane, verdicts: claim.deliveries.map(({ id }) => unknown(id)) };
  const refuses = faults && random() < 0.06;
  const verdicts: Verdict[] = [];
  for (const delivery of claim.deliveries) {
    if (refuses) {
      verdicts.push({ deliveryId: delivery.id, type: 'REFUSED', code: '17', flags: [] });
      continue;
    }
    world.model.apply(itemOf(claim, delivery));
    verdicts.push({ deliveryId: delivery.id, type: 'DELIVERED', proof: 'ANSWER', code: '0', flags: [] });
  }
  if (roll < 0.36) return { ...lane, verdicts: claim.deliveries.map(({ id }) => unknown(id)) };
  return { ...lane, verdicts };
}

function look(world: World, claim: Claim, random: () => number, faults: boolean): LaneVerdict {
  const lane = { laneId: claim.laneId, fence: claim.fence, next: 'FREE' as const };
  const held = world.model.of(claim.laneId);
  if (faults && random() < 0.15)
    return { ...lane, verdicts: [], noAnswer: random() < 0.5 ? 'counts' : 'unavailable' };
  const lags = faults && !claim.lastLook && random() < 0.3;
  const shown = lags ? held.before : held;
  const verdicts: Verdict[] = [];
  let lookAgain = false;
  for (const { id, entryId } of claim.deliveries) {
    const there = entryId === undefined ? shown.record?.id === id : shown.entries.includes(entryId);
    if (there) verdicts.push({ deliveryId: id, type: 'DELIVERED', proof: 'READ_BACK', flags: [] });
    else if (claim.lastLook) verdicts.push(again(id, true));
    else lookAgain = true;
  }
  const known = lags ? {} : { remoteExists: held.record !== undefined };
  return { ...lane, ...known, verdicts, ...(lookAgain ? { lookAgain } : {}) };
}

function again(deliveryId: string, usesAttempt: boolean): Verdict {
  return { deliveryId, type: 'AGAIN', usesAttempt };
}

function unknown(deliveryId: string): Verdict {
  return { deliveryId, type: 'UNKNOWN', error: 'reset' };
}

function itemOf(claim: Claim, delivery: Claim['deliveries'][number]): Item {
  const { id, kind, version, phase, generation, entryId } = delivery;
  return { laneId: claim.laneId, fence: Number(claim.fence), id, kind, version, phase, generation, entryId };
}

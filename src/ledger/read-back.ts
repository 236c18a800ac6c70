import { setTimeout as sleep } from 'node:timers/promises';
import type { Remote } from '../domain/ports.js';
import type { Item } from './batch.js';
import type { CallContext, Calls } from './calls.js';
import type { Judgement } from './classify.js';
import type { LaneRun } from './lane-run.js';
import { judgeLook } from './look.js';
import { lookupKeyOf } from './looking.js';
import { deliveredKeys, loadSent } from './sent-entries.js';
import type { Snapshots } from './snapshots.js';
import type { Claim, LaneVerdict, Verdict } from './types.js';

/**
 * A refused batch may have been applied in part without a word, and what is appended there must not be sent twice: so trace
 * entries and notices are read back before their halves are sent (national portal contract, section 3). Reads after each of
 * the profile's delays; what is found is settled, what is not there after the last look stays open in its lane.
 */
export async function readBackRefused(
  context: CallContext & { snapshots: Snapshots },
  calls: Calls,
  run: LaneRun,
  items: readonly Item[],
): Promise<void> {
  const since = performance.now();
  const delays = context.portal.limits.readBackDelays;
  const last = Math.max(0, delays.length - 1);
  for (let look = 0; look <= last && !run.over; look += 1) {
    const open = items.filter((item) => run.open.has(item));
    if (open.length === 0) return;
    await wait(since + (delays[look] ?? 0) - performance.now(), context.stop);
    const isLast = look === last;
    const claim: Claim = {
      ...run.claim,
      task: 'LOOK',
      cause: 'LOST',
      lastLook: isLast,
      foundEntries: Object.fromEntries(run.unconsumed),
      deliveries: open.map(({ delivery }) => delivery),
    };
    const made = await calls.lookup(claim, lookupKeyOf(claim, open[0]?.wire));
    if (!made) return giveUp(calls, undefined, run, open);
    if (!made.answer.ok) {
      if (isLast) return giveUp(calls, made, run, open);
      await calls.settle(made, []);
      continue;
    }
    const sent = await loadSent(context, [run.claim]);
    const seen = judgeLook({
      claim,
      answer: made.answer,
      wires: new Map(open.map(({ delivery, wire }) => [delivery.id, wire])),
      delivered: await deliveredKeys(context, sent, run.claim.laneId),
      portal: context.portal,
    });
    const { remote } = made.answer;
    await calls.settle(made, settlements(run, seen.verdicts, open, remote, isLast));
  }
}

function settlements(
  run: LaneRun,
  verdicts: readonly Verdict[],
  open: readonly Item[],
  remote: Remote,
  isLast: boolean,
): LaneVerdict[] {
  const judged = new Map<Item, Judgement>();
  for (const item of open) {
    const verdict = verdicts.find(({ deliveryId }) => deliveryId === item.delivery.id);
    if (!verdict || verdict.type === 'AGAIN') {
      // A notice that is there after all, but not as sent, goes as an update: another call, so another claim.
      if (item.delivery.kind === 'RECORD' && remote.exists && !item.standing.exists && isLast) {
        const again: Verdict = {
          deliveryId: item.delivery.id,
          type: 'AGAIN',
          usesAttempt: false,
          delayMs: 0,
        };
        judged.set(item, { verdict: again, blocks: true, remoteExists: true, ...idOf(remote) });
      }
      continue;
    }
    judged.set(item, {
      verdict,
      blocks: verdict.type !== 'DELIVERED',
      remoteExists: remote.exists,
      ...idOf(remote),
    });
  }
  return judged.size === 0 ? [] : [run.settlement(judged)];
}

/** Not read back: their fate is not known, so the lane goes the way of every lost call. */
async function giveUp(
  calls: Calls,
  made: Parameters<Calls['settle']>[0],
  run: LaneRun,
  open: readonly Item[],
): Promise<void> {
  const judged = new Map<Item, Judgement>(
    open.map((item) => [
      item,
      {
        verdict: {
          deliveryId: item.delivery.id,
          type: 'UNKNOWN',
          error: 'a refused batch that could not be read back',
          payloadHash: item.wire.payloadHash,
        },
        blocks: true,
      },
    ]),
  );
  await calls.settle(made, [run.settlement(judged)]);
}

function idOf(remote: Remote): { remoteId?: string } {
  return remote.remoteId === undefined ? {} : { remoteId: remote.remoteId };
}

async function wait(ms: number, stop: AbortSignal): Promise<void> {
  if (ms <= 0 || stop.aborted) return;
  await sleep(ms, undefined, { signal: stop }).catch(() => undefined);
}

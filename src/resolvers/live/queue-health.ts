import { setTimeout as wait } from 'node:timers/promises';
import { essenceOf } from '../../reads/queue-reports.js';
import type { QueuesReport } from '../../schema/queues.js';
import type { Context } from '../context.js';
import { endable, liveOf } from './live.js';

/** No client is told more often. */
const AT_MOST_EVERY_MS = 1_000;
/** Staleness comes about without any event, and not all that happens is notified. */
const LOOK_MS = 3_000;

/** Opens the events of `queueHealth`: the report at once, then whenever it is another one. Throws `Refusal`. */
export async function queueHealthEvents(
  context: Context,
  ended: boolean,
): Promise<AsyncIterableIterator<QueuesReport>> {
  const live = liveOf(context);
  const { queueReports, wakes } = context.services;
  await queueReports.read(await live.caller(), ended);
  return endable(live, async function* (signal) {
    let told = '';
    while (!signal.aborted) {
      const report = await queueReports.read(await live.caller(), ended);
      const essence = essenceOf(report);
      if (essence !== told && !signal.aborted) {
        told = essence;
        yield report;
      }
      await wait(AT_MOST_EVERY_MS, undefined, { signal }).catch(() => undefined);
      await wakes.next(LOOK_MS, signal);
    }
  });
}

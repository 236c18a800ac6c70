import type { QueueEngine } from './engine.js';
import type { PushJob } from './names.js';

/**
 * Adds a turn unless one waits for the same slot. While that slot's turn runs, the newest addition is kept and follows it,
 * so a wake-up during its last claim is not swallowed (ledger rule 19).
 */
export async function addTurn(engine: QueueEngine, job: PushJob): Promise<void> {
  await engine.queue('push').add('turn', job, {
    deduplication: { id: `${job.accountId}:${job.slot}`, keepLastIfActive: true },
  });
}

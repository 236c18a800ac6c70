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

/** Adds the work on replays that were asked for; one waits at most, and one that is asked for meanwhile follows. */
export async function addReplay(engine: QueueEngine): Promise<void> {
  await engine
    .queue('upkeep')
    .add('replay', { task: 'replay' }, { deduplication: { id: 'replay', keepLastIfActive: true } });
}

/** Adds a pull of what was asked for; one waits at most, and one that is asked for during a pull follows it. */
export async function addRequestedSync(engine: QueueEngine): Promise<void> {
  await engine
    .queue('sync')
    .add(
      'requested',
      { requestedOnly: true },
      { deduplication: { id: 'requested', keepLastIfActive: true } },
    );
}

import type { QueueEngine } from './engine.js';
import { QUEUES, type QueueName } from './names.js';

export interface QueueCounts {
  name: QueueName;
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}

/** How many jobs each queue holds now; throws when the engine does not answer. */
export async function queueCounts(engine: QueueEngine): Promise<QueueCounts[]> {
  return Promise.all(
    QUEUES.map(async (name) => {
      const queue = engine.queue(name);
      const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'failed', 'prioritized');
      const { wait = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
      return { name, waiting: wait + prioritized, active, delayed, failed };
    }),
  );
}

import type { JobOf, QueueName } from '../queues/names.js';
import type { JobContext } from './context.js';
import { push } from './push.js';
import { sync } from './sync.js';
import { upkeep } from './upkeep.js';

/** How a queue's jobs are performed; `concurrency` is per process. */
export interface JobDefinition<Name extends QueueName> {
  perform(context: JobContext, data: JobOf[Name]): Promise<unknown>;
  concurrency: number;
}

/** Every job; one line each. */
export const jobs: { [Name in QueueName]: JobDefinition<Name> } = {
  push: { perform: push, concurrency: 8 },
  sync: { perform: sync, concurrency: 1 },
  // One for each task: a long one must not keep the sweep, which expires leases.
  upkeep: { perform: upkeep, concurrency: 4 },
};

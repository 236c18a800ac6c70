import type { UpkeepJob } from '../queues/names.js';
import type { JobContext } from './context.js';
import { housekeeping } from './housekeeping.js';
import { sweep } from './sweep.js';

/** The hub's work on itself. */
export function upkeep(context: JobContext, { task }: UpkeepJob): Promise<unknown> {
  return task === 'sweep' ? sweep(context) : housekeeping(context);
}

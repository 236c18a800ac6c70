import type { UpkeepJob } from '../queues/names.js';
import { checkSignatures } from './check-signatures.js';
import { compare } from './compare.js';
import type { JobContext } from './context.js';
import { housekeeping } from './housekeeping.js';
import { replay } from './replay.js';
import { sweep } from './sweep.js';

/** The hub's work on itself. */
export function upkeep(context: JobContext, { task }: UpkeepJob): Promise<unknown> {
  switch (task) {
    case 'sweep':
      return sweep(context);
    case 'replay':
      return replay(context);
    case 'housekeeping':
      return housekeeping(context);
    case 'compare':
      return compare(context);
    case 'signatures':
      return checkSignatures(context);
  }
}

import type { JobContext } from '../jobs/context.js';
import { createLog, type Log } from '../telemetry/log.js';

/** What jobs and the hub say, in the process's log. */
export function logTo(log: Log): JobContext['log'] {
  return (level, message, facts = {}) => log[level](facts, message);
}

export function openLog(level: string): JobContext['log'] {
  return logTo(createLog(level));
}

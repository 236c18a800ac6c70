import pino from 'pino';
import type { JobContext } from '../jobs/context.js';
import { createLog, type Log } from '../telemetry/log.js';

const DESCRIPTORS = { stdout: 1, stderr: 2 } as const;

/** What jobs and the hub say, in the process's log. */
export function logTo(log: Log): JobContext['log'] {
  return (level, message, facts = {}) => log[level](facts, message);
}

/** `destination`: a service's log is what it prints; a command prints its answer, and logs beside it. */
export function openLog(level: string, destination: keyof typeof DESCRIPTORS = 'stdout'): JobContext['log'] {
  return logTo(createLog(level, pino.destination(DESCRIPTORS[destination])));
}

import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import type { QueuesReport } from '../schema/queues.js';
import type { Reads } from './engine/reads.js';
import { type QueuesServices, readQueues } from './queues.js';

/** How old a report may be that several are told. */
const SHARED_MS = 900;

/** The report of `queues`, read once for all who follow it. */
export class QueueReports {
  readonly #last = new Map<boolean, { at: number; report: Promise<QueuesReport> }>();

  constructor(
    private readonly reads: Reads,
    private readonly services: QueuesServices,
  ) {}

  /** `ended`: with the counts of what is over. Throws `Refusal` FORBIDDEN. */
  async read(principal: Principal, ended: boolean): Promise<QueuesReport> {
    demand(principal, 'queues.read');
    const last = this.#last.get(ended);
    const now = performance.now();
    if (last && now - last.at < SHARED_MS) return last.report;
    const report = readQueues(this.reads, principal, this.services, ended);
    this.#last.set(ended, { at: now, report });
    return report;
  }
}

/** What makes a report another one: everything but the time of reading and the ages that grow with it. */
export function essenceOf(report: QueuesReport): string {
  const passing = new Set(['at', 'ageSeconds', 'oldestReadyAgeSeconds']);
  return JSON.stringify(report, (name, value) => (passing.has(name) ? undefined : value));
}

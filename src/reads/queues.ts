import type { Principal } from '../access/principal.js';
import type { QueuesReport } from '../schema/queues.js';
import type { Reads } from './engine/reads.js';
import { type JobCounts, judgeHealth, type KnownSource, whereOf, worst } from './health.js';
import { type PauseFacts, readQueueFacts } from './queue-facts.js';

/** What the report needs beside the store. */
export interface QueuesServices {
  sources: readonly KnownSource[];
  syncEveryMs: number;
  /** Counts of the job queues; throws when their engine does not answer. */
  counts(): Promise<JobCounts[]>;
}

const JOBS_WAIT_MS = 2_000;

/** Is it healthy, and if not, where and since when. `ended`: see {@link readQueueFacts}. */
export async function readQueues(
  reads: Reads,
  principal: Principal,
  services: QueuesServices,
  ended = true,
): Promise<QueuesReport> {
  const [facts, jobs] = await Promise.all([
    readQueueFacts(reads, principal, ended),
    answered(services.counts()),
  ]);
  const { sources, syncEveryMs } = services;
  const problems = judgeHealth({ facts, sources, syncEveryMs, jobs });
  const at = Date.parse(facts.at);
  const age = (since: string | null) =>
    since === null ? null : Math.max(0, Math.round((at - Date.parse(since)) / 1_000));
  const healthAt = (where: string) => worst(problems.filter((problem) => problem.where === where));
  const pauseOf = (scope: string) => facts.pauses.find((pause) => pause.scope === scope);
  const names = new Set([...sources.map(({ name }) => name), ...facts.sources.map(({ source }) => source)]);
  return {
    health: worst(problems),
    problems,
    at: facts.at,
    portals: facts.accounts.map((account) => ({
      ...account,
      health: healthAt(whereOf(account)),
      pausedAt: pauseOf(`portal:${account.portal}`)?.since ?? null,
      oldestReadyAgeSeconds: age(account.oldestReadyAt),
    })),
    sources: [...names].map((name) => {
      const known = facts.sources.find(({ source }) => source === name);
      return {
        source: name,
        configured: sources.some((source) => source.name === name && source.configured),
        health: healthAt(`source:${name}`),
        lastState: known?.lastState ?? null,
        lastStartedAt: known?.lastStartedAt ?? null,
        lastDoneAt: known?.lastDoneAt ?? null,
        ageSeconds: age(known?.lastDoneAt ?? null),
        requestedAt: known?.requestedAt ?? null,
        openQuarantine: known?.openQuarantine ?? 0,
        lastComparedAt: known?.lastComparedAt ?? null,
        differences: known?.differences ?? [],
      };
    }),
    jobQueues: jobs ? jobs.map((job) => ({ ...job, ...pausedFacts(pauseOf(`queue:${job.name}`)) })) : null,
    openQuarantine: facts.sources.reduce((sum, { openQuarantine }) => sum + openQuarantine, 0),
  };
}

function pausedFacts(pause: PauseFacts | undefined) {
  return {
    paused: pause !== undefined,
    pausedAt: pause?.since ?? null,
    pausedBy: pause?.by ?? null,
    pauseReason: pause?.reason ?? null,
  };
}

/** A queue engine that is down must not hide what the store knows. */
async function answered<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, JOBS_WAIT_MS, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

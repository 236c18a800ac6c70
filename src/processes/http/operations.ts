import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Queue } from 'bullmq';
import { Router } from 'express';
import { systemPrincipal } from '../../access/principal.js';
import type { Reads } from '../../reads/engine/reads.js';
import { type QueuesServices, readQueues } from '../../reads/queues.js';
import type { Metrics } from '../../telemetry/metrics.js';
import { refuse } from './errors.js';

const RANK = { HEALTHY: 0, DEGRADED: 1, FAILING: 2 } as const;

/** Fills the ledger's gauges from the same report that `queues` answers; called at each scrape. */
export async function fillGauges(metrics: Metrics, reads: Reads, services: QueuesServices): Promise<void> {
  const report = await readQueues(reads, systemPrincipal('metrics'), services);
  for (const gauge of [
    metrics.deliveries,
    metrics.lanesWaiting,
    metrics.lanesReady,
    metrics.oldestDue,
    metrics.breaker,
    metrics.quarantine,
    metrics.differences,
    metrics.comparedAt,
    metrics.syncAge,
    metrics.jobs,
  ]) {
    gauge.reset();
  }
  metrics.health.set(RANK[report.health]);
  for (const account of report.portals) {
    const labels = { portal: account.portal, agency: account.agencyCode };
    for (const { state, count } of account.deliveries) metrics.deliveries.set({ ...labels, state }, count);
    for (const { reason, count } of account.waiting) metrics.lanesWaiting.set({ ...labels, reason }, count);
    metrics.lanesReady.set(labels, account.readyLanes);
    metrics.oldestDue.set(labels, account.oldestReadyAgeSeconds ?? 0);
    metrics.breaker.set({ ...labels, state: account.breaker.state }, 1);
  }
  for (const { source, openQuarantine, ageSeconds, differences, lastComparedAt } of report.sources) {
    metrics.quarantine.set({ source }, openQuarantine);
    for (const { problem, count } of differences) metrics.differences.set({ source, problem }, count);
    if (lastComparedAt !== null) metrics.comparedAt.set({ source }, Date.parse(lastComparedAt) / 1_000);
    if (ageSeconds !== null) metrics.syncAge.set({ source }, ageSeconds);
  }
  for (const { name, waiting, active, delayed, failed } of report.jobQueues ?? []) {
    for (const [state, count] of Object.entries({ waiting, active, delayed, failed })) {
      metrics.jobs.set({ queue: name, state }, count);
    }
  }
}

/** bull-board for looking only: jobs are never changed from a page. It fetches nothing from elsewhere: the policy forbids it. */
export function boardsRouter(queues: readonly Queue[], path: string): Router {
  const adapter = new ExpressAdapter();
  adapter.setBasePath(path);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Liên Thông' } },
  });
  const router = Router();
  router.use((request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      refuse(response, 405, 'BAD_REQUEST', 'Chỉ để xem · for looking only');
      return;
    }
    response.setHeader(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'self'; frame-ancestors 'none'",
    );
    next();
  });
  router.use(adapter.getRouter() as Router);
  return router;
}

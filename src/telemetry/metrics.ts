import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The gateway's metrics; gauges of the ledger are filled at each scrape by whoever knows the store. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'lienthong_' });
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `lienthong_${name}`, help, labelNames, registers });
  return {
    registry,
    http: new Histogram({
      name: 'lienthong_http_request_seconds',
      help: 'HTTP requests by route, method and status',
      labelNames: ['route', 'method', 'status'],
      buckets: SECONDS,
      registers,
    }),
    graphql: new Histogram({
      name: 'lienthong_graphql_operation_seconds',
      help: 'GraphQL operations by kind and outcome',
      labelNames: ['kind', 'outcome'],
      buckets: SECONDS,
      registers,
    }),
    graphqlErrors: new Counter({
      name: 'lienthong_graphql_errors_total',
      help: 'GraphQL errors by code',
      labelNames: ['code'],
      registers,
    }),
    deliveries: gauge('deliveries', 'Deliveries by portal and state', ['portal', 'agency', 'state']),
    lanesWaiting: gauge('lanes_waiting', 'Lanes that wait, by portal and reason', [
      'portal',
      'agency',
      'reason',
    ]),
    lanesReady: gauge('lanes_ready', 'Lanes from which something may leave now', ['portal', 'agency']),
    oldestDue: gauge('oldest_due_seconds', 'Age of the oldest lane that is due and not sent', [
      'portal',
      'agency',
    ]),
    breaker: gauge('breaker', '1 for the state that the breaker of an account is in', [
      'portal',
      'agency',
      'state',
    ]),
    quarantine: gauge('quarantine_open', 'Open records in quarantine', ['source']),
    differences: gauge('differences_open', 'Records that differ quietly between source and store', [
      'source',
      'problem',
    ]),
    comparedAt: gauge(
      'compared_timestamp_seconds',
      'End of the last whole comparison of a source with the store',
      ['source'],
    ),
    syncAge: gauge('sync_age_seconds', 'Seconds since the last whole reading of a source', ['source']),
    jobs: gauge('jobs', 'Jobs by queue and state', ['queue', 'state']),
    health: gauge('health', '0 healthy, 1 degraded, 2 failing'),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;

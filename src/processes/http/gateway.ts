import { expressMiddleware } from '@as-integrations/express5';
import type { Queue } from 'bullmq';
import express, { type Express, type Response } from 'express';
import { bearerOf } from '../../access/authenticate.js';
import { Looked } from '../../access/looked.js';
import { may } from '../../access/roles.js';
import { Tokens } from '../../access/tokens.js';
import type { FileAnswer, FileRequest } from '../../files/index.js';
import type { IntakeDeps } from '../../intake/types.js';
import { pauses } from '../../queues/pauses.js';
import { Reads } from '../../reads/engine/reads.js';
import type { JobCounts, KnownSource } from '../../reads/health.js';
import { QueueReports } from '../../reads/queue-reports.js';
import { readTypes } from '../../reads/registry.js';
import { checkClasses } from '../../resolvers/check-classes.js';
import type { Services } from '../../resolvers/context.js';
import { buildGraph } from '../../resolvers/schema.js';
import type { Database } from '../../store/database.js';
import { requireCurrentStore } from '../../store/migrate.js';
import { repeating } from '../../store/repeating.js';
import type { Sealer } from '../../store/sealed.js';
import { HealthChecks } from '../../telemetry/health.js';
import { createLog, type Log } from '../../telemetry/log.js';
import { createMetrics, type Metrics } from '../../telemetry/metrics.js';
import { authenticator, graphqlAccess, operatorsOnly, principalOf } from './access.js';
import { errorFormatter, errorHandler, refuse } from './errors.js';
import { filesHandler } from './files.js';
import { graphiql } from './graphiql.js';
import { startGraphql } from './graphql.js';
import { MAX_BODY, MAX_PUSHED_BODY } from './limits.js';
import { type LiveDoors, type LiveTimes, Operations, openLive, StoreWakes } from './live/index.js';
import { boardsRouter, fillGauges } from './operations.js';
import { Rate } from './rate.js';
import { requestId, withRequestId } from './request.js';
import { readSafelist, safelisted } from './safelist.js';
import { Weigher } from './weigh.js';

export interface GatewayOptions {
  /** Knows the keys, and runs what mutations write: with a time limit on each statement, which workers and sync must not have. */
  database: Database;
  sealer: Sealer;
  /** The sources as configured, off ones too. */
  sources: readonly KnownSource[];
  syncEveryMs: number;
  /** What mutations write with, see `Services`; into `database`. */
  writes: Pick<Services, 'inlets' | 'allowsFile'> & { intake: Omit<IntakeDeps, 'database'> };
  queues: {
    /** Throws when the engine does not answer. */
    counts(): Promise<JobCounts[]>;
    ping(): Promise<void>;
    /** What bull-board shows. */
    boards: readonly Queue[];
  };
  /** Runs the reads instead of `database`: with a time limit on each statement. */
  reading?: Database;
  /** For what searches everything; absent: as what reads. It should plan once (`onePlan`), with few connections: each keeps some MB for each form of a search. */
  searching?: Database;
  /** Requests a minute of one key, or of one address without a valid one; absent: unlimited. */
  ratePerMinute?: number;
  /** Whose access tokens are taken beside service keys; absent: none. */
  oidc?: { issuer: string; audience: string; officialClaim?: string };
  /** File of the only operations that are answered; absent: all are. */
  persistedOperations?: string;
  /** Absent: nothing is served under /files. */
  files?: (request: FileRequest) => Promise<FileAnswer>;
  /** Beside the database, its migrations and the queues. */
  health?: HealthChecks;
  live?: LiveTimes;
  log?: Log;
  metrics?: Metrics;
}

/** Forms of a search that are prepared: each plan takes some MB of a connection. */
const MOST_SEARCHES = 24;

export interface Gateway {
  app: Express;
  /** For the server's event `upgrade`: WebSocket. */
  upgrade: LiveDoors['upgrade'];
  /** Streams and sockets are ended at once, operations in flight are answered. The caller closes its server, database and queues. */
  close(): Promise<void>;
}

/**
 * The HTTP side of the hub; the caller listens. Throws `UnclassifiedField` when the schema has a field without a data class:
 * such a gateway does not start. Throws `SafelistProblem` for a file of operations that cannot be used.
 */
export async function buildGateway(options: GatewayOptions): Promise<Gateway> {
  const { database, sealer, sources, syncEveryMs, queues, writes } = options;
  const log = options.log ?? createLog('silent');
  const metrics = options.metrics ?? createMetrics();
  const schema = buildGraph();
  checkClasses(schema);
  const { persistedOperations } = options;
  const safelist = persistedOperations ? readSafelist(persistedOperations, schema) : undefined;
  const weigher = new Weigher(schema, readTypes);
  const format = errorFormatter(log, metrics);
  const server = await startGraphql(schema, { log, metrics, weigher, format });
  const reading = options.reading ?? database;
  const reads = new Reads(
    repeating(reading),
    sealer,
    readTypes,
    repeating(options.searching ?? reading, MOST_SEARCHES),
  );
  const report = { sources, syncEveryMs, counts: () => queues.counts() };
  const wakes = new StoreWakes(database.url);
  const services: Services = {
    database,
    sealer,
    reads,
    queues: report,
    queueReports: new QueueReports(reads, report),
    wakes,
    sources,
    ...writes,
    intake: { ...writes.intake, database },
  };
  const authenticated = authenticator(repeating(database), options.oidc && new Tokens(options.oidc));
  const rate = options.ratePerMinute === undefined ? undefined : new Rate(options.ratePerMinute);
  const live = openLive(
    {
      operations: new Operations(server, { schema, services, format, safelist }),
      who: async (authorization) => {
        const bearer = bearerOf(authorization);
        return bearer === undefined ? undefined : authenticated(bearer);
      },
      takes: async (asker) => rate === undefined || (await rate.take(asker)) === undefined,
      complain: (error) => log.error({ err: error }, 'a WebSocket failed'),
    },
    options.live,
  );
  const health = healthOf(options);

  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // No answer is kept anywhere (`no-store`): a hash of each would be for nobody.
  app.set('etag', false);
  app.use(withRequestId, everyAnswer, timed(metrics));

  app.get('/health/live', (_request, response) => {
    response.json({ ok: true });
  });
  app.get('/health/ready', async (_request, response) => {
    const readiness = await health.run();
    response.status(readiness.ok ? 200 : 503).json(readiness);
  });
  app.get('/metrics', operatorsOnly(database), async (_request, response) => {
    // A store that is down must not hide the process's own figures.
    await fillGauges(metrics, reads, report).catch(() => undefined);
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  app.use('/queues', operatorsOnly(database), boardsRouter(queues.boards, '/queues'));
  if (options.files) app.use('/files', filesHandler(options.files));
  app.use(
    '/graphql',
    graphiql(),
    graphqlAccess(authenticated, rate),
    bodyOf,
    ...(safelist ? [safelisted(safelist)] : []),
    live.streams,
    expressMiddleware(server, {
      context: async ({ res }) => {
        const looked = new Looked();
        const own = { ...services, reads: reads.seenBy(looked) };
        return { services: own, requestId: requestId(), principal: principalOf(res), looked };
      },
    }),
  );
  app.use((_request: express.Request, response: Response) => {
    refuse(response, 404, 'NOT_FOUND', 'Không tìm thấy · not found');
  });
  app.use(errorHandler(log));
  return {
    app,
    upgrade: live.upgrade,
    close: async () => {
      await live.close();
      await wakes.close();
      await server.stop();
    },
  };
}

function healthOf({ database, queues, health = new HealthChecks() }: GatewayOptions): HealthChecks {
  return health
    .add('database', async () => {
      await database.query('select 1');
      return 'PostgreSQL answers';
    })
    .add('migrations', async () => {
      await requireCurrentStore(database);
      return 'the store is up to date';
    })
    .add('queues', async () => {
      await queues.ping();
      const paused = await pauses(database);
      const names = paused.map(({ scope }) => scope).join(', ');
      return paused.length > 0 ? `the queue engine answers; paused: ${names}` : 'the queue engine answers';
    });
}

const readBody = express.json({ limit: MAX_BODY });
const readPushedBody = express.json({ limit: MAX_PUSHED_BODY });

function bodyOf(request: express.Request, response: Response, next: express.NextFunction): void {
  const principal = principalOf(response);
  const pushes = principal !== undefined && may(principal, 'dossiers.write');
  (pushes ? readPushedBody : readBody)(request, response, next);
}

function everyAnswer(_request: express.Request, response: Response, next: express.NextFunction): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
  next();
}

const ROUTES = ['/graphql', '/files', '/health', '/metrics', '/queues'];

function timed(metrics: Metrics): express.RequestHandler {
  return (request, response, next) => {
    const begin = performance.now();
    const { method } = request;
    const route =
      ROUTES.find((each) => request.path === each || request.path.startsWith(`${each}/`)) ?? 'other';
    response.once('close', () => {
      // How long somebody listened is no time of an answer.
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return;
      metrics.http.observe(
        { route, method, status: response.statusCode },
        (performance.now() - begin) / 1_000,
      );
    });
    next();
  };
}

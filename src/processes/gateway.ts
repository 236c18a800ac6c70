import type { Server } from 'node:http';
import { FileHosts } from '../files/hosts.js';
import { queueCounts } from '../queues/facts.js';
import { QUEUES } from '../queues/names.js';
import { Database } from '../store/database.js';
import { createLog } from '../telemetry/log.js';
import { buildGateway, createHttpServer } from './http/index.js';
import type { Hub } from './hub.js';

/** A search keeps the processors busy: more at once would not be sooner, and each connection keeps the plans of all. */
export const SEARCHING = { connections: 4, onePlan: true };

export interface RunningGateway {
  /** The port that it listens on; another than configured when that was 0. */
  port: number;
  close(): Promise<void>;
}

/** Listens on the configured address. Throws what `listen` throws (`EADDRINUSE`). */
export async function startGateway(hub: Hub): Promise<RunningGateway> {
  const { sealer, config, sources, engines, files } = hub;
  const queues = await engines.queues();
  // The hub's own connections have no time limit: a worker may share them, and its statements take as long as they take.
  const limited = (name: string, more: { connections?: number; onePlan?: boolean } = {}) =>
    new Database(engines.databaseUrl, { name, statementTimeoutMs: config.queryTimeoutMs, ...more });
  const reading = limited('lienthong-reads');
  const searching = limited('lienthong-search', SEARCHING);
  const database = limited('lienthong-writes');
  const hosts = new FileHosts(config.fileHosts);
  const gateway = await buildGateway({
    database,
    reading,
    searching,
    ratePerMinute: config.rateLimit,
    ...(config.oidc ? { oidc: config.oidc } : {}),
    ...(config.persistedOperations ? { persistedOperations: config.persistedOperations } : {}),
    sealer,
    sources,
    syncEveryMs: config.syncEveryMs,
    writes: { intake: hub.intake, inlets: sources, allowsFile: (url) => hosts.allows(url) },
    queues: {
      counts: () => queueCounts(queues),
      ping: () => queues.ping(),
      boards: QUEUES.map((name) => queues.queue(name)),
    },
    files: (request) => files.serve(request),
    log: createLog(config.logLevel),
  });
  const within = { headers: config.requestTimeoutMs / 2, request: config.requestTimeoutMs };
  const closePools = () => Promise.all([reading, searching, database].map((pool) => pool.close()));
  const server = await listen(createHttpServer(gateway.app, within), config.port, config.host).catch(
    async (error: unknown) => {
      await gateway.close();
      await closePools();
      throw error;
    },
  );
  server.on('upgrade', gateway.upgrade);
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : config.port,
    close: async () => {
      await gateway.close();
      server.closeIdleConnections();
      await new Promise<void>((closed) => {
        server.close(() => closed());
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      });
      await closePools();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((listening, failed) => {
    server.listen(port, host);
    server.once('listening', () => listening(server));
    server.once('error', failed);
  });
}

import { Command } from 'commander';
import { loadConfig } from '../config.js';
import { openEngines } from '../processes/engines.js';
import { startGateway } from '../processes/gateway.js';
import { openHub } from '../processes/hub.js';
import { openLog } from '../processes/log.js';
import { runService } from '../processes/shutdown.js';
import { startWorker } from '../processes/worker.js';

/** What a service is made of. */
interface Parts {
  worker: boolean;
  migrate: boolean;
}

export function serveCommand(): Command {
  return new Command('serve')
    .description(
      'the gateway: GraphQL, GraphiQL, signed files, health, metrics, bull-board; any number of them',
    )
    .addHelpText('after', '\nExample:\n  $ PORT=4000 lienthong serve')
    .action(() => serve({ worker: false, migrate: false }));
}

export function startCommand(): Command {
  return new Command('start')
    .description('gateway and worker in one process; brings the store up to date first')
    .action(() => serve({ worker: true, migrate: true }));
}

async function serve(parts: Parts): Promise<void> {
  const config = loadConfig();
  const engines = await openEngines(config, { migrate: parts.migrate, patience: 'service' });
  const log = openLog(config.logLevel);
  const hub = await openHub(config, engines, { log });
  const gateway = await startGateway(hub);
  const worker = parts.worker ? await startWorker(hub) : undefined;
  log('info', 'gateway is up', {
    graphql: `http://${config.host}:${gateway.port}/graphql`,
    engine: engines.kind,
    worker: parts.worker,
  });
  runService(async () => {
    await gateway.close();
    await worker?.close();
    await hub.close();
    await engines.close();
  });
}

import { Command } from 'commander';
import { loadConfig } from '../config.js';
import { openEngines } from '../processes/engines.js';
import { type RunningGateway, startGateway } from '../processes/gateway.js';
import { type Hub, openHub } from '../processes/hub.js';
import { openLog } from '../processes/log.js';
import { runService } from '../processes/shutdown.js';
import { type RunningWorker, startWorker } from '../processes/worker.js';

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
  const open: { hub?: Hub; gateway?: RunningGateway; worker?: RunningWorker } = {};
  const close = async () => {
    await open.gateway?.close();
    await open.worker?.close();
    await open.hub?.close();
    await engines.close();
  };
  try {
    open.hub = await openHub(config, engines, { log });
    open.gateway = await startGateway(open.hub);
    if (parts.worker) open.worker = await startWorker(open.hub);
    log('info', 'gateway is up', {
      graphql: `http://${config.host}:${open.gateway.port}/graphql`,
      engine: engines.kind,
      worker: parts.worker,
    });
  } catch (error) {
    // Connections that are left open would keep the process from ending, and nobody would see that it does nothing.
    await close();
    throw error;
  }
  runService(close);
}

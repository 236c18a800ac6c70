import { loadConfig } from '../../src/config.js';
import { openEngines } from '../../src/processes/engines.js';
import { openHub } from '../../src/processes/hub.js';
import { openLog } from '../../src/processes/log.js';
import { runService } from '../../src/processes/shutdown.js';
import { startWorker } from '../../src/processes/worker.js';
import { armedHub, Trigger } from './armed-hub.js';
import type { FromWorker, ToWorker } from './kill-points.js';

// `lienthong work`, but for the trigger: the same engines, hub, worker and shutdown.
const tell = (message: FromWorker) => {
  if (process.connected) process.send?.(message);
};
const trigger = new Trigger(tell);
process.on('message', (message: ToWorker) => {
  if (message.type === 'arm') trigger.armed = message;
  else if (message.type === 'disarm') trigger.armed = undefined;
  else trigger.go();
});
// Without its harness a worker has nothing to do here.
const orphaned = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', orphaned);

const config = loadConfig();
const engines = await openEngines(config, { migrate: false, patience: 'service' });
const hub = armedHub(await openHub(config, engines, { log: openLog(config.logLevel) }), trigger);
const worker = await startWorker(hub);
tell({ type: 'up' });
runService(async () => {
  await worker.close();
  await hub.close();
  await engines.close();
  process.off('disconnect', orphaned);
  process.disconnect?.();
});

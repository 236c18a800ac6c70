import { Command, Option } from 'commander';
import { type Config, loadConfig } from '../config.js';
import type { JobContext } from '../jobs/context.js';
import { type Engines, openEngines } from '../processes/engines.js';
import { type Hub, openHub } from '../processes/hub.js';
import { openLog } from '../processes/log.js';
import { awayLine } from '../processes/portal-lines.js';
import { runService } from '../processes/shutdown.js';
import { untilIdle } from '../processes/until-idle.js';
import { type RunningWorker, startWorker } from '../processes/worker.js';
import { duration, UsageProblem } from './arguments.js';
import { bars } from './screen.js';

interface Options {
  untilIdle?: boolean;
  maxWait: number;
  json?: boolean;
}

const ENDS = {
  0: 'Tất cả đã gửi xong / all settled.',
  2: 'Có lượt gửi cần cán bộ xử lý / something needs a person: lienthong status',
  3: 'Chưa gửi hết khi hết thời gian chờ / time ran out with work left',
} as const;

export function workCommand(): Command {
  return new Command('work')
    .description(
      'a worker: carries what is owed, looks at what was lost, pulls on schedule; any number of them',
    )
    .option('--until-idle', 'deliver what is owed, pull nothing, then end')
    .addOption(
      new Option('--max-wait <duration>', 'with --until-idle: give up after this')
        .argParser(duration)
        .default(10 * 60_000, '10m'),
    )
    .option('--json', 'with --until-idle: print what is left as JSON')
    .addHelpText(
      'after',
      `\nExit status with --until-idle: 0 all settled, 2 something needs a person, 3 a portal could not be reached or time ran out
with work left; 3 wins.\n\nExample:\n  $ lienthong sync && lienthong work --until-idle --max-wait 10m`,
    )
    .action(async ({ untilIdle: once = false, maxWait, json = false }: Options, command: Command) => {
      if (!once && command.getOptionValueSource('maxWait') === 'cli')
        throw new UsageProblem('--max-wait goes with --until-idle');
      await (once ? workUntilIdle(maxWait, json) : workOn());
    });
}

interface AtWork {
  engines: Engines;
  hub: Hub;
  close(): Promise<void>;
}

/** All that works, or none: where the worker cannot start, connections left open would keep the process from ending, and nobody would see it. */
async function begin(
  config: Config,
  engines: Engines,
  log: JobContext['log'],
  options?: Parameters<typeof startWorker>[1],
): Promise<AtWork> {
  const open: { hub?: Hub; worker?: RunningWorker } = {};
  const close = async () => {
    await open.worker?.close();
    await open.hub?.close();
    await engines.close();
  };
  try {
    const hub = await openHub(config, engines, { log });
    open.hub = hub;
    open.worker = await startWorker(hub, options);
    return { engines, hub, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function workOn(): Promise<void> {
  const config = loadConfig();
  const log = openLog(config.logLevel);
  const engines = await openEngines(config, { migrate: false, patience: 'service' });
  const { hub, close } = await begin(config, engines, log);
  log('info', 'worker is up', { portals: [...hub.portals.keys()].join(', '), engine: engines.kind });
  runService(close);
}

async function workUntilIdle(maxWaitMs: number, json: boolean): Promise<void> {
  const config = loadConfig();
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel, 'stderr');
  const engines = await openEngines(config, { migrate: false, patience: 'command' });
  const { hub, close } = await begin(config, engines, log, { schedules: false });
  const screen = bars(!json);
  let most = 1;
  const name = 'luồng gửi / lanes';
  screen.add(name);
  const { status, seen, away } = await untilIdle(engines.database, {
    maxWaitMs,
    onLook: ({ moving }) => {
      most = Math.max(most, moving);
      screen.move(name, 1 - moving / most, `còn / left ${moving}`);
    },
  });
  screen.stop();
  await close();
  if (json) {
    const portals = away.map(({ agencyCode: agency, ...account }) => {
      return { ...account, agency, address: hub.addresses.get(account.portal) };
    });
    console.log(JSON.stringify({ status, ...seen, portals }));
  } else {
    const why = away.map((account) => awayLine(account, hub.addresses.get(account.portal)));
    console.log([ENDS[status], ...why].join('; '));
  }
  process.exitCode = status;
}

import { Command, InvalidArgumentError } from 'commander';
import { systemPrincipal } from '../access/principal.js';
import { loadConfig } from '../config.js';
import {
  planReplay,
  REPLAYABLE,
  type ReplayFilter,
  type ReplayPlan,
  requestReplay,
  runReplays,
} from '../ledger/replay.js';
import { replayToken } from '../ledger/replay-token.js';
import { isPortal } from '../ledger/switches.js';
import { type Engines, openEngines } from '../processes/engines.js';
import { UsageProblem } from './arguments.js';
import { bars, table } from './screen.js';

const PRINCIPAL = systemPrincipal('replay');

interface Options {
  state: ReplayFilter['states'];
  portal?: string;
  unit?: string;
  procedure?: string;
  code?: string[];
  answer?: string[];
  from?: string;
  to?: string;
  yes?: boolean;
  json?: boolean;
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('send deliveries again: counts them, and does it with --yes; the newest version only')
    .option('--state <states>', `of ${REPLAYABLE.join(', ')}; with commas`, states, ['REFUSED', 'EXHAUSTED'])
    .option('--portal <code>', 'only this portal')
    .option('--unit <code>', 'only this unit, all below it, and what took over')
    .option('--procedure <code>', 'only dossiers of this procedure')
    .option('--code <codes>', 'only dossiers and notices with these codes; with commas', list)
    .option('--answer <codes>', "only where this was the portal's last code; with commas", list)
    .option('--from <time>', 'in their state since then or later, RFC 3339', instant)
    .option('--to <time>', 'in their state since before then, RFC 3339', instant)
    .option('--yes', 'do it; a worker carries them then')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      `\nExamples:\n  $ lienthong replay --portal national --state EXHAUSTED\n  $ lienthong replay --portal national --state EXHAUSTED --yes && lienthong work --until-idle`,
    )
    .action(async ({ yes = false, json = false, ...options }: Options) => {
      const engines = await openEngines(loadConfig(), { migrate: false, patience: 'command' });
      try {
        const { database } = engines;
        if (options.portal !== undefined && !(await isPortal(database, PRINCIPAL, options.portal)))
          throw new UsageProblem(`no portal is called "${options.portal}": lienthong portals`);
        const filter = filterOf(options);
        const plan = await planReplay(database, PRINCIPAL, filter);
        if (yes && plan.count > 0) await carryOut(engines, filter, plan, json);
        if (json) console.log(JSON.stringify({ ...plan, done: yes }));
        else print(plan, yes);
      } finally {
        await engines.close();
      }
    });
}

async function carryOut(
  { database, sealer }: Engines,
  filter: ReplayFilter,
  { count }: ReplayPlan,
  json: boolean,
) {
  const now = Date.now();
  const answer = await requestReplay(database, sealer, PRINCIPAL, {
    filter,
    token: replayToken(sealer, PRINCIPAL, filter, count, now),
    now,
    write: { action: 'replay', input: filter },
  });
  if (!answer.ok) throw new UsageProblem('what there is to send again changed meanwhile: try again');
  const screen = bars(!json);
  screen.add('gửi lại / replay');
  await runReplays(database, PRINCIPAL, {
    onProgress: ({ done, total }) =>
      screen.move('gửi lại / replay', total > 0 ? Math.min(1, done / total) : 1, `${done} / ${total}`),
  });
  screen.stop();
}

function print({ count, newer, groups }: ReplayPlan, done: boolean): void {
  if (groups.length > 0) {
    const rows = groups.map(({ portal, state, count: n }) => [portal, state, n]);
    console.log(table(['cổng / portal', 'trạng thái / state', 'số lượt / deliveries'], rows));
  }
  if (newer > 0) console.log(`${newer} đã có bản mới hơn / left out, a newer version is owed`);
  if (done) console.log(`${count} sẽ được gửi lại / will be sent again`);
  else console.log(`${count} có thể gửi lại; thêm --yes để gửi / can be sent again; --yes does it`);
}

function filterOf({ state, portal, unit, procedure, code, answer, from, to }: Options): ReplayFilter {
  return {
    states: state,
    ...(portal === undefined ? {} : { portal }),
    ...(unit === undefined ? {} : { unit }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(code === undefined ? {} : { codes: code }),
    ...(answer === undefined ? {} : { answers: answer }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

function list(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function states(text: string): ReplayFilter['states'] {
  const asked = list(text);
  const unknown = asked.find((each) => !REPLAYABLE.some((state) => state === each));
  if (unknown !== undefined) throw new InvalidArgumentError(`expected some of ${REPLAYABLE.join(', ')}.`);
  return REPLAYABLE.filter((state) => asked.includes(state));
}

function instant(text: string): string {
  const at = Date.parse(text);
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(at))
    throw new InvalidArgumentError('expected RFC 3339 with an offset, such as 2024-08-23T08:30:00+07:00.');
  return new Date(at).toISOString();
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { loadConfig } from '../config.js';
import { BadList, probe, tcpLook } from '../connectors/sources/connectivity/probe/index.js';
import { LINK_STATES } from '../domain/kinds/network-site.js';
import { systemClock } from '../domain/time.js';
import { duration, UsageProblem } from './arguments.js';
import { bars, table } from './screen.js';

interface Options {
  list: string;
  out?: string;
  timeout: number;
  json?: boolean;
}

const SITES = 'điểm / sites';

export function probeCommand(): Command {
  return new Command('probe')
    .description(
      'look at the units’ network sites by TCP and lay what is found into the drop of connectivity',
    )
    .requiredOption(
      '--list <file>',
      'CSV: MaDuongTruyen, Ten, DonVi, DiaChi (host:port, several with blanks), …',
    )
    .option('--out <dir>', 'the drop to write to (default: the folder of SOURCE_CONNECTIVITY_URL)')
    .option('--timeout <duration>', 'how long to wait for an answer', duration, 3_000)
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `\nA site is UP when all its addresses answer (a refusal is an answer), DEGRADED when some do, DOWN when a router says that
nobody is there, UNKNOWN when nothing is heard. Only changes become new versions: look as often as you like.
\nExit status: 0 all sites are UP, 2 some are not.
\nExample (every five minutes, by cron):\n  $ lienthong probe --list sites.csv --out /srv/drops/connectivity && lienthong sync connectivity`,
    )
    .action(async ({ list, out, timeout, json = false }: Options) => {
      const folder = out ?? dropOf(loadConfig().environment['SOURCE_CONNECTIVITY_URL']);
      const screen = bars(!json && process.stderr.isTTY);
      screen.add(SITES);
      const found = await probe({
        list: readList(list),
        out: folder,
        clock: systemClock,
        look: (address) => tcpLook(address, timeout),
        onSite: (done, of) => screen.move(SITES, done / of, `${done}/${of}`),
      }).catch((error: unknown) => {
        throw error instanceof BadList ? new UsageProblem(`--list: ${error.message}`) : error;
      });
      screen.stop();
      if (json) console.log(JSON.stringify(found));
      else {
        console.log(table([...LINK_STATES], [LINK_STATES.map((state) => found.states[state])]));
        for (const { code, state } of found.troubled) console.log(`${state.padEnd(9)} ${code}`);
        console.log(found.file);
      }
      process.exitCode = found.troubled.length > 0 ? 2 : 0;
    });
}

function readList(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageProblem(`--list: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

function dropOf(address: string | undefined): string {
  if (address?.startsWith('file:')) return fileURLToPath(address);
  throw new UsageProblem('--out: name a folder, or set SOURCE_CONNECTIVITY_URL to a file:// address');
}

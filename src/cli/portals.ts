import { Command } from 'commander';
import { systemPrincipal } from '../access/principal.js';
import { loadConfig } from '../config.js';
import { forgetCaughtUp } from '../intake/index.js';
import { portalFacts, switchPortal } from '../ledger/switches.js';
import { openEngines } from '../processes/engines.js';
import type { Database } from '../store/database.js';
import { UsageProblem } from './arguments.js';
import { table } from './screen.js';

const PRINCIPAL = systemPrincipal('portals');

export function portalsCommand(): Command {
  const portals = new Command('portals')
    .description('list the portals and their accounts, switch one off (it keeps what it is owed) or on')
    .option('--json', 'as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const facts = await withDatabase((database) => portalFacts(database, PRINCIPAL));
      if (json) console.log(JSON.stringify(facts));
      else {
        const rows = facts.map(({ code, enabled, enabledSince, agencyCode, units }) => [
          code,
          enabled ? 'on' : 'off',
          enabledSince,
          agencyCode,
          units,
        ]);
        console.log(
          table(['cổng / portal', '', 'từ / since', 'tài khoản / account', 'đơn vị / units'], rows),
        );
      }
    });
  for (const [name, on] of [
    ['on', true],
    ['off', false],
  ] as const) {
    portals
      .command(name)
      .description(
        on
          ? 'carry to it again; what it missed is owed by the next sync'
          : 'stop claiming and looking; calls in flight settle',
      )
      .argument('<portal>')
      .action(async (code: string) => {
        await withDatabase(async (database) => {
          if (!(await switchPortal(database, PRINCIPAL, code, on)))
            throw new UsageProblem(`no portal is called "${code}": lienthong portals`);
          if (on) await forgetCaughtUp(database, code);
        });
        console.log(`${code}: ${name}`);
      });
  }
  return portals;
}

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const engines = await openEngines(loadConfig(), { migrate: false, patience: 'command' });
  try {
    return await work(engines.database);
  } finally {
    await engines.close();
  }
}

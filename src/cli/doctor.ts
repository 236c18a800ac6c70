import { Command, Option } from 'commander';
import { loadConfig } from '../config.js';
import type { Check } from '../processes/doctor/check.js';
import { checkPortals, checkSources } from '../processes/doctor/connections.js';
import { checkEngines } from '../processes/doctor/engines.js';
import { checkTrust } from '../processes/doctor/trust.js';
import { withHub } from '../processes/with-hub.js';

const MARKS = { ok: '✓', warning: '!', failed: '✗', off: '–' } as const;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'check configuration, engines, locale, clock, roots of signatures, portals and sources, and say what to do',
    )
    .addOption(new Option('--only <part>', 'just this part').choices(['engines']))
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit status: 0 nothing failed, 1 something did.')
    .action(async ({ only, json = false }: { only?: 'engines'; json?: boolean }) => {
      const config = loadConfig();
      const checks: Check[] = await checkEngines(config);
      const usable = checks.every(({ state }) => state !== 'failed');
      if (only === undefined) checks.push(...(await checkTrust(config, Date.now())));
      if (usable && only === undefined) {
        checks.push(
          ...(await withHub(config, async (hub) => [
            ...(await checkSources(hub)),
            ...(await checkPortals(hub)),
          ])),
        );
      }
      if (json) console.log(JSON.stringify({ checks }));
      else for (const check of checks) print(check);
      process.exitCode = checks.some(({ state }) => state === 'failed') ? 1 : 0;
    });
}

function print({ what, state, seen, advice }: Check): void {
  console.log(`${MARKS[state]} ${what}: ${seen}`);
  if (advice !== undefined) console.log(`    → ${advice}`);
}

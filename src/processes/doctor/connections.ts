import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemPrincipal } from '../../access/principal.js';
import { portalDefinitions } from '../../connectors/portals/registry.js';
import { sourceDefinitions } from '../../connectors/sources/registry.js';
import { accountOf } from '../../ledger/accounts.js';
import type { Hub } from '../hub.js';
import { type Check, look } from './check.js';

const PROBE_MS = 15_000;

/** Each portal: is it configured, does it answer, does it accept our login? */
export async function checkPortals(hub: Hub): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { code, label, variables } of portalDefinitions) {
    const portal = hub.portals.get(code);
    const first = variables[0]?.name ?? '';
    if (!portal) {
      checks.push({
        what: label,
        state: 'off',
        seen: `${first} is not set`,
        advice: `set ${variables.map(({ name }) => name).join(', ')}`,
      });
      continue;
    }
    checks.push(
      await look(label, `check ${first} and the network`, async () => {
        const account = await accountOf(hub.database, systemPrincipal('doctor'), code, hub.config.agencyCode);
        const outcome = await portal.probe({ account, signal: AbortSignal.timeout(PROBE_MS) });
        if (outcome.type === 'accepted') return { state: 'ok', seen: 'answers, login accepted' };
        if (outcome.type === 'loginRefused') {
          return {
            state: 'failed',
            seen: `login refused (${outcome.code})`,
            advice: `check ${variables
              .slice(1)
              .map(({ name }) => name)
              .join(', ')}`,
          };
        }
        const seen = 'error' in outcome ? outcome.error : `${outcome.type} ${outcome.code}`;
        return { state: 'failed', seen, advice: `check ${first} and the network` };
      }),
    );
  }
  return checks;
}

/** Each source: is it configured, and is its folder there with an inbox? */
export function checkSources(hub: Hub): Check[] {
  return sourceDefinitions.map(({ name, variables }) => {
    const variable = variables.find((one) => one.name.endsWith('_URL'))?.name ?? '';
    const address = hub.config.environment[variable];
    const what = `nguồn / source ${name}`;
    if (!address) return { what, state: 'off', seen: `${variable} is not set` };
    if (!address.startsWith('file:'))
      return {
        what,
        state: 'warning',
        seen: address,
        advice: 'only file:/// drops are read by this version',
      };
    const inbox = join(fileURLToPath(address), 'inbox');
    return existsSync(inbox) && statSync(inbox).isDirectory()
      ? { what, state: 'ok', seen: inbox }
      : { what, state: 'failed', seen: `${inbox} is not a folder`, advice: `mkdir -p ${inbox}` };
  });
}

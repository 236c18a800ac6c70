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

/** Each source: is it configured, and can it be read as it is? */
export async function checkSources(hub: Hub): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { name, address } of sourceDefinitions) {
    const what = `nguồn / source ${name}`;
    const source = hub.sources.find((one) => one.name === name);
    if (!source?.configured) {
      checks.push({ what, state: 'off', seen: `${address} is not set` });
      continue;
    }
    checks.push(
      await look(what, `check ${address} and the other variables of ${name} (docs/sources)`, async () => ({
        state: 'ok',
        seen: (await source.probe?.(AbortSignal.timeout(PROBE_MS))) ?? 'configured',
      })),
    );
  }
  return checks;
}

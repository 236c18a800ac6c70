import type { Portal, PortalDefinition, PortalServices } from '../../../domain/ports.js';
import type { Environment } from '../../../domain/variable.js';
import { type Address, connectionTo } from './client/connection.js';
import { CODE, LABEL, ProvincialPortal } from './portal.js';
import { listedProcedures } from './procedures/list.js';
import { type ProvincialProfile, parseProfile } from './profile.js';
import { variables } from './variables.js';

/** The Thanh Hóa provincial portal; docs/portals/provincial.md. */
export const provincial: PortalDefinition = {
  code: CODE,
  label: LABEL,
  address: 'PROVINCIAL_PORTAL_URL',
  variables,
  parseProfile,
  create,
  catalogueSources(environment, given, services, account) {
    const { address, profile } = settingsOf(environment, given);
    const { procedureListPath: list } = profile;
    if (!address || list === undefined) return [];
    const connect = () => connectionTo(address, profile, services);
    return [listedProcedures(connect, `${address.contentPath}${list}`, account)];
  },
};

function create(environment: Environment, given: unknown, services: PortalServices): Portal | undefined {
  const { address, profile } = settingsOf(environment, given);
  return address && new ProvincialPortal(address, profile, services);
}

/** `address` undefined: the portal is off. */
function settingsOf(
  environment: Environment,
  given: unknown,
): { address?: Address; profile: ProvincialProfile } {
  const base = environment['PROVINCIAL_PORTAL_URL'];
  const parsed = parseProfile(given);
  const paths = {
    adapterPath: parsed.adapterPath ?? environment['PROVINCIAL_PORTAL_ADAPTER_PATH'] ?? '',
    contentPath: parsed.contentPath ?? environment['PROVINCIAL_PORTAL_CONTENT_PATH'] ?? '',
  };
  const profile = { ...parsed, ...paths };
  if (!base) return { profile };
  const address = {
    base,
    clientId: environment['PROVINCIAL_PORTAL_CLIENT_ID'] ?? '',
    clientSecret: environment['PROVINCIAL_PORTAL_CLIENT_SECRET'] ?? '',
    adapterPath: paths.adapterPath.replace(/\/+$/, ''),
    contentPath: paths.contentPath.replace(/\/+$/, ''),
  };
  return { address, profile };
}

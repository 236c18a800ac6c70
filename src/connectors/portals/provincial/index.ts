import type { Portal, PortalDefinition, PortalServices } from '../../../domain/ports.js';
import type { Environment } from '../../../domain/variable.js';
import { CODE, LABEL, ProvincialPortal } from './portal.js';
import { parseProfile } from './profile.js';
import { variables } from './variables.js';

/** The Thanh Hóa provincial portal; docs/portals/provincial.md. */
export const provincial: PortalDefinition = {
  code: CODE,
  label: LABEL,
  address: 'PROVINCIAL_PORTAL_URL',
  variables,
  parseProfile,
  create,
};

function create(environment: Environment, given: unknown, services: PortalServices): Portal | undefined {
  const base = environment['PROVINCIAL_PORTAL_URL'];
  if (!base) return undefined;
  const parsed = parseProfile(given);
  const paths = {
    adapterPath: parsed.adapterPath ?? environment['PROVINCIAL_PORTAL_ADAPTER_PATH'] ?? '',
    contentPath: parsed.contentPath ?? environment['PROVINCIAL_PORTAL_CONTENT_PATH'] ?? '',
  };
  const address = {
    base,
    clientId: environment['PROVINCIAL_PORTAL_CLIENT_ID'] ?? '',
    clientSecret: environment['PROVINCIAL_PORTAL_CLIENT_SECRET'] ?? '',
    adapterPath: paths.adapterPath.replace(/\/+$/, ''),
    contentPath: paths.contentPath.replace(/\/+$/, ''),
  };
  return new ProvincialPortal(address, { ...parsed, ...paths }, services);
}

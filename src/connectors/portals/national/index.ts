import type { PortalDefinition, PortalServices } from '../../../domain/ports.js';
import type { Environment } from '../../../domain/variable.js';
import { procedureSource } from './catalogue/procedures.js';
import { unitSource } from './catalogue/units.js';
import { EnvelopeClient } from './client/envelope-client.js';
import { CODE, LABEL, NationalPortal } from './portal.js';
import { parseProfile } from './profile.js';
import { DEFAULT_DSTCODE, variables } from './variables.js';

/** The national public service portal (docs/portals/national.md). */
export const national: PortalDefinition = {
  code: CODE,
  label: LABEL,
  address: 'NATIONAL_PORTAL_URL',
  variables,
  parseProfile,
  create(environment, profile, services) {
    const client = clientOf(environment, profile, services);
    return client && new NationalPortal(client, parseProfile(profile));
  },
  catalogueSources(environment, profile, services, account) {
    const client = clientOf(environment, profile, services);
    const { concurrency } = parseProfile(profile);
    return [procedureSource(client, account, concurrency), unitSource(client, account)];
  },
};

/** Undefined without an address. */
function clientOf(
  environment: Environment,
  profile: unknown,
  services: PortalServices,
): EnvelopeClient | undefined {
  const base = environment['NATIONAL_PORTAL_URL']?.replace(/\/+$/, '');
  if (!base) return undefined;
  const access = {
    base,
    username: environment['NATIONAL_PORTAL_USERNAME'] ?? '',
    password: environment['NATIONAL_PORTAL_PASSWORD'] ?? '',
    dstcode: environment['NATIONAL_PORTAL_DSTCODE'] ?? DEFAULT_DSTCODE,
  };
  return new EnvelopeClient(access, parseProfile(profile), services);
}

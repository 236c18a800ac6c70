import { afterEach, beforeEach } from 'vitest';
import { national } from '../../../../src/connectors/portals/national/index.js';
import type { CallOptions, DeliverItem, Portal, ReadyWire } from '../../../../src/domain/ports.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { type FakeServices, fakePortalServices } from '../../../support/portal-services.js';
import { ACCOUNT } from '../conformance/harness.js';
import { ScriptedServer } from './scripted-server.js';

/** The connector in front of a server that says what the test tells it to; new for each test of the file that calls this. */
export interface Scripted {
  readonly server: ScriptedServer;
  readonly portal: Portal;
  readonly services: FakeServices;
  /** The connector anew, with another profile. */
  reconnect(profile: Record<string, unknown>): Promise<void>;
}

interface Parts {
  server: ScriptedServer;
  url: string;
  portal: Portal;
  services: FakeServices;
}

export function scripted(): Scripted {
  let parts: Parts | undefined;
  const current = (): Parts => {
    if (!parts) throw new Error('no test runs');
    return parts;
  };
  beforeEach(async () => {
    const server = new ScriptedServer();
    const url = await server.listen();
    parts = { server, url, ...connect(url, {}) };
  });
  afterEach(async () => {
    await current().portal.close();
    await current().server.close();
  });
  return {
    get server() {
      return current().server;
    },
    get portal() {
      return current().portal;
    },
    get services() {
      return current().services;
    },
    async reconnect(profile) {
      await current().portal.close();
      Object.assign(current(), connect(current().url, profile));
    },
  };
}

function connect(url: string, profile: Record<string, unknown>): Pick<Parts, 'portal' | 'services'> {
  const services = fakePortalServices(fixedClock('2024-08-23T01:30:00.000Z'));
  const environment = {
    NATIONAL_PORTAL_URL: `${url}/`,
    NATIONAL_PORTAL_USERNAME: 'agency',
    NATIONAL_PORTAL_PASSWORD: 'a secret',
    NATIONAL_PORTAL_DSTCODE: 'VN:GOV:000.00.00.G22:vpcpdvcprovider',
  };
  const portal = national.create(environment, national.parseProfile(profile), services);
  if (!portal) throw new Error('off');
  return { portal, services };
}

export function options(): CallOptions {
  return { account: ACCOUNT, signal: new AbortController().signal };
}

/** An item whose body is its key alone. */
export function item(
  key: string,
  { operation = 'dossier', exists = false }: { operation?: string; exists?: boolean } = {},
): DeliverItem {
  const payload = operation === 'notice' ? { MaThongBao: key } : { MaHoSo: key };
  const wire: ReadyWire = {
    operation,
    key,
    body: payload,
    files: [],
    flags: [],
    payload,
    payloadHash: Buffer.alloc(32),
    bytes: 20,
  };
  return { wire, standing: { exists }, phase: 'PUBLISH' };
}

import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { systemPrincipal } from '../access/principal.js';
import type { Config } from '../config.js';
import { portalDefinitions } from '../connectors/portals/registry.js';
import { sourceDefinitions } from '../connectors/sources/registry.js';
import type { Account, Portal, PortalServices, Source, SourceServices } from '../domain/ports.js';
import { type Clock, systemClock } from '../domain/time.js';
import { createContents, createFiles, signatureProblem } from '../files/index.js';
import type { JobContext } from '../jobs/context.js';
import { accountOf } from '../ledger/accounts.js';
import { BREAKER_DEFAULTS, Breaker } from '../ledger/breaker.js';
import { StoredCatalogue } from '../ledger/catalogue.js';
import { noteCredentials } from '../ledger/credentials.js';
import { sqlLedger } from '../ledger/machine.js';
import { owe } from '../ledger/owe.js';
import { preparing } from '../ledger/prepared.js';
import { StoredRate } from '../ledger/rate.js';
import { StoredSessions } from '../ledger/sessions.js';
import { StoredSnapshots } from '../ledger/snapshots.js';
import { ensurePortals } from '../ledger/switches.js';
import { keyedBy } from '../store/keyed.js';
import { TemporaryStaging } from '../store/staging.js';
import { withoutSecrets } from './connect.js';
import type { Engines } from './engines.js';
import { breakerLine } from './portal-lines.js';

/** Links must outlive the portals' queues and be renewed by the next sending. */
const LINK_LIFETIME_MS = 30 * 24 * 3_600_000;

/** Everything that a process of the hub works with, wired once. */
export interface Hub extends Omit<JobContext, 'queues' | 'stop'> {
  config: Config;
  engines: Engines;
  /** Where each configured portal is, without secrets; by its code. */
  addresses: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

export interface HubOptions {
  clock?: Clock;
  log?: JobContext['log'];
}

/** The composition root. Makes the portals' rows from the environment; opens no queue and starts nothing. */
export async function openHub(config: Config, engines: Engines, options: HubOptions = {}): Promise<Hub> {
  const { database, sealer } = engines;
  const clock = options.clock ?? systemClock;
  const log = options.log ?? (() => undefined);
  const warn = (message: string, facts?: Record<string, unknown>) => log('warn', message, facts);
  const principal = systemPrincipal('hub');
  const addresses = portalAddresses(config);
  const breaker = new Breaker(database, BREAKER_DEFAULTS, (change) => {
    const { level, message, facts } = breakerLine(change, addresses.get(change.portal));
    log(level, message, facts);
  });
  const services: PortalServices = {
    sessions: new StoredSessions(database, sealer, breaker),
    rate: new StoredRate(database),
    clock,
    warn,
  };

  const portals = new Map<string, Portal>();
  for (const { code, create } of portalDefinitions) {
    const portal = create(config.environment, config.profiles[code], services);
    if (portal) portals.set(code, portal);
  }
  await ensurePortals(
    database,
    principal,
    [...portals.values()].map(({ code, profileVersion }) => ({
      code,
      profileVersion,
      agencyCode: config.agencyCode,
    })),
  );

  for (const { code, variables } of portalDefinitions) {
    if (!portals.has(code)) continue;
    const given = variables.map(({ name }) => [name, config.environment[name] ?? null]);
    const mended = await noteCredentials(database, principal, sealer, code, JSON.stringify(given));
    if (mended)
      log('info', `portal ${code} has other credentials now: they are tried at once`, { portal: code });
  }

  const sources = openSources(
    config,
    {
      ...services,
      staging: new TemporaryStaging(database),
      contents: createContents(config.dataDir),
      signatureProblem: (xml, files) => signatureProblem(xml, files, clock.now()),
      keyed: keyedBy(sealer),
    },
    (portal) => accountOf(database, principal, portal, config.agencyCode),
  );
  const store = preparing(database);
  const files = createFiles({
    database: store,
    sealer,
    dataDir: config.dataDir,
    publicUrl: config.publicUrl,
    fileHosts: config.fileHosts,
    sourceRoots: dropRoots(config),
    sourceHosts: serversOf(config),
    loginOf: (origin) => sources.find(({ name }) => name === origin)?.fileLogin,
    clock,
    linkLifetimeMs: LINK_LIFETIME_MS,
    trustedRoots: config.trustedRoots,
    revocationLists: config.revocationLists,
  });
  return {
    config,
    engines,
    database,
    sealer,
    clock,
    portals,
    addresses,
    sources,
    files,
    log,
    intake: { database, sealer, clock, owe, portals: [...portals.values()], warn },
    turn: {
      ledger: sqlLedger(database, sealer),
      portalOf: (code) => portals.get(code),
      snapshots: new StoredSnapshots(store, sealer),
      catalogue: new StoredCatalogue(database),
      files,
      breaker,
      worker: `${hostname()}/${process.pid}`,
    },
    close: async () => {
      await Promise.all([...portals.values()].map((portal) => portal.close()));
    },
  };
}

function portalAddresses({ environment }: Config): ReadonlyMap<string, string> {
  return new Map(
    portalDefinitions.flatMap(({ code, address }) => {
      const url = environment[address];
      return url ? [[code, withoutSecrets(url)] as const] : [];
    }),
  );
}

/** The district's systems; a portal's catalogue stands in for procedures and units where no system is configured for them. */
function openSources(
  config: Config,
  services: PortalServices & SourceServices,
  accountAt: (portal: string) => Promise<Account>,
): Source[] {
  const own = sourceDefinitions.map(({ create }) => create(config.environment, services));
  const catalogues = portalDefinitions.flatMap(
    ({ code, catalogueSources }) =>
      catalogueSources?.(config.environment, config.profiles[code], services, () => accountAt(code)) ?? [],
  );
  const missing = (source: Source) => !own.some(({ kind, configured }) => kind === source.kind && configured);
  // The catalogue's procedures are read beside a procedure source too: the national names win on the wire.
  const wanted = catalogues.filter(
    (source) => source.configured && (source.kind === 'procedure' || missing(source)),
  );
  // One that a portal reads by itself goes by the name of the one that has no address.
  const others = own.filter(({ name }) => !wanted.some((source) => source.name === name));
  return [...others, ...wanted].sort((a, b) => a.order - b.order);
}

/** Servers that sources are read from over HTTP, by source. */
function serversOf({ environment }: Config): Record<string, string> {
  const servers: Record<string, string> = {};
  for (const { name, address } of sourceDefinitions) {
    const text = environment[address];
    if (text === undefined || !/^https?:/i.test(text) || !URL.canParse(text)) continue;
    const { protocol, hostname, port } = new URL(text);
    servers[name] = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
  }
  return servers;
}

function dropRoots({ environment }: Config): Record<string, string> {
  const roots: Record<string, string> = {};
  for (const { name, address } of sourceDefinitions) {
    const url = environment[address];
    if (url?.startsWith('file:')) roots[name] = fileURLToPath(url);
  }
  return roots;
}

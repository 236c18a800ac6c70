import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { portalDefinitions } from './connectors/portals/registry.js';
import { sourceDefinitions } from './connectors/sources/registry.js';
import {
  type Environment,
  expectUrl,
  parseDuration,
  parseTimeOfDay,
  type Variable,
} from './domain/variable.js';

/** A variable has a value that cannot be used; the message has a line for each. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
}

/** What every process is started with: checked, frozen, and handed down as plain values. */
export interface Config {
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  /** Absolute. */
  dataDir: string;
  host: string;
  port: number;
  /** Without a slash at its end. */
  publicUrl: string;
  secretKeyFile: string | undefined;
  /** `host` or `host:port`, lower case. */
  fileHosts: string[];
  syncEveryMs: number;
  /** When sources and store are compared each day, in Asia/Ho_Chi_Minh; undefined: never. */
  compareAt: { hour: number; minute: number } | undefined;
  agencyCode: string;
  /** After which a statement of a query is stopped. */
  queryTimeoutMs: number;
  /** After which a request that has not arrived is not waited for any more. */
  requestTimeoutMs: number;
  /** Requests a minute of one key. */
  rateLimit: number;
  /** File of the only operations that are answered; undefined: all are. */
  persistedOperations: string | undefined;
  /** Whose bearer tokens are taken beside service keys; undefined: none. */
  oidc: { issuer: string; audience: string; officialClaim?: string } | undefined;
  /** File or folder of root certificates that signatures may lead to; undefined: none is believed. */
  trustedRoots: string | undefined;
  /** File or folder of lists of revoked certificates. */
  revocationLists: string | undefined;
  logLevel: string;
  /** Portal code → what its definition made of its part of PORTAL_PROFILES. */
  profiles: Readonly<Record<string, unknown>>;
  /** The connectors' own variables. */
  environment: Environment;
}

function expectPort(text: string): string | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? undefined : 'a port number from 0 to 65535';
}

/** Keys that anybody on the way could replace are no keys: plain HTTP is for this machine only. */
function expectIssuer(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url?.protocol === 'https:' || local ? undefined : 'an address that begins with https://';
}

/** After housekeeping, and before the district's offices open. */
const COMPARE_AT = '03:15';

/** The hub's own variables; each connector declares its own beside its code. */
export const coreVariables: readonly Variable[] = [
  {
    name: 'DATABASE_URL',
    what: 'PostgreSQL server and database of the hub',
    example: 'postgres://lienthong:secret@127.0.0.1:5432/lienthong',
    whenAbsent: 'an embedded PostgreSQL under DATA_DIR',
    secret: true,
    expected: expectUrl(['postgres:', 'postgresql:']),
  },
  {
    name: 'REDIS_URL',
    what: 'Redis (noeviction, append-only) for the queues',
    example: 'redis://127.0.0.1:6379',
    whenAbsent: 'the queues live in PostgreSQL',
    secret: true,
    expected: expectUrl(['redis:', 'rediss:']),
  },
  {
    name: 'DATA_DIR',
    what: 'Folder of the embedded engine, kept files and the secret key',
    example: '.data',
    whenAbsent: '.data',
  },
  {
    name: 'HOST',
    what: 'Address that the gateway listens on; 0.0.0.0 for all',
    example: '127.0.0.1',
    whenAbsent: '127.0.0.1',
  },
  { name: 'PORT', what: 'Port of the gateway', example: '4000', whenAbsent: '4000', expected: expectPort },
  {
    name: 'PUBLIC_URL',
    what: 'Address at which the portals reach this hub, for the signed links to files',
    example: 'https://lienthong.ngoclac.thanhhoa.gov.vn',
    whenAbsent: 'this machine and PORT',
    expected: expectUrl(['http:', 'https:']),
  },
  {
    name: 'SECRET_KEY_FILE',
    what: 'File with 64 hex digits that seals personal data; keep a copy apart from the database',
    example: '/run/secrets/lienthong.key',
    whenAbsent: 'made once in DATA_DIR, readable by its owner only',
  },
  {
    name: 'FILE_HOSTS',
    what: 'Hosts, with port, from which files may be fetched, separated by commas; private ones only when listed',
    example: 'motcua.ngoclac.gov.vn,10.38.9.2:8080',
    whenAbsent: 'none: only files inside the drops',
    expected: (text) =>
      text.split(',').every((host) => /^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i.test(host.trim()))
        ? undefined
        : 'host or host:port, separated by commas',
  },
  {
    name: 'SYNC_EVERY',
    what: 'How often the sources are pulled: a number with s, m, h or d',
    example: '1m',
    whenAbsent: '1m',
    expected: (text) => (parseDuration(text) ? undefined : 'a duration such as 30s, 1m or 2h'),
  },
  {
    name: 'COMPARE_AT',
    what: 'When each source that can be read whole is compared with the store every day, as HH:mm in Asia/Ho_Chi_Minh; or off',
    example: '03:15',
    whenAbsent: COMPARE_AT,
    expected: (text) =>
      text === 'off' || parseTimeOfDay(text) ? undefined : 'a time of day such as 03:15, or off',
  },
  {
    name: 'AGENCY_CODE',
    what: "The agency's identification code (mã định danh)",
    example: 'H56.14',
    whenAbsent: 'H56.14',
    expected: (text) => (/^[A-Z]\d{2}(\.\d+)*$/.test(text) ? undefined : 'a code such as H56.14'),
  },
  {
    name: 'QUERY_TIMEOUT',
    what: 'Longest time of a statement of a GraphQL operation at the store, in s, m or h; then it is stopped there and answered with TIMEOUT',
    example: '10s',
    whenAbsent: '10s',
    expected: (text) => (parseDuration(text) ? undefined : 'a duration such as 10s or 1m'),
  },
  {
    name: 'REQUEST_TIMEOUT',
    what: 'Longest time until a whole request has arrived, its headers within half of it, in s, m or h; then REQUEST_TIMEOUT',
    example: '60s',
    whenAbsent: '20s',
    expected: (text) => (parseDuration(text) ? undefined : 'a duration such as 20s or 1m'),
  },
  {
    name: 'RATE_LIMIT',
    what: 'Requests a minute of one key at one gateway process; more are answered with 429 and Retry-After',
    example: '6000',
    whenAbsent: '60000',
    expected: (text) => (/^[1-9]\d{0,8}$/.test(text) ? undefined : 'a whole number from 1'),
  },
  {
    name: 'PERSISTED_OPERATIONS',
    what: 'JSON file {"<sha256 of the text>": "query …"} of the only operations that are answered',
    example: './operations.json',
    whenAbsent: 'every operation within the limits is answered',
  },
  {
    name: 'OIDC_ISSUER',
    what: 'Issuer of OpenID Connect whose access tokens are taken beside service keys; OIDC_AUDIENCE goes with it',
    example: 'https://sso.thanhhoa.gov.vn/realms/lienthong',
    whenAbsent: 'service keys only',
    expected: expectIssuer,
  },
  {
    name: 'OIDC_AUDIENCE',
    what: 'What the tokens must be made for (claim `aud`)',
    example: 'lienthong',
    whenAbsent: 'needed when OIDC_ISSUER is set',
  },
  {
    name: 'OIDC_OFFICIAL_CLAIM',
    what: 'Claim with the code of the official who a person is (managing agency, `/`, number): that person is shown their own file',
    example: 'lienthong_official',
    whenAbsent: 'lienthong_official',
  },
  {
    name: 'TRUSTED_ROOTS',
    what: 'PEM or DER file, or folder of such, with the root certificates that digital signatures are checked against (docs/signatures.md)',
    example: '/etc/lienthong/roots',
    whenAbsent: 'no signature is found to be trusted',
  },
  {
    name: 'REVOCATION_LISTS',
    what: 'File or folder with the lists of revoked certificates (CRL) of their issuers, kept fresh by whoever fetches them',
    example: '/etc/lienthong/crl',
    whenAbsent: 'revocation is unknown, and said so',
  },
  {
    name: 'PORTAL_PROFILES',
    what: 'JSON file {"national":{…},"provincial":{…}} with what differs from the profiles of docs/portals',
    example: './profiles.json',
    whenAbsent: 'the documented defaults',
  },
  {
    name: 'LOG_LEVEL',
    what: 'fatal, error, warn, info, debug or silent',
    example: 'info',
    whenAbsent: 'info',
    expected: (text) =>
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'].includes(text)
        ? undefined
        : 'one of fatal, error, warn, info, debug, silent',
  },
];

/** All variables that mean something, in the order of `.env.example`, each once. */
export function allVariables(): Variable[] {
  const connectors = [...portalDefinitions, ...sourceDefinitions].flatMap(({ variables }) => [...variables]);
  return [
    ...new Map([...coreVariables, ...connectors].map((variable) => [variable.name, variable])).values(),
  ];
}

/** Reads the environment. Throws {@link ConfigProblem} with every variable that is wrong and what it should be. */
export function loadConfig(raw: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const environment: Record<string, string> = {};
  for (const variable of allVariables()) {
    const text = raw[variable.name]?.trim();
    if (!text) continue;
    const expected = variable.expected?.(text);
    if (expected === undefined) environment[variable.name] = text;
    else problems.push(`${variable.name}: expected ${expected}${variable.secret ? '' : `, got "${text}"`}`);
  }
  for (const { misfits } of sourceDefinitions) {
    for (const { variable, expected } of misfits(environment)) {
      problems.push(`${variable}: expected ${expected}`);
    }
  }
  const issuer = environment['OIDC_ISSUER'];
  const audience = environment['OIDC_AUDIENCE'];
  const officialClaim = environment['OIDC_OFFICIAL_CLAIM'];
  if ((issuer === undefined) !== (audience === undefined)) {
    problems.push('OIDC_ISSUER, OIDC_AUDIENCE: expected both or neither');
  }
  const profiles = loadProfiles(environment['PORTAL_PROFILES'], problems);
  if (problems.length > 0) throw new ConfigProblem(problems.join('\n'));
  const host = environment['HOST'] ?? '127.0.0.1';
  const port = Number(environment['PORT'] ?? 4000);
  return Object.freeze({
    databaseUrl: environment['DATABASE_URL'],
    redisUrl: environment['REDIS_URL'],
    dataDir: resolve(environment['DATA_DIR'] ?? '.data'),
    host,
    port,
    publicUrl: (environment['PUBLIC_URL'] ?? `http://127.0.0.1:${port}`).replace(/\/+$/, ''),
    secretKeyFile: environment['SECRET_KEY_FILE'],
    fileHosts: (environment['FILE_HOSTS'] ?? '')
      .split(',')
      .map((entry) => entry.trim().toLowerCase())
      .filter(Boolean),
    syncEveryMs: parseDuration(environment['SYNC_EVERY'] ?? '1m') ?? 60_000,
    compareAt: parseTimeOfDay(environment['COMPARE_AT'] ?? COMPARE_AT),
    agencyCode: environment['AGENCY_CODE'] ?? 'H56.14',
    queryTimeoutMs: parseDuration(environment['QUERY_TIMEOUT'] ?? '10s') ?? 10_000,
    requestTimeoutMs: parseDuration(environment['REQUEST_TIMEOUT'] ?? '20s') ?? 20_000,
    rateLimit: Number(environment['RATE_LIMIT'] ?? 60_000),
    persistedOperations: environment['PERSISTED_OPERATIONS'],
    oidc:
      issuer !== undefined && audience !== undefined
        ? { issuer, audience, ...(officialClaim === undefined ? {} : { officialClaim }) }
        : undefined,
    trustedRoots: environment['TRUSTED_ROOTS'],
    revocationLists: environment['REVOCATION_LISTS'],
    logLevel: environment['LOG_LEVEL'] ?? 'info',
    profiles,
    environment: Object.freeze(environment),
  });
}

function loadProfiles(path: string | undefined, problems: string[]): Record<string, unknown> {
  let given: unknown = {};
  if (path) {
    try {
      given = JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      problems.push(
        `PORTAL_PROFILES: cannot read ${path} as JSON: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  if (given === null || typeof given !== 'object' || Array.isArray(given)) {
    problems.push('PORTAL_PROFILES: expected an object with one key a portal');
    given = {};
  }
  const parts = new Map(Object.entries(given as object));
  const parsed: Record<string, unknown> = {};
  for (const { code, parseProfile } of portalDefinitions) {
    try {
      parsed[code] = parseProfile(parts.get(code) ?? {});
    } catch (error) {
      problems.push(`PORTAL_PROFILES: ${code}: ${error instanceof Error ? error.message : error}`);
    }
    parts.delete(code);
  }
  for (const unknown of parts.keys()) problems.push(`PORTAL_PROFILES: no portal is called "${unknown}"`);
  return parsed;
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'ldapts';
import { until } from './poll.js';
import { asRoot, ended, freePort, ownedByNobody } from './server-process.js';

const BINARY = '/usr/sbin/slapd';

/** Whether an OpenLDAP can be tested against here. Under .ci/run it has to be: that installs it, and a missing one fails the run. */
export const hasSlapd = existsSync(BINARY) || process.env['LIENTHONG_HALF'] !== undefined;
/** What a suite says of itself that is left out without it. */
export const NEEDS_SLAPD = hasSlapd ? 'OpenLDAP' : 'OpenLDAP (left out: Debian’s slapd is not installed)';

export const BIND_DN = 'cn=lienthong,dc=mau';
export const PASSWORD = 'matkhau-LDAP';

/** What Zimbra adds to an account, as far as it is read here. */
const ZIMBRA_SCHEMA = `
attributetype ( 1.1.2.1 NAME 'zimbraId' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.1.2.2 NAME 'zimbraAccountStatus' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.1.2.3 NAME 'zimbraMailAlias' EQUALITY caseIgnoreIA5Match SYNTAX 1.3.6.1.4.1.1466.115.121.1.26 )
attributetype ( 1.1.2.4 NAME 'zimbraMailQuota' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.1.2.5 NAME 'zimbraLastLogonTimestamp' EQUALITY generalizedTimeMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
objectclass ( 1.1.2.9 NAME 'zimbraAccount' SUP top AUXILIARY MAY ( zimbraId $ zimbraAccountStatus $ zimbraMailAlias $ zimbraMailQuota $ zimbraLastLogonTimestamp ) )
`;

export interface Slapd {
  /** `ldap://localhost:port`, `ldaps://localhost:port` */
  url: string;
  secureUrl: string;
  port: number;
  /** PEM of the authority that signed its certificate. */
  ca: string;
  /** A connection of the directory's owner. */
  owner(): Promise<Client>;
  /** As a failing machine does. */
  kill(): Promise<void>;
  /** Again, on what it held. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a Debian OpenLDAP of this test's own on free ports: the suffixes `dc=mau` and `dc=hai`, filled from LDIF (`{port}` stands for its port). The account
 * `cn=cham,dc=mau` is given 50 entries at most.
 */
export async function startSlapd(ldif: { mau: string; hai: string }): Promise<Slapd> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-slapd-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const securePort = await freePort();
  const ca = join(folder, 'server.pem');
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout ${join(folder, 'server.key')} -out ${ca}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  const config = join(folder, 'slapd.conf');
  const schema = join(folder, 'zimbra.schema');
  writeFileSync(schema, ZIMBRA_SCHEMA);
  writeFileSync(config, configOf(folder, schema));
  const names = ['mau', 'hai'] as const;
  for (const name of names) mkdirSync(join(folder, name));
  for (const name of names) {
    const file = join(folder, `${name}.ldif`);
    writeFileSync(file, ldif[name].replaceAll('{port}', String(port)));
    execFileSync('/usr/sbin/slapadd', ['-q', '-f', config, '-b', `dc=${name}`, '-l', file], {
      stdio: 'ignore',
    });
  }
  ownedByNobody(folder);
  const user = asRoot ? ['-u', 'nobody', '-g', 'nogroup'] : [];
  const listen = `ldap://localhost:${port} ldaps://localhost:${securePort}`;
  let server: ChildProcess | undefined;
  const owner = async () => {
    const client = new Client({ url: `ldap://localhost:${port}`, strictDN: false });
    await client.bind('cn=admin,dc=mau', PASSWORD);
    return client;
  };
  const start = async () => {
    const started = spawn(BINARY, ['-d', '0', '-f', config, '-h', listen, ...user], { stdio: 'ignore' });
    server = started;
    await until(async () => {
      if (started.exitCode !== null) throw new Error(`slapd ended with ${started.exitCode}`);
      const client = await owner().catch(() => undefined);
      await client?.unbind();
      return client !== undefined;
    });
  };
  await start();
  return {
    url: `ldap://localhost:${port}`,
    secureUrl: `ldaps://localhost:${securePort}`,
    ...{ port, ca, owner, start },
    kill: async () => {
      if (server) await ended(server, 'SIGKILL');
    },
    stop: async () => {
      if (server) await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configOf(folder: string, schema: string): string {
  const included = ['core', 'cosine', 'inetorgperson'].map(
    (name) => `include /etc/ldap/schema/${name}.schema`,
  );
  const database = (name: string, more: string) => `
database mdb
suffix dc=${name}
rootdn cn=admin,dc=${name}
rootpw ${PASSWORD}
directory ${join(folder, name)}
access to * by * read
${more}`;
  return `${included.join('\n')}
include ${schema}
modulepath /usr/lib/ldap
moduleload back_mdb
sizelimit unlimited
TLSCertificateFile ${join(folder, 'server.pem')}
TLSCertificateKeyFile ${join(folder, 'server.key')}
${database('mau', 'limits dn.exact="cn=cham,dc=mau" size.hard=50 size.prtotal=50')}
${database('hai', '')}
`;
}

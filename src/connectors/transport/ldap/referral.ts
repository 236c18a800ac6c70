/** Where a search goes: a server and a branch. */
export interface Branch {
  /** `ldap://host:port`, `ldaps://host:port`. */
  server: string;
  dn: string;
  scope: 'base' | 'one' | 'sub';
}

const PORTS: Readonly<Record<string, string>> = { 'ldap:': '389', 'ldaps:': '636' };

/** `host`, `host:port` as a key, lower case and always with a port; undefined: neither. */
export function hostOf(text: string, port = '389'): string | undefined {
  const [, host, own] =
    /^([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::(\d{1,5}))?$/.exec(text) ?? [];
  return host === undefined ? undefined : `${host.toLowerCase()}:${own ?? port}`;
}

/** `ldap://host:port` of an address, always with a port. */
export function serverOf({ protocol, hostname, port }: URL): string {
  return `${protocol}//${hostname.toLowerCase()}:${port || (PORTS[protocol] ?? '')}`;
}

/**
 * Where an address of a referral (RFC 4516, `ldap://host/dn??scope`) leads, of a search that stood at `from`. Its filter counts for nothing: the
 * source's own holds everywhere. Undefined: not such an address.
 */
export function branchOf(address: string, from: Branch): Branch | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (PORTS[url.protocol] === undefined || url.hostname === '') return undefined;
  const [, scope = ''] = url.search.replace(/^\?/, '').split('?');
  const dn = decoded(url.pathname.replace(/^\//, ''));
  if (dn === undefined) return undefined;
  return {
    server: serverOf(url),
    dn: dn === '' ? from.dn : dn,
    scope: scope === 'base' || scope === 'one' || scope === 'sub' ? scope : from.scope,
  };
}

/** Whether a server is among the hosts, `host` standing for the usual port of either scheme. */
export function isListed(server: string, hosts: readonly string[]): boolean {
  const { protocol } = new URL(server);
  const key = server.slice(`${protocol}//`.length);
  return hosts.some((host) => hostOf(host, PORTS[protocol]) === key);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

import ipaddr from 'ipaddr.js';

/** One entry of `FILE_HOSTS`: a name or address with its port, or a range of addresses (`10.0.0.0/8`). */
type Entry =
  | { type: 'host'; host: string; port: number | undefined }
  | { type: 'range'; range: [ipaddr.IPv4 | ipaddr.IPv6, number] };

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
/** Ranges that a listed name may only resolve to when it is an inner name, or when the address is listed as well. */
const PRIVATE = new Set(['private', 'uniqueLocal', 'loopback', 'carrierGradeNat']);
/** Names that no public name server answers: a private address behind them is what is meant. */
const INNER_SUFFIXES = ['.localhost', '.local', '.internal', '.lan', '.intranet', '.home.arpa', '.test'];

/**
 * The list of hosts that files may be fetched from (`FILE_HOSTS`). Nothing that is not on it is ever asked, and what a
 * listed name resolves to is judged again, so that a name server cannot point the hub at its own neighbours.
 */
export class FileHosts {
  readonly #entries: Entry[];

  /** Throws RangeError naming the entry that cannot be read. */
  constructor(list: readonly string[]) {
    this.#entries = list
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map(parseEntry);
  }

  /** Whether this http(s) address may be asked at all. Without a port in the list only the scheme's own port counts. */
  allows(url: URL): boolean {
    const standard = DEFAULT_PORTS[url.protocol];
    if (standard === undefined || url.username !== '' || url.password !== '') return false;
    const port = url.port === '' ? standard : Number(url.port);
    return this.#listed(bare(url.hostname), port, standard);
  }

  /** Whether the listed name of this http(s) address may be fetched from an address that it resolves to. */
  allowsAddress(url: URL, address: string): boolean {
    const standard = DEFAULT_PORTS[url.protocol];
    if (standard === undefined) return false;
    const parsed = ipaddr.process(address);
    const range = parsed.range();
    if (range === 'unicast') return true;
    const port = url.port === '' ? standard : Number(url.port);
    // That an address is listed opens no port of it at which it may not be asked by itself.
    if (this.#listed(parsed.toString(), port, standard)) return true;
    return PRIVATE.has(range) && isInner(bare(url.hostname));
  }

  #listed(host: string, port: number, standard: number): boolean {
    if (this.#lists(host, port, standard)) return true;
    return ipaddr.isValid(host) && port === standard && this.#inRange(host);
  }

  #lists(host: string, port: number, standard: number): boolean {
    return this.#entries.some(
      (entry) => entry.type === 'host' && entry.host === host && port === (entry.port ?? standard),
    );
  }

  #inRange(address: string): boolean {
    const parsed = ipaddr.process(address);
    return this.#entries.some(
      (entry) =>
        entry.type === 'range' && entry.range[0].kind() === parsed.kind() && parsed.match(entry.range),
    );
  }
}

function parseEntry(text: string): Entry {
  const expected = `FILE_HOSTS: "${text}": expected host, host:port or a range such as 10.0.0.0/8`;
  if (text.includes('/')) {
    if (!ipaddr.isValidCIDR(text)) throw new RangeError(expected);
    return { type: 'range', range: ipaddr.parseCIDR(text) };
  }
  const address = ipaddr.isValid(text) && text.includes(':') ? `[${text}]` : text;
  if (!URL.canParse(`http://${address}`)) throw new RangeError(expected);
  const url = new URL(`http://${address}`);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new RangeError(expected);
  }
  // The URL class swallows :80, which here is a port that somebody wrote.
  const written = /:(\d{1,5})$/.exec(address);
  const port = written && !address.endsWith(']') ? Number(written[1]) : undefined;
  return { type: 'host', host: bare(url.hostname), port };
}

/** Without brackets and the root's dot; lower case, as URL leaves it. */
function bare(hostname: string): string {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return ipaddr.isValid(host) ? ipaddr.process(host).toString() : host;
}

function isInner(host: string): boolean {
  if (ipaddr.isValid(host)) return true;
  return !host.includes('.') || INNER_SUFFIXES.some((suffix) => host.endsWith(suffix));
}

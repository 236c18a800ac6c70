import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Client, type Entry, type SearchOptions } from 'ldapts';
import { SourceUnreachable } from '../../../domain/ports.js';
import type { RawEntry } from '../directory/entry.js';

/** How servers are spoken to; the same for those that are referred to. */
export interface Login {
  tls: 'verify' | 'unverified' | 'off';
  /** PEM. */
  ca?: string;
  bind?: { dn: string; password: string };
  /** For one answer, ms. */
  timeout: number;
}

export interface Found {
  entries: RawEntry[];
  /** Addresses of servers that have more. */
  references: string[];
}

const CONNECT_TIMEOUT_MS = 10_000;

/** One connection to a directory, logged in. Once it is lost it stays so: a new one would be neither encrypted nor logged in. */
export class Session {
  private constructor(private readonly client: Client) {}

  /** `server`: `ldap://host:port`. */
  static async open(server: string, { tls, ca, bind, timeout }: Login): Promise<Session> {
    const host = new URL(server).hostname.replace(/^\[|\]$/g, '');
    const tlsOptions: ConnectionOptions = {
      host,
      rejectUnauthorized: tls !== 'unverified',
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(ca === undefined ? {} : { ca }),
    };
    const client = new Client({
      url: server,
      timeout,
      connectTimeout: Math.min(timeout, CONNECT_TIMEOUT_MS),
      strictDN: false,
      // The library takes any options of TLS for encryption from the beginning.
      ...(server.startsWith('ldaps:') ? { tlsOptions } : {}),
    });
    try {
      if (server.startsWith('ldap:') && tls !== 'off') await client.startTLS(tlsOptions);
      if (bind) await client.bind(bind.dn, bind.password);
      // Without a log-in nothing has been asked yet: what the server says of itself opens the connection.
      const session = new Session(client);
      if (!client.isConnected) await client.search('', { scope: 'base', attributes: ['1.1'] });
      return session;
    } catch (error) {
      await client.unbind().catch(() => undefined);
      throw error;
    }
  }

  /** What the server says of itself, by attribute in lower case. */
  async about(attributes: readonly string[]): Promise<ReadonlyMap<string, readonly Buffer[]>> {
    const [page] = await this.#all('', { scope: 'base', attributes: [...attributes] });
    return page?.entries[0]?.values ?? new Map();
  }

  /** Pages of entries as the server parts them. */
  async *search(dn: string, options: SearchOptions): AsyncGenerator<Found> {
    const pages = this.client.searchPaginated(dn, {
      ...options,
      derefAliases: 'never',
      explicitBufferAttributes: ['objectGUID'],
    });
    for (;;) {
      // In the same turn as the question, so that nothing connects anew in between.
      if (!this.client.isConnected) throw new SourceUnreachable(LOST);
      const { value, done } = await pages.next();
      if (done || !value) return;
      yield { entries: value.searchEntries.map(rawEntry), references: value.searchReferences };
    }
  }

  close(): Promise<void> {
    return this.client.unbind().catch(() => undefined);
  }

  async #all(dn: string, options: SearchOptions): Promise<Found[]> {
    const found: Found[] = [];
    for await (const page of this.search(dn, options)) found.push(page);
    return found;
  }
}

const LOST = 'mất kết nối (the connection was lost)';

function rawEntry({ dn, ...attributes }: Entry): RawEntry {
  const values = new Map<string, Buffer[]>();
  for (const [description, value] of Object.entries(attributes)) {
    // `mail;lang-vi`: the attribute is what stands before its options.
    const [name = ''] = description.toLowerCase().split(';');
    const all = (Array.isArray(value) ? value : [value]).map((each) =>
      typeof each === 'string' ? Buffer.from(each) : each,
    );
    if (all.length > 0) values.set(name, [...(values.get(name) ?? []), ...all]);
  }
  return { dn, values };
}

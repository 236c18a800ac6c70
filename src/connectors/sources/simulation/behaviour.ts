import { createHash } from 'node:crypto';
import type { Identity, PortalBehaviour } from '../../portals/simulation/behaviour.js';
import { type Answer, type Call, isObject } from '../../portals/simulation/http.js';
import { answerFeed, feedNamed } from './feeds.js';
import type { DistrictLists, Row } from './lists.js';

/** How the district's server wants to be asked. */
export interface DistrictAccess {
  kind: 'none' | 'bearer' | 'header' | 'oauth2';
  /** Of bearer and header. */
  token?: string;
  /** Of header, lower case. */
  header?: string;
  clientId?: string;
  clientSecret?: string;
  /** Life of a token in seconds. */
  tokenLife?: number;
}

const MAX_PAGE = 500;
const REFUSED: Answer = {
  status: 401,
  body: { error: 'unauthorized' },
  headers: { 'www-authenticate': 'Bearer' },
};

/** The district's systems behind one server: `GET /<list>?changedSince=&page=&pageSize=`, `GET /<list>.rss`, `POST /token`. */
export class DistrictBehaviour implements PortalBehaviour {
  readonly #tokens = new Map<string, number>();
  issued = 0;

  constructor(
    readonly lists: DistrictLists,
    readonly access: DistrictAccess,
    readonly clock: { now(): number },
  ) {}

  identify({ method, path }: Call): Identity {
    const service = path.split('/').filter(Boolean).at(-1) ?? '';
    return { service, keys: [], login: method === 'POST' && service === 'token', write: false };
  }

  expire(): Answer {
    this.#tokens.clear();
    return REFUSED;
  }

  authorise({ headers }: Call, { login }: Identity): Answer | undefined {
    const { kind, token, header = 'x-api-key' } = this.access;
    if (login || kind === 'none') return undefined;
    if (kind === 'header') return headers[header] === token ? undefined : REFUSED;
    const given = headers.authorization?.replace(/^Bearer /, '') ?? '';
    const good = kind === 'bearer' ? given === token : (this.#tokens.get(given) ?? 0) > this.clock.now();
    return good ? undefined : REFUSED;
  }

  busy(): undefined {
    return undefined;
  }

  handle(call: Call, identity: Identity): Answer {
    if (identity.login) return this.#token(call);
    if (call.method !== 'GET') return { status: 405, body: { error: 'GET' } };
    const feed = feedNamed(identity.service);
    if (feed) {
      const rows = this.lists.changedSince(feed.list, 0);
      return rows ? answerFeed(feed.format, rows, call) : { status: 404, body: { error: 'no such list' } };
    }
    const since = Date.parse(call.query.get('changedSince') ?? '');
    const page = Number(call.query.get('page') ?? 1);
    const pageSize = Math.min(Number(call.query.get('pageSize') ?? MAX_PAGE), MAX_PAGE);
    if (Number.isNaN(since) || !(page >= 1) || !(pageSize >= 1)) {
      return { status: 400, body: { error: 'changedSince, page, pageSize' } };
    }
    const rows = this.lists.changedSince(identity.service, since);
    if (!rows) return { status: 404, body: { error: 'no such list' } };
    return this.#page(rows, page, pageSize, call.headers['if-none-match']);
  }

  otherShape(): unknown {
    return { items: [], next: null };
  }

  inspect(part: string): unknown {
    const all = this.lists.names.map((name) => [name, this.lists.changedSince(name, 0)?.length ?? 0]);
    return part === '' || part === 'summary' ? Object.fromEntries(all) : undefined;
  }

  reset(): void {
    this.#tokens.clear();
  }

  /** `{"one-stop": [row, …]}`: puts rows in, or newer ones in the place of those with their keys. */
  seed(given: Record<string, unknown>): string[] {
    const complaints = Object.entries(given)
      .filter(([, rows]) => !Array.isArray(rows) || !rows.every(isObject))
      .map(([list]) => `${list}: a list of objects is expected`);
    if (complaints.length > 0) return complaints;
    for (const [list, rows] of Object.entries(given)) this.lists.put(list, ...(rows as Row[]));
    return [];
  }

  drift(): boolean {
    return false;
  }

  #page(rows: readonly Row[], page: number, pageSize: number, known: string | undefined): Answer {
    const data = rows.slice((page - 1) * pageSize, page * pageSize);
    const totalPages = Math.max(1, Math.ceil(rows.length / pageSize));
    const etag = `"${createHash('sha256')
      .update(JSON.stringify([data, totalPages]))
      .digest('base64url')}"`;
    const headers = { etag, date: new Date(this.clock.now()).toUTCString() };
    if (known === etag) return { status: 304, type: 'text', body: '', headers };
    const serverTime = new Date(this.clock.now()).toISOString();
    return {
      status: 200,
      body: { data, currentPage: page, totalPages, totalCount: rows.length, serverTime },
      headers,
    };
  }

  #token({ body, headers }: Call): Answer {
    const { clientId, clientSecret, tokenLife = 3600 } = this.access;
    const form = new URLSearchParams(body.toString('utf8'));
    const basic = Buffer.from(headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
    const [id, secret] = basic
      ? basic.split(':').map(decodeURIComponent)
      : [form.get('client_id'), form.get('client_secret')];
    const good =
      form.get('grant_type') === 'client_credentials' && id === clientId && secret === clientSecret;
    if (this.access.kind !== 'oauth2' || !good) return { status: 401, body: { error: 'invalid_client' } };
    this.issued += 1;
    const token = createHash('sha256').update(`${this.issued}`).digest('base64url');
    this.#tokens.set(token, this.clock.now() + tokenLife * 1000);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: tokenLife } };
  }
}

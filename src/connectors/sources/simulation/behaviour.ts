import { createHash } from 'node:crypto';
import type { Identity, PortalBehaviour } from '../../portals/simulation/behaviour.js';
import { type Answer, type Call, isObject } from '../../portals/simulation/http.js';
import { answerFeed, feedNamed } from './feeds.js';
import { type DistrictAccess, Gate } from './gate.js';
import type { DistrictLists, Row } from './lists.js';

const MAX_PAGE = 500;
/** The district's systems behind one server: `GET /<list>?changedSince=&page=&pageSize=`, `GET /<list>.rss`, `POST /token`. */
export class DistrictBehaviour implements PortalBehaviour {
  readonly gate: Gate;

  constructor(
    readonly lists: DistrictLists,
    access: DistrictAccess,
    readonly clock: { now(): number },
  ) {
    this.gate = new Gate(access, clock);
  }

  identify({ method, path }: Call): Identity {
    const service = path.split('/').filter(Boolean).at(-1) ?? '';
    return { service, keys: [], login: method === 'POST' && service === 'token', write: false };
  }

  expire(): Answer {
    return this.gate.expire();
  }

  authorise(call: Call, { login }: Identity): Answer | undefined {
    return login ? undefined : this.gate.authorise(call);
  }

  busy(): undefined {
    return undefined;
  }

  handle(call: Call, identity: Identity): Answer {
    if (identity.login) return this.gate.token(call);
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
    this.gate.expire();
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
}

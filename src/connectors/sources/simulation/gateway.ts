import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity, PortalBehaviour } from '../../portals/simulation/behaviour.js';
import type { Answer, Call } from '../../portals/simulation/http.js';
import { type DistrictAccess, Gate } from './gate.js';

interface Standing {
  xml: string;
  waits: boolean;
  /** How often it was fetched. */
  fetched: number;
}

/**
 * The gateway of the axis as docs/sources/documents.md assumes it: `GET /packages`, `GET /packages/<id>`,
 * `POST /packages/<id>/acknowledge`, `POST /status`, `POST /token`.
 */
export class GatewayBehaviour implements PortalBehaviour {
  readonly gate: Gate;
  /** Status messages, as they came. */
  readonly statuses: string[] = [];
  readonly #packages = new Map<string, Standing>();

  constructor(
    access: DistrictAccess,
    clock: { now(): number },
    readonly repeats = false,
  ) {
    this.gate = new Gate(access, clock);
  }

  put(id: string, xml: string): void {
    this.#packages.set(id, { xml, waits: true, fetched: 0 });
  }

  /** The packages of a folder that `lienthong sample` wrote, by the names of their files. */
  putDrop(folder: string): void {
    const inbox = join(folder, 'documents', 'inbox');
    if (!existsSync(inbox)) return;
    for (const name of readdirSync(inbox).sort()) {
      const id = /^(.+)\.edxml$/.exec(name)?.[1];
      if (id !== undefined) this.put(id, readFileSync(join(inbox, name), 'utf8'));
    }
  }

  get waiting(): string[] {
    return [...this.#packages].filter(([, { waits }]) => waits).map(([id]) => id);
  }

  fetched(id: string): number {
    return this.#packages.get(id)?.fetched ?? 0;
  }

  identify({ method, path }: Call): Identity {
    const [, id, step] = /\/packages(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
    const last = path.split('/').at(-1) ?? '';
    const service = step ?? (id === undefined ? last : 'package');
    const keys = id === undefined ? [] : [decodeURIComponent(id)];
    return { service, keys, login: method === 'POST' && service === 'token', write: method === 'POST' };
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

  handle(call: Call, { service, keys, login }: Identity): Answer {
    if (login) return this.gate.token(call);
    const [id = ''] = keys;
    switch (`${call.method} ${service}`) {
      case 'GET packages': {
        const ids = this.repeats ? [...this.waiting, ...this.waiting] : this.waiting;
        return { status: 200, body: { data: ids.map((each) => ({ id: each })) } };
      }
      case 'GET package':
        return this.#package(id);
      case 'POST acknowledge':
        return this.#acknowledge(id);
      case 'POST status':
        this.statuses.push(call.body.toString('utf8'));
        return { status: 202, body: {}, applied: ['status'] };
      default:
        return { status: 404, body: { error: 'no such route' } };
    }
  }

  otherShape(): unknown {
    return { error: 'maintenance' };
  }

  inspect(part: string): unknown {
    if (part !== '' && part !== 'summary') return undefined;
    return { packages: this.#packages.size, waiting: this.waiting.length, statuses: this.statuses.length };
  }

  reset(): void {
    this.gate.expire();
    this.#packages.clear();
    this.statuses.length = 0;
  }

  /** `{"<id>": "<xml…>"}` */
  seed(given: Record<string, unknown>): string[] {
    const wrong = Object.entries(given).filter(([, xml]) => typeof xml !== 'string');
    if (wrong.length > 0) return wrong.map(([id]) => `${id}: the package’s text is expected`);
    for (const [id, xml] of Object.entries(given)) this.put(id, String(xml));
    return [];
  }

  drift(): boolean {
    return false;
  }

  #package(id: string): Answer {
    const found = this.#packages.get(id);
    if (!found?.waits) return { status: 404, body: { error: 'no such package' } };
    found.fetched += 1;
    const headers = { 'content-type': 'application/xml; charset=utf-8' };
    return { status: 200, type: 'text', body: found.xml, headers };
  }

  /** Twice is the same as once. */
  #acknowledge(id: string): Answer {
    const found = this.#packages.get(id);
    if (!found) return { status: 404, body: { error: 'no such package' } };
    found.waits = false;
    return { status: 200, body: { id }, applied: [id] };
  }
}

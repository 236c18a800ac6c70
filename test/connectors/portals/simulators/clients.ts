import type { NationalSimulator } from '../../../../src/connectors/portals/national/simulator/index.js';
import type { ProvincialSimulator } from '../../../../src/connectors/portals/provincial/simulator/index.js';

type Body = Record<string, unknown>;

/** What came back: `status` 0 when the connection broke. */
export interface Seen {
  status: number;
  text: string;
  json: Body;
  headers: Headers;
}

async function seen(promise: Promise<Response>): Promise<Seen> {
  try {
    const response = await promise;
    const text = await response.text();
    let json: Body = {};
    try {
      json = JSON.parse(text);
    } catch {
      // Left empty: the test looks at the text.
    }
    return { status: response.status, text, json, headers: response.headers };
  } catch {
    return { status: 0, text: '', json: {}, headers: new Headers() };
  }
}

/** A bare client of the national portal, by hand after the contract. */
export class NationalCaller {
  session = '';
  headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/json',
    charset: 'utf-8',
    dstcode: 'VN:GOV:x',
  };

  constructor(readonly sim: NationalSimulator) {}

  post(path: string, body: unknown, signal?: AbortSignal): Promise<Seen> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return seen(
      fetch(`${this.sim.url}${path}?dstcode=VN:GOV:x`, {
        method: 'POST',
        headers: this.headers,
        body: text,
        signal: signal ?? null,
      }),
    );
  }

  async login(username = 'lienthong', password = 'lienthong'): Promise<Seen> {
    const answer = await this.post('/mapi/login', { username, password });
    if (typeof answer.json['session'] === 'string') this.session = answer.json['session'];
    return answer;
  }

  /** The call's code as a number; NaN when the answer has none. */
  async code(service: string, over: Body = {}, signal?: AbortSignal): Promise<number> {
    return codeOf(await this.call(service, over, signal));
  }

  call(service: string, over: Body = {}, signal?: AbortSignal): Promise<Seen> {
    return this.post('/mapi/g', { session: this.session, madonvi: 'H56.14', service, ...over }, signal);
  }

  records(...data: unknown[]): Promise<Seen> {
    return this.call('DongBoHoSoMC', { isUpdating: 'False', data });
  }

  updates(...data: unknown[]): Promise<Seen> {
    return this.call('DongBoHoSoMC', { isUpdating: 'True', data });
  }

  traces(...data: unknown[]): Promise<Seen> {
    return this.call('CapNhatTienDoHoSoMC', { data });
  }

  async look(mahoso: string): Promise<Body | undefined> {
    const answer = await this.call('TraCuuHoSo', { mahoso });
    return rowsOf(answer)[0];
  }
}

export function codeOf({ json }: Seen): number {
  return json['error_code'] === undefined ? Number.NaN : Number(json['error_code']);
}

export function rowsOf({ json }: Seen): Body[] {
  return listOf(json, 'result');
}

/** The list under a key; empty when there is none. */
export function listOf(body: Body | undefined, key: string): Body[] {
  const list = body?.[key];
  return Array.isArray(list) ? list : [];
}

/** A bare client of the provincial portal. */
export class ProvincialCaller {
  token = '';

  constructor(readonly sim: ProvincialSimulator) {}

  async login(id = 'lienthong', secret = 'lienthong', grant = 'client_credentials'): Promise<Seen> {
    const body = new URLSearchParams({ grant_type: grant, client_id: id, client_secret: secret });
    const answer = await seen(fetch(`${this.sim.url}/token`, { method: 'POST', body }));
    if (typeof answer.json['access_token'] === 'string') this.token = answer.json['access_token'];
    return answer;
  }

  send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Seen> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.token}` };
    const isForm = body instanceof FormData;
    if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
    const text =
      body === undefined ? null : isForm ? body : typeof body === 'string' ? body : JSON.stringify(body);
    return seen(fetch(this.sim.url + path, { method, headers, body: text, signal: signal ?? null }));
  }

  get(path: string): Promise<Seen> {
    return this.send('GET', path);
  }

  document(body: unknown): Promise<Seen> {
    return this.send('POST', '/Document/SyncDocument', body);
  }

  trace(body: unknown): Promise<Seen> {
    return this.send('POST', '/Document/UpdateDocumentTraces', body);
  }

  upload(name: string, bytes: string): Promise<Seen> {
    const form = new FormData();
    form.set('file', new File([bytes], name, { type: 'application/pdf' }));
    return this.send('POST', '/Files/UploadFile', form);
  }
}

/** The admin routes of either simulator. */
export async function admin(
  sim: { origin: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<Seen> {
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  return seen(fetch(`${sim.origin}/_sim${path}`, { method, body: text }));
}

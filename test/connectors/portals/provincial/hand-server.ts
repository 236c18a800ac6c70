import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { provincial } from '../../../../src/connectors/portals/provincial/index.js';
import type { CallOptions, Portal } from '../../../../src/domain/ports.js';
import { type FakeServices, fakePortalServices } from '../../../support/portal-services.js';

/** One request as it arrived. */
export interface Arrived {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
}
/** Undefined: the server's own answer. */
export type Handler = (request: Arrived) => Reply | undefined;

export const CHANNELS = [
  { id: '11111111-0000-0000-0000-000000000001', tenKenhTin: 'Pháp luật', maKenhTinCha: null },
  { id: '11111111-0000-0000-0000-000000000002', tenKenhTin: 'Hoạt động', maKenhTinCha: null },
  { id: '11111111-0000-0000-0000-000000000003', tenKenhTin: 'Thủ tục hành chính', maKenhTinCha: null },
];
export const STATES = [
  { id: '22222222-0000-0000-0000-000000000001', tenTrangThai: 'Bản nháp' },
  { id: '22222222-0000-0000-0000-000000000002', tenTrangThai: 'Đã đăng' },
];

/**
 * A portal made by hand for one test: it answers what the handler says, else as a well-behaved one that keeps notices. Every
 * request is written down.
 */
export class HandServer {
  readonly arrived: Arrived[] = [];
  readonly notices = new Map<string, Record<string, unknown>>();
  handler: Handler = () => undefined;
  private uploads = 0;
  private tokens = 0;
  private server: Server | undefined;

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://x');
        const arrived: Arrived = {
          method: request.method ?? '',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        };
        this.arrived.push(arrived);
        const { status = 200, headers = {}, body = '' } = this.handler(arrived) ?? this.own(arrived);
        response.writeHead(status, headers);
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
    this.server = server;
    await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resume) => (this.server ? this.server.close(resume) : resume(undefined)));
  }

  /** The JSON body of the last request to a path. */
  lastBody(path: string): unknown {
    const found = this.arrived.findLast((request) => request.path === path && request.method !== 'GET');
    return JSON.parse(found?.body ?? 'null');
  }

  pathsOf(method: string): string[] {
    return this.arrived.filter((request) => request.method === method).map(({ path }) => path);
  }

  private own({ method, path, body }: Arrived): Reply {
    if (path === '/token') {
      this.tokens += 1;
      return {
        body: { access_token: `t${this.tokens}`, token_type: 'Bearer', expires_in: 3600, scope: 'x' },
      };
    }
    if (path === '/KenhTins') return list(CHANNELS);
    if (path === '/TrangThais') return list(STATES);
    if (path === '/Files/UploadFile') {
      this.uploads += 1;
      return { body: { data: `/kho/${this.uploads}` } };
    }
    if (path.startsWith('/Document/')) {
      return method === 'GET' ? { status: 404 } : { body: { Status: 1, Message: 'OK' } };
    }
    return this.ownNotices(method, path, body);
  }

  private ownNotices(method: string, path: string, body: string): Reply {
    const [, , id] = path.split('/');
    if (method === 'POST') {
      const made = `33333333-0000-0000-0000-${String(this.notices.size + 1).padStart(12, '0')}`;
      this.notices.set(made, JSON.parse(body));
      return { body: { data: made } };
    }
    if (id === undefined) {
      return list([...this.notices].map(([key, notice]) => camel(key, notice)).reverse());
    }
    const held = this.notices.get(id);
    if (!held) return { status: 404, body: { messages: ['Không tìm thấy'], statusCode: 404 } };
    if (method === 'PUT') this.notices.set(id, JSON.parse(body));
    if (method === 'DELETE') this.notices.delete(id);
    return { body: { data: method === 'GET' ? camel(id, held) : id } };
  }
}

function camel(id: string, notice: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.entries(notice).map(([key, value]) => [
    key.charAt(0).toLowerCase() + key.slice(1),
    value,
  ]);
  return { id, ...Object.fromEntries(keys) };
}

/** A list that is one page. */
export function list(items: readonly unknown[]): Reply {
  return {
    body: {
      data: items,
      currentPage: 1,
      totalPages: 1,
      totalCount: items.length,
      pageSize: 50,
      hasPreviousPage: false,
      hasNextPage: false,
    },
  };
}

export interface Made {
  server: HandServer;
  portal: Portal;
  services: FakeServices;
  stop(): Promise<void>;
}

/** The connector in front of a {@link HandServer}. */
export async function handMade(profile: Record<string, unknown> = {}, handler?: Handler): Promise<Made> {
  const server = new HandServer();
  if (handler) server.handler = handler;
  const url = await server.start();
  const services = fakePortalServices();
  const environment = {
    PROVINCIAL_PORTAL_URL: `${url}/`,
    PROVINCIAL_PORTAL_CLIENT_ID: 'ngoc lặc',
    PROVINCIAL_PORTAL_CLIENT_SECRET: 's&=cret',
  };
  const portal = provincial.create(environment, provincial.parseProfile(profile), services);
  if (!portal) throw new Error('no portal');
  return {
    server,
    portal,
    services,
    stop: async () => {
      await portal.close();
      await server.stop();
    },
  };
}

export function options(changes: Partial<CallOptions> = {}): CallOptions {
  const account = { id: 'account-1', portal: 'provincial', agencyCode: 'H56.14' };
  return { account, signal: new AbortController().signal, ...changes };
}

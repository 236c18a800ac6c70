import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { answerAdmin, isAdminPath } from './admin.js';
import type { PortalBehaviour } from './behaviour.js';
import type { FaultContext, FaultEngine } from './fault-engine.js';
import { FaultPlayer, NO_ANSWER, RESET } from './fault-player.js';
import { type Call, readBody, send } from './http.js';

export interface ServerOptions {
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Added to every answer, ms. */
  latencyMs?: number;
}

/** A listening simulator. */
export interface RunningServer {
  url: string;
  port: number;
  /** Stops listening and ends all sockets for `ms`, then listens again on the same port; without `ms` until `up`. */
  down(ms?: number): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one portal on a real socket. Throws what `listen` throws (`EADDRINUSE`). */
export async function startServer(
  portal: PortalBehaviour,
  faults: FaultEngine,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const listener = new Listener(options);
  const player = new FaultPlayer(portal, faults, listener);
  let number = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.replace(/\/{2,}/g, '/');
    if (isAdminPath(path)) {
      const body = (await readBody(request)) ?? Buffer.alloc(0);
      send(response, answerAdmin(portal, faults, listener, request, url, body));
      return;
    }
    number += 1;
    const context: FaultContext = { path };
    const early = player.beforeRead(context);
    if (early === RESET) {
      request.socket.resetAndDestroy();
      return;
    }
    const body = await readBody(request);
    if (!body) return;
    if (early) {
      send(response, early);
      return;
    }
    const call: Call = {
      method: request.method ?? 'GET',
      path,
      query: url.searchParams,
      headers: request.headers,
      body,
      number,
    };
    if (options.latencyMs) await listener.pause(options.latencyMs);
    const result = await player.play(call, response);
    if (result === RESET) request.socket.resetAndDestroy();
    else if (result !== NO_ANSWER) send(response, result);
  }

  await listener.open((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send(response, { status: 500, type: 'text', body: `simulator: ${text}` });
    });
  });
  return {
    url: `http://${options.host && options.host !== '0.0.0.0' ? options.host : '127.0.0.1'}:${listener.port}`,
    get port() {
      return listener.port;
    },
    down: (ms) => listener.down(ms),
    up: () => listener.up(),
    close: () => listener.close(),
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The socket: can go away and come back on the same port, and ends what is open when it closes. */
export class Listener {
  #server: Server | undefined;
  #handler: Handler = () => undefined;
  #port: number;
  #closed = false;
  #comeBack: NodeJS.Timeout | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(readonly options: ServerOptions) {
    this.#port = options.port ?? 0;
  }

  get port(): number {
    return this.#port;
  }

  async open(handler: Handler): Promise<void> {
    this.#handler = handler;
    await this.up();
  }

  async up(): Promise<void> {
    clearTimeout(this.#comeBack);
    if (this.#server || this.#closed) return;
    const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 0 }, (request, response) =>
      this.#handler(request, response),
    );
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.once('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port: this.#port, host: this.options.host ?? '127.0.0.1', backlog: 1024 }, resolve);
    });
    const address: AddressInfo | string | null = server.address();
    if (typeof address === 'object' && address) this.#port = address.port;
  }

  async down(ms?: number): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    clearTimeout(this.#comeBack);
    if (ms !== undefined && !this.#closed) {
      this.#comeBack = setTimeout(() => {
        this.up().catch(() => this.down(200));
      }, ms);
    }
    if (!server) return;
    const stopped = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    for (const socket of this.#sockets) socket.destroy();
    await stopped;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await this.down();
  }

  /** Waits on the wall clock; never resolves once the server is closed. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.later(ms, resolve);
    });
  }

  later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }
}

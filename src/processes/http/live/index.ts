import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RequestHandler } from 'express';
import { Connections } from './connection.js';
import { eventStreams } from './event-streams.js';
import { WebSockets, type WebSocketsOptions } from './web-sockets.js';

const CHECK_EVERY_MS = 10_000;
const INIT_WITHIN_MS = 3_000;
const PING_EVERY_MS = 12_000;

export interface LiveTimes {
  /** How often the credentials of silent connections are looked at, ms. */
  checkEveryMs?: number;
  initWithinMs?: number;
  pingEveryMs?: number;
}

/** The two ways by which a gateway tells events. */
export interface LiveDoors {
  /** For `/graphql`, behind authentication and the body's parser. */
  streams: RequestHandler;
  /** For the server's event `upgrade`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends all within a second. */
  close(): Promise<void>;
}

export function openLive(
  options: Pick<WebSocketsOptions, 'operations' | 'who' | 'takes' | 'complain'>,
  times: LiveTimes = {},
): LiveDoors {
  const { operations, who } = options;
  const connections = new Connections(times.checkEveryMs ?? CHECK_EVERY_MS);
  const sockets = new WebSockets({
    ...options,
    connections,
    initWithinMs: times.initWithinMs ?? INIT_WITHIN_MS,
    pingEveryMs: times.pingEveryMs ?? PING_EVERY_MS,
  });
  return {
    streams: eventStreams({ operations, connections, who }),
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    close: async () => {
      connections.leave();
      await sockets.close();
    },
  };
}

export { Operations, subscriptionGate } from './operations.js';
export { StoreWakes } from './wakes.js';

import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { v7 as uuid } from 'uuid';
import { type ErrorCode, errorBody } from './errors.js';

/** What is said to whoever sent no request that could be handed on. */
export interface Refused {
  status: number;
  code: ErrorCode;
  message: string;
  headers?: Readonly<Record<string, string>>;
}

/** How long a client may take to hang up by itself. */
const LINGER_MS = 1_000;

/** Answers on a connection that no response belongs to, in the shape of every other error, and hangs up. */
export function refuseSocket(socket: Duplex, { status, code, message, headers = {} }: Refused): void {
  const id = uuid();
  const body = errorBody(code, message, id);
  const all = {
    Connection: 'close',
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Request-Id': id,
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
  // Hung up at once, the answer could be lost behind what the client is still sending; it may not keep the connection either.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

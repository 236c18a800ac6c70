import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { v7 as uuid } from 'uuid';
import { type ErrorCode, errorBody } from './errors.js';
import { HEADERS_WITHIN_MS, MAX_HEADERS, REQUEST_WITHIN_MS } from './limits.js';

interface Refused {
  status: number;
  code: ErrorCode;
  message: string;
}

/** By the code of Node's parser; all else of it is a request that is no HTTP. */
const REFUSED: Readonly<Record<string, Refused>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'REQUEST_TIMEOUT',
    message: 'the request did not arrive in time',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'HEADERS_TOO_LARGE',
    message: `the headers are larger than ${MAX_HEADERS / 1_024} kB`,
  },
};
const UNREADABLE: Refused = { status: 400, code: 'BAD_REQUEST', message: 'the request cannot be read' };

/**
 * An HTTP server that waits for nobody: headers and body have a time and a size, and what is no HTTP gets an answer in the same shape as
 * everything else. `within`: other times, ms.
 */
export function createHttpServer(
  app: RequestListener,
  within = { headers: HEADERS_WITHIN_MS, request: REQUEST_WITHIN_MS },
): Server {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADERS,
      headersTimeout: within.headers,
      requestTimeout: within.request,
      connectionsCheckingInterval: Math.min(1_000, within.headers),
    },
    app,
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    socket.end(answer(REFUSED[error.code ?? ''] ?? UNREADABLE));
  });
  return server;
}

function answer({ status, code, message }: Refused): string {
  const id = uuid();
  const body = errorBody(code, message, id);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${id}`,
    '',
    body,
  ].join('\r\n');
}

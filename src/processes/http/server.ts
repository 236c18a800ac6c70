import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { v7 as uuid } from 'uuid';
import { errorBody } from './errors.js';
import { MAX_HEADERS } from './limits.js';
import { type Refused, refuseSocket } from './raw-answer.js';

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
const NO_HOST: Refused = { status: 400, code: 'BAD_REQUEST', message: 'the header Host is missing' };
const NOT_EXPECTED: Refused = { status: 417, code: 'BAD_REQUEST', message: 'only 100-continue is expected' };

/**
 * An HTTP server that waits for nobody: headers and body have a time and a size, and what is no HTTP gets an answer in the same shape as
 * everything else, behind the answers to what the same connection asked before. `within`: the times, ms.
 */
export function createHttpServer(app: RequestListener, within: { headers: number; request: number }): Server {
  /** The last response of each connection: the ones before it are written when it is. */
  const last = new WeakMap<Duplex, ServerResponse>();
  const take = (request: IncomingMessage, response: ServerResponse) => {
    last.set(request.socket, response);
    if (request.headers.host === undefined && request.httpVersion !== '1.0') refuse(response, NO_HOST);
    else app(request, response);
  };
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADERS,
      headersTimeout: within.headers,
      requestTimeout: within.request,
      connectionsCheckingInterval: Math.min(1_000, within.headers),
      // Node's own refusals have no body.
      requireHostHeader: false,
      // Other protocols (h2c) are offered, not asked for: such a request is answered as it is.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    take,
  );
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    whenWritten(last.get(request.socket), () => {
      response.writeContinue();
      take(request, response);
    });
    last.set(request.socket, response);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    last.set(request.socket, response);
    refuse(response, NOT_EXPECTED);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const refused = REFUSED[error.code ?? ''] ?? UNREADABLE;
    const response = last.get(socket);
    const inBody = response?.req.complete === false;
    // What is wrong is the body of a request: it has one answer, which may have been given already.
    if (inBody && !response.headersSent) refuse(response, refused);
    else if (inBody) whenWritten(response, () => socket.destroy());
    else whenWritten(response, () => socket.writable && refuseSocket(socket, refused));
  });
  return server;
}

function whenWritten(response: ServerResponse | undefined, then: () => void): void {
  if (!response || response.writableFinished) then();
  else response.once('close', then);
}

function refuse(response: ServerResponse, { status, code, message }: Refused): void {
  const id = String(response.getHeader('x-request-id') ?? uuid());
  response.writeHead(status, {
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': id,
  });
  response.end(errorBody(code, message, id));
}

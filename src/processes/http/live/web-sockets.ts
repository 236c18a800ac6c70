import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, GraphQLSchema, parse } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Principal } from '../../../access/principal.js';
import { type Refused, refuseSocket } from '../raw-answer.js';
import { underRequestId } from '../request.js';
import { type Connection, type Connections, MOST_CONNECTIONS } from './connection.js';
import type { Opened, Operations } from './operations.js';

const MAX_MESSAGE = 256 * 1_024;
/** Operations of one connection at a time. */
export const MOST_OPERATIONS = 50;
const GOING_AWAY = 1001;
/** Not one of the protocol's, so that its clients try again. */
const TRY_AGAIN_LATER = 1013;
/** How long a client may take to say goodbye. */
const GOODBYE_MS = 500;
/** The protocol's server asks a document for its kind of operation; what is performed stands beside it. */
const ANY = { schema: new GraphQLSchema({}), document: parse('{ __typename }'), contextValue: {} };
const NOT_HERE: Refused = { status: 404, code: 'NOT_FOUND', message: 'WebSockets are opened at /graphql' };
const NO_HANDSHAKE: Refused = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'not a handshake of WebSocket 13',
  headers: { 'Sec-WebSocket-Version': '13' },
};
const RATE_LIMITED = { extensions: { code: 'RATE_LIMITED' } };

export interface WebSocketsOptions {
  operations: Operations;
  connections: Connections;
  who(authorization: string | undefined): Promise<Principal | undefined>;
  /** How long a client may be silent before it says who it is, ms. */
  initWithinMs: number;
  /** Between two pings, ms; a client that did not answer one is hung up. */
  pingEveryMs: number;
  /** Counts a request of this asker; false: it has made too many. */
  takes(asker: string): Promise<boolean>;
  complain(error: unknown): void;
}

interface Extra {
  socket: WebSocket;
  address: string | undefined;
  connection?: Connection;
  principal?: Principal;
}

/** GraphQL over WebSocket (graphql-transport-ws). `connection_init` carries `Authorization`, as the header of HTTP. */
export class WebSockets {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  readonly #protocol: Server<Extra>;

  constructor(private readonly options: WebSocketsOptions) {
    const { operations, initWithinMs, takes } = options;
    this.#sockets.on('wsClientError', (_error, socket) => refuseSocket(socket, NO_HANDSHAKE));
    this.#protocol = makeServer<Record<string, unknown>, Extra>({
      connectionInitWaitTimeout: initWithinMs,
      onConnect: ({ connectionParams, extra }) => this.#admit(connectionParams, extra),
      onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
        const { connection, principal } = extra;
        if (!connection || !principal) throw new TypeError('acknowledged, yet nobody');
        if (Object.keys(subscriptions).length > MOST_OPERATIONS) {
          return [new GraphQLError(`more than ${MOST_OPERATIONS} operations at once`, RATE_LIMITED)];
        }
        if (!(await takes(principal.id)))
          return [new GraphQLError('too many requests a minute', RATE_LIMITED)];
        const opened = await operations.open(payload, connection, principal, false);
        if ('answer' in opened && opened.answer.data === undefined) {
          return (opened.answer.errors ?? []).map(
            ({ message, extensions = {} }) => new GraphQLError(message, { extensions }),
          );
        }
        return { ...ANY, rootValue: opened };
      },
      execute: ({ rootValue }) => {
        const opened = rootValue as Opened;
        return 'events' in opened ? opened.events : {};
      },
      onNext: (_context, _id, _payload, { rootValue }, { data = null, errors }) => {
        const opened = rootValue as Opened;
        if ('answer' in opened) return opened.answer;
        return operations.tell(errors ? { data, errors } : { data });
      },
      onError: (_context, _id, _payload, errors) =>
        errors.map((error) => (error.extensions['requestId'] ? error.toJSON() : operations.tellError(error))),
    });
  }

  /** Answers an upgrade of `/graphql`; others are not found. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    if ((request.url ?? '').split('?')[0] !== '/graphql') {
      refuseSocket(socket, NOT_HERE);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) =>
      this.#open(client, request.socket.remoteAddress),
    );
  }

  /** Says goodbye to every client (1001); one that does not answer is hung up. */
  async close(): Promise<void> {
    const clients = [...this.#sockets.clients];
    for (const client of clients) client.close(GOING_AWAY, 'Going away');
    const late = setTimeout(() => clients.forEach((client) => void client.terminate()), GOODBYE_MS);
    await new Promise((closed) => this.#sockets.close(closed));
    clearTimeout(late);
  }

  #open(socket: WebSocket, address: string | undefined): void {
    const { connections, complain, pingEveryMs } = this.options;
    const extra: Extra = { socket, address };
    // What is wrong with a frame ends the connection with the code that the protocol of frames has for it.
    socket.on('error', () => undefined);
    const failed = (error: unknown) => {
      complain(error);
      socket.close(CloseCode.InternalServerError, 'Internal server error');
    };
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          new Promise((sent) => {
            // Resolves when the client's socket has taken it: the next event is read only then.
            if (socket.readyState === socket.OPEN) socket.send(text, () => sent());
            else sent();
          }),
        close: (code, reason) => socket.close(code, reason),
        // A message that subscribes is taken until its operation is over: all that the operation tells has its one id.
        onMessage: (take) =>
          socket.on('message', (message) => void underRequestId(() => take(String(message)).catch(failed))),
      },
      extra,
    );
    const pings = keepAlive(socket, pingEveryMs);
    socket.once('close', (code, reason) => {
      clearInterval(pings);
      if (extra.connection) connections.close(extra.connection);
      closed(code, String(reason)).catch(complain);
    });
  }

  async #admit(params: Readonly<Record<string, unknown>> | undefined, extra: Extra): Promise<boolean> {
    const { who, takes, connections } = this.options;
    const { socket, address } = extra;
    const given = params?.['Authorization'] ?? params?.['authorization'];
    const authorization = typeof given === 'string' ? given : undefined;
    let principal: Principal | undefined;
    try {
      principal = await who(authorization);
    } catch (error) {
      this.options.complain(error);
      socket.close(TRY_AGAIN_LATER, 'Try again later');
      return false;
    }
    if (!(await takes(principal?.id ?? `address:${address}`))) {
      socket.close(CloseCode.TooManyInitialisationRequests, 'Too many requests');
      return false;
    }
    if (!principal) return false;
    const connection = connections.open(principal, {
      who: () => who(authorization),
      refuse: () => socket.close(CloseCode.Forbidden, 'Forbidden'),
      leave: () => socket.close(GOING_AWAY, 'Going away'),
    });
    if (!connection) {
      socket.close(CloseCode.TooManyInitialisationRequests, `More than ${MOST_CONNECTIONS} connections`);
      return false;
    }
    Object.assign(extra, { principal, connection });
    // Gone while the key was looked up: its close was already heard.
    if (socket.readyState !== socket.OPEN) connections.close(connection);
    return true;
  }
}

function keepAlive(socket: WebSocket, everyMs: number): NodeJS.Timeout {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  return setInterval(() => {
    if (!answered) socket.terminate();
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, everyMs).unref();
}

import { once } from 'node:events';
import type { RequestHandler, Response } from 'express';
import { type FormattedExecutionResult, GraphQLError } from 'graphql';
import type { Principal } from '../../../access/principal.js';
import { principalOf } from '../access.js';
import { refuse } from '../errors.js';
import type { Connections } from './connection.js';
import type { Asked, Operations } from './operations.js';

const ALIVE_EVERY_MS = 12_000;

export interface EventStreamsOptions {
  operations: Operations;
  connections: Connections;
  who(authorization: string | undefined): Promise<Principal | undefined>;
}

/**
 * GraphQL over server-sent events, one operation a request ("distinct connections" of graphql-sse): `next` events, then `complete`.
 * The next event is read when the client's socket has taken the one before, so a slow client holds nothing in memory.
 */
export function eventStreams({ operations, connections, who }: EventStreamsOptions): RequestHandler {
  return async (request, response, next) => {
    if (request.accepts(['application/json', 'text/event-stream']) !== 'text/event-stream') {
      next();
      return;
    }
    const principal = principalOf(response);
    if (!principal) {
      refuse(response, 401, 'UNAUTHENTICATED', 'Cần khóa dịch vụ · a service key is needed');
      return;
    }
    const connection = connections.open(principal, {
      who: () => who(request.headers.authorization),
      refuse: (refusal) => finish(response, { errors: [operations.tellError(asGraphql(refusal))] }),
      leave: () => finish(response),
    });
    if (!connection) {
      refuse(response, 429, 'RATE_LIMITED', 'too many streams of this key are open');
      return;
    }
    response.once('close', () => connections.close(connection));
    const asked = (request.method === 'GET' ? fromUrl(request.query) : request.body) as Asked | undefined;
    const opened = await operations.open(asked ?? {}, connection, principal, true);
    if ('answer' in opened) {
      connections.close(connection);
      response.status(400).json(opened.answer);
      return;
    }
    const { events } = opened;
    connection.signal.addEventListener('abort', () => void events.return());
    const alive = begin(response);
    try {
      for await (const event of events) await write(response, frame('next', operations.tell(event)));
      finish(response);
    } catch (error) {
      finish(response, { errors: [operations.tellError(asGraphql(error))] });
    } finally {
      clearInterval(alive);
    }
  };
}

function begin(response: Response): NodeJS.Timeout {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // Its socket ends with it, so that a gateway that stops need not wait.
    connection: 'close',
    // nginx would keep events until its buffer is full.
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  // A proxy ends a connection that is silent for long, and a client that is gone shows when it is written to.
  return setInterval(() => {
    if (!response.writableNeedDrain) response.write(':\n\n');
  }, ALIVE_EVERY_MS);
}

async function write(response: Response, text: string): Promise<void> {
  if (response.writableEnded || response.destroyed || response.write(text)) return;
  await Promise.race([once(response, 'drain'), once(response, 'close')]);
}

function finish(response: Response, last?: FormattedExecutionResult): void {
  if (response.writableEnded) return;
  if (!response.headersSent) clearInterval(begin(response));
  if (last) response.write(frame('next', last));
  response.end('event: complete\ndata:\n\n');
}

function frame(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function fromUrl(query: Record<string, unknown>): Asked {
  return {
    query: query['query'],
    operationName: query['operationName'],
    variables: json(query['variables']),
    extensions: json(query['extensions']),
  };
}

/** What is no JSON is as good as absent: the operation says which variables it lacks. */
function json(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asGraphql(error: unknown): GraphQLError {
  return error instanceof GraphQLError
    ? error
    : new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) });
}

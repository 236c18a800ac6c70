import type { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  subscribe,
} from 'graphql';
import { Looked } from '../../../access/looked.js';
import type { Principal } from '../../../access/principal.js';
import type { Context, Services } from '../../../resolvers/context.js';
import type { Live } from '../../../resolvers/live/ports.js';
import { requestId } from '../request.js';
import { listed, NOT_LISTED, type Safelist } from '../safelist.js';
import type { Connection } from './connection.js';

/** A GraphQL request as a client gives it; nothing about it is known. */
export interface Asked {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

type Events = AsyncGenerator<ExecutionResult, void, void>;
export type Opened = { events: Events } | { answer: FormattedExecutionResult };

/** Subscriptions that went through everything an operation over HTTP goes through, by the connection that brought them. */
const accepted = new WeakMap<Live, DocumentNode>();

const NEEDS_EVENTS =
  'subscriptions are answered over WebSocket and server-sent events (Accept: text/event-stream)';
const NEEDS_ANSWER = 'server-sent events carry subscriptions only: ask with Accept: application/json';

/** Takes subscriptions out of Apollo when their limits are checked: it would answer them once. Over plain HTTP they are refused. */
export function subscriptionGate(): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation, contextValue: { live } }) => {
        const isSubscription = operation?.operation === 'subscription';
        if (isSubscription ? live : !live?.eventsOnly) return;
        throw new GraphQLError(isSubscription ? NEEDS_EVENTS : NEEDS_ANSWER, {
          extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
        });
      },
      responseForOperation: async ({ operation, document, response, contextValue: { live } }) => {
        // There is none when the one that was named does not exist; executing says so.
        if (!live || operation?.operation !== 'subscription') return null;
        accepted.set(live, document);
        return { ...response, body: { kind: 'single', singleResult: { data: null } } };
      },
    }),
  };
}

export interface OperationsOptions {
  schema: GraphQLSchema;
  services: Services;
  format(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
  /** Absent: everything is answered. */
  safelist?: Safelist | undefined;
}

/** Performs operations that come over connections with events, under the same limits as over HTTP. */
export class Operations {
  constructor(
    private readonly server: ApolloServer<Context>,
    private readonly options: OperationsOptions,
  ) {}

  /** `eventsOnly`: nothing but a subscription. */
  async open(
    asked: Asked,
    connection: Connection,
    principal: Principal,
    eventsOnly: boolean,
  ): Promise<Opened> {
    const live: Live = { eventsOnly, signal: connection.signal, caller: () => connection.caller() };
    const { schema, services, safelist } = this.options;
    const query = safelist ? listed(safelist, asked) : asked.query;
    if (safelist && query === undefined) {
      const error = new GraphQLError(NOT_LISTED, { extensions: { code: 'OPERATION_NOT_ALLOWED' } });
      return { answer: { errors: [this.tellError(error)] } };
    }
    const looked = new Looked();
    const own = { ...services, reads: services.reads.seenBy(looked) };
    const contextValue: Context = { services: own, requestId: requestId(), principal, looked, live };
    const operationName = typeof asked.operationName === 'string' ? asked.operationName : undefined;
    const variables = isRecord(asked.variables) ? asked.variables : {};
    const { body } = await this.server.executeOperation(
      {
        ...(typeof query === 'string' ? { query } : {}),
        ...(operationName === undefined ? {} : { operationName }),
        variables,
        ...(isRecord(asked.extensions) ? { extensions: asked.extensions } : {}),
      },
      { contextValue },
    );
    if (body.kind !== 'single') throw new TypeError('incremental delivery is not offered');
    const document = accepted.get(live);
    if (!document) return { answer: body.singleResult as FormattedExecutionResult };
    const result = await subscribe({
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables,
      contextValue,
    });
    if (Symbol.asyncIterator in result) return { events: result };
    return { answer: { errors: (result.errors ?? []).map((error) => this.#ofRequest(error)) } };
  }

  /** An event as it may be told. */
  tell({ errors, ...rest }: ExecutionResult): FormattedExecutionResult {
    return errors ? { ...rest, errors: errors.map((error) => this.tellError(error)) } : rest;
  }

  /** An error as it may be told, with the id of the request that is being answered. */
  tellError(error: GraphQLError): GraphQLFormattedError {
    return this.options.format(error.toJSON(), error.originalError ?? error);
  }

  /** Variables that do not fit are the caller's; what a resolver threw tells itself. */
  #ofRequest(error: GraphQLError): GraphQLFormattedError {
    if (error.originalError) return this.tellError(error);
    const { message, nodes = null } = error;
    return this.tellError(new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } }));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { recordLooked } from '../../access/looked.js';
import { Refusal } from '../../access/refusal.js';
import type { Context } from '../../resolvers/context.js';
import type { Log } from '../../telemetry/log.js';
import type { Metrics } from '../../telemetry/metrics.js';
import { compiling } from './compiling.js';
import { Documents, PersistedTexts } from './documents.js';
import { type errorFormatter, UNAVAILABLE } from './errors.js';
import { MAX_TOKENS } from './limits.js';
import { subscriptionGate } from './live/index.js';
import type { Weigher } from './weigh.js';

/** Starts GraphQL over a schema: production answers whatever NODE_ENV says. */
export async function startGraphql(
  schema: GraphQLSchema,
  {
    log,
    metrics,
    weigher,
    format,
  }: { log: Log; metrics: Metrics; weigher: Weigher; format: ReturnType<typeof errorFormatter> },
): Promise<ApolloServer<Context>> {
  const server = new ApolloServer<Context>({
    gateway: compiling(schema),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: { cache: new PersistedTexts() },
    documentStore: new Documents(),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    parseOptions: { maxTokens: MAX_TOKENS },
    validationOptions: { maxErrors: 20 },
    maxRecursiveSelections: 10_000,
    formatError: format,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message?: unknown) => log.warn({}, String(message)),
      error: (message?: unknown) => log.error({}, String(message)),
    },
    // Cache control would put a function around every field of the schema; no answer of ours is for caches.
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      guard(),
      weighing(weigher),
      recording(log),
      subscriptionGate(),
      timing(metrics),
    ],
  });
  await server.start();
  return server;
}

/** Without a key nothing but the schema itself may be asked for; the resolvers refuse on their own as well. */
function guard(): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation, contextValue }) => {
        if (contextValue.principal || (operation && asksSchemaOnly(operation))) return;
        throw new GraphQLError('Cần khóa dịch vụ · a service key is needed: Authorization: Bearer lt_…', {
          extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
        });
      },
    }),
  };
}

/** Refuses what is too large before anything of it runs; each answer says what its operation cost. */
function weighing(weigher: Weigher): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      let cost: number | undefined;
      return {
        didResolveOperation: async ({ document, operation, request: { variables } }) => {
          if (operation) cost = weighed(() => weigher.cost({ document, operation, variables }));
        },
        willSendResponse: async ({ response: { body } }) => {
          if (cost === undefined || body.kind !== 'single') return;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost };
        },
      };
    },
  };
}

/** Keeps what an operation shows of people's data; when that cannot be kept, the data does not leave. */
function recording(log: Log): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ contextValue, operationName, response }) => {
        const { services, principal, looked, requestId } = contextValue;
        if (!principal) return;
        const { database } = services;
        try {
          await recordLooked(database, principal, looked, { operation: operationName ?? null, requestId });
        } catch (err) {
          log.error({ err, requestId }, 'what was looked at cannot be recorded');
          const { code, message } = UNAVAILABLE;
          const errors = [{ message, extensions: { code, requestId } }];
          response.body = { kind: 'single', singleResult: { errors } };
          response.http.status = 503;
        }
      },
    }),
  };
}

/** Apollo answers 500 to what its plugins throw, unless they say otherwise. */
function weighed(weigh: () => number): number {
  try {
    return weigh();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new GraphQLError(error.message, {
      originalError: error,
      extensions: { code: error.code, http: { status: 400 } },
    });
  }
}

function asksSchemaOnly({ operation, selectionSet }: OperationDefinitionNode): boolean {
  return (
    operation === 'query' &&
    selectionSet.selections.every((node) => node.kind === 'Field' && node.name.value.startsWith('__'))
  );
}

function timing(metrics: Metrics): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      const begin = performance.now();
      return {
        willSendResponse: async ({ operation, errors }) => {
          metrics.graphql.observe(
            { kind: operation?.operation ?? 'none', outcome: errors?.length ? 'errors' : 'ok' },
            (performance.now() - begin) / 1_000,
          );
        },
      };
    },
  };
}

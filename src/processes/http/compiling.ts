import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../../resolvers/context.js';
import { CompiledOperations } from './compiled.js';

/** What Apollo takes for a schema of another's making: it parses, validates and formats; operations run compiled. */
export function compiling(schema: GraphQLSchema): ApolloServerOptionsWithGateway<Context>['gateway'] {
  const operations = new CompiledOperations(schema);
  return {
    load: async () => ({
      executor: async ({ document, queryHash, request, context }) => {
        const { data, errors } = await operations.execute({
          document,
          queryHash,
          // As it was asked for: what Apollo names is what it found, and a name that it did not find is no name there.
          operationName: request.operationName ?? undefined,
          variables: request.variables,
          context,
        });
        return { ...(data === undefined ? {} : { data }), ...(errors ? { errors } : {}) };
      },
    }),
    onSchemaLoadOrUpdate: (loaded) => {
      loaded({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}

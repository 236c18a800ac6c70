import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { Unfit } from '../../reads/engine/finished.js';
import { isKept, LONGEST, MOST_TEXT, textOf } from './documents.js';
import { compiledSchema, conditionsOf, spreadOut } from './spread-out.js';

/** One operation as it is executed: parsed and valid for the schema. */
export interface Operation {
  document: DocumentNode;
  /** SHA-256 of the document's text. */
  queryHash: string;
  operationName: string | undefined;
  variables: Readonly<Record<string, unknown>> | undefined;
  context: unknown;
}

interface Known {
  /** Variables that decide what is included. */
  conditions: readonly string[];
  /** By the values of these; `plain`: not to be compiled. */
  variants: Map<string, CompiledQuery | 'plain'>;
}

const MOST = 500;
const MOST_VARIANTS = 8;
const MAX_PROBLEMS = 50;

/**
 * Executes operations by functions that graphql-jit compiled for them, with what graphql-js would answer. An operation is compiled
 * when it comes for the second time, so that one that never comes again costs nothing; the least lately used are forgotten.
 */
export class CompiledOperations {
  /** By query hash and operation name. */
  readonly #known: LRUCache<string, Known>;

  readonly #target: GraphQLSchema;

  constructor(
    private readonly schema: GraphQLSchema,
    most = MOST,
  ) {
    this.#known = new LRUCache({ max: most, maxSize: MOST_TEXT, maxEntrySize: LONGEST });
    this.#target = compiledSchema(schema);
  }

  /** How many operations are remembered. */
  get size(): number {
    return this.#known.size;
  }

  async execute(asked: Operation): Promise<ExecutionResult> {
    const { document, operationName, variables = {}, context } = asked;
    const operation = getOperationAST(document, operationName);
    if (operation) {
      // Variables are judged as graphql-js does it: its errors name the place, and Apollo tells them from others by that.
      const definitions = operation.variableDefinitions ?? [];
      const judged = getVariableValues(this.schema, definitions, variables, { maxErrors: MAX_PROBLEMS });
      // The one behind the last that is told names no place: it only says that there are more.
      if (judged.errors) return { errors: judged.errors.filter(({ nodes }) => nodes) };
      const known = this.#seenBefore(asked);
      const compiled = known ? this.#compiled(known, operation, document, judged.coerced) : 'plain';
      const result =
        compiled === 'plain' ? undefined : await compiled.query(undefined, context, judged.coerced);
      if (result && !isUnfit(result)) return asGraphqlJs(result);
    }
    return execute({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName,
    });
  }

  /** What is remembered of an operation; undefined at its first time. */
  #seenBefore({ document, queryHash, operationName }: Operation): Known | undefined {
    const name = operationName === undefined ? queryHash : `${queryHash}:${operationName}`;
    const known = this.#known.get(name);
    if (!known && isKept(document.loc?.source.body)) {
      const made: Known = { conditions: conditionsOf(document), variants: new Map() };
      this.#known.set(name, made, { size: textOf(document) });
    }
    return known;
  }

  #compiled(
    { conditions, variants }: Known,
    operation: OperationDefinitionNode,
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
  ): CompiledQuery | 'plain' {
    const values = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const there = variants.get(values);
    if (there) return there;
    if (variants.size >= MOST_VARIANTS) return 'plain';
    const { schema } = this;
    const alone = spreadOut({ schema, document, operation, variables });
    const made =
      alone && compileQuery(this.#target, alone, undefined, { disablingCapturingStackErrors: true });
    const compiled = made && isCompiledQuery(made) ? made : 'plain';
    variants.set(values, compiled);
    return compiled;
  }
}

/** Whether what was read whole is not what the schema promises: graphql-js says where. */
function isUnfit({ errors }: ExecutionResult): boolean {
  return errors?.some(({ originalError }) => originalError instanceof Unfit) ?? false;
}

/** The compiler's errors only look like graphql-js's: whoever formats them asks for more than they have. */
function asGraphqlJs(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  return {
    ...result,
    errors: result.errors.map(({ message, path, originalError, extensions, locations }) => {
      const error = new GraphQLError(message, { path, originalError, extensions });
      return Object.assign(error, { locations });
    }),
  };
}

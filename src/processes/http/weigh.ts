import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { Refusal } from '../../access/refusal.js';
import { Selection } from '../../reads/engine/selection.js';
import { MAX_COST, MAX_DEPTH } from '../../reads/engine/statement.js';
import type { ReadTypes } from '../../reads/engine/types.js';

/** Times that one field may stand in a document under aliases. */
export const MAX_ALIASES = 50;
export const MAX_DIRECTIVES = 50;
export const MAX_ROOT_FIELDS = 20;

/** A list of which nothing is known. */
const USUAL_LIST = 10;
const USUAL_PAGE = 20;
const MOST_PAGE = 100;
/** Counting a list walks an index over all of it. */
const COUNT_COST = 100;

/** Sizes of variables that are remembered of an operation. */
const MOST_KNOWN = 16;
const LONGEST_SIZES = 200;

/** An operation that is parsed and valid, before anything of it is executed. */
export interface Asked {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** As the client gave them. */
  variables: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Weighs operations with their variables known, so that neither `first: $n` nor a default hides a size. One weigher a gateway:
 * HTTP, WebSocket and SSE ask the same one.
 */
export class Weigher {
  /** What an operation that comes again costs, by its variables but for their texts: no text makes a list longer. */
  readonly #known = new WeakMap<OperationDefinitionNode, Map<string, number>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly types: ReadTypes,
  ) {}

  /**
   * The rows that an operation may be expected to touch. Variables that do not fit weigh 0: the executor refuses them, and says where.
   * Throws `Refusal` with the code of the limit that it breaks.
   */
  cost({ document, operation, variables = {} }: Asked): number {
    countSyntax(document);
    const { coerced } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables);
    if (!coerced) return 0;
    const known = this.#known.get(operation) ?? new Map<string, number>();
    this.#known.set(operation, known);
    const sizes = JSON.stringify(coerced, (_name, value: unknown) =>
      typeof value === 'string' ? '' : value,
    );
    const cost = known.get(sizes) ?? this.#costOf(document, operation, coerced);
    if (known.size < MOST_KNOWN && sizes.length < LONGEST_SIZES) known.set(sizes, cost);
    return cost;
  }

  #costOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    coerced: Record<string, unknown>,
  ): number {
    const { schema } = this;
    const info = { schema, fragments: fragmentsOf(document), variableValues: coerced };
    const roots = Selection.roots(info, operation);
    if (roots.length > MAX_ROOT_FIELDS) {
      throw new Refusal('TOO_MANY_ROOT_FIELDS', `more than ${MAX_ROOT_FIELDS} root fields`);
    }
    const root = schema.getRootType(operation.operation);
    let cost = 0;
    const spend = (rows: number) => {
      cost += rows;
      if (cost > MAX_COST) {
        throw new Refusal('QUERY_TOO_COSTLY', `may touch more than ${MAX_COST} rows: ask for fewer at once`);
      }
    };
    for (const selection of roots) this.#weigh(selection, root ?? undefined, { rows: 1, depth: 0 }, spend);
    return cost;
  }

  #weigh(
    selection: Selection,
    parent: GraphQLNamedType | undefined,
    above: { rows: number; depth: number; page?: number },
    spend: (rows: number) => void,
  ): void {
    const field = isObjectType(parent) ? parent.getFields()[selection.name] : undefined;
    const type = field && getNamedType(field.type);
    if (!field || !isCompositeType(type)) {
      if (selection.name === 'totalCount') spend(COUNT_COST);
      return;
    }
    const rows = isList(field.type) ? above.rows * this.#sizeOf(selection, parent, above.page) : above.rows;
    const wrapper = /(Connection|Edge|PageInfo)$/.test(type.name);
    if (!wrapper) {
      spend(rows);
      if (above.depth > MAX_DEPTH) {
        throw new Refusal('QUERY_TOO_DEEP', `deeper than ${MAX_DEPTH} objects`);
      }
    }
    const here = { rows, depth: above.depth + (wrapper ? 0 : 1), page: pageOf(selection) };
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    for (const each of possible) {
      for (const below of selection.on(each.name)) this.#weigh(below, each, here, spend);
    }
  }

  #sizeOf({ name, args }: Selection, parent: GraphQLNamedType | undefined, page: number | undefined): number {
    if (name === 'edges') return page ?? USUAL_PAGE;
    if (typeof args['first'] === 'number') return clamped(args['first']);
    if (Array.isArray(args['ids'])) return clamped(args['ids'].length);
    const read = this.types[parent?.name ?? '']?.fields[name];
    return read?.kind === 'many' ? read.usual : USUAL_LIST;
  }
}

/** Documents that were counted and are within bounds: Apollo keeps a document that comes again. */
const COUNTED = new WeakSet<DocumentNode>();

/** Aliases and directives of the whole document, whatever the variables make of them. */
function countSyntax(document: DocumentNode): void {
  if (COUNTED.has(document)) return;
  const aliases = new Map<string, number>();
  let directives = 0;
  visit(document, {
    Field: ({ alias, name }: FieldNode) => {
      if (!alias) return;
      const times = (aliases.get(name.value) ?? 0) + 1;
      aliases.set(name.value, times);
      if (times > MAX_ALIASES) {
        throw new Refusal('TOO_MANY_ALIASES', `one field has more than ${MAX_ALIASES} aliases`);
      }
    },
    Directive: (_node: DirectiveNode) => {
      directives += 1;
      if (directives > MAX_DIRECTIVES) {
        throw new Refusal('TOO_MANY_DIRECTIVES', `more than ${MAX_DIRECTIVES} directives`);
      }
    },
  });
  COUNTED.add(document);
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  }
  return fragments;
}

function pageOf({ args }: Selection): number {
  const size = args['first'] ?? args['last'];
  return typeof size === 'number' ? clamped(size) : USUAL_PAGE;
}

/** What is out of bounds is refused where it is read, with its path. */
function clamped(size: number): number {
  return Math.min(Math.max(size, 1), MOST_PAGE);
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

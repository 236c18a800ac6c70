import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

export interface GeneratedOperation {
  query: string;
  variables: Record<string, unknown>;
}

/** Valid operations of a schema: aliases, arguments as literals and variables, fragments, `@skip`, `@include`, repeated fields. */
export function operationsOf(schema: GraphQLSchema): fc.Arbitrary<GeneratedOperation> {
  return fc.integer({ min: 1, max: 2 ** 31 - 1 }).map((seed) => new Generator(schema, seed).operation());
}

class Generator {
  readonly #variables = new Map<string, { type: string; value: unknown }>();
  readonly #fragments: string[] = [];
  #names = 0;
  /** Selections that may still be made: an operation stays small. */
  #left = 60;

  constructor(
    private readonly schema: GraphQLSchema,
    private state: number,
  ) {}

  operation(): GeneratedOperation {
    const root = this.schema.getQueryType();
    if (!root) throw new TypeError('no query type');
    const body = this.#selections(root, 4);
    const given = [...this.#variables];
    const head =
      given.length > 0 ? `(${given.map(([name, { type }]) => `$${name}: ${type}`).join(', ')})` : '';
    const variables = Object.fromEntries(
      given.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
    );
    return { query: [`query${head} ${body}`, ...this.#fragments].join('\n'), variables };
  }

  #below(most: number): number {
    this.state = (Math.imul(this.state ^ (this.state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return (this.state >>> 8) % most;
  }

  #name(what: string): string {
    this.#names += 1;
    return `${what}${this.#names}`;
  }

  #selections(type: GraphQLNamedOutputType, depth: number): string {
    const many = this.#left > 0 ? 1 + this.#below(4) : 1;
    const parts = Array.from({ length: many }, () => this.#selection(type, depth));
    return `{ ${['__typename', ...parts].slice(this.#below(2)).join(' ')} }`;
  }

  #selection(type: GraphQLNamedOutputType, depth: number): string {
    this.#left -= 1;
    const kind = this.#left > 0 ? this.#below(10) : 9;
    if (kind === 0) return `...${this.#directive()} ${this.#selections(type, depth)}`;
    if (kind <= 2) {
      const on = isInterfaceType(type) ? this.#oneOf(this.schema.getPossibleTypes(type)) : type;
      if (kind === 1) return `... on ${on.name}${this.#directive()} ${this.#selections(on, depth)}`;
      const name = this.#name('F');
      this.#fragments.push(`fragment ${name} on ${on.name} ${this.#selections(on, depth)}`);
      return `...${name}${this.#directive()}`;
    }
    return this.#field(type, depth);
  }

  #field(type: GraphQLNamedOutputType, depth: number): string {
    const all = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const deep = depth > 0 && this.#left > 0;
    const field = this.#oneOf(all.filter((each) => deep || isLeafType(getNamedType(each.type))));
    if (!field) return '__typename';
    const args = field.args.flatMap((arg) => this.#argument(arg) ?? []);
    const target = getNamedType(field.type);
    const below = isLeafType(target) ? '' : ` ${this.#selections(target, depth - 1)}`;
    // Types of one name differ between the objects of an interface: an alias of each its own keeps the operation valid.
    const alone = args.length > 0 || this.#below(3) === 0 || isObjectType(type);
    const alias = alone ? `${this.#name('a')}: ` : '';
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${this.#directive()}${below}`;
  }

  #directive(): string {
    if (this.#below(4) > 0) return '';
    const value = this.#below(2) === 0;
    const name = this.#below(2) === 0 ? 'skip' : 'include';
    return ` @${name}(if: ${this.#below(2) === 0 ? String(value) : this.#variable('Boolean!', value)})`;
  }

  #argument({ name, type, defaultValue }: GraphQLArgument): string | undefined {
    const required = isNonNullType(type) && defaultValue === undefined;
    if (!required && this.#below(3) === 0) return undefined;
    const value = this.#value(type, 2);
    if (this.#below(2) === 0) return `${name}: ${literal(value)}`;
    // A nullable variable may also be left out or be null.
    const missing = !isNonNullType(type) && this.#below(4) === 0;
    return `${name}: ${this.#variable(String(type), missing ? undefined : plain(value))}`;
  }

  #variable(type: string, value: unknown): string {
    const name = this.#name('v');
    this.#variables.set(name, { type, value });
    return `$${name}`;
  }

  #value(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, depth);
    if (this.#below(8) === 0) return isListType(type) ? [] : 'x' in type ? null : this.#some(type, depth);
    return this.#some(type, depth);
  }

  #some(type: GraphQLInputType, depth: number): unknown {
    if (isListType(type))
      return Array.from({ length: this.#below(3) }, () => this.#value(type.ofType, depth));
    if (isEnumType(type)) return new EnumName(this.#oneOf(type.getValues()).name);
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (each) => depth > 0 || !isInputObjectType(each.type),
      );
      return Object.fromEntries(
        fields.flatMap((field) =>
          this.#below(2) === 0 ? [] : [[field.name, this.#value(field.type, depth - 1)]],
        ),
      );
    }
    const number = this.#below(1_000);
    const leaf: Record<string, unknown> = {
      Int: number,
      Float: number / 4,
      Boolean: number % 2 === 0,
      Stamp: `~${number}`,
    };
    return 'name' in type ? (leaf[type.name] ?? `id${number}`) : null;
  }

  #oneOf<T>(list: readonly T[]): T {
    return list[this.#below(list.length || 1)] as T;
  }
}

class EnumName {
  constructor(readonly name: string) {}
}

function literal(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}: ${literal(inner)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** As a variable's value. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, inner) => (inner instanceof EnumName ? inner.name : inner)));
}

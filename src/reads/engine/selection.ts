import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { Refusal } from '../../access/refusal.js';
import { anyMayHoldIdentity } from '../../domain/identity-number.js';
import { seenNode } from './seen-node.js';

/** More selected fields than this, fragments spread out, are refused. */
export const MAX_FIELDS = 1_000;

type Info = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'> & {
  /** Whether the answer is wanted as the client gets it: no executor goes through it. */
  finished?: boolean;
};

/** What one field of an operation asks for: arguments coerced, fragments spread out, equal response keys merged. */
export class Selection {
  private readonly gathered = new Map<string, Map<string, FieldNode[]>>();

  private constructor(
    /** The response key: the alias when there is one. */
    readonly key: string,
    readonly name: string,
    readonly args: Readonly<Record<string, unknown>>,
    readonly type: GraphQLOutputType,
    private readonly nodes: readonly FieldNode[],
    private readonly info: Info,
    private readonly budget: { fields: number },
  ) {}

  /** Of the field that is being resolved. Throws {@link Refusal} QUERY_TOO_LARGE. */
  static of(info: GraphQLResolveInfo & Info): Selection {
    const field = info.parentType.getFields()[info.fieldName];
    const [node] = info.fieldNodes;
    if (!field || !node) throw new TypeError(`no field ${info.parentType.name}.${info.fieldName}`);
    const args = getArgumentValues(field, node, info.variableValues);
    const key = String(info.path.key);
    return new Selection(key, info.fieldName, args, field.type, info.fieldNodes, info, {
      fields: MAX_FIELDS,
    });
  }

  /** The root fields of an operation that is not executed yet; `variableValues` are coerced. Throws {@link Refusal} QUERY_TOO_LARGE. */
  static roots(info: Info, { operation, selectionSet }: OperationDefinitionNode): Selection[] {
    const root = info.schema.getRootType(operation);
    const name = { kind: Kind.NAME, value: operation } as const;
    const whole: FieldNode = { kind: Kind.FIELD, name, selectionSet };
    if (!root) return [];
    return new Selection('', operation, {}, root, [whole], info, { fields: MAX_FIELDS }).on(root.name);
  }

  /** Whether what is read is given to the client as it is. */
  get finished(): boolean {
    return this.info.finished === true;
  }

  /**
   * What tells this selection from every other, arguments of its own field apart: the place in the document and the variables that are used
   * below. Undefined when that is not worth while, at its first time, and where several nodes are merged; and when it must not be remembered: what is
   * made for a selection keeps the operation's variables, and somebody's number may stand in one.
   */
  get identity(): string | undefined {
    const [node, second] = this.nodes;
    if (!node || second) return undefined;
    const known = seenNode(node, this.info.fragments);
    known.times += 1;
    const { variableValues } = this.info;
    if (known.times === 1 || anyMayHoldIdentity(variableValues)) return undefined;
    // One that is not given may have a default; one that is null has none.
    const given = known.variables.map((name) =>
      Object.hasOwn(variableValues, name) ? [variableValues[name]] : [],
    );
    return JSON.stringify([known.id, this.finished, given]);
  }

  /** The selected fields when the value is of this object type; `__typename` is left to the executor. */
  on(typeName: string): Selection[] {
    const type = this.info.schema.getType(typeName);
    if (!isObjectType(type)) throw new TypeError(`${typeName} is no object type`);
    const fields = type.getFields();
    const groups = this.groups(typeName);
    return [...groups].flatMap(([key, nodes]) => {
      const [node] = nodes;
      const field = node && fields[node.name.value];
      if (!node || !field) return [];
      const args = getArgumentValues(field, node, this.info.variableValues);
      return [new Selection(key, field.name, args, field.type, nodes, this.info, this.budget)];
    });
  }

  /** Response keys under which the name of the type itself is asked for. */
  typenames(typeName: string): string[] {
    return [...this.groups(typeName)].flatMap(([key, [node]]) =>
      node?.name.value === '__typename' ? [key] : [],
    );
  }

  /** Nodes by response key: gathered once, for each is counted. */
  private groups(typeName: string): Map<string, FieldNode[]> {
    const known = this.gathered.get(typeName);
    if (known) return known;
    const groups = new Map<string, FieldNode[]>();
    for (const node of this.nodes) this.collect(node.selectionSet?.selections ?? [], typeName, groups);
    this.gathered.set(typeName, groups);
    return groups;
  }

  private collect(
    selections: readonly SelectionNode[],
    typeName: string,
    groups: Map<string, FieldNode[]>,
  ): void {
    for (const node of selections) {
      this.budget.fields -= 1;
      if (this.budget.fields < 0) {
        throw new Refusal('QUERY_TOO_LARGE', `more than ${MAX_FIELDS} fields are selected`);
      }
      if (!this.included(node)) continue;
      if (node.kind === 'Field') {
        const key = node.alias?.value ?? node.name.value;
        const group = groups.get(key);
        if (group) group.push(node);
        else groups.set(key, [node]);
        continue;
      }
      const part = node.kind === 'FragmentSpread' ? this.info.fragments[node.name.value] : node;
      if (part && this.applies(part.typeCondition?.name.value, typeName)) {
        this.collect(part.selectionSet.selections, typeName, groups);
      }
    }
  }

  private included(node: SelectionNode): boolean {
    const { variableValues } = this.info;
    return (
      getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false
    );
  }

  private applies(condition: string | undefined, typeName: string): boolean {
    if (condition === undefined || condition === typeName) return true;
    const [abstract, type] = [this.info.schema.getType(condition), this.info.schema.getType(typeName)];
    return isAbstractType(abstract) && isObjectType(type) && this.info.schema.isSubType(abstract, type);
  }
}

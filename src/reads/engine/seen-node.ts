import { type FieldNode, type FragmentDefinitionNode, type SelectionSetNode, visit } from 'graphql';

/** What is remembered of a field of a document, as long as the document is. */
interface SeenNode {
  /** Of this process; no two fields have the same. */
  readonly id: number;
  /** Variables in arguments and conditions below it, fragments included. */
  readonly variables: readonly string[];
  times: number;
}

const nodes = new WeakMap<FieldNode, SeenNode>();
let last = 0;

export function seenNode(
  node: FieldNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): SeenNode {
  const known = nodes.get(node);
  if (known) return known;
  last += 1;
  const made = { id: last, variables: variablesBelow(node, fragments), times: 0 };
  nodes.set(node, made);
  return made;
}

function variablesBelow(
  { selectionSet }: FieldNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): string[] {
  const names = new Set<string>();
  const spread = new Set<string>();
  const look = (set: SelectionSetNode): void => {
    visit(set, {
      Variable: ({ name }) => void names.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragments[name.value];
        if (!fragment || spread.has(name.value)) return;
        spread.add(name.value);
        look(fragment.selectionSet);
      },
    });
  };
  if (selectionSet) look(selectionSet);
  return [...names].sort();
}

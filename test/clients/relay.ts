import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type DocumentNode, type FragmentDefinitionNode, Kind, print, visit } from 'graphql';
import relay, { type GraphQLTaggedNode } from 'relay-runtime';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Asked {
  name: string;
  kind: 'query' | 'mutation';
  document: DocumentNode;
  variables: Record<string, unknown>;
}

/** Compiles operations by relay-compiler against schema.graphql, runs them by relay-runtime, and gives what its store holds then. */
export async function runWithRelay({
  url,
  headers,
  asked,
}: {
  url: string;
  headers: Record<string, string>;
  asked: readonly Asked[];
}): Promise<Record<string, unknown>> {
  const place = mkdtempSync(join(tmpdir(), 'relay-'));
  try {
    await compile(place, asked);
    const environment = new relay.Environment({
      network: relay.Network.create(async ({ text }, variables) => {
        const response = await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ query: text, variables }),
        });
        return (await response.json()) as never;
      }),
      store: new relay.Store(new relay.RecordSource()),
    });
    const load = createRequire(join(place, 'src', 'app.js'));
    const answers: Record<string, unknown> = {};
    for (const { name, kind, variables } of asked) {
      const artifact: GraphQLTaggedNode = load(`./__generated__/${relayName(name, kind)}.graphql.js`);
      answers[name] =
        kind === 'query'
          ? await relay.fetchQuery(environment, artifact, variables).toPromise()
          : await mutate(environment, artifact, variables);
    }
    return answers;
  } finally {
    rmSync(place, { recursive: true });
  }
}

async function compile(place: string, asked: readonly Asked[]): Promise<void> {
  mkdirSync(join(place, 'src'));
  copyFileSync(join(root, 'schema.graphql'), join(place, 'schema.graphql'));
  writeFileSync(
    join(place, 'relay.config.json'),
    JSON.stringify({ src: './src', schema: './schema.graphql', language: 'javascript' }),
  );
  const tags = asked.map(
    ({ name, kind, document }) => `graphql\`${print(forRelay(document, relayName(name, kind)))}\`;`,
  );
  writeFileSync(join(place, 'src', 'app.js'), tags.join('\n'));
  await promisify(execFile)(join(root, 'node_modules/.bin/relay-compiler'), ['relay.config.json'], {
    cwd: place,
  });
}

/** Relay wants an operation called after its module and its kind. */
function relayName(name: string, kind: Asked['kind']): string {
  return `app${name}${kind === 'query' ? 'Query' : 'Mutation'}`;
}

/** The operation under Relay's name, its fragments put in place: those of Relay are called after modules too. */
function forRelay(document: DocumentNode, name: string): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  return visit(document, {
    OperationDefinition: (node) => ({ ...node, name: { kind: Kind.NAME, value: name } }),
    FragmentDefinition: () => null,
    FragmentSpread: (node) => {
      const fragment = fragments.get(node.name.value);
      if (!fragment) return undefined;
      const { typeCondition, selectionSet } = fragment;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet };
    },
  });
}

function mutate(
  environment: InstanceType<typeof relay.Environment>,
  mutation: GraphQLTaggedNode,
  variables: Record<string, unknown>,
): Promise<unknown> {
  return new Promise((onCompleted, onError) => {
    relay.commitMutation(environment, { mutation, variables, onCompleted, onError });
  });
}

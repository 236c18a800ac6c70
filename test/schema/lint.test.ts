import { readFileSync } from 'node:fs';
import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import { Linter } from 'eslint';
import { expect, test } from 'vitest';

const file = new URL('../../schema.graphql', import.meta.url);
const text = readFileSync(file, 'utf8');

/** A hit lives in its search only, and has no id to be asked for again: what it is of is its `record`, and that has one. */
const HITS: ReadonlySet<string> = new Set(['SearchHitEdge', 'CitizenRecordEdge']);

/** What the rules `schema-recommended` and `schema-relay` say of a schema. */
function lint(schema: string): string[] {
  const { parser, rules, configs } = graphqlPlugin;
  const linter = new Linter();
  const messages = linter.verify(
    schema,
    [
      {
        files: ['**/*.graphql'],
        languageOptions: { parser, parserOptions: { graphQLConfig: { schema } } },
        plugins: { '@graphql-eslint': { rules } },
        rules: {
          ...configs['flat/schema-recommended'].rules,
          ...configs['flat/schema-relay'].rules,
          // A list that is always short and whole (a dossier's fees) is a list, not a connection.
          '@graphql-eslint/relay-edge-types': [
            'error',
            { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
          ],
          // A value without a life of its own (a fee, a count) has no id; what has one implements Node.
          '@graphql-eslint/strict-id-in-types': 'off',
          // The roots are described by their fields.
          '@graphql-eslint/require-description': [
            'error',
            {
              types: true,
              DirectiveDefinition: true,
              ignoredSelectors: ['[type=ObjectTypeDefinition][name.value=/^(Query|Mutation|Subscription)$/]'],
            },
          ],
        },
      },
    ] as unknown as Linter.Config[],
    { filename: 'schema.graphql' },
  );
  const lines = schema.split('\n');
  const ofHits = ({ line, ruleId }: Linter.LintMessage) =>
    ruleId === '@graphql-eslint/relay-edge-types' &&
    HITS.has(
      /^type (\w+)/.exec(lines.slice(0, line).findLast((each) => each.startsWith('type ')) ?? '')?.[1] ?? '',
    );
  return messages
    .filter((message) => !ofHits(message))
    .map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`);
}

test('schema.graphql is clean by the rules of GraphQL and Relay', () => {
  expect(lint(text)).toEqual([]);
});

test('a planted fault is found', () => {
  expect(lint(text.replace('pageInfo: PageInfo!', 'pageInfo: String')).join()).toContain(
    'relay-connection-types',
  );
});

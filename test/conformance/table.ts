import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { table } from '../../src/cli/screen.js';

const EXAMPLES = `
Examples:
  $ npm run conformance              runs the suites and prints a table of each
  $ npm run conformance -- --write   and keeps them in docs/measured/conformance.md

Exit status: 0 when every promise is kept, else 1.`;

const SUITES = [
  { title: 'Every source', files: 'test/conformance/sources.test.ts', head: 'source', turned: false },
  {
    title: 'Every transport, with the same district',
    files: 'test/connectors/transport/conformance/conformance.test.ts',
    head: 'transport',
    turned: true,
  },
] as const;

/** What vitest tells of one test. */
interface Told {
  ancestorTitles: string[];
  title: string;
  status: string;
}
interface Report {
  testResults: { assertionResults: Told[] }[];
}

const program = new Command('conformance')
  .description('what every source and every transport promises, each by its tests')
  .option('--write', 'write docs/measured/conformance.md')
  .addHelpText('after', EXAMPLES);
program.parse();
const { write } = program.opts<{ write?: boolean }>();

const told = SUITES.map(({ title, files, head, turned }) => {
  const grid = gridOf(run(files), head);
  return { title, ...(turned ? turnedOver(grid) : grid) };
});
for (const { title, head, rows } of told) console.log(`${title}\n${table(head, rows)}\n`);
if (write) writeFileSync(new URL('../../docs/measured/conformance.md', import.meta.url), page());
const kept = told.every(({ rows }) => rows.length > 0 && rows.every((row) => !row.includes('✗')));
process.exitCode = kept ? 0 : 1;

function run(files: string): Told[] {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-conformance-'));
  const out = join(folder, 'report.json');
  try {
    const args = ['vitest', 'run', files, '--reporter=json', `--outputFile=${out}`];
    spawnSync('npx', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const report = JSON.parse(readFileSync(out, 'utf8')) as Report;
    return report.testResults.flatMap(({ assertionResults }) => assertionResults);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Grid {
  head: string[];
  rows: string[][];
}

/** A row for each group of tests, a column for each promise; what stands behind a colon in a test's name is how it is kept there. */
function gridOf(tests: readonly Told[], first: string): Grid {
  const grouped = tests.filter(({ ancestorTitles }) => ancestorTitles.length > 0);
  const promiseOf = ({ title }: Told) =>
    title.replace(/: (tombstone|withdrawn|ended|abolished|revoked|kept)$/, '');
  const promises = [...new Set(grouped.map(promiseOf))];
  const names = [...new Set(grouped.map(({ ancestorTitles }) => ancestorTitles[0] ?? ''))];
  const rows = names.map((name) => [
    name,
    ...promises.map((promise) => {
      const test = grouped.find((each) => each.ancestorTitles[0] === name && promiseOf(each) === promise);
      if (test === undefined || test.status === 'skipped') return '–';
      const how = test.title === promise ? '' : ` ${test.title.slice(promise.length + 2)}`;
      return test.status === 'passed' ? `✓${how}` : '✗';
    }),
  ]);
  return { head: [first, ...promises], rows };
}

/** Its rows as columns: few things with long promises. */
function turnedOver({ head, rows }: Grid): Grid {
  const all = [head, ...rows];
  const [names = [], ...promises] = head.map((_, column) => all.map((row) => row[column] ?? ''));
  return { head: names, rows: promises };
}

function page(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const day = new Date().toISOString().slice(0, 10);
  const tables = told.map(({ title, head, rows }) => `## ${title}\n\n${markdown(head, rows)}`);
  return `# What sources promise, ${day}

Made by \`npm run conformance -- --write\` from the results of the tests that it runs, which are part of \`npm test\`: ✓ the test passed, ✗ it did not.
Commit \`${commit}\`, Node ${process.versions.node}, ${cpus().length} cores. How much memory each source takes with 10,000 and with 100,000 records: [memory.md](memory.md).

What became of a record that its system gave up: a \`tombstone\` (it is kept, with the time of its going); a notice is \`withdrawn\`, a unit \`ended\`, a
procedure \`abolished\`, an e-document \`revoked\`. From a feed nothing is taken to be gone (\`kept\`): it shows its newest items only, and what left it may only
have become old; the nightly comparison does not call it gone either. Nor is an entry that left a directory, which may stand elsewhere in it now; that comparison tells of it. –: a
directory holds no entry twice.

${tables.join('\n\n')}
`;
}

function markdown(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

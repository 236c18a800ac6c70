#!/usr/bin/env node
/**
 * Holds the commit that added a kind against docs/how-to/add-a-source.md: every file that it touched must be named there. `npm run as-told -- feedback`
 * finds the commit by the kind's file in domain/kinds; another one may follow as the second word. Ends with 1 and the files that are not named.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** What of the page's table and of its list of written files stands between backticks, as patterns of paths. */
function named() {
  const text = readFileSync(new URL('docs/how-to/add-a-source.md', root), 'utf8');
  const head = text.slice(0, text.indexOf('## What you get'));
  const paths = [...head.matchAll(/`([\w./<>-]+(?:\.\w+|\/))`/g)].map(([, path]) => path);
  return paths.map((path) => {
    const registry = /\/(index|registry|schema)\.ts$/.test(path);
    const whole = registry && !/^(src|test)\//.test(path) ? `src/${path}` : path;
    if (registry || !/^(src|test|docs\/(sources|graphql))\//.test(whole))
      return new RegExp(`^${escaped(whole)}$`);
    // The example's own file stands for the new one's; a folder for all that is in it.
    const folder = whole.replace(/[^/]+\/?$/, '');
    return new RegExp(`^${escaped(folder)}${whole.endsWith('/') ? '[^/]+/.+' : '[^/]+'}$`);
  });
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const [kind, commit] = process.argv.slice(2);
if (!kind) {
  console.error('npm run as-told -- <kind> [commit]');
  process.exit(1);
}
const added =
  commit ?? git('log', '--diff-filter=A', '--format=%H', '-1', '--', `src/domain/kinds/${kind}.ts`);
const touched = git('show', '--name-only', '--format=', added).split('\n');
const patterns = named();
const others = touched.filter((path) => !patterns.some((pattern) => pattern.test(path)));
console.log(
  `${added.slice(0, 10)}: ${touched.length} files, ${others.length} of them not named in docs/how-to/add-a-source.md`,
);
for (const path of others) console.log(`  ${path}`);
process.exit(others.length > 0 ? 1 : 0);

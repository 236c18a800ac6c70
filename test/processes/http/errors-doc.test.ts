import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../../src/processes/http/errors.js';

const text = readFileSync(new URL('../../../docs/graphql.md', import.meta.url), 'utf8');

/** The part of docs/graphql.md below a heading. */
function section(title: string): string {
  const [, after = ''] = text.split(`\n## ${title}\n`);
  return after.split('\n## ')[0] ?? '';
}

test('the closed list of codes in docs/graphql.md is the list that the gateway keeps to, each once', () => {
  const rows = section('Errors')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const told = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, code]) => code),
  );
  expect(told.sort()).toEqual([...ERROR_CODES].sort());
});

test('each code of a limit is one of them', () => {
  const rows = section('Limits')
    .split('\n')
    .filter((line) => /^\| (?!---|limit)/.test(line));
  const codes = rows.map((row) => /`([A-Z_]+)`[^|]*\|$/.exec(row)?.[1]);
  expect(codes.length).toBeGreaterThan(8);
  for (const code of codes) expect(ERROR_CODES).toContain(code);
});

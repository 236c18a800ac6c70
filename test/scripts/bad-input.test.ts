import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../docs/bad-input.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => /^\| (?!what comes|---)/.test(line));
const held = rows.map((line) => {
  const [, what = '', file = '', text = ''] = /^\| (.*?) \| .* \| `([\w./-]+)` › "(.+)" \|$/.exec(line) ?? [];
  return { line, what, file, text };
});

/** A name, a row of a table, or what begins one: a comment holds nothing. */
function names(file: string): string {
  const lines = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line)).join('\n');
}

test('the page says of every kind of bad input who holds it', () => {
  expect(held.length).toBeGreaterThan(50);
  expect(held.filter(({ text }) => text === '').map(({ line }) => line)).toEqual([]);
});

test.each(held)('$what: $file', ({ file, text }) => {
  expect(existsSync(new URL(`../${file}`, import.meta.url))).toBe(true);
  expect(names(file)).toContain(text);
});

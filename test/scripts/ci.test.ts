import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  filesToRunAgain,
  judge,
  MOST_FILES_AGAIN,
  NOWHERE,
  type Report,
  summary,
} from '../../scripts/ci/report.ts';

/* What .ci/run makes of failed tests, on real runs of vitest over files that fail in every way a file can. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
let folder: string;

const FILES = {
  'good.test.ts': `test('holds', () => {});`,
  'unsteady.test.ts': `
    const marker = new URL('./ran', import.meta.url);
    describe('a stall', () => {
      test('passes alone', () => {
        const ran = existsSync(marker);
        writeFileSync(marker, '');
        expect({ ran }).toEqual({ ran: true });
      });
      test('holds', () => {});
    });`,
  'broken.test.ts': `
    test('fails always', () => { throw new TypeError('no such thing\\nsecond line'); });
    test('holds', () => {});`,
  'hook.test.ts': `
    describe('a suite', () => {
      beforeAll(() => { throw new Error('no engine'); });
      test('is not run', () => {});
    });`,
  'import.test.ts': `import './nowhere.js'; test('is not run', () => {});`,
  'loose.test.ts': `test('passes', () => { void Promise.reject(new Error('nobody waits')); });`,
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-ci-test-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const imports = `import { existsSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';`;
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), imports + text);
  await vitest('all');
  await vitest('all-again', 'unsteady.test.ts', 'broken.test.ts');
  await vitest('good', 'good.test.ts');
  await vitest('engines', 'good.test.ts');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every way to fail is a failure, with its file, its name and the first lines of its error', () => {
  const found = report('all').files.map(({ file, passed, failures }) => [
    file,
    passed,
    ...failures.map(({ test: name, error }) => [name, error.join('\n')]),
  ]);
  expect(found.sort()).toEqual([
    [
      'broken.test.ts',
      1,
      [
        'fails always',
        expect.stringMatching(/^TypeError: no such thing\nsecond line\nat broken.test.ts:\d+:\d+$/),
      ],
    ],
    ['good.test.ts', 1],
    ['hook.test.ts', 0, ['a suite', expect.stringContaining('Error: no engine')]],
    ['import.test.ts', 0, ['the file itself', expect.stringContaining('nowhere.js')]],
    ['loose.test.ts', 1, ['an error that nothing caught', expect.stringContaining('Error: nobody waits')]],
    [
      'unsteady.test.ts',
      1,
      ['a stall > passes alone', expect.stringMatching(/- {3}"ran": true,\n\+ {3}"ran": false,/)],
    ],
  ]);
});

test('the end of the log names what failed and what was unsteady; the counts come last', async () => {
  const { status, lines } = await main('summary', folder, 'all');
  expect(status).toBe(1);
  expect(lines.slice(lines.findIndex((line) => line.startsWith('UNSTEADY')))).toEqual([
    'UNSTEADY: unsteady.test.ts > a stall > passes alone (all)',
    '    AssertionError: expected { ran: false } to deeply equal { ran: true }',
    ...[
      '    - Expected',
      '    + Received',
      '      {',
      '    -   "ran": true,',
      '    +   "ran": false,',
      '      }',
    ],
    expect.stringMatching(/^ {4}at unsteady.test.ts:\d+:\d+$/),
    'FAILED: broken.test.ts > fails always (all)',
    ...['    TypeError: no such thing', '    second line', expect.stringContaining('    at broken.test.ts:')],
    'FAILED: hook.test.ts > a suite (all)',
    ...['    Error: no engine', expect.stringContaining('    at hook.test.ts:')],
    'FAILED: import.test.ts > the file itself (all)',
    ...[expect.stringContaining('nowhere.js'), expect.stringContaining('    at import.test.ts:')],
    'FAILED: loose.test.ts > an error that nothing caught (all)',
    ...['    Error: nobody waits', 'all: 5 passed, 4 failed, 1 unsteady', '5 passed, 4 failed'],
  ]);
});

test('without a failure the end of the log is the counts, and the status 0', async () => {
  const { status, lines } = await main('summary', folder, 'good');
  expect(status).toBe(0);
  expect(lines.slice(-2)).toEqual(['good: 1 passed, 0 failed', '1 passed, 0 failed']);
  expect(lines.join('\n')).not.toMatch(/FAILED|UNSTEADY/);
});

test('an engine on which no test has passed fails the run, and is named', async () => {
  const on = (engines: string[]): Report => ({
    files: [{ file: 'a.test.ts', seconds: 1, passed: 1, failures: [], engines }],
  });
  const halves = [
    { name: 'embedded', first: on(['MariaDB']) },
    { name: 'redis', first: on([]) },
  ];
  expect(summary(halves, ['MariaDB']).ok).toBe(true);
  const { ok, lines } = summary(halves, ['MariaDB', 'OpenLDAP']);
  expect(ok).toBe(false);
  expect(lines).toContain('FAILED: no test on OpenLDAP has passed');
  expect(lines.at(-1)).toBe('2 passed, 1 failed');
  expect(report('engines').files).toMatchObject([{ file: 'good.test.ts', engines: ['holds'] }]);
});

test('failed files run again, except when they are many or an error has no file', async () => {
  expect((await main('again', join(folder, 'all.json'))).lines.sort()).toEqual([
    ...['broken.test.ts', 'hook.test.ts', 'import.test.ts', 'loose.test.ts', 'unsteady.test.ts'],
  ]);
  expect((await main('again', join(folder, 'good.json'))).lines).toEqual([]);
  const failing = (file: string) => ({ file, seconds: 1, passed: 1, failures: [{ test: 'it', error: [] }] });
  const many = Array.from({ length: MOST_FILES_AGAIN + 1 }, (_, n) => failing(`${n}.test.ts`));
  expect(filesToRunAgain({ files: many.slice(1) })).toHaveLength(MOST_FILES_AGAIN);
  expect(filesToRunAgain({ files: many })).toEqual([]);
  expect(filesToRunAgain({ files: [failing('a.test.ts'), failing(NOWHERE)] })).toEqual([]);
});

test('a file that fails twice fails, also when it is another test the second time', () => {
  const of = (...tests: string[]): Report => ({
    files: [
      {
        file: 'a.test.ts',
        seconds: 1,
        passed: 3 - tests.length,
        failures: tests.map((name) => ({ test: name, error: [] })),
      },
    ],
  });
  const { passed, failures, unsteady } = judge(of('one'), of('two'));
  expect({
    passed,
    failures: failures.map((one) => one.test),
    unsteady: unsteady.map((one) => one.test),
  }).toEqual({
    ...{ passed: 2, failures: ['two'], unsteady: ['one'] },
  });
});

function report(name: string): Report {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

/** Runs some of the files; a run in which tests fail ends with 1. */
async function vitest(name: string, ...files: string[]): Promise<void> {
  const { status } = await ended(
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      `--root=${folder}`,
      '--maxWorkers=1',
      ...files,
    ].concat(`--reporter=${join(root, 'scripts/ci/reporter.ts')}`),
    { CI_REPORT: join(folder, `${name}.json`), CI_ENGINES: 'holds,nothing' },
  );
  expect(status).toBe(name.startsWith('all') ? 1 : 0);
}

async function main(...args: string[]): Promise<{ status: number; lines: string[] }> {
  const { status, stdout } = await ended([join(root, 'scripts/ci/main.ts'), ...args], {});
  return { status, lines: stdout.split('\n').filter((line) => line !== '') };
}

/** A process of this Node with nothing of this run's environment but PATH. */
async function ended(args: string[], environment: Record<string, string>) {
  const options = { cwd: folder, env: { PATH: process.env['PATH'], ...environment } };
  try {
    return { status: 0, ...(await run(process.execPath, args, options)) };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { status: code, stdout };
  }
}

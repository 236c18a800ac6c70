/** What one run of the tests came to, file by file. */
export interface Report {
  files: FileReport[];
}

export interface FileReport {
  /** From the root of the checkout; {@link NOWHERE} for errors that belong to no file. */
  file: string;
  seconds: number;
  passed: number;
  failures: Failure[];
  /** Those of CI_ENGINES that a passed test has in its name. */
  engines?: string[];
}

export interface Failure {
  /** The full name, its parts joined by ` > `. */
  test: string;
  /** The first lines of the error and where it was thrown. */
  error: string[];
}

/** A half of the run as it is counted: what failed first and passed alone is unsteady, not failed. */
export interface Verdict {
  passed: number;
  failures: Located[];
  unsteady: Located[];
  engines: ReadonlySet<string>;
}

/** The engines that tests start themselves and that a run has to have been on, `MariaDB,OpenLDAP`. */
export function enginesAsked(): string[] {
  return (process.env['CI_ENGINES'] ?? '').split(',').filter((name) => name !== '');
}

type Located = Failure & { file: string };

export const NOWHERE = '(no file)';

/** When more files than this fail, it is no chance: none of them runs again. */
export const MOST_FILES_AGAIN = 5;

/** The files to run once more, alone. Empty when nothing failed, when too much did, or when an error has no file. */
export function filesToRunAgain({ files }: Report): string[] {
  const failed = files.filter(({ failures }) => failures.length > 0).map(({ file }) => file);
  return failed.length > MOST_FILES_AGAIN || failed.includes(NOWHERE) ? [] : failed;
}

/** Counts a run; a file that is in `again`, the second run of failed files, counts as it came out there. */
export function judge(first: Report, again: Report = { files: [] }): Verdict {
  const second = new Map(again.files.map((one) => [one.file, one]));
  const engines = new Set<string>();
  const verdict: Verdict = { passed: 0, failures: [], unsteady: [], engines };
  for (const { file, ...once } of first.files.toSorted((a, b) => a.file.localeCompare(b.file))) {
    const counted = second.get(file) ?? { file, ...once };
    const located = (failures: Failure[]) => failures.map((failure) => ({ file, ...failure }));
    verdict.passed += counted.passed;
    for (const engine of counted.engines ?? []) engines.add(engine);
    verdict.failures.push(...located(counted.failures));
    const still = new Set(counted.failures.map(({ test }) => test));
    verdict.unsteady.push(...located(once.failures.filter(({ test }) => !still.has(test))));
  }
  return verdict;
}

/**
 * The end of the log: the slowest files, then what is unsteady or failed with its error, then the counts, which come last. `engines`: those on which
 * tests must have passed, as one that is left out where an engine is missing fails nothing.
 */
export function summary(
  halves: readonly { name: string; first: Report; again?: Report }[],
  engines: readonly string[] = [],
): {
  ok: boolean;
  lines: string[];
} {
  const judged = halves.map(({ name, first, again }) => ({ name, first, ...judge(first, again) }));
  const of = (word: string, half: string, { file, test, error }: Located) => [
    `${word}: ${file} > ${test} (${half})`,
    ...error.map((line) => `    ${line}`),
  ];
  const passed = judged.reduce((sum, one) => sum + one.passed, 0);
  const silent = engines.filter((engine) => !judged.some((one) => one.engines.has(engine)));
  const failed = judged.reduce((sum, one) => sum + one.failures.length, 0) + silent.length;
  return {
    ok: failed === 0 && judged.every((one) => one.passed > 0),
    lines: [
      ...judged.flatMap(({ name, first }) => slowest(name, first)),
      ...judged.flatMap(({ name, unsteady }) => unsteady.flatMap((one) => of('UNSTEADY', name, one))),
      ...judged.flatMap(({ name, failures }) => failures.flatMap((one) => of('FAILED', name, one))),
      ...silent.map((engine) => `FAILED: no test on ${engine} has passed`),
      ...judged.map(
        ({ name, passed: p, failures, unsteady }) =>
          `${name}: ${p} passed, ${failures.length} failed${unsteady.length > 0 ? `, ${unsteady.length} unsteady` : ''}`,
      ),
      `${passed} passed, ${failed} failed`,
    ],
  };
}

function slowest(name: string, { files }: Report): string[] {
  const sum = files.reduce((seconds, one) => seconds + one.seconds, 0);
  const top = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10);
  return [
    `${name}: ${sum.toFixed(0)} s in ${files.length} files, most of it in`,
    ...top.map(({ file, seconds }) => `  ${seconds.toFixed(1).padStart(6)} s  ${file}`),
  ];
}

import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';
import { enginesAsked, type Failure, type FileReport, NOWHERE, type Report } from './report.ts';

/** Writes a {@link Report} to the file that CI_REPORT names. Vitest's own JSON keeps silent about errors outside of a test. */
export default class CiReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const files = new Map(modules.map((module) => [fileOf(module.moduleId), reportOf(module)]));
    for (const error of unhandled) {
      const path = error['VITEST_TEST_PATH'];
      const file = typeof path === 'string' ? fileOf(path) : NOWHERE;
      const report = files.get(file) ?? { file, seconds: 0, passed: 0, failures: [] };
      report.failures.push(failure('an error that nothing caught', error));
      files.set(file, report);
    }
    const report: Report = { files: [...files.values()] };
    writeFileSync(process.env['CI_REPORT'] ?? 'ci-report.json', JSON.stringify(report));
  }
}

function reportOf(module: TestModule): FileReport {
  const failures: Failure[] = [];
  for (const error of module.errors()) failures.push(failure('the file itself', error));
  for (const suite of module.children.allSuites())
    for (const error of suite.errors()) failures.push(failure(suite.fullName, error));
  let passed = 0;
  const engines = new Set<string>();
  for (const test of module.children.allTests()) {
    const { state, errors } = test.result();
    if (state === 'passed') {
      passed += 1;
      for (const engine of enginesAsked()) if (test.fullName.includes(engine)) engines.add(engine);
    }
    if (state === 'failed') failures.push(failure(test.fullName, errors[0]));
  }
  const unfinished = module.state() === 'pending' || module.state() === 'queued';
  if (unfinished) failures.push({ test: 'the file itself', error: ['did not come to an end'] });
  const { duration, collectDuration, setupDuration } = module.diagnostic();
  const seconds = (duration + collectDuration + setupDuration) / 1000;
  return { file: fileOf(module.moduleId), seconds, passed, failures, engines: [...engines] };
}

function failure(test: string, error: (SerializedError & { diff?: unknown }) | undefined): Failure {
  const message = `${error?.name ?? 'Error'}: ${error?.message ?? ''}`;
  const diff = typeof error?.diff === 'string' ? lines(error.diff, 12) : [];
  const [at] = error?.stacks ?? [];
  const place = at ? [`at ${fileOf(at.file)}:${at.line}:${at.column}`] : [];
  return { test, error: [...lines(message, 6), ...diff, ...place] };
}

function lines(text: string, most: number): string[] {
  return stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, most)
    .map((line) => line.slice(0, 300));
}

function fileOf(path: string): string {
  return relative(process.cwd(), path);
}

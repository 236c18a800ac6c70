import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes half a minute and more, the longest first. */
const LONG = [
  'test/ledger/machine/',
  'test/chaos/',
  'test/e2e/',
  'test/bench/',
  'test/hostile/',
  'test/processes/worker.test.ts',
  'test/connectors/transport/conformance/',
  'test/intake/compare/',
  'test/security/matrix/',
];

/** Starts long files first: begun last, one would keep a single worker busy while the others have nothing left. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const path = relative(process.cwd(), moduleId);
      const found = LONG.findIndex((prefix) => path.startsWith(prefix));
      return found === -1 ? LONG.length : found;
    };
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}

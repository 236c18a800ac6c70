import { readFileSync } from 'node:fs';
import type { Json } from '../../../src/domain/canonical.js';
import type { Decoded, SourceDefinition } from '../../../src/domain/ports.js';
import { fixedClock } from '../../../src/domain/time.js';
import { noContents } from '../../support/no-contents.js';
import { noStaging } from '../../support/no-staging.js';

/** What a source makes of each line of a file that was written by hand from the notes on its system. `now`: the run's own time. */
export function decodedLines(source: SourceDefinition, file: URL, now: string): Decoded[] {
  const services = {
    clock: fixedClock(now),
    staging: noStaging,
    contents: noContents,
    warn: () => undefined,
  };
  const made = source.create({ [source.address]: 'file:///nowhere' }, services);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((text, line) =>
    made.decode({ raw: JSON.parse(text) as Json, place: { line: line + 1 } }, { now: Date.parse(now) }),
  );
}

export function stored(record: object) {
  return { ok: true, record };
}

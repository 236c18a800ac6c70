import type { Contents, Page, Source, SourceDefinition } from '../../src/domain/ports.js';
import { fixedClock } from '../../src/domain/time.js';
import { keyed } from '../support/keyed.js';
import type { RawForm } from '../support/kinds/kind-sample.js';
import { noContents } from '../support/no-contents.js';
import { noStaging } from '../support/no-staging.js';

export const UNIT = 'H56.14.4';
export const NOW = '2026-01-05T03:00:00.000Z';

/** What every source promises; the test's name, and the head of a column in the table that a run makes. */
export const PROMISES = {
  new: 'takes what is new',
  same: 'no change: nothing is written',
  twice: 'the same record twice in one pull is one',
  change: 'one change: one more version',
  behind: 'a clock that is behind',
  ahead: 'a clock that is ahead',
  bad: 'a bad record: quarantine',
  gone: 'a deletion',
  resume: 'goes on after a break',
} as const;

/** A way by which records come to intake, as the suite goes through it. */
export interface Way {
  /** As a new process has it. */
  source(): Source;
  /** The system holds these records, in this order, and no others from now on. */
  hold(records: readonly RawForm[]): void | Promise<void>;
  /** Whether reading breaks off behind the second page of one record each. */
  breaks(broken: boolean): void | Promise<void>;
  close(): Promise<void>;
}

export interface Case {
  /** The source, and by what it is read where that is not what stands for all ways. */
  name: string;
  kind: string;
  open(): Promise<Way>;
  raw(number: number): RawForm;
  changed(raw: RawForm): RawForm;
  spoilt(raw: RawForm): { raw: RawForm; field: string };
  /** What the system says of a record that it gave up; undefined: it says nothing, the record is no longer there. */
  gone(raw: RawForm): RawForm | undefined;
  /** What becomes of that: `tombstone`, or what the source's kind has in its place. */
  goneAs: 'tombstone' | 'withdrawn' | 'ended' | 'abolished' | 'revoked' | 'kept';
  /** What is told of a time of change that lies ahead is told by this name; absent: `NgayCapNhat`. */
  at?: string;
  /** Records are messages of which several make a subject, and an older one is one more; what the newest say of it, as SQL. */
  pieces?: string;
  /** The system cannot hold one record twice. */
  once?: true;
}

/** Any exchange source: how its transport reads is for test/connectors/transport/conformance, here it is given pages. */
export function pages(definition: SourceDefinition): () => Promise<Way> {
  return async () => {
    let records: readonly RawForm[] = [];
    let broken = false;
    const made = create(definition, 'file:///nowhere');
    const source: Source = {
      ...made,
      async *pull(cursor): AsyncGenerator<Page> {
        for (let at = typeof cursor === 'number' ? cursor : 0; at < records.length; at += 1) {
          if (at === 2 && broken) throw new Error('the line went dead');
          const raw = records[at];
          if (raw) yield { records: [{ raw, place: { page: at } }], cursor: at + 1 };
        }
      },
    };
    return {
      source: () => source,
      hold: (given) => {
        records = given;
      },
      breaks: (now) => {
        broken = now;
      },
      close: () => Promise.resolve(),
    };
  };
}

export function create(
  definition: SourceDefinition,
  address: string,
  more: Record<string, string> = {},
  contents: Contents = noContents,
): Source {
  return definition.create(
    { [definition.address]: address, ...more },
    { clock: fixedClock(NOW), staging: noStaging, contents, warn: () => undefined, keyed },
  );
}

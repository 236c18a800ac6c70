import { readTime } from '../../../src/connectors/sources/reading/times.js';
import type { GoneUnjudged, RawRecord } from '../../../src/domain/ports.js';
import type { Comparable } from '../../../src/intake/compare/index.js';
import { runComparison } from '../../../src/intake/compare/run.js';
import { type Bench, bench, codeOf, type Kind, principal, type Raw, sourceOf } from '../support.js';

/** Too near to `NOW` to be settled. */
export const JUST_NOW = '2024-08-26T09:30:00+07:00';
/** Than a dossier's time of change in these tests. */
export const EARLIER = '2024-08-23T09:00:00+07:00';
export const LATER = '2024-08-23T11:00:00+07:00';
export const KEY = codeOf(1);
export const OTHER = codeOf(2);

type Rows = readonly (Raw | RawRecord)[];

/** A source that holds these rows, whatever was pulled from it before. */
export function holding(
  rows: Rows,
  {
    kind = 'dossier',
    taken = false,
    unjudged,
  }: { kind?: Kind; taken?: boolean; unjudged?: GoneUnjudged } = {},
): Comparable {
  const source = sourceOf(kind, [rows]);
  return {
    ...source,
    decode: (raw, run) => {
      const decoded = source.decode(raw, run);
      const changedAt = readTime(String((raw.raw as Raw)['NgayCapNhat']));
      return decoded.ok || changedAt === undefined ? decoded : { ...decoded, changedAt };
    },
    whole: (run) => ({ pages: source.pull(undefined, run), taken, unjudged: () => unjudged }),
  };
}

export interface Told {
  problem: string;
  key: string | null;
  place: string | null;
  unit: string | null;
  times: number;
  closed: boolean;
}

export interface CompareBench extends Bench {
  pull(rows: Rows, kind?: Kind): ReturnType<Bench['sync']>;
  compare(source: Comparable): ReturnType<typeof runComparison>;
  /** What is written down. */
  told(): Promise<Told[]>;
  /** The same as `CHANGED H56.14-240823-0001`. */
  brief(): Promise<string[]>;
  /** Everything that comparing has to leave as it is. */
  untouched(): Promise<object>;
}

export async function compareBench(): Promise<CompareBench> {
  const made = await bench();
  const told = () =>
    made.all<Told>(`select problem, natural_key as key, place, unit, times, closed_at is not null as closed
      from difference order by problem, identity, first_found_at`);
  return {
    ...made,
    pull: (rows, kind = 'dossier') => made.sync(sourceOf(kind, [rows])),
    compare: (source) => runComparison(made.deps, principal, source),
    told,
    brief: async () => (await told()).map(({ problem, key }) => `${problem} ${key}`),
    untouched: async () => ({
      subjects: await made.all('select * from subject order by id'),
      versions: await made.all('select subject_id, version, content_hash from subject_version order by 1, 2'),
      quarantine: await made.all('select id, state, times from quarantine order by id'),
      cursors: await made.all('select * from source_cursor order by source'),
      runs: await made.all('select * from sync_run order by id'),
      owed: made.owed.length,
    }),
  };
}

import fc from 'fast-check';

/** Where a worker dies, if it does; or that it stands still in the middle of its call while the others go on. */
export const DEATHS = [
  ...Array.from({ length: 7 }, () => 'none' as const),
  'claimed',
  'opened',
  'applied',
  'settled-twice',
  'released',
  'stalls',
  'stalls',
] as const;
export type Death = (typeof DEATHS)[number];

export type Operation =
  | {
      do: 'owe';
      subjects: number[];
      entries: number;
      back: boolean;
      owed: boolean;
      later: boolean;
      down: boolean;
    }
  | { do: 'turn'; limit: number; death: Death; seed: number; faults: boolean }
  | { do: 'elapse'; ms: number }
  | { do: 'sweep' }
  /** Lanes go to the account that speaks for their unit; nothing moves, everything is locked. */
  | { do: 'move' }
  | { do: 'switch'; on: boolean }
  | { do: 'backfill' }
  | { do: 'officer'; what: 'retry' | 'release' | 'there' | 'not there' | 'look again'; pick: number };

/** A worker's turn with all that can happen to it. */
export const turns: fc.Arbitrary<Operation> = fc.record({
  do: fc.constant('turn' as const),
  limit: fc.integer({ min: 1, max: 3 }),
  death: fc.constantFrom(...DEATHS),
  seed: fc.nat(),
  faults: fc.constant(true),
});

const owings = (subjects: number): fc.Arbitrary<Operation> =>
  fc.record({
    do: fc.constant('owe' as const),
    subjects: fc.uniqueArray(fc.nat(subjects - 1), { minLength: 1, maxLength: subjects }),
    entries: fc.integer({ min: 0, max: 3 }),
    back: fc.boolean(),
    owed: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    later: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    down: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  });

const elapses: fc.Arbitrary<Operation> = fc.record({
  do: fc.constant('elapse' as const),
  ms: fc.constantFrom(3_000, 9_000, 30_000),
});

const sweeps: fc.Arbitrary<Operation> = fc.constant({ do: 'sweep' });

const officers: fc.Arbitrary<Operation> = fc.record({
  do: fc.constant('officer' as const),
  what: fc.constantFrom('retry', 'release', 'there', 'not there', 'look again'),
  pick: fc.nat(),
});

function scriptOf(
  subjects: number,
  operations: readonly { weight: number; arbitrary: fc.Arbitrary<Operation> }[],
  { minLength, maxLength }: { minLength: number; maxLength: number },
): fc.Arbitrary<Operation[]> {
  return fc
    .tuple(
      fc.array(owings(subjects), { minLength: 3, maxLength: 3 }),
      fc.array(fc.oneof(...operations), { minLength, maxLength }),
    )
    .map(([first, rest]) => [...first, ...rest]);
}

/** A script of what happens to `subjects` dossiers; most of it is owing and sending. */
export function scripts(subjects: number): fc.Arbitrary<Operation[]> {
  return scriptOf(
    subjects,
    [
      { weight: 4, arbitrary: owings(subjects) },
      { weight: 14, arbitrary: turns },
      { weight: 8, arbitrary: elapses },
      { weight: 1, arbitrary: sweeps },
      { weight: 2, arbitrary: officers },
    ],
    { minLength: 30, maxLength: 44 },
  );
}

/** Short, and everybody who locks anything is in it: what waits for whom. */
export function throngs(subjects: number): fc.Arbitrary<Operation[]> {
  return scriptOf(
    subjects,
    [
      { weight: 4, arbitrary: owings(subjects) },
      { weight: 6, arbitrary: turns },
      { weight: 4, arbitrary: officers },
      { weight: 2, arbitrary: elapses },
      { weight: 1, arbitrary: sweeps },
      { weight: 1, arbitrary: fc.constant({ do: 'move' }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('switch' as const), on: fc.boolean() }) },
      { weight: 1, arbitrary: fc.constant({ do: 'backfill' }) },
    ],
    { minLength: 9, maxLength: 15 },
  );
}

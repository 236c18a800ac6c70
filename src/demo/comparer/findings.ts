/** What is wrong at a portal. Expected and found values may hold personal data: for tests and the demo's own sample only. */
export interface Different {
  key: string;
  field: string;
  expected: string;
  found: string;
}

export interface Counted {
  dossiers: number;
  entries: number;
  notices: number;
}

/** The verdict about one portal. */
export interface Comparison {
  ok: boolean;
  portal: string;
  /** What should be there; dossiers that may but need not be there are counted once they are. */
  expected: Counted;
  found: Counted;
  /** `H56.14-…`, `H56.14-… QuaTrinh[2]`, `TIN-0001`, `TIN-0001 legal` */
  missing: string[];
  different: Different[];
  duplicates: { key: string; count: number }[];
  /** Entries that stand after one that came later, though both were known. */
  outOfOrder: string[];
  /** At the portal without a reason in the sources. */
  unexpected: string[];
}

/** Collects what is found while comparing. */
export class Findings {
  readonly expected: Counted = { dossiers: 0, entries: 0, notices: 0 };
  readonly found: Counted = { dossiers: 0, entries: 0, notices: 0 };
  readonly missing: string[] = [];
  readonly different: Different[] = [];
  readonly duplicates: { key: string; count: number }[] = [];
  readonly outOfOrder: string[] = [];
  readonly unexpected: string[] = [];

  differs(key: string, field: string, expected: unknown, found: unknown): void {
    this.different.push({ key, field, expected: shown(expected), found: shown(found) });
  }

  conclude(portal: string): Comparison {
    const { expected, found, missing, different, duplicates, outOfOrder, unexpected } = this;
    const faults = [missing, different, duplicates, outOfOrder, unexpected];
    return {
      ok: faults.every((list) => list.length === 0),
      ...{ portal, expected, found, missing, different, duplicates, outOfOrder, unexpected },
    };
  }
}

function shown(value: unknown): string {
  if (value === undefined) return '(absent)';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Values that stand more often on one side than on the other, with how often. */
export function multisetDifference(
  expected: readonly string[],
  found: readonly string[],
): { missing: string[]; extra: string[] } {
  const left = new Map<string, number>();
  for (const value of expected) left.set(value, (left.get(value) ?? 0) + 1);
  const extra: string[] = [];
  for (const value of found) {
    const count = left.get(value) ?? 0;
    if (count > 0) left.set(value, count - 1);
    else extra.push(value);
  }
  return { missing: [...left].flatMap(([value, count]) => Array<string>(count).fill(value)), extra };
}

/** JSON with sorted keys and without absent values (`""` is one), so that equal rows are equal texts. */
export function rowText(row: Readonly<Record<string, unknown>>): string {
  const present = Object.entries(row).filter(
    ([, value]) => value !== undefined && value !== null && value !== '' && !isEmptyList(value),
  );
  return JSON.stringify(present.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

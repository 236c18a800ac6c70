/**
 * A value and those that it replaced as long as look-ups still see them: a read-back may lag behind a write. The truth is
 * `current`; `seenAt` is what a look-up shows at a moment.
 */
export class Lagged<T> {
  #versions: { value: T | undefined; visibleAt: number }[] = [];

  get current(): T | undefined {
    return this.#versions.at(-1)?.value;
  }

  /** `undefined`: lost. */
  set(value: T | undefined, visibleAt: number): void {
    // A later write never shows before an earlier one.
    const before = this.#versions.at(-1)?.visibleAt ?? 0;
    this.#versions.push({ value, visibleAt: Math.max(visibleAt, before) });
  }

  seenAt(now: number): T | undefined {
    const index = this.#versions.findLastIndex((version) => version.visibleAt <= now);
    if (index > 0) this.#versions = this.#versions.slice(index);
    return index < 0 ? undefined : this.#versions[0]?.value;
  }
}

/** Counts equal texts; the ones that come more than once with how often. */
export function repeated(texts: Iterable<string>): { key: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([key, count]) => ({ key, count }));
}

/** One page of a list. */
export function page<T>(
  all: readonly T[],
  offset: number,
  limit: number,
): { total: number; offset: number; data: T[] } {
  return { total: all.length, offset, data: all.slice(offset, offset + limit) };
}

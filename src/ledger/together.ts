interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Group commit: while one group is at work, what is added meanwhile waits and goes together next, so that a busy store is asked
 * for few transactions and an idle one answers at once. `work` gives a result for each item in order, an Error for one that
 * failed alone. When it throws and there was more than one item, each is tried by itself: one bad item hurts no other.
 */
export class Together<Item, Result> {
  #waiting: Waiting<Item, Result>[] = [];
  #working = false;

  constructor(
    private readonly work: (items: Item[]) => Promise<(Result | Error)[]>,
    /** How much one item weighs, and the most that goes together: what bounds a transaction. */
    private readonly weight: (item: Item) => number,
    private readonly most: number,
    /** The lanes of an item: no two items of one group share one, so that each is judged by what the other left. */
    private readonly lanesOf: (item: Item) => readonly string[],
  ) {}

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#working) return;
      this.#working = true;
      // Answers that were read from their sockets in the same turn of the event loop go together too.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#perform(this.#next());
    this.#working = false;
  }

  #next(): Waiting<Item, Result>[] {
    let weight = 0;
    let count = 0;
    const taken = new Set<string>();
    for (const { item } of this.#waiting) {
      weight += this.weight(item);
      const lanes = this.lanesOf(item);
      if (count > 0 && (weight > this.most || lanes.some((lane) => taken.has(lane)))) break;
      for (const lane of lanes) taken.add(lane);
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #perform(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(group.map(({ item }) => item));
      for (const [index, { resolve, reject }] of group.entries()) {
        const result = results[index];
        if (result instanceof Error) reject(result);
        else resolve(result as Result);
      }
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) await this.#perform([one]);
    }
  }
}

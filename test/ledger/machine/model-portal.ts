/** What a call carries, as the model sees it. */
export interface Item {
  laneId: string;
  fence: number;
  id: string;
  kind: 'RECORD' | 'ENTRY';
  version: number;
  phase: string;
  generation: number;
  entryId: number | undefined;
}

interface Held {
  record: Item | undefined;
  /** As it was before the last write: what a read-back that lags shows. */
  before: { record: Item | undefined; entries: number[] };
  entries: number[];
  fence: number;
}

/** The portal as a list of what it applied. It throws when something arrives that must not: doubled, out of order, by two at once. */
export class ModelPortal {
  readonly #lanes = new Map<string, Held>();

  of(laneId: string): Held {
    const held = this.#lanes.get(laneId) ?? {
      record: undefined,
      before: { record: undefined, entries: [] },
      entries: [],
      fence: 0,
    };
    this.#lanes.set(laneId, held);
    return held;
  }

  apply(item: Item): void {
    const held = this.of(item.laneId);
    if (item.fence < held.fence) throw new Error(`fence: ${item.fence} after ${held.fence}`);
    held.fence = item.fence;
    held.before = { record: held.record, entries: [...held.entries] };
    if (item.kind === 'RECORD') {
      if (held.record && rank(item) < rank(held.record)) {
        throw new Error(`newest wins: version ${item.version} after ${held.record.version}`);
      }
      held.record = item;
      return;
    }
    if (!held.record) throw new Error('order: an entry before its record');
    if (item.entryId === undefined) throw new Error('an entry without id');
    if (held.entries.includes(item.entryId)) throw new Error(`doubled: entry ${item.entryId}`);
    held.entries.push(item.entryId);
  }
}

function rank({ version, phase, generation }: Item): number {
  return version * 100 + (phase === 'WITHDRAW' ? 50 : 0) + generation;
}

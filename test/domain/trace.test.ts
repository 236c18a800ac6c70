import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceItem } from '../../src/domain/records.js';
import { entryHash, matchTrace, type StoredEntry } from '../../src/domain/trace.js';

const item = fc.record({
  at: fc.integer({ min: 0, max: 3 }).map((day) => `2024-08-2${day}T00:00:00.000Z`),
  state: fc.constantFrom(2 as const, 4 as const),
  actor: fc.constantFrom('An', 'Bình'),
  note: fc.constantFrom('x', 'y', 'z'),
}) satisfies fc.Arbitrary<TraceItem>;
const trace = fc.array(item, { maxLength: 8 });
const SEEDED = { seed: 20240823, numRuns: 400 };

/** A store in memory that does what a match says. */
class Store {
  entries: (StoredEntry & { item: TraceItem })[] = [];
  #next = 1;

  apply(incoming: readonly TraceItem[]) {
    const change = matchTrace(this.entries, incoming);
    for (const entry of this.entries) {
      const edit = change.edited.find(({ id }) => id === entry.id);
      if (edit) Object.assign(entry, { item: edit.item, contentHash: edit.contentHash });
      if (change.removed.includes(entry.id)) entry.removed = true;
      if (change.restored.includes(entry.id)) entry.removed = false;
    }
    for (const added of change.added) {
      const { at, state, actor } = added.item;
      const { ordinal, contentHash } = added;
      this.entries.push({
        id: this.#next,
        at,
        state,
        actor,
        ordinal,
        contentHash,
        removed: false,
        item: added.item,
      });
      this.#next += 1;
    }
    return change;
  }
  live() {
    return this.entries.filter(({ removed }) => !removed);
  }
}
const multiset = (items: readonly TraceItem[]) => items.map(entryHash).sort();
const NOTHING = { added: [], edited: [], removed: [], restored: [] };

describe('matching a trace', () => {
  it('leaves exactly the arriving multiset alive after any history', () => {
    fc.assert(
      fc.property(fc.array(trace, { minLength: 1, maxLength: 5 }), (history) => {
        const store = new Store();
        for (const version of history) store.apply(version);
        expect(multiset(store.live().map((entry) => entry.item))).toEqual(multiset(history.at(-1) ?? []));
      }),
      SEEDED,
    );
  });

  it('never gives one identity and ordinal twice', () => {
    fc.assert(
      fc.property(fc.array(trace, { minLength: 1, maxLength: 5 }), (history) => {
        const store = new Store();
        for (const version of history) store.apply(version);
        const identities = store.entries.map(({ at, state, actor, ordinal }) =>
          [at, state, actor, ordinal].join(),
        );
        expect(new Set(identities).size).toBe(identities.length);
      }),
      SEEDED,
    );
  });

  it('changes nothing for the same trace again, in any order', () => {
    fc.assert(
      fc.property(fc.array(trace, { minLength: 1, maxLength: 4 }), fc.nat(), (history, turn) => {
        const store = new Store();
        for (const version of history) store.apply(version);
        const last = history.at(-1) ?? [];
        const cut = last.length === 0 ? 0 : turn % last.length;
        expect(store.apply([...last.slice(cut), ...last.slice(0, cut)].reverse())).toEqual(NOTHING);
      }),
      SEEDED,
    );
  });

  it('adds as many new entries as a group has grown beyond all that it ever had alive', () => {
    fc.assert(
      fc.property(trace, trace, (before, more) => {
        const store = new Store();
        store.apply(before);
        const change = store.apply([...before, ...more]);
        expect(change.added.map((added) => added.item)).toHaveLength(more.length);
        expect(change.edited).toEqual([]);
        expect(change.removed).toEqual([]);
      }),
      SEEDED,
    );
  });

  const base = { at: '2024-08-23T00:00:00.000Z', state: 4 as const, actor: 'An' };

  it('takes a left-over pair of one identity as an edit', () => {
    const store = new Store();
    store.apply([
      { ...base, note: 'x' },
      { ...base, note: 'y' },
    ]);
    const change = store.apply([
      { ...base, note: 'z' },
      { ...base, note: 'x' },
    ]);
    expect(change.edited).toMatchObject([{ id: 2, item: { note: 'z' } }]);
    expect([change.added, change.removed]).toEqual([[], []]);
  });

  it('brings a removed entry back under its own id', () => {
    const store = new Store();
    store.apply([base]);
    expect(store.apply([]).removed).toEqual([1]);
    expect(store.apply([base])).toEqual({ ...NOTHING, restored: [1] });
  });

  it('marks what is older than an entry already known as back-dated', () => {
    const store = new Store();
    store.apply([base]);
    const earlier = { ...base, at: '2024-08-22T00:00:00.000Z' };
    const later = { ...base, at: '2024-08-24T00:00:00.000Z' };
    expect(store.apply([base, later, earlier]).added.map(({ backDated }) => backDated)).toEqual([
      false,
      true,
    ]);
  });
});

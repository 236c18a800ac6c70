import type { DriftChange } from '../../simulation/behaviour.js';
import { Lagged, page, repeated } from '../../simulation/timeline.js';
import { traceKey } from './items.js';

export type WireObject = Record<string, unknown>;

export interface AppendedTrace {
  /** Place in the order in which the portal appended, over all dossiers. */
  sequence: number;
  /** ms since the epoch */
  at: number;
  visibleAt: number;
  item: WireObject;
}

/** One applied write. */
export interface WriteMark {
  at: number;
  mode: 'create' | 'update' | 'seed' | 'portal';
  /** `TrangThaiHoSo` of a dossier, `DaGo` of a notice. */
  state: string;
}

export interface Held {
  record: Lagged<WireObject>;
  writes: WriteMark[];
  traces: AppendedTrace[];
}

/** A change that the portal made by itself. */
export interface DriftMark {
  at: number;
  of: string;
  key: string;
  what: 'altered' | 'lost';
  entries?: boolean;
}

/** One file link that the portal fetched (profile `downloads`). */
export interface Download {
  key: string;
  link: string;
  /** HTTP status; 0: no answer. */
  status: number;
  sha256?: string;
  bytes?: number;
}

/** Everything that the simulated national portal holds; readable in-process and over `/_sim/state`. */
export class NationalState {
  readonly dossiers = new Map<string, Held>();
  readonly notices = new Map<string, Held>();
  readonly sessions = new Map<string, { username: string; at: number }>();
  readonly drifts: DriftMark[] = [];
  readonly downloads: Download[] = [];
  /** Calls by service, and what was answered: `DongBoHoSoMC`, `DongBoHoSoMC:3`. */
  readonly calls = new Map<string, number>();
  #sequence = 0;

  count(name: string): void {
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
  }

  table(of: string): Map<string, Held> {
    return of === 'notice' ? this.notices : this.dossiers;
  }

  write(
    of: 'dossier' | 'notice',
    key: string,
    value: WireObject,
    mode: WriteMark['mode'],
    at: number,
    visibleAt: number,
  ): void {
    const table = this.table(of);
    const held = table.get(key) ?? { record: new Lagged<WireObject>(), writes: [], traces: [] };
    table.set(key, held);
    held.record.set(value, visibleAt);
    held.writes.push({
      at,
      mode,
      state: String((of === 'notice' ? value['DaGo'] : value['TrangThaiHoSo']) ?? ''),
    });
  }

  append(key: string, item: WireObject, at: number, visibleAt: number): void {
    this.#sequence += 1;
    this.dossiers.get(key)?.traces.push({ sequence: this.#sequence, at, visibleAt, item });
  }

  /** Whether the portal holds the key now, whatever look-ups show. */
  holds(of: 'dossier' | 'notice', key: string): boolean {
    return this.table(of).get(key)?.record.current !== undefined;
  }

  drift(change: DriftChange, at: number): boolean {
    const of = change.of === 'notice' ? 'notice' : 'dossier';
    const held = this.table(of).get(change.key);
    const current = held?.record.current;
    if (!held || !current) return false;
    if (change.lose) {
      held.record.set(undefined, at);
      if (change.entries) held.traces.length = 0;
    } else {
      const value = { ...current, ...change.set };
      held.record.set(value, at);
      held.writes.push({ at, mode: 'portal', state: String(value['TrangThaiHoSo'] ?? value['DaGo'] ?? '') });
    }
    const mark: DriftMark = { at, of, key: change.key, what: change.lose ? 'lost' : 'altered' };
    if (change.entries) mark.entries = true;
    this.drifts.push(mark);
    return true;
  }

  /** Trace items in the order in which they were appended. */
  traces(): (WireObject & { sequence: number })[] {
    const all = [...this.dossiers.values()].flatMap((held) => held.traces);
    return all.sort((a, b) => a.sequence - b.sequence).map(({ sequence, item }) => ({ sequence, ...item }));
  }

  /** Entries that stand there more than once by their natural key. */
  duplicates(): { key: string; count: number }[] {
    return [...this.dossiers.values()].flatMap((held) =>
      repeated(held.traces.map(({ item }) => traceKey(item))),
    );
  }

  reset(): void {
    for (const each of [this.dossiers, this.notices, this.sessions, this.calls]) each.clear();
    this.drifts.length = 0;
    this.downloads.length = 0;
    this.#sequence = 0;
  }

  inspect(part: string, offset: number, limit: number): unknown {
    const held = (table: Map<string, Held>) => [...table].map(([key, value]) => shown(key, value));
    switch (part) {
      case 'dossiers':
        return page(held(this.dossiers), offset, limit);
      case 'notices':
        return page(held(this.notices), offset, limit);
      case 'traces':
        return page(this.traces(), offset, limit);
      case 'downloads':
        return page(this.downloads, offset, limit);
      case 'drifts':
        return page(this.drifts, offset, limit);
      case 'duplicates':
        return page(this.duplicates(), offset, limit);
      case 'summary':
        return this.#summary();
      case '':
        return {
          ...this.#summary(),
          dossiers: held(this.dossiers),
          notices: held(this.notices),
          traces: this.traces(),
          downloads: this.downloads,
          drifts: this.drifts,
          duplicates: this.duplicates(),
        };
      default:
        return undefined;
    }
  }

  #summary() {
    const duplicates = this.duplicates();
    return {
      portal: 'national',
      calls: Object.fromEntries(this.calls),
      counts: {
        dossiers: [...this.dossiers.values()].filter((held) => held.record.current).length,
        notices: [...this.notices.values()].filter((held) => held.record.current).length,
        traces: [...this.dossiers.values()].reduce((sum, held) => sum + held.traces.length, 0),
        writes: [...this.dossiers.values()].reduce((sum, held) => sum + held.writes.length, 0),
        duplicates: duplicates.reduce((sum, each) => sum + each.count - 1, 0),
        drifts: this.drifts.length,
        downloads: this.downloads.length,
      },
    };
  }
}

function shown(key: string, held: Held) {
  return {
    key,
    record: held.record.current ?? null,
    writes: held.writes,
    traces: held.traces.map(({ sequence, item }) => ({ sequence, ...item })),
  };
}

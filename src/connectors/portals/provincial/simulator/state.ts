import type { DriftChange } from '../../simulation/behaviour.js';
import { Lagged, page, repeated } from '../../simulation/timeline.js';
import { traceKey } from './documents.js';

export type WireObject = Record<string, unknown>;

export interface AppendedTrace {
  /** Place in the order in which the portal appended, over all dossiers. */
  sequence: number;
  at: number;
  visibleAt: number;
  item: WireObject;
}

export interface WriteMark {
  at: number;
  mode: 'create' | 'update' | 'withdraw' | 'seed' | 'portal';
  /** `Status` of a dossier. */
  state: string;
}

export interface Held {
  record: Lagged<WireObject>;
  writes: WriteMark[];
  traces: AppendedTrace[];
}

/** An article or a legal document; the keys are as they were written. */
export interface HeldContent {
  id: string;
  record: Lagged<WireObject>;
  /** What it was before it was withdrawn. */
  last?: WireObject;
  writes: WriteMark[];
  /** Place in the order of creation. */
  sequence: number;
}

export interface StoredFile {
  path: string;
  name: string;
  bytes: number;
  sha256: string;
}

export type Section = 'articles' | 'legalDocuments';

/** Everything that the simulated provincial portal holds; readable in-process and over `/_sim/state`. */
export class ProvincialState {
  readonly dossiers = new Map<string, Held>();
  readonly articles = new Map<string, HeldContent>();
  readonly legalDocuments = new Map<string, HeldContent>();
  readonly statistics = new Map<string, { record: Lagged<WireObject>; writes: number }>();
  readonly votes: WireObject[] = [];
  readonly files = new Map<string, StoredFile>();
  /** Access tokens and when each ends, ms since the epoch. */
  readonly tokens = new Map<string, number>();
  readonly drifts: { at: number; of: string; key: string; what: 'altered' | 'lost'; entries?: boolean }[] =
    [];
  /** Calls by service, and what was answered: `SyncDocument`, `SyncDocument:0`. */
  readonly calls = new Map<string, number>();
  #sequence = 0;

  next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  count(name: string): void {
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
  }

  writeDossier(key: string, value: WireObject, mode: WriteMark['mode'], at: number, visibleAt: number): void {
    const held = this.dossiers.get(key) ?? { record: new Lagged<WireObject>(), writes: [], traces: [] };
    this.dossiers.set(key, held);
    held.record.set(value, visibleAt);
    held.writes.push({ at, mode, state: String(value['Status'] ?? '') });
  }

  append(key: string, item: WireObject, at: number, visibleAt: number): void {
    this.dossiers.get(key)?.traces.push({ sequence: this.next(), at, visibleAt, item });
  }

  /** `value` undefined: withdrawn, reads 404 from then on. */
  writeContent(
    section: Section,
    id: string,
    value: WireObject | undefined,
    mode: WriteMark['mode'],
    at: number,
    visibleAt: number,
  ): void {
    const held = this[section].get(id) ?? {
      id,
      record: new Lagged<WireObject>(),
      writes: [],
      sequence: this.next(),
    };
    this[section].set(id, held);
    if (!value && held.record.current) held.last = held.record.current;
    held.record.set(value, visibleAt);
    held.writes.push({ at, mode, state: value ? 'live' : 'withdrawn' });
  }

  drift(change: DriftChange, at: number): boolean {
    const of = change.of === 'article' || change.of === 'legalDocument' ? change.of : 'dossier';
    const table: ReadonlyMap<string, { record: Lagged<WireObject>; writes: WriteMark[] }> =
      of === 'dossier' ? this.dossiers : of === 'article' ? this.articles : this.legalDocuments;
    const held = table.get(change.key);
    const current = held?.record.current;
    if (!held || !current) return false;
    held.record.set(change.lose ? undefined : { ...current, ...change.set }, at);
    if (!change.lose) held.writes.push({ at, mode: 'portal', state: String(current['Status'] ?? '') });
    const dossier =
      change.lose && change.entries && of === 'dossier' ? this.dossiers.get(change.key) : undefined;
    if (dossier) dossier.traces.length = 0;
    this.drifts.push({
      at,
      of,
      key: change.key,
      what: change.lose ? 'lost' : 'altered',
      ...(dossier && { entries: true }),
    });
    return true;
  }

  /** Trace entries in the order in which they were appended. */
  traces(): (WireObject & { sequence: number })[] {
    const all = [...this.dossiers.values()].flatMap((held) => held.traces);
    return all.sort((a, b) => a.sequence - b.sequence).map(({ sequence, item }) => ({ sequence, ...item }));
  }

  /** What stands there more than once: entries by natural key, live articles by source and title, legal documents by number, day and issuer. */
  duplicates(): { key: string; count: number }[] {
    const live = (section: Section, keys: string[]) =>
      [...this[section].values()].flatMap(({ record: { current } }) =>
        current ? [[section, ...keys.map((key) => String(current[key] ?? ''))].join('|')] : [],
      );
    return [
      ...[...this.dossiers.values()].flatMap((held) =>
        repeated(held.traces.map(({ item }) => traceKey(item))),
      ),
      ...repeated(live('articles', ['NguonTin', 'TieuDe'])),
      ...repeated(live('legalDocuments', ['SoKyHieu', 'NgaybanHanh', 'CoQuanBanHanh'])),
    ];
  }

  reset(): void {
    const tables = [
      this.dossiers,
      this.articles,
      this.legalDocuments,
      this.statistics,
      this.files,
      this.tokens,
      this.calls,
    ];
    for (const table of tables) table.clear();
    this.votes.length = 0;
    this.drifts.length = 0;
    this.#sequence = 0;
  }

  inspect(part: string, offset: number, limit: number): unknown {
    const parts = {
      dossiers: () => [...this.dossiers].map(([key, held]) => shown(key, held)),
      articles: () => [...this.articles.values()].map(shownContent),
      legalDocuments: () => [...this.legalDocuments.values()].map(shownContent),
      statistics: () =>
        [...this.statistics.values()].map(({ record, writes }) => ({ writes, ...record.current })),
      votes: () => this.votes,
      files: () => [...this.files.values()],
      traces: () => this.traces(),
      drifts: () => this.drifts,
      duplicates: () => this.duplicates(),
    };
    if (part === 'summary') return this.#summary();
    if (part === '') {
      const lists = Object.fromEntries(Object.entries(parts).map(([name, list]) => [name, list()]));
      return { ...this.#summary(), ...lists };
    }
    return part in parts ? page<unknown>(parts[part as keyof typeof parts](), offset, limit) : undefined;
  }

  #summary() {
    const live = (table: ReadonlyMap<string, { record: Lagged<WireObject> }>) =>
      [...table.values()].filter((held) => held.record.current).length;
    return {
      portal: 'provincial',
      calls: Object.fromEntries(this.calls),
      counts: {
        dossiers: live(this.dossiers),
        traces: [...this.dossiers.values()].reduce((sum, held) => sum + held.traces.length, 0),
        writes: [...this.dossiers.values()].reduce((sum, held) => sum + held.writes.length, 0),
        articles: live(this.articles),
        legalDocuments: live(this.legalDocuments),
        files: this.files.size,
        statistics: this.statistics.size,
        votes: this.votes.length,
        duplicates: this.duplicates().reduce((sum, each) => sum + each.count - 1, 0),
        drifts: this.drifts.length,
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

function shownContent(held: HeldContent) {
  const { id, sequence, writes, last } = held;
  return { id, sequence, record: held.record.current ?? null, ...(last && { last }), writes };
}

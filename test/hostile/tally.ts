import type { Case } from './case.js';
import type { Verdict } from './judge.js';
import type { Reply } from './send.js';

interface OfKind {
  sent: number;
  statuses: Map<string, number>;
  codes: Map<string, number>;
  mostMs: number;
  /** What was wrong → a case that shows it. */
  wrong: Map<string, Case>;
}

/** What came back, by kind. */
export class Tally {
  readonly #kinds = new Map<string, OfKind>();
  sent = 0;

  add(each: Case, { end, ms }: Reply, { statuses, codes, wrong }: Verdict): void {
    const kind = this.#kinds.get(each.kind) ?? emptyKind();
    this.#kinds.set(each.kind, kind);
    this.sent += 1;
    kind.sent += 1;
    kind.mostMs = Math.max(kind.mostMs, ms);
    const shown = statuses.length > 0 ? statuses.map(String) : [end === 'left' ? 'left' : 'hung up'];
    for (const status of shown) count(kind.statuses, status);
    for (const code of codes) count(kind.codes, code);
    for (const line of wrong) if (!kind.wrong.has(line)) kind.wrong.set(line, each);
  }

  /** Kind, sent, statuses, codes, most ms. */
  rows(): [string, number, string, string, number][] {
    return [...this.#kinds]
      .map(([name, { sent, statuses, codes, mostMs }]): [string, number, string, string, number] => [
        name,
        sent,
        list(statuses),
        list(codes),
        Math.round(mostMs),
      ])
      .sort(([a], [b]) => a.localeCompare(b));
  }

  /** A line for each thing that was wrong with a kind, with the steps of a case that showed it. */
  wrong(): string[] {
    return [...this.#kinds].flatMap(([name, { wrong }]) =>
      [...wrong].map(([line, { steps }]) => `${name}: ${line} · ${shortly(steps)}`),
    );
  }
}

function emptyKind(): OfKind {
  return { sent: 0, statuses: new Map(), codes: new Map(), mostMs: 0, wrong: new Map() };
}

function count(of: Map<string, number>, what: string): void {
  of.set(what, (of.get(what) ?? 0) + 1);
}

function list(of: Map<string, number>): string {
  return [...of]
    .sort(([, a], [, b]) => b - a)
    .map(([what, times]) => `${what} ×${times}`)
    .join(', ');
}

function shortly(steps: Case['steps']): string {
  return steps
    .map((step) => JSON.stringify('write' in step ? step.write.toString('latin1') : step))
    .map((step) => (step.length > 600 ? `${step.slice(0, 600)}…` : step))
    .join(' ');
}

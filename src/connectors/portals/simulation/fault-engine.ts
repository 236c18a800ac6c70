import { FAULTS, type FaultKind, type FaultMatch, type FaultRule } from './fault-kinds.js';
import { chance } from './random.js';

/** Time as a simulator sees it, ms since the epoch; injectable so that lags and windows can be tested without waiting. */
export interface SimClock {
  now(): number;
}

/** What a rule is matched against. `service` and `keys` are unknown before the body was read. */
export interface FaultContext {
  path: string;
  service?: string;
  keys?: readonly string[];
}

interface LiveRule {
  rule: FaultRule;
  index: number;
  /** Calls that this rule could have hit so far. */
  seen: number;
  played: number;
  setAt: number;
  refused: Set<string>;
}

/**
 * Decides which fault plays when. Every decision is a hash of seed, kind, the rule's place and the number of calls that the
 * rule has seen, so one seed and one order of calls give one history; `played` counts by kind.
 */
export class FaultEngine {
  #rules: LiveRule[] = [];
  readonly #counts = new Map<FaultKind, number>();

  constructor(
    readonly seed: number,
    readonly clock: SimClock,
  ) {}

  /** Puts these rules in place of all others; counts go on. */
  set(rules: readonly FaultRule[]): void {
    this.#rules = [];
    this.add(...rules);
  }

  add(...rules: FaultRule[]): void {
    for (const rule of rules) {
      const index = this.#rules.length;
      this.#rules.push({ rule, index, seen: 0, played: 0, setAt: this.clock.now(), refused: new Set() });
    }
  }

  /** Takes all rules away; counts stay. */
  clear(): void {
    this.#rules = [];
  }

  has(kind: FaultKind): boolean {
    return this.#rules.some(({ rule }) => rule.kind === kind);
  }

  get rules(): FaultRule[] {
    return this.#rules.map((live) => live.rule);
  }

  /** How often each kind was played, zeroes included. */
  get played(): Record<string, number> {
    return Object.fromEntries(FAULTS.map(({ kind }) => [kind, this.#counts.get(kind) ?? 0]));
  }

  resetCounts(): void {
    this.#counts.clear();
  }

  /**
   * Whether a fault of `kind` plays on this call, and by which rule; counts it when it does. With `onlyEarly` rules that
   * need the body (`service`, `key`) wait; with `onlyLate` those that did not wait are left out.
   */
  play(
    kind: FaultKind,
    context: FaultContext,
    phase: 'any' | 'onlyEarly' | 'onlyLate' = 'any',
  ): FaultRule | undefined {
    for (const live of this.#rules) {
      if (live.rule.kind !== kind) continue;
      const needsBody = live.rule.match?.service !== undefined || live.rule.match?.key !== undefined;
      if ((phase === 'onlyEarly' && needsBody) || (phase === 'onlyLate' && !needsBody)) continue;
      if (!matches(live.rule.match, context) || this.#over(live)) continue;
      if (this.#hits(live)) {
        live.played += 1;
        this.count(kind);
        return live.rule;
      }
    }
    return undefined;
  }

  /** Whether a rule of `kind` names this service or path on purpose. */
  names(kind: FaultKind, context: FaultContext): boolean {
    return this.#rules.some(
      ({ rule }) => rule.kind === kind && rule.match !== undefined && matches(rule.match, context),
    );
  }

  /** The rule that refuses this key, the same answer each time for as long as the rule stands; counts each refusal. */
  refuses(key: string, context: FaultContext): FaultRule | undefined {
    for (const live of this.#rules) {
      const { rule } = live;
      if (rule.kind !== 'refuseRecord' || !matches(rule.match, { ...context, keys: [key] })) continue;
      if (rule.for !== undefined && this.clock.now() >= live.setAt + rule.for) continue;
      if (!live.refused.has(key)) {
        const named = rule.keys?.includes(key) === true;
        const rate = rule.rate ?? (rule.keys ? 0 : 1);
        if (!named && chance(this.seed, 'refuseRecord', live.index, key) >= rate) continue;
        if (rule.times !== undefined && live.refused.size >= rule.times) continue;
        live.refused.add(key);
      }
      this.count('refuseRecord');
      return rule;
    }
    return undefined;
  }

  count(kind: FaultKind): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  #over({ rule, played, setAt }: LiveRule): boolean {
    if (rule.times !== undefined && played >= rule.times) return true;
    const isWindow = rule.kind === 'maintenance' || rule.kind === 'down';
    return !isWindow && rule.for !== undefined && this.clock.now() >= setAt + rule.for;
  }

  #hits(live: LiveRule): boolean {
    const { rule } = live;
    live.seen += 1;
    const place = live.seen - (rule.after ?? 0);
    if (place < 1) return false;
    if (rule.every !== undefined && place % rule.every !== 0) return false;
    if (rule.rate === undefined || rule.rate >= 1) return true;
    return chance(this.seed, rule.kind, live.index, live.seen) < rule.rate;
  }
}

function matches(match: FaultMatch | undefined, context: FaultContext): boolean {
  if (!match) return true;
  if (match.service !== undefined && !fits(match.service, context.service ?? '')) return false;
  if (match.path !== undefined && !fits(`${match.path}*`, context.path)) return false;
  const { key } = match;
  return key === undefined || (context.keys ?? []).some((each) => fits(key, each));
}

/** `*` stands for any run of characters; anything else for itself. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === pattern;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const [index, part] of rest.entries()) {
    const last = index === rest.length - 1;
    const found = last && part !== '' ? text.lastIndexOf(part) : text.indexOf(part, from);
    if (found < from || (last && part !== '' && found + part.length !== text.length)) return false;
    from = found + part.length;
  }
  return true;
}

/** What became of one check. `what` names no secret and no address with one. */
export interface CheckResult {
  name: string;
  ok: boolean;
  what: string;
  ms: number;
}

export interface Readiness {
  ok: boolean;
  checks: CheckResult[];
}

/** Resolves with what it found when all is well, throws when not. */
export type Check = () => Promise<string>;

/** Checks of everything that a process cannot work without. */
export class HealthChecks {
  readonly #checks = new Map<string, Check>();

  constructor(private readonly limitMs = 2_000) {}

  /** A second check of one name takes the first one's place. */
  add(name: string, check: Check): this {
    this.#checks.set(name, check);
    return this;
  }

  /** All at once, each within the limit; never throws. */
  async run(): Promise<Readiness> {
    const checks = await Promise.all([...this.#checks].map(([name, check]) => this.#one(name, check)));
    return { ok: checks.every(({ ok }) => ok), checks };
  }

  async #one(name: string, check: Check): Promise<CheckResult> {
    const begin = performance.now();
    const ended = (ok: boolean, what: string): CheckResult => ({
      name,
      ok,
      what,
      ms: Math.round(performance.now() - begin),
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${this.limitMs} ms`)), this.limitMs);
    });
    try {
      return ended(true, await Promise.race([check(), late]));
    } catch (error) {
      return ended(false, reasonOf(error));
    } finally {
      clearTimeout(timer);
    }
  }
}

/** One short line; a refused connection has its reason in a code only. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code && /^(E[A-Z]+|[0-9A-Z]{5})$/.test(code)) return `not reachable (${code})`;
  return error.message.split('\n')[0]?.slice(0, 200) || 'failed';
}

import type { ServerResponse } from 'node:http';
import type { Identity, PortalBehaviour } from './behaviour.js';
import type { FaultContext, FaultEngine } from './fault-engine.js';
import type { FaultKind } from './fault-kinds.js';
import { type Answer, type Call, encode, HTML_PAGE } from './http.js';
import { chance } from './random.js';

/** The connection is to be destroyed. */
export const RESET = Symbol('reset');
/** The player has the response itself, now or later. */
export const NO_ANSWER = Symbol('no answer');
type Result = Answer | typeof RESET | typeof NO_ANSWER;

interface Sockets {
  down(ms?: number): Promise<void>;
  pause(ms: number): Promise<void>;
  later(ms: number, act: () => void): void;
}

/** Faults that spoil a good answer; a write under them is applied or not, by a hash. */
const SPOILT = ['halfBody', 'html200', 'otherShape'] as const;

/**
 * Plays at most one transport fault a call, in the order in which a call passes through a portal: connection, gate, session,
 * processing, answer. Latency and faults of the data come on top. Except for latency, resets before reading, 429, 503,
 * maintenance and down, no rule hits a login or a token unless its `match` names it.
 */
export class FaultPlayer {
  #maintenanceUntil = 0;
  #maintenanceHtml = false;

  constructor(
    readonly portal: PortalBehaviour,
    readonly faults: FaultEngine,
    readonly sockets: Sockets,
  ) {}

  /** Faults that need nothing of the body. */
  beforeRead(context: FaultContext): Answer | typeof RESET | undefined {
    const down = this.faults.play('down', context, 'onlyEarly');
    if (down) {
      void this.sockets.down(down.for ?? 5000);
      return RESET;
    }
    const closed = this.#maintenance(context, 'onlyEarly');
    if (closed) return closed;
    return this.faults.play('resetBeforeRead', context, 'onlyEarly') ? RESET : undefined;
  }

  async play(call: Call, response: ServerResponse): Promise<Result> {
    const identity = this.portal.identify(call);
    const context: FaultContext = { path: call.path, service: identity.service, keys: identity.keys };
    const latency = this.faults.play('latency', context);
    if (latency) await this.sockets.pause(latency.ms ?? 200);
    const gate = this.#gate(context, identity);
    if (gate) return gate;
    const ended = this.#session(call, context, identity);
    if (ended) return ended;
    const refused = this.portal.authorise(call, identity);
    if (refused) return refused;
    if (!identity.login && this.portal.busy(call, identity) && this.faults.play('busy', context)) {
      return this.portal.busy(call, identity) ?? RESET;
    }
    return this.#answer(call, context, identity, response);
  }

  #gate(context: FaultContext, identity: Identity): Result | undefined {
    const down = this.faults.play('down', context, 'onlyLate');
    if (down) {
      void this.sockets.down(down.for ?? 5000);
      return RESET;
    }
    const closed = this.#maintenance(context, 'onlyLate');
    if (closed) return closed;
    if (this.faults.play('resetBeforeRead', context, 'onlyLate')) return RESET;
    const limited = this.faults.play('status429', context);
    if (limited) {
      const seconds = String(Math.ceil((limited.ms ?? 1000) / 1000));
      return { status: 429, type: 'text', body: 'Too Many Requests', headers: { 'retry-after': seconds } };
    }
    if (this.faults.play('status503', context))
      return { status: 503, type: 'text', body: 'Service Unavailable' };
    if (this.#may('status500', context, identity) && this.faults.play('status500', context)) {
      return { status: 500, type: 'text', body: 'Internal Server Error' };
    }
    return undefined;
  }

  #maintenance(context: FaultContext, phase: 'onlyEarly' | 'onlyLate'): Answer | undefined {
    const now = this.faults.clock.now();
    // Taking the rule away ends its window too.
    if (now >= this.#maintenanceUntil || !this.faults.has('maintenance')) {
      const begun = this.faults.play('maintenance', context, phase);
      if (!begun) return undefined;
      this.#maintenanceUntil = begun.for === undefined ? now : now + begun.for;
      this.#maintenanceHtml = begun.html === true;
    } else if (phase === 'onlyEarly') this.faults.count('maintenance');
    return this.#maintenanceHtml
      ? { status: 200, type: 'html', body: HTML_PAGE }
      : { status: 503, type: 'html', body: HTML_PAGE };
  }

  #session(call: Call, context: FaultContext, identity: Identity): Answer | undefined {
    if (identity.login || this.portal.authorise(call, identity)) return undefined;
    for (const kind of ['sessionExpired', 'otherLogin'] as const) {
      if (this.faults.play(kind, context)) return this.portal.expire(call, identity, kind);
    }
    return undefined;
  }

  async #answer(
    call: Call,
    context: FaultContext,
    identity: Identity,
    response: ServerResponse,
  ): Promise<Result> {
    for (const kind of SPOILT) {
      if (!this.#may(kind, context, identity) || !this.faults.play(kind, context)) continue;
      const skipped = identity.write && chance(this.faults.seed, kind, 'applied', call.number) < 0.5;
      const answer = skipped
        ? { status: 200, body: { skipped: true } }
        : await this.portal.handle(call, identity);
      return this.#spoil(kind, call, answer, identity, response);
    }
    const answer = await this.portal.handle(call, identity);
    if (!answer.applied?.length) return answer;
    if (this.faults.play('resetAfterApply', context)) return RESET;
    if (this.faults.play('applied500', context))
      return { status: 500, type: 'text', body: 'Internal Server Error' };
    if (this.faults.play('applied504', context)) return { status: 504, type: 'html', body: HTML_PAGE };
    const silent = this.faults.play('timeoutAfterApply', context);
    if (silent) {
      if (silent.ms !== undefined) this.sockets.later(silent.ms, () => response.destroy());
      return NO_ANSWER;
    }
    return answer;
  }

  #spoil(
    kind: (typeof SPOILT)[number],
    call: Call,
    answer: Answer,
    identity: Identity,
    response: ServerResponse,
  ): Result {
    if (kind === 'html200') return { status: 200, type: 'html', body: HTML_PAGE };
    if (kind === 'otherShape') return { status: 200, body: this.portal.otherShape(identity) };
    const { bytes } = encode(answer);
    const half = bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2)));
    // Two ways of half a body: one that looks whole by its length, one that breaks off.
    const breaksOff = chance(this.faults.seed, 'halfBody', 'breaks off', call.number) < 0.5;
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': breaksOff ? bytes.length : half.length,
    });
    if (breaksOff) response.write(half, () => response.destroy());
    else response.end(half);
    return NO_ANSWER;
  }

  #may(kind: FaultKind, context: FaultContext, identity: Identity): boolean {
    return !identity.login || this.faults.names(kind, context);
  }
}

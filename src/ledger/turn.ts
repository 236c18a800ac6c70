import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Principal } from '../access/principal.js';
import type { Files, Portal } from '../domain/ports.js';
import type { Breaker, CallHealth } from './breaker.js';
import type { CatalogueSource } from './catalogue.js';
import { Courier, type CourierContext } from './courier.js';
import { Heartbeat } from './heartbeat.js';
import type { Ledger } from './machine-port.js';
import type { Snapshots } from './snapshots.js';
import { Tally, type TurnCounts } from './tally.js';
import type { Claim } from './types.js';

/** Durations in ms. */
export interface TurnSettings {
  /** A lane's lease; renewed at a third of it. */
  leaseMs: number;
  /** No new claims after this long: the next turn goes on. */
  turnMs: number;
  /** What calls in flight get to be answered in once the turn is told to stop. */
  graceMs: number;
}
export const TURN_DEFAULTS: TurnSettings = { leaseMs: 15_000, turnMs: 15_000, graceMs: 10_000 };

export interface TurnDeps {
  ledger: Ledger;
  /** Undefined: the portal is not configured in this process. */
  portalOf(code: string): Portal | undefined;
  snapshots: Snapshots;
  catalogue: CatalogueSource;
  files: Files;
  breaker: Pick<Breaker, 'gate' | 'report' | 'giveBack'>;
  /** Host and process; the slot is added. */
  worker: string;
  settings?: Partial<TurnSettings>;
}

export interface TurnRequest {
  portal: string;
  accountId: string;
  /** Which of the account's concurrent turns this is. */
  slot: number;
  /** Aborted: stop gracefully. */
  signal: AbortSignal;
}

/** How a turn went, in numbers: no personal data. */
export interface TurnReport extends TurnCounts {
  /** It ended although more could leave: add the next turn. */
  more: boolean;
  /** When the account is worth another turn at the earliest, where that is known (an open breaker); RFC 3339, UTC. */
  nextDueAt?: string;
}

/** A claim of many lanes costs hardly more than one of a few, but slow calls must not keep the other places empty for long. */
const GATHERED = 0.75;
const GATHER_MS = 250;

/** Lanes in a call of the portal's largest batch. */
function batchOf(portal: Portal): number {
  return Math.max(1, ...['dossier', 'notice', 'article', 'legal'].map((name) => portal.limits.batchOf(name)));
}

/**
 * One turn of an account at a portal: claims no more lanes than can leave at once, sends, settles, and goes on until nothing can leave,
 * its time is over or it is told to stop. An open breaker claims nothing; whoever wins its half-open probe makes
 * one call first. Throws what the store throws; lanes in work are then left to their leases, and the portal is read back.
 */
export async function runTurn(
  deps: TurnDeps,
  principal: Principal,
  request: TurnRequest,
): Promise<TurnReport> {
  const tally = new Tally();
  const portal = deps.portalOf(request.portal);
  if (!portal || request.signal.aborted) return { ...tally.counts, more: false };
  const gate = await deps.breaker.gate(principal, request.accountId);
  if (gate.state === 'open') {
    return { ...tally.counts, more: false, nextDueAt: new Date(Date.now() + gate.retryInMs).toISOString() };
  }
  const turn = new Turn(deps, principal, request, portal, tally);
  try {
    return await turn.run(gate.state === 'probe');
  } finally {
    turn.end();
  }
}

class Turn {
  readonly #settings: TurnSettings;
  readonly #heartbeat: Heartbeat;
  /** Stops new calls: told to stop, the breaker opened, or the store failed. */
  readonly #halt = new AbortController();
  readonly #kill = new AbortController();
  #grace: NodeJS.Timeout | undefined;
  #inWork = 0;
  /** Lanes in work whose call was answered: what it means is being written, their place at the portal is free. */
  readonly #answered = new Set<Claim>();
  #wake: (() => void) | undefined;
  #fault: { error: unknown } | undefined;
  #probing = false;

  constructor(
    private readonly deps: TurnDeps,
    private readonly principal: Principal,
    private readonly request: TurnRequest,
    private readonly portal: Portal,
    private readonly tally: Tally,
  ) {
    this.#settings = { ...TURN_DEFAULTS, ...deps.settings };
    this.#heartbeat = new Heartbeat(deps.ledger, principal, this.#settings.leaseMs);
    request.signal.addEventListener('abort', this.#stop);
    if (request.signal.aborted) this.#stop();
  }

  async run(probe: boolean): Promise<TurnReport> {
    const { limits } = this.portal;
    const courier = new Courier(await this.#context());
    if (probe && !(await this.#probe(courier))) return { ...this.tally.counts, more: false };
    const most = limits.concurrency * batchOf(this.portal);
    const worthAClaim = Math.ceil(most * GATHERED);
    let claimedAt = Number.NEGATIVE_INFINITY;
    const deadline = performance.now() + this.#settings.turnMs;
    let more = true;
    while (!this.#halt.signal.aborted && performance.now() < deadline) {
      const room = this.#room(most);
      if (room < worthAClaim && (room === 0 || performance.now() - claimedAt < GATHER_MS)) {
        await this.#oneMoved(room && GATHER_MS);
        continue;
      }
      const claims = await this.#claim(room);
      claimedAt = performance.now();
      if (claims.length > 0) void courier.carry(claims);
      else if (this.#inWork > 0) await this.#oneMoved();
      else {
        more = false;
        break;
      }
    }
    while (this.#inWork > 0) await this.#oneMoved();
    if (this.#fault) throw this.#fault.error;
    return { ...this.tally.counts, more: more && !this.request.signal.aborted && !this.#halt.signal.aborted };
  }

  end(): void {
    this.request.signal.removeEventListener('abort', this.#stop);
    clearTimeout(this.#grace);
    this.#heartbeat.stop();
  }

  /** One lane, one call; whether the portal is there again. */
  async #probe(courier: Courier): Promise<boolean> {
    this.#probing = true;
    const claims = await this.#claim(1).catch(async (error: unknown) => {
      await this.deps.breaker.giveBack(this.principal, this.request.accountId);
      throw error;
    });
    if (claims.length > 0) await courier.carry(claims);
    // Nothing to send, or nothing came to a call: the next one may try at once.
    if (this.#probing) await this.deps.breaker.giveBack(this.principal, this.request.accountId);
    if (this.#fault) throw this.#fault.error;
    return claims.length > 0 && !this.#probing && !this.#halt.signal.aborted;
  }

  async #claim(limit: number): Promise<Claim[]> {
    const { limits } = this.portal;
    const since = performance.now();
    const claims = await this.deps.ledger.claim(this.principal, {
      portal: this.request.portal,
      accountId: this.request.accountId,
      limit,
      leaseMs: this.#settings.leaseMs,
      entriesPerLane: limits.traceReadBack ? Math.min(10, Math.max(1, limits.batchOf('trace'))) : 1,
      readBackDelays: limits.readBackDelays,
      readBackTries: limits.readBackTries,
      attempts: limits.attempts,
      traceReadBack: limits.traceReadBack,
      adoption: limits.adoption,
    });
    this.#heartbeat.hold(claims, since);
    this.#inWork += claims.length;
    return claims;
  }

  async #context(): Promise<CourierContext> {
    const { deps, principal, portal, request } = this;
    const limit = pLimit(portal.limits.concurrency);
    return {
      ledger: deps.ledger,
      snapshots: deps.snapshots,
      principal,
      portal,
      account: await deps.snapshots.account(principal, request.accountId),
      catalogue: await deps.catalogue.current(principal),
      files: deps.files,
      heartbeat: this.#heartbeat,
      worker: `${deps.worker}/${request.slot}`,
      limit: (call) => limit(call),
      stop: this.#halt.signal,
      kill: this.#kill.signal,
      called: (health) => this.#called(health),
      made: (task, deliveries) => {
        if (task === 'SEND') this.tally.sent += deliveries;
        else this.tally.looked += 1;
      },
      settled: (lanes) => this.tally.add(lanes),
      answered: (claim) => {
        this.#answered.add(claim);
        this.#wake?.();
      },
      finished: (claim) => {
        this.#answered.delete(claim);
        this.#inWork -= 1;
        this.#wake?.();
      },
      failed: (error) => {
        this.#fault ??= { error };
        this.#halt.abort();
      },
    };
  }

  async #called(health: CallHealth): Promise<void> {
    const open = await this.deps.breaker.report(this.principal, this.request.accountId, health);
    this.#probing = false;
    if (open) this.#halt.abort();
  }

  readonly #stop = (): void => {
    this.#halt.abort();
    this.#grace ??= setTimeout(() => this.#kill.abort(), this.#settings.graceMs);
  };

  /** How many more lanes could leave at once (rule 8); a store that is slow to write holds claims back. */
  #room(most: number): number {
    return Math.min(most - (this.#inWork - this.#answered.size), 2 * most - this.#inWork);
  }

  /** Until a lane was answered or is finished, or `atMostMs` are over; 0: however long that takes. */
  async #oneMoved(atMostMs = 0): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resume) => {
      this.#wake = resume;
      if (atMostMs) timer = setTimeout(resume, atMostMs);
    });
    clearTimeout(timer);
    // Lanes of one call move together: one claim for all of them.
    await sleep(0);
  }
}

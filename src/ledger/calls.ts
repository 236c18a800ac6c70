import { setTimeout as sleep } from 'node:timers/promises';
import type { Principal } from '../access/principal.js';
import type { LaneTask } from '../domain/delivery.js';
import type {
  CallEvidence,
  CallOptions,
  DeliverAnswer,
  LookupAnswer,
  LookupKey,
  Outcome,
} from '../domain/ports.js';
import { isTransient } from '../store/database.js';
import type { Item } from './batch.js';
import { type CallHealth, LOGIN_REFUSED } from './breaker.js';
import { LanesLost } from './exchange.js';
import type { Heartbeat } from './heartbeat.js';
import type { Ledger } from './machine-port.js';
import type { Workshop } from './prepare.js';
import type { Claim, ExchangeEnd, LaneVerdict } from './types.js';

export interface CallContext extends Workshop {
  ledger: Ledger;
  principal: Principal;
  heartbeat: Heartbeat;
  worker: string;
  /** At most `concurrency` at once. */
  limit<T>(call: () => Promise<T>): Promise<T>;
  /** Aborted: nothing new is sent. */
  stop: AbortSignal;
  /** Aborted when the grace time is over: calls in flight end now. */
  kill: AbortSignal;
  /** Told of each call that was begun, with how many deliveries are in it. */
  made(task: LaneTask, deliveries: number): void;
  /** Told after each call how the portal is. */
  called(health: CallHealth): Promise<void>;
  /** Told of every lane verdict that was settled. */
  settled(lanes: readonly LaneVerdict[]): void;
}

/** A call that was made; its exchange is open until it is settled. */
export interface Made<Answer> {
  exchangeId: string;
  answer: Answer;
}

/** The calls of one turn: exchange first, then the bytes, with the lease checked in between. */
export class Calls {
  constructor(private readonly context: CallContext) {}

  /** Undefined: nothing was opened and nothing was sent, because the turn stops or a lease is gone. */
  deliver(items: readonly Item[]): Promise<Made<DeliverAnswer> | undefined> {
    const { portal } = this.context;
    const claims = claimsOf(items);
    const operation = items[0]?.wire.operation ?? '';
    const sent = items.map(({ wire, standing, delivery }) => ({ wire, standing, phase: delivery.phase }));
    return this.#make(
      claims,
      operation,
      items.map(({ delivery }) => delivery.id),
      async (options) => {
        try {
          return await portal.deliver(sent, options);
        } catch {
          return { scope: 'whole', outcome: UNCLEAR, evidence: NO_EVIDENCE };
        }
      },
      wholeOf,
    );
  }

  lookup(claim: Claim, key: LookupKey): Promise<Made<LookupAnswer> | undefined> {
    const { portal } = this.context;
    const looking: Claim = { ...claim, task: 'LOOK' };
    return this.#make(
      [looking],
      key.operation,
      claim.deliveries.map(({ id }) => id),
      async (options) => {
        try {
          return await portal.lookup(key, options);
        } catch {
          return { ok: false, outcome: UNCLEAR, evidence: NO_EVIDENCE };
        }
      },
      (answer) => (answer.ok ? undefined : answer.outcome),
    );
  }

  /** Ends the exchange with what it means for its lanes; no lanes: nobody's outcome. */
  async settle(made: Made<DeliverAnswer | LookupAnswer> | undefined, lanes: LaneVerdict[]): Promise<void> {
    const { ledger, principal, account } = this.context;
    if (!made && lanes.length === 0) return;
    const settlement = {
      accountId: account.id,
      ...(made ? { exchangeId: made.exchangeId, end: this.#endOf(made.answer) } : {}),
      lanes,
    };
    // Repeating is safe: the second time nothing is held any more. A portal's answer is worth some patience.
    await retrying(() => ledger.settle(principal, settlement));
    this.context.settled(lanes);
  }

  async #make<Answer>(
    claims: Claim[],
    operation: string,
    deliveryIds: string[],
    call: (options: CallOptions) => Promise<Answer>,
    wholeOutcome: (answer: Answer) => Outcome | undefined,
  ): Promise<Made<Answer> | undefined> {
    const { ledger, principal, heartbeat, account, worker, portal, stop, kill } = this.context;
    return this.context.limit(async () => {
      const hold = heartbeat.over(claims.map(({ laneId }) => laneId));
      const maySend = () => !stop.aborted && hold.stands();
      if (!maySend()) return undefined;
      const exchangeId = await opened(
        retrying(() =>
          ledger.openExchange(principal, {
            claims,
            operation,
            deliveryIds,
            worker,
            answerTimeoutMs: portal.limits.answerTimeout,
          }),
        ),
      );
      if (exchangeId === undefined) return undefined;
      this.context.made(claims[0]?.task ?? 'SEND', deliveryIds.length);
      const signal = AbortSignal.any([hold.signal, kill]);
      const answer = await call({ account, signal, beforeSend: maySend });
      // What we called off ourselves says nothing of the portal.
      if (!signal.aborted && !stop.aborted) await this.context.called(healthOf(wholeOutcome(answer)));
      return { exchangeId, answer };
    });
  }

  #endOf(answer: DeliverAnswer | LookupAnswer): ExchangeEnd {
    const { evidence } = answer;
    const { catalogue, portal } = this.context;
    const outcome = 'scope' in answer ? wholeOf(answer) : answer.ok ? undefined : answer.outcome;
    const error = outcome && 'error' in outcome ? outcome.error : undefined;
    return {
      outcome: 'scope' in answer ? nameOf(answer) : answer.ok ? 'answered' : answer.outcome.type,
      request: evidence.request,
      response: evidence.response,
      catalogueVersion: catalogue.version,
      profileVersion: portal.profileVersion,
      ...(evidence.status === undefined ? {} : { httpStatus: evidence.status }),
      ...(evidence.sessionGeneration === undefined ? {} : { sessionGeneration: evidence.sessionGeneration }),
      ...(error === undefined ? {} : { error }),
    };
  }
}

/** Undefined when a lane is no longer held: nothing was opened, and nothing may be sent for any of them together. */
async function opened(exchange: Promise<string>): Promise<string | undefined> {
  try {
    return await exchange;
  } catch (error) {
    if (error instanceof LanesLost) return undefined;
    throw error;
  }
}

const TRIES = 4;

/** Once more a moment later where the store says that it may succeed then. An exchange opened twice is sent for once. */
async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (tried >= TRIES || !isTransient(error)) throw error;
      await sleep(50 * 2 ** tried * (0.5 + Math.random()));
    }
  }
}

const UNCLEAR: Outcome = { type: 'unknown', error: 'the connector failed' };
const NO_EVIDENCE: CallEvidence = { request: null, response: '' };

/** The claims of a call's items, each once, holding only what is in the call. */
function claimsOf(items: readonly Item[]): Claim[] {
  const claims = new Map<string, Claim>();
  for (const { claim, delivery } of items) {
    const known = claims.get(claim.laneId);
    if (known) known.deliveries.push(delivery);
    else claims.set(claim.laneId, { ...claim, deliveries: [delivery] });
  }
  return [...claims.values()];
}

function wholeOf(answer: DeliverAnswer): Outcome | undefined {
  if (answer.scope === 'whole') return answer.outcome;
  const [first] = answer.outcomes;
  return first && answer.outcomes.every(({ type }) => type === first.type) ? first : undefined;
}

function nameOf(answer: DeliverAnswer): string {
  return (
    wholeOf(answer)?.type ?? (answer.scope === 'items' && answer.outcomes.length > 0 ? 'mixed' : 'unknown')
  );
}

function healthOf(outcome: Outcome | undefined): CallHealth {
  switch (outcome?.type) {
    case 'notSent':
    case 'busy': {
      const [reason, error] =
        outcome.type === 'busy' ? ['BUSY', outcome.code] : ['NOT_REACHED', outcome.error];
      return outcome.retryAfterMs === undefined
        ? { ok: false, reason, error }
        : { ok: false, reason, error, retryAfterMs: outcome.retryAfterMs };
    }
    case 'unknown':
      return outcome.answered ? { ok: true } : { ok: false, reason: 'NO_CLEAR_ANSWER', error: outcome.error };
    case 'loginRefused':
      return { ok: false, reason: LOGIN_REFUSED, error: outcome.code };
    default:
      return { ok: true };
  }
}

import type { Principal } from '../access/principal.js';
import type { Database } from '../store/database.js';

/** Durations in ms. */
export interface BreakerSettings {
  /** Calls in a row that got no answer before the breaker opens. */
  failures: number;
  /** How long it stays open the first time; doubled at each further failure. */
  baseMs: number;
  maxMs: number;
  /** How long the one probe of a half-open breaker has, in whichever process. */
  probeMs: number;
}

export const BREAKER_DEFAULTS: BreakerSettings = {
  failures: 5,
  baseMs: 5_000,
  maxMs: 60_000,
  probeMs: 90_000,
};

/** `probe`: this process alone may make one call. */
export type Gate = { state: 'closed' } | { state: 'probe' } | { state: 'open'; retryInMs: number };

/** What a call told of the portal as a whole. `error`: the cause in a technical word or two (`ECONNREFUSED`), no body, no secret. */
export type CallHealth = { ok: true } | { ok: false; reason: string; error?: string; retryAfterMs?: number };

/**
 * What an officer is told of: nothing is sent to an account any more, or it is again. Times in RFC 3339, UTC. `reason` of a closing
 * is what it had been opened for.
 */
export type BreakerChange = { portal: string; agencyCode: string; reason: string } & (
  | { type: 'opened'; error: string | undefined; nextTryAt: string }
  | { type: 'closed'; since: string }
);

/** A refused login is tried again no sooner (national portal contract, section 2). */
export const LOGIN_RETRY_MS = 5 * 60_000;
export const LOGIN_REFUSED = 'LOGIN_REFUSED';

/** Successes are written only when they change something; a clean account is looked at this often. */
const CLEAN_MS = 1_000;

/** The row right before a statement changes it, locked: of all processes only the one that makes a change sees it. */
const before = (condition: string) =>
  `(select b.account_id, b.state, b.reason, b.opened_at, a.portal, a.agency_code as "agencyCode"
      from account_breaker b join portal_account a on a.id = b.account_id
      where b.account_id = $1 and ${condition} for update of b) was`;

const WAS = 'was.state as was, was.reason as "wasFor", was.portal, was."agencyCode"';

/** What an opening or closing statement returns. */
interface Changed {
  was: string;
  wasFor: string | null;
  portal: string;
  agencyCode: string;
}

interface Opening extends Changed {
  state: string;
  open_until: Date;
}

/**
 * One breaker per account, shared by all processes. It opens after some calls in a row without an answer, lets one
 * process try again after its time, and closes at that call's success. While it is open nothing is claimed, and nothing
 * counts as an attempt (rule 14).
 */
export class Breaker {
  readonly #clean = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly settings: BreakerSettings = BREAKER_DEFAULTS,
    /** Told once of each opening and closing that a call through this object made; failed probes open nothing anew. */
    private readonly changed: (change: BreakerChange) => void = () => undefined,
  ) {}

  /** Whether calls may be made now. A won probe is given back by `report` or `giveBack`. */
  async gate(_principal: Principal, accountId: string): Promise<Gate> {
    const { rows } = await this.database.query<{ state: string; wait: string | null }>(
      `select state, ceil(1000 * extract(epoch from
          case state when 'OPEN' then open_until when 'HALF_OPEN' then probe_until end - now())) as wait
        from account_breaker where account_id = $1`,
      [accountId],
    );
    const row = rows[0];
    if (!row || row.state === 'CLOSED') return { state: 'closed' };
    const wait = Number(row.wait ?? 0);
    if (wait > 0) return { state: 'open', retryInMs: wait };
    const won = await this.database.query(
      `update account_breaker set state = 'HALF_OPEN', probe_until = now() + $2 * interval '1 ms'
        where account_id = $1 and ((state = 'OPEN' and (open_until is null or open_until <= now()))
          or (state = 'HALF_OPEN' and (probe_until is null or probe_until <= now())))
        returning account_id`,
      [accountId, this.settings.probeMs],
    );
    return won.rows.length > 0 ? { state: 'probe' } : { state: 'open', retryInMs: this.settings.baseMs };
  }

  /** A probe that had nothing to try: the next one may be won at once. */
  async giveBack(_principal: Principal, accountId: string): Promise<void> {
    await this.database.query(
      `update account_breaker set state = 'OPEN', open_until = now(), probe_until = null
        where account_id = $1 and state = 'HALF_OPEN'`,
      [accountId],
    );
  }

  /** Returns whether the breaker is open after this call. */
  async report(_principal: Principal, accountId: string, health: CallHealth): Promise<boolean> {
    return health.ok ? this.#succeeded(accountId) : this.#failed(accountId, health);
  }

  /** Opens it for `forMs` and a reason that an officer reads (`LOGIN_REFUSED`), whatever its count. */
  async open(
    _principal: Principal,
    accountId: string,
    { reason, error, forMs }: { reason: string; error?: string; forMs: number },
  ): Promise<void> {
    await this.#touch(accountId);
    const { rows } = await this.database.query<Opening>(
      `update account_breaker b set state = 'OPEN', reason = $2, open_until = now() + $3 * interval '1 ms',
          opened_at = case was.state when 'CLOSED' then now() else coalesce(was.opened_at, now()) end,
          failures = b.failures + 1, probe_until = null
        from ${before('true')} where b.account_id = was.account_id returning b.state, b.open_until, ${WAS}`,
      [accountId, reason, forMs],
    );
    this.#tellOpened(rows[0], reason, error);
  }

  async #succeeded(accountId: string): Promise<boolean> {
    const seen = this.#clean.get(accountId);
    if (seen !== undefined && performance.now() - seen < CLEAN_MS) return false;
    // A call that was in flight when the login was refused does not speak for the new login.
    const condition = `(b.state <> 'CLOSED' or b.failures > 0) and not (b.state = 'OPEN' and b.reason = $2)`;
    const { rows } = await this.database.query<Changed & { since: Date }>(
      `update account_breaker b set state = 'CLOSED', failures = 0, reason = null, opened_at = null, open_until = null,
          probe_until = null
        from ${before(condition)} where b.account_id = was.account_id
        returning coalesce(was.opened_at, now()) as since, ${WAS}`,
      [accountId, LOGIN_REFUSED],
    );
    const [row] = rows;
    if (!row && (await this.#isOpen(accountId))) return true;
    if (row && row.was !== 'CLOSED') {
      const { portal, agencyCode, wasFor, since } = row;
      const reason = wasFor ?? '';
      this.changed({ type: 'closed', portal, agencyCode, reason, since: since.toISOString() });
    }
    this.#clean.set(accountId, performance.now());
    return false;
  }

  async #failed(
    accountId: string,
    health: { reason: string; error?: string; retryAfterMs?: number },
  ): Promise<boolean> {
    await this.#touch(accountId);
    const { failures, baseMs, maxMs } = this.settings;
    // Calls that were in flight when it opened change nothing; a failed probe opens it again for longer.
    const { rows } = await this.database.query<Opening>(
      `update account_breaker b set failures = b.failures + 1, reason = $2,
          state = case when b.state = 'HALF_OPEN' or b.failures + 1 >= $3 then 'OPEN' else 'CLOSED' end,
          opened_at = case when b.state = 'HALF_OPEN' or b.failures + 1 >= $3 then coalesce(b.opened_at, now()) end,
          open_until = case when b.state = 'HALF_OPEN' or b.failures + 1 >= $3 then
            now() + greatest($6, least($5, $4 * power(2, least(20, greatest(0, b.failures + 1 - $3)))) * (0.75 + random() / 2))
              * interval '1 ms' end,
          probe_until = null
        from ${before("b.state <> 'OPEN'")} where b.account_id = was.account_id
        returning b.state, b.open_until, ${WAS}`,
      [accountId, health.reason, failures, baseMs, maxMs, Math.min(health.retryAfterMs ?? 0, LOGIN_RETRY_MS)],
    );
    const [row] = rows;
    if (row?.state === 'OPEN') this.#tellOpened(row, health.reason, health.error);
    return row === undefined || row.state === 'OPEN';
  }

  /** There is a row, and a success that is reported from now on is looked at. */
  async #touch(accountId: string): Promise<void> {
    this.#clean.delete(accountId);
    await this.database.query(
      'insert into account_breaker (account_id) values ($1) on conflict (account_id) do nothing',
      [accountId],
    );
  }

  /** An opening, or an open one whose cause now needs a person, or no longer does. */
  #tellOpened(row: Opening | undefined, reason: string, error: string | undefined): void {
    const sameAsBefore = (row?.wasFor === LOGIN_REFUSED) === (reason === LOGIN_REFUSED);
    if (!row || (row.was !== 'CLOSED' && sameAsBefore)) return;
    const { portal, agencyCode, open_until: until } = row;
    this.changed({ type: 'opened', portal, agencyCode, reason, error, nextTryAt: until.toISOString() });
  }

  async #isOpen(accountId: string): Promise<boolean> {
    const { rows } = await this.database.query<{ state: string }>(
      `select state from account_breaker where account_id = $1 and state = 'OPEN'`,
      [accountId],
    );
    return rows.length > 0;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { systemPrincipal } from '../access/principal.js';
import { type Account, LoginRefused, type NewSession, type Session, type Sessions } from '../domain/ports.js';
import type { Database } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import { Breaker, LOGIN_REFUSED, LOGIN_RETRY_MS } from './breaker.js';

/** Durations in ms. */
export interface SessionSettings {
  /** How long one process may be silent while it logs in; it extends this while it waits for the portal. */
  leaseMs: number;
  pollMs: number;
  /** How long a session that was read is trusted in this process; a stale one costs one refused call. */
  cacheMs: number;
  loginRetryMs: number;
}
const DEFAULTS: SessionSettings = {
  leaseMs: 15_000,
  pollMs: 100,
  cacheMs: 2_000,
  loginRetryMs: LOGIN_RETRY_MS,
};

interface Row {
  generation: string;
  token: Buffer | null;
  expires_at: Date | null;
  live: boolean;
  refused: boolean;
  refused_code: string | null;
}

/**
 * Sessions in the table account_session: one sealed token for all processes of an account. Who wins the row's lease by
 * compare-and-set logs in, outside of any transaction; the others read the row until the new session is there.
 */
export class StoredSessions implements Sessions {
  readonly #settings: SessionSettings;
  readonly #cache = new Map<string, { session: Session; until: number }>();
  readonly #renewing = new Map<string, { stale: number | undefined; result: Promise<Session> }>();
  readonly #principal = systemPrincipal('sessions');

  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly breaker: Pick<Breaker, 'open'> = new Breaker(database),
    settings: Partial<SessionSettings> = {},
  ) {
    this.#settings = { ...DEFAULTS, ...settings };
  }

  async current(account: Account): Promise<Session | undefined> {
    const cached = this.#cache.get(account.id);
    if (cached && performance.now() < cached.until) return cached.session;
    const row = await this.#read(account.id);
    return row && this.#sessionOf(account.id, row);
  }

  /** See {@link Sessions.renew}. What `login` throws beside LoginRefused is thrown on; the next caller then tries. */
  renew(account: Account, stale: number | undefined, login: () => Promise<NewSession>): Promise<Session> {
    const running = this.#renewing.get(account.id);
    if (running && running.stale === stale) return running.result;
    const result = this.#renew(account.id, stale, login).finally(() => {
      if (this.#renewing.get(account.id)?.result === result) this.#renewing.delete(account.id);
    });
    this.#renewing.set(account.id, { stale, result });
    return result;
  }

  async #renew(
    accountId: string,
    stale: number | undefined,
    login: () => Promise<NewSession>,
  ): Promise<Session> {
    this.#cache.delete(accountId);
    for (;;) {
      const row = await this.#read(accountId);
      if (row?.refused) throw new LoginRefused(row.refused_code ?? '', 'login was refused a short while ago');
      const session = row && this.#sessionOf(accountId, row);
      if (session && session.generation > (stale ?? -1)) return session;
      const generation = Number(row?.generation ?? 0);
      const lease = await this.#takeLease(accountId, generation);
      if (lease !== undefined) return this.#logIn(accountId, generation, lease, login);
      await sleep(this.#settings.pollMs);
    }
  }

  async #logIn(
    accountId: string,
    generation: number,
    lease: string,
    login: () => Promise<NewSession>,
  ): Promise<Session> {
    let mine: string | undefined = lease;
    let extending: Promise<void> = Promise.resolve();
    const timer = setInterval(() => {
      extending = extending.then(async () => {
        if (mine !== undefined) mine = await this.#extend(accountId, mine).catch(() => mine);
      });
    }, this.#settings.leaseMs / 3);
    try {
      const made = await login();
      clearInterval(timer);
      await extending;
      await this.database.query(
        `update account_session set generation = $2, token = $3, expires_at = $4, renewing_until = null, refused_at = null,
            refused_code = null where account_id = $1 and generation < $2`,
        [accountId, generation + 1, this.sealer.seal(made.token), made.expiresAt ?? null],
      );
      const row = await this.#read(accountId);
      const session = row && this.#sessionOf(accountId, row);
      return session ?? { ...made, generation: generation + 1 };
    } catch (error) {
      clearInterval(timer);
      await extending;
      const refused = error instanceof LoginRefused;
      await this.database.query(
        `update account_session set renewing_until = null, refused_at = case when $2 then now() else refused_at end,
            refused_code = case when $2 then $3 else refused_code end
          where account_id = $1 and generation = $4`,
        [accountId, refused, refused ? error.code : null, generation],
      );
      if (refused) {
        await this.breaker.open(this.#principal, accountId, {
          reason: LOGIN_REFUSED,
          error: error.code,
          forMs: this.#settings.loginRetryMs,
        });
      }
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  /** The lease as text, or undefined when another process logs in, or has logged in since `generation` was read. */
  async #takeLease(accountId: string, generation: number): Promise<string | undefined> {
    await this.database.query(
      'insert into account_session (account_id) values ($1) on conflict (account_id) do nothing',
      [accountId],
    );
    const { rows } = await this.database.query<{ lease: string }>(
      `update account_session set renewing_until = clock_timestamp() + $3 * interval '1 ms'
        where account_id = $1 and generation = $2 and (renewing_until is null or renewing_until < now())
          and (refused_at is null or refused_at < now() - $4 * interval '1 ms')
        returning renewing_until::text as lease`,
      [accountId, generation, this.#settings.leaseMs, this.#settings.loginRetryMs],
    );
    return rows[0]?.lease;
  }

  async #extend(accountId: string, lease: string): Promise<string | undefined> {
    const { rows } = await this.database.query<{ lease: string }>(
      `update account_session set renewing_until = clock_timestamp() + $3 * interval '1 ms'
        where account_id = $1 and renewing_until = $2::timestamptz returning renewing_until::text as lease`,
      [accountId, lease, this.#settings.leaseMs],
    );
    return rows[0]?.lease;
  }

  async #read(accountId: string): Promise<Row | undefined> {
    const { rows } = await this.database.query<Row>(
      `select generation, token, expires_at, refused_code,
          token is not null and (expires_at is null or expires_at > now()) as live,
          refused_at is not null and refused_at > now() - $2 * interval '1 ms' as refused
        from account_session where account_id = $1`,
      [accountId, this.#settings.loginRetryMs],
    );
    return rows[0];
  }

  #sessionOf(accountId: string, row: Row): Session | undefined {
    if (!row.live || !row.token) return undefined;
    const session: Session = {
      token: this.sealer.open(row.token).toString('utf8'),
      generation: Number(row.generation),
      ...(row.expires_at ? { expiresAt: row.expires_at.toISOString() } : {}),
    };
    const lasts = row.expires_at ? row.expires_at.getTime() - Date.now() : Number.POSITIVE_INFINITY;
    this.#cache.set(accountId, {
      session,
      until: performance.now() + Math.max(0, Math.min(this.#settings.cacheMs, lasts)),
    });
    return session;
  }
}

import {
  type Account,
  type CallOptions,
  LoginRefused,
  type NewSession,
  type Outcome,
  type PortalServices,
  type Session,
} from '../../../../domain/ports.js';
import { toInstant } from '../../../../domain/time.js';
import type { HttpTransport } from '../../../transport/http/index.js';
import { decode, tokenSchema } from '../contract.js';
import type { ProvincialProfile } from '../profile.js';
import { httpCode, isSuccess, outcomeOfStatus } from './outcome.js';

/** Tokens are renewed when 10 % of their life is left (provincial portal contract, section 1). */
const USED_LIFE = 0.9;

export interface Credentials {
  clientId: string;
  clientSecret: string;
}

/** No token could be had, and the portal did not say that the credentials are wrong: try again later. */
class TokenUnavailable extends Error {
  override readonly name = 'TokenUnavailable';
  constructor(readonly outcome: Outcome) {
    super('no token');
  }
}

export type TokenAnswer = { ok: true; session: Session } | { ok: false; outcome: Outcome };

/** The account's bearer token: asked for once for all who wait, kept by {@link PortalServices.sessions}. */
export class Tokens {
  /** A renewal is shared by many calls, so only the end of the portal's client stops one. */
  private readonly closing = new AbortController();

  constructor(
    private readonly url: string,
    private readonly credentials: Credentials,
    private readonly profile: ProvincialProfile,
    private readonly transport: HttpTransport,
    private readonly services: PortalServices,
  ) {}

  /** A token that is not about to expire; `refused` is the generation that the portal has just answered 401 to. */
  async get(options: CallOptions, refused?: number): Promise<TokenAnswer> {
    const { account, signal } = options;
    const { sessions, clock } = this.services;
    try {
      if (refused !== undefined) return await this.renew(account, refused);
      const current = await sessions.current(account);
      const fresh = current && (!current.expiresAt || Date.parse(current.expiresAt) > clock.now());
      if (fresh) return { ok: true, session: current };
      return await this.renew(account, current?.generation);
    } catch (error) {
      if (error instanceof TokenUnavailable) return { ok: false, outcome: error.outcome };
      if (signal.aborted || this.closing.signal.aborted) {
        return { ok: false, outcome: { type: 'notSent', error: 'aborted before sending' } };
      }
      if (!(error instanceof LoginRefused)) throw error;
      return { ok: false, outcome: { type: 'loginRefused', code: error.code, message: error.message } };
    }
  }

  close(): void {
    this.closing.abort();
  }

  private async renew(account: Account, stale: number | undefined): Promise<TokenAnswer> {
    const login = (): Promise<NewSession> => this.login(account);
    return { ok: true, session: await this.services.sessions.renew(account, stale, login) };
  }

  /** Nothing that happens here has written anything at the portal. */
  private async login(account: Account): Promise<NewSession> {
    const { rate, clock } = this.services;
    const { signal } = this.closing;
    await rate.take(account, this.profile.requestsPerSecond, signal);
    const askedAt = clock.now();
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: this.credentials.clientId,
      client_secret: this.credentials.clientSecret,
    });
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
    const result = await this.transport.send({
      method: 'POST',
      url: this.url,
      headers,
      body: form.toString(),
      signal,
    });
    if (result.type !== 'answered') {
      throw new TokenUnavailable({ type: 'notSent', error: `token: ${result.error}` });
    }
    const token = isSuccess(result.status) ? decode(tokenSchema, result.text) : undefined;
    if (token) {
      const life = token.expires_in === undefined ? undefined : token.expires_in * 1000 * USED_LIFE;
      const expires = life === undefined ? {} : { expiresAt: toInstant(askedAt + life) };
      return { token: token.access_token, ...expires };
    }
    if ([400, 401, 403].includes(result.status)) {
      throw new LoginRefused(httpCode(result.status), `token refused with HTTP ${result.status}`);
    }
    const outcome = outcomeOfStatus(result, this.profile, clock.now());
    const wait = 'retryAfterMs' in outcome ? { retryAfterMs: outcome.retryAfterMs } : {};
    throw new TokenUnavailable({ type: 'notSent', error: `token: ${httpCode(result.status)}`, ...wait });
  }
}

import type { JsonObject } from '../../../../domain/canonical.js';
import {
  type Account,
  type CallEvidence,
  type CallOptions,
  LoginRefused,
  type NewSession,
  type Outcome,
  type PortalServices,
  type Session,
} from '../../../../domain/ports.js';
import { type HttpResult, HttpTransport } from '../../../transport/http/index.js';
import type { PortalAnswer } from '../contract.js';
import type { NationalProfile } from '../profile.js';
import { LoginUnavailable, sessionIn } from './login.js';
import { type Judged, judge, wordsOf } from './outcome.js';

/** Where the portal is and who we are there. */
export interface Access {
  /** Without a slash at its end. */
  base: string;
  username: string;
  password: string;
  dstcode: string;
}

/** What one service call came to. `answer`: a code that speaks of what was asked; `outcome`: of the call as a whole. */
export type ServiceResult = { evidence: CallEvidence } & (
  | { ok: true; answer: PortalAnswer; meaning: Extract<Judged, { type: 'answer' }>['meaning'] }
  | { ok: false; outcome: Outcome }
);

/**
 * Calls services through the envelope (national portal contract, sections 1–3): one session shared by all workers, renewed once
 * when the portal says that it has ended; every request, logins too, takes one of the account's rate.
 */
export class EnvelopeClient {
  private readonly transport: HttpTransport;
  /** Logins are shared by many calls, so only the end of the client stops one. */
  private readonly closing = new AbortController();

  constructor(
    private readonly access: Access,
    private readonly profile: NationalProfile,
    private readonly services: Pick<PortalServices, 'sessions' | 'rate' | 'clock'>,
  ) {
    this.transport = new HttpTransport(profile);
  }

  /** `body` without `session` and `madonvi`, which are added here. */
  async call(body: JsonObject, options: CallOptions): Promise<ServiceResult> {
    const envelope: JsonObject = { madonvi: options.account.agencyCode, ...body };
    const evidence: CallEvidence = { request: envelope, response: '' };
    try {
      let session = await this.session(options.account, undefined);
      let judged = await this.once(envelope, session, options, evidence);
      if (judged.type === 'sessionExpired') {
        session = await this.session(options.account, session);
        judged = await this.once(envelope, session, options, evidence);
      }
      return { evidence, ...settled(judged) };
    } catch (error) {
      const outcome = outcomeOf(error, options.signal);
      if (!outcome) throw error;
      return { evidence, ok: false, outcome };
    }
  }

  close(): void {
    this.closing.abort();
    this.transport.close();
  }

  private async session(account: Account, stale: Session | undefined): Promise<Session> {
    const login = (): Promise<NewSession> => this.login(account);
    if (stale) return this.services.sessions.renew(account, stale.generation, login);
    return (
      (await this.services.sessions.current(account)) ??
      this.services.sessions.renew(account, undefined, login)
    );
  }

  private async login(account: Account): Promise<NewSession> {
    const { username, password } = this.access;
    const { signal } = this.closing;
    await this.services.rate.take(account, this.profile.requestsPerSecond, signal);
    const result = await this.post(this.profile.loginPath, { username, password }, { signal });
    return sessionIn(result, this.profile, this.services.clock.now());
  }

  private async once(
    envelope: JsonObject,
    session: Session,
    { account, signal, beforeSend }: CallOptions,
    evidence: CallEvidence,
  ): Promise<Judged> {
    await this.services.rate.take(account, this.profile.requestsPerSecond, signal);
    const body = { session: session.token, ...envelope };
    const result = await this.post(this.profile.servicePath, body, {
      signal,
      ...(beforeSend ? { beforeSend } : {}),
    });
    evidence.sessionGeneration = session.generation;
    evidence.response = result.type === 'answered' ? result.text : '';
    delete evidence.status;
    if (result.type === 'answered') evidence.status = result.status;
    return judge(result, this.profile, this.services.clock.now());
  }

  private post(
    path: string,
    body: JsonObject,
    options: Pick<CallOptions, 'signal' | 'beforeSend'>,
  ): Promise<HttpResult> {
    const { base, dstcode } = this.access;
    const { dstcodeIn } = this.profile;
    const query = dstcodeIn === 'header' ? '' : `?dstcode=${encodeURIComponent(dstcode)}`;
    return this.transport.send({
      method: 'POST',
      url: `${base}${path}${query}`,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        Charset: 'utf-8',
        ...(dstcodeIn === 'query' ? {} : { dstcode }),
      },
      body: JSON.stringify(body),
      ...options,
    });
  }
}

function settled(
  judged: Judged,
):
  | { ok: true; answer: PortalAnswer; meaning: Extract<Judged, { type: 'answer' }>['meaning'] }
  | { ok: false; outcome: Outcome } {
  switch (judged.type) {
    case 'answer':
      return { ok: true, answer: judged.answer, meaning: judged.meaning };
    case 'sessionExpired':
      // A new session that is refused too: nothing was processed, so it is tried again later, with backoff.
      return { ok: false, outcome: { type: 'busy', code: judged.code } };
    case 'outcome':
      return { ok: false, outcome: judged.outcome };
  }
}

/** What a failed login or an abort while waiting means for the call; undefined: a fault of ours, to be thrown on. */
function outcomeOf(error: unknown, signal: AbortSignal): Outcome | undefined {
  if (error instanceof LoginUnavailable) return error.outcome;
  if (error instanceof LoginRefused) {
    return { type: 'loginRefused', code: error.code, ...wordsOf({ message: error.message }) };
  }
  return signal.aborted ? { type: 'notSent', error: 'aborted before sending' } : undefined;
}

import type { CallOptions, Outcome, PortalServices } from '../../../../domain/ports.js';
import type { HttpRequest, HttpResult, HttpTransport } from '../../../transport/http/index.js';
import type { ProvincialProfile } from '../profile.js';
import { httpCode, isSuccess, outcomeOfStatus } from './outcome.js';
import type { Tokens } from './token.js';

/** One HTTP call under the portal's address. */
export interface CallRequest {
  method: HttpRequest['method'];
  /** Under the portal's address, query included. */
  path: string;
  body?: string | Buffer;
  contentType?: string;
  /** The write or the look itself, not what prepares it: `beforeSend` is asked right before its first byte. */
  guarded?: boolean;
}

/** What became of it. `outcome` only where the answer was no 2xx. */
export interface CallResult {
  ok: boolean;
  outcome: Outcome;
  /** Of an answer, whatever its status. */
  status?: number;
  text: string;
  sessionGeneration?: number;
}

/** Every call to the portal but the token's own: bearer, rate, one renewal on HTTP 401, then an outcome. */
export class Caller {
  constructor(
    private readonly base: string,
    private readonly profile: ProvincialProfile,
    private readonly transport: HttpTransport,
    private readonly tokens: Tokens,
    private readonly services: PortalServices,
  ) {}

  async call(request: CallRequest, options: CallOptions): Promise<CallResult> {
    const first = await this.attempt(request, options);
    if (first.status !== 401) return first;
    const second = await this.attempt(request, options, first.sessionGeneration);
    if (second.status !== 401) return second;
    // A fresh token that is refused too: nothing was processed, so it is tried again later, with backoff.
    return { ...second, outcome: { type: 'busy', code: httpCode(401) } };
  }

  /** One token, one request. `refused`: the generation of a token that was answered 401. */
  private async attempt(request: CallRequest, options: CallOptions, refused?: number): Promise<CallResult> {
    const token = await this.tokens.get(options, refused);
    if (!token.ok) return { ok: false, outcome: token.outcome, text: '' };
    const { generation } = token.session;
    const result = await this.send(request, options, token.session.token);
    const sessionGeneration = { sessionGeneration: generation };
    if (result.type !== 'answered') {
      const outcome: Outcome =
        result.type === 'lost'
          ? { type: 'unknown', error: result.error }
          : { type: 'notSent', error: result.error };
      return { ok: false, outcome, text: '', ...sessionGeneration };
    }
    const { status, text } = result;
    if (isSuccess(status)) {
      return {
        ok: true,
        outcome: { type: 'accepted', code: httpCode(status) },
        status,
        text,
        ...sessionGeneration,
      };
    }
    const outcome = outcomeOfStatus(result, this.profile, this.services.clock.now());
    return { ok: false, outcome, status, text, ...sessionGeneration };
  }

  private async send(request: CallRequest, options: CallOptions, token: string): Promise<HttpResult> {
    const { account, signal, beforeSend } = options;
    try {
      await this.services.rate.take(account, this.profile.requestsPerSecond, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return { type: 'notSent', error: 'aborted before sending' };
    }
    const type = request.contentType ?? 'application/json';
    return await this.transport.send({
      method: request.method,
      url: `${this.base}${request.path}`,
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json',
        ...(request.body === undefined ? {} : { 'Content-Type': type }),
      },
      ...(request.body === undefined ? {} : { body: request.body }),
      signal,
      ...(request.guarded && beforeSend ? { beforeSend } : {}),
    });
  }
}

import { z } from 'zod';
import { SourceUnreachable } from '../../../domain/ports.js';
import type { HttpAnswer, HttpRequest } from '../http/index.js';

export interface TokenSettings {
  url: string;
  clientId: string;
  clientSecret: string;
  scope?: string;
  /** The client names itself by `Authorization: Basic` instead of in the body. */
  basic: boolean;
}

/** Sends a token request, patiently. */
export type SendToken = (request: HttpRequest, what: string) => Promise<HttpAnswer>;

const answerSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  expires_in: z.coerce.number().positive().optional(),
});

/** A token is renewed when a tenth of its life is left. */
const USED_LIFE = 0.9;
/** Without `expires_in` it is taken for good until the server says 401. */
const NO_END = Number.POSITIVE_INFINITY;

/** OAuth2 client credentials (RFC 6749, 4.4): one token for all who ask, renewed early, and once after a 401. */
export class Tokens {
  #held: { token: string; until: number } | undefined;
  #asking: Promise<string> | undefined;

  constructor(
    private readonly settings: TokenSettings,
    private readonly now: () => number,
  ) {}

  /** Throws `SourceUnreachable`, without a secret in it, when none can be had. */
  get(send: SendToken): Promise<string> {
    if (this.#held && this.now() < this.#held.until) return Promise.resolve(this.#held.token);
    this.#asking ??= this.#ask(send).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** A token that was answered by 401 is not used again; one that somebody has renewed since is. */
  forget(token: string | undefined): void {
    if (this.#held?.token === token) this.#held = undefined;
  }

  async #ask(send: SendToken): Promise<string> {
    const { url, clientId, clientSecret, scope, basic } = this.settings;
    const askedAt = this.now();
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      ...(basic ? {} : { client_id: clientId, client_secret: clientSecret }),
      ...(scope === undefined ? {} : { scope }),
    });
    // RFC 6749, 2.3.1: both are form-encoded before they are joined.
    const joined = [clientId, clientSecret].map(encodeURIComponent).join(':');
    const what = `${new URL(url).host} (OAuth2)`;
    const answer = await send(
      {
        method: 'POST',
        url,
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          Accept: 'application/json',
          ...(basic ? { Authorization: `Basic ${Buffer.from(joined).toString('base64')}` } : {}),
        },
        body: form.toString(),
      },
      what,
    );
    const parsed = answer.status === 200 ? answerSchema.safeParse(jsonOf(answer.text)) : undefined;
    if (!parsed?.success) {
      throw new SourceUnreachable(`${what}: không cấp mã truy cập (gave no token), HTTP ${answer.status}`);
    }
    const { access_token: token, expires_in: life } = parsed.data;
    this.#held = { token, until: life === undefined ? NO_END : askedAt + life * 1000 * USED_LIFE };
    return token;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

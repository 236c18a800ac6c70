import { createHash } from 'node:crypto';
import type { Answer, Call } from '../../portals/simulation/http.js';

/** How the district's server wants to be asked. */
export interface DistrictAccess {
  kind: 'none' | 'bearer' | 'header' | 'oauth2';
  /** Of bearer and header. */
  token?: string;
  /** Of header, lower case. */
  header?: string;
  clientId?: string;
  clientSecret?: string;
  /** Life of a token in seconds. */
  tokenLife?: number;
}

const REFUSED: Answer = {
  status: 401,
  body: { error: 'unauthorized' },
  headers: { 'www-authenticate': 'Bearer' },
};

/** Lets calls in by what is agreed, and gives out tokens where that is OAuth2. */
export class Gate {
  readonly #tokens = new Map<string, number>();
  issued = 0;

  constructor(
    readonly access: DistrictAccess,
    readonly clock: { now(): number },
  ) {}

  /** Ends all tokens, and answers as to one that has ended. */
  expire(): Answer {
    this.#tokens.clear();
    return REFUSED;
  }

  /** Undefined: come in. */
  authorise({ headers }: Call): Answer | undefined {
    const { kind, token, header = 'x-api-key' } = this.access;
    if (kind === 'none') return undefined;
    if (kind === 'header') return headers[header] === token ? undefined : REFUSED;
    const given = headers.authorization?.replace(/^Bearer /, '') ?? '';
    const good = kind === 'bearer' ? given === token : (this.#tokens.get(given) ?? 0) > this.clock.now();
    return good ? undefined : REFUSED;
  }

  /** Client credentials (RFC 6749, 4.4). */
  token({ body, headers }: Call): Answer {
    const { clientId, clientSecret, tokenLife = 3600 } = this.access;
    const form = new URLSearchParams(body.toString('utf8'));
    const basic = Buffer.from(headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
    const [id, secret] = basic
      ? basic.split(':').map(decodeURIComponent)
      : [form.get('client_id'), form.get('client_secret')];
    const good =
      form.get('grant_type') === 'client_credentials' && id === clientId && secret === clientSecret;
    if (this.access.kind !== 'oauth2' || !good) return { status: 401, body: { error: 'invalid_client' } };
    this.issued += 1;
    const token = createHash('sha256').update(`${this.issued}`).digest('base64url');
    this.#tokens.set(token, this.clock.now() + tokenLife * 1000);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: tokenLife } };
  }
}

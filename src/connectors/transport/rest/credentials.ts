import type { Given } from '../parameters/parameter.js';
import {
  AUTH,
  CLIENT_AUTH,
  CLIENT_ID,
  CLIENT_SECRET,
  HEADER,
  SCOPE,
  TOKEN,
  TOKEN_URL,
} from './parameters.js';
import { type SendToken, Tokens } from './tokens.js';

/** The headers that a request is let in by. */
export interface Credentials {
  headers(send: SendToken): Promise<Readonly<Record<string, string>>>;
  /** The server answered 401 to these headers: whether it is worth asking once more with others. */
  refused(headers: Readonly<Record<string, string>>): boolean;
}

/** By the source's parameters, which are complete (`authMisfits`). */
export function credentialsOf(given: Given, now: () => number): Credentials {
  const token = given.text(TOKEN) ?? '';
  switch (given.text(AUTH)) {
    case 'bearer':
      return standing({ Authorization: `Bearer ${token}` });
    case 'basic':
      return standing({ Authorization: `Basic ${Buffer.from(token).toString('base64')}` });
    case 'header':
      return standing({ [given.text(HEADER) ?? 'X-Api-Key']: token });
    case 'oauth2': {
      const scope = given.text(SCOPE);
      const tokens = new Tokens(
        {
          url: given.text(TOKEN_URL) ?? '',
          clientId: given.text(CLIENT_ID) ?? '',
          clientSecret: given.text(CLIENT_SECRET) ?? '',
          basic: given.text(CLIENT_AUTH) === 'basic',
          ...(scope === undefined ? {} : { scope }),
        },
        now,
      );
      return {
        headers: async (send) => ({ Authorization: `Bearer ${await tokens.get(send)}` }),
        refused: (headers) => {
          tokens.forget(headers['Authorization']?.slice('Bearer '.length));
          return true;
        },
      };
    }
    default:
      return standing({});
  }
}

function standing(headers: Readonly<Record<string, string>>): Credentials {
  return { headers: async () => headers, refused: () => false };
}

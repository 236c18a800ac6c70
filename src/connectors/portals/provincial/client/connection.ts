import type { PortalServices } from '../../../../domain/ports.js';
import { HttpTransport } from '../../../transport/http/index.js';
import type { ProvincialProfile } from '../profile.js';
import { Caller } from './caller.js';
import { type Credentials, Tokens } from './token.js';

/** Where the portal is; paths begin with `/` or are empty. */
export interface Address extends Credentials {
  base: string;
  adapterPath: string;
  contentPath: string;
}

/** A way to the portal under its token. */
export interface Connection {
  caller: Caller;
  close(): void;
}

/** Beside the files in it. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

export function connectionTo(
  address: Address,
  profile: ProvincialProfile,
  services: PortalServices,
): Connection {
  const transport = new HttpTransport({
    connectTimeout: profile.connectTimeout,
    answerTimeout: profile.answerTimeout,
    maxAnswerBytes: LARGEST_ANSWER + 8 * profile.maxAttachment,
  });
  const base = address.base.replace(/\/+$/, '');
  const tokens = new Tokens(`${base}${profile.tokenPath}`, address, profile, transport, services);
  return {
    caller: new Caller(base, profile, transport, tokens, services),
    close: () => {
      tokens.close();
      transport.close();
    },
  };
}

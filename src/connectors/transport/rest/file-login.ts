import type { FileLogin, SourceServices } from '../../../domain/ports.js';
import { HttpTransport } from '../http/index.js';
import type { Given, Misfit } from '../parameters/parameter.js';
import { type Credentials, credentialsOf } from './credentials.js';
import { AUTH, authMisfits, LOGIN_HOSTS } from './parameters.js';
import { PATIENCE, sendPatiently } from './patience.js';

const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 30_000;
const MAX_TOKEN_BYTES = 1024 * 1024;

/**
 * The source's login for files that its records name: at the server that it is read from, and at those of `LOGIN_HOSTS`. Undefined without a login or
 * without such a server.
 */
export function fileLoginOf(address: URL, given: Given, services: SourceServices): FileLogin | undefined {
  const auth = given.text(AUTH);
  const origins = [...ownOrigin(address), ...originsIn(given.text(LOGIN_HOSTS) ?? '')];
  if (auth === undefined || auth === 'none' || origins.length === 0) return undefined;
  const credentials = credentialsOf(given, () => services.clock.now());
  return {
    origins: [...new Set(origins)],
    headers: (signal) => headersOf(credentials, signal),
    refused: (headers) => credentials.refused(headers),
  };
}

/** Of a source that is not read over HTTP itself: a login is of no use without a server to log in at. */
export function filesOnlyMisfits(given: Given): Misfit[] {
  const auth = given.text(AUTH) ?? 'none';
  const hosts = auth === 'none' ? [] : given.missing([LOGIN_HOSTS], `${given.variable(AUTH)}=${auth}`);
  return [...authMisfits(given), ...hosts];
}

async function headersOf(
  credentials: Credentials,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const transport = new HttpTransport({
    connectTimeout: CONNECT_TIMEOUT_MS,
    answerTimeout: ANSWER_TIMEOUT_MS,
    maxAnswerBytes: MAX_TOKEN_BYTES,
  });
  try {
    return await credentials.headers((request, what) =>
      sendPatiently(transport, { ...request, signal }, what, PATIENCE),
    );
  } finally {
    transport.close();
  }
}

/** `edxml+https:` is https with a word before it. */
function ownOrigin(address: URL): string[] {
  const plain = address.href.replace(/^[a-z]+\+(?=https?:)/, '');
  return /^https?:/.test(plain) ? [new URL(plain).origin] : [];
}

function originsIn(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => new URL(each).origin);
}

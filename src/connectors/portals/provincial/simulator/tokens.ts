import { type Answer, type Call } from '../../simulation/http.js';
import { token } from '../../simulation/random.js';
import type { ProvincialState } from './state.js';

/** `POST /token`, form-encoded client credentials (provincial portal contract, section 1). */
export function issueToken(
  call: Call,
  state: ProvincialState,
  credentials: { clientId: string; clientSecret: string },
  seed: number,
  now: number,
  seconds: number,
): Answer {
  const refuse = (status: number, error: string): Answer => ({
    status,
    body: { error, error_description: error },
  });
  if (call.method !== 'POST') return { status: 405, type: 'text', body: 'Method Not Allowed' };
  if (!/^application\/x-www-form-urlencoded\b/i.test(call.headers['content-type'] ?? ''))
    return refuse(400, 'invalid_request');
  const form = new URLSearchParams(call.body.toString('utf8'));
  if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type');
  if (
    form.get('client_id') !== credentials.clientId ||
    form.get('client_secret') !== credentials.clientSecret
  ) {
    return refuse(401, 'invalid_client');
  }
  const access = token(seed, 'token', call.number);
  state.tokens.set(access, now + seconds * 1000);
  return {
    status: 200,
    body: { access_token: access, token_type: 'Bearer', expires_in: seconds, scope: 'default' },
  };
}

/** The bearer's token of a call, if one was given. */
export function bearerOf(call: Call): string | undefined {
  return /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '')?.[1];
}

export function unauthorised(): Answer {
  return {
    status: 401,
    body: { error: 'invalid_token', error_description: 'Mã truy cập không hợp lệ hoặc đã hết hạn' },
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  };
}

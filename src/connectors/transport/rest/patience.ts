import { SourceUnreachable } from '../../../domain/ports.js';
import {
  ANSWER_TOO_LARGE,
  type HttpAnswer,
  type HttpRequest,
  type HttpTransport,
  retryAfterMs,
} from '../http/index.js';

/** How hard a request that only reads is tried: bounded, so that a run ends and the next one begins anew. */
export interface Patience {
  /** In all. */
  tries: number;
  /** The wait after the first try, doubled after each; ms. A random half of it is left out, so that many do not come at once. */
  firstMs: number;
  longestMs: number;
  /** A server that asks for more than this gets it: by the next run. */
  longestRetryAfterMs: number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
}

export const PATIENCE: Patience = {
  tries: 5,
  firstMs: 500,
  longestMs: 30_000,
  longestRetryAfterMs: 120_000,
  wait: sleep,
  random: Math.random,
};

/**
 * Sends a request again while the answer is 429 or 5xx, or none came. Gives any other answer. Throws `SourceUnreachable` when the tries
 * are used up; its message names `what` (and `smaller`, when the answer is too large), never the address's query, a header or a body.
 */
export async function sendPatiently(
  transport: HttpTransport,
  request: HttpRequest & { signal: AbortSignal },
  what: string,
  patience: Patience,
  smaller = '',
): Promise<HttpAnswer> {
  for (let tries = 1; ; tries += 1) {
    const result = await transport.send(request);
    request.signal.throwIfAborted();
    if (result.type === 'answered' && result.status !== 429 && result.status < 500) return result;
    if (result.type === 'lost' && result.error === ANSWER_TOO_LARGE) {
      throw new SourceUnreachable(`${what}: câu trả lời quá lớn (the answer is too large)${smaller}`);
    }
    const seen = result.type === 'answered' ? `HTTP ${result.status}` : result.error;
    const asked = result.type === 'answered' ? askedWait(result) : undefined;
    if (asked !== undefined && asked > patience.longestRetryAfterMs) {
      throw new SourceUnreachable(
        `${what}: ${seen}, xin thử lại sau ${Math.ceil(asked / 1000)} giây (asks to come back in ${Math.ceil(asked / 1000)} s)`,
      );
    }
    if (tries >= patience.tries) {
      throw new SourceUnreachable(`${what}: ${seen}, đã thử ${tries} lần (tried ${tries} times)`);
    }
    const backoff = Math.min(patience.longestMs, patience.firstMs * 2 ** (tries - 1));
    const jittered = backoff * (0.5 + patience.random() / 2);
    await patience.wait(Math.max(asked ?? 0, jittered), request.signal);
    request.signal.throwIfAborted();
  }
}

/** A date in `Retry-After` is by the server's clock, which its `Date` tells. */
function askedWait({ headers }: HttpAnswer): number | undefined {
  const there = Date.parse(headers['date'] ?? '');
  return retryAfterMs(headers['retry-after'], Number.isNaN(there) ? Date.now() : there);
}

/** Ends early when the run is stopped. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

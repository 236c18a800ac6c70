import { SourceUnreachable } from '../../../domain/ports.js';
import { type HttpAnswer, HttpTransport } from '../http/index.js';
import type { Credentials } from './credentials.js';
import { type Patience, sendPatiently } from './patience.js';

export interface CallerOptions {
  /** What helps against answers that are too large, in both languages. */
  smaller?: string;
  credentials: Credentials;
  patience: Patience;
  /** ms */
  timeout: number;
  /** PEM */
  authority?: string;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** A page that is larger is not read: a smaller PAGE_SIZE is what helps. */
export const MAX_PAGE_BYTES = 16 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** GET requests of one pull, logged in, tried patiently, on connections that live as long as the pull. */
export class Caller {
  readonly #transport: HttpTransport;

  constructor(
    readonly options: CallerOptions,
    readonly signal: AbortSignal,
  ) {
    const { timeout, authority } = options;
    this.#transport = new HttpTransport({
      connectTimeout: CONNECT_TIMEOUT_MS,
      answerTimeout: timeout,
      maxAnswerBytes: MAX_PAGE_BYTES,
      ...(authority === undefined ? {} : { authority }),
    });
  }

  /** A 200 or a 304. Throws `SourceUnreachable` for all else; its message names host and path alone. */
  async get(url: URL, extra: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    let target = url;
    let renewed = false;
    for (let hops = 0; ; ) {
      const what = nameOf(target);
      const headers = await this.options.credentials.headers((request, name) => this.#send(request, name));
      const request = {
        method: 'GET' as const,
        url: target.href,
        headers: { ...ACCEPT, ...extra, ...headers },
      };
      const answer = await this.#send(request, what);
      const { status } = answer;
      if (status === 200 || status === 304) return answer;
      if (status === 401 && !renewed && this.options.credentials.refused(headers)) {
        renewed = true;
        continue;
      }
      if (status < 300 || status >= 400) throw refusal(what, status);
      hops += 1;
      target = redirected(answer, target, hops > MAX_REDIRECTS);
    }
  }

  close(): void {
    this.#transport.close();
  }

  #send(request: Parameters<HttpTransport['send']>[0], what: string): Promise<HttpAnswer> {
    const { patience, smaller } = this.options;
    return sendPatiently(this.#transport, { ...request, signal: this.signal }, what, patience, smaller);
  }
}

const ACCEPT = { Accept: 'application/json' };

/** Host and path: what may be logged of an address. */
export function nameOf(url: URL): string {
  return url.host + url.pathname;
}

function refusal(what: string, status: number): SourceUnreachable {
  if (status === 401 || status === 403) {
    return new SourceUnreachable(
      `${what}: HTTP ${status}, không được phép đọc, xem lại AUTH (not let in: check AUTH and what belongs to it)`,
    );
  }
  return new SourceUnreachable(`${what}: HTTP ${status}`);
}

/** Credentials go to the configured server alone, so only it may send us on. */
function redirected(answer: HttpAnswer, from: URL, tooMany: boolean): URL {
  const location = answer.headers['location'] ?? '';
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to?.origin === from.origin && !tooMany) return to;
  const where = to && to.origin !== from.origin ? ` → ${to.host}` : '';
  throw new SourceUnreachable(
    `${nameOf(from)}: HTTP ${answer.status}${where}, không theo chuyển hướng (redirects to other hosts are not followed)`,
  );
}

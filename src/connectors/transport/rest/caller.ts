import { SourceUnreachable } from '../../../domain/ports.js';
import { type AnswerSink, type HttpAnswer, type HttpRequest, HttpTransport } from '../http/index.js';
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

/** Requests of one pull that may be repeated, logged in, tried patiently, on connections that live as long as the pull. */
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

  /** A 200 or a 304. Throws `SourceUnreachable` for all else; its message names host and path alone. `sink`: where a body goes. */
  get(url: URL, extra: Readonly<Record<string, string>> = {}, sink?: AnswerSink): Promise<HttpAnswer> {
    return this.#ask(url, { method: 'GET', ...(sink ? { sink } : {}) }, extra, [200, 304]);
  }

  /** Something that may be said twice: a 200, 201, 202 or 204. Throws as {@link get}. */
  post(url: URL, body: string, contentType: string): Promise<HttpAnswer> {
    return this.#ask(url, { method: 'POST', body }, { 'Content-Type': contentType }, [200, 201, 202, 204]);
  }

  async #ask(
    url: URL,
    what: Pick<HttpRequest, 'method' | 'body' | 'sink'>,
    extra: Readonly<Record<string, string>>,
    good: readonly number[],
  ): Promise<HttpAnswer> {
    let target = url;
    let renewed = false;
    for (let hops = 0; ; ) {
      const name = nameOf(target);
      const headers = await this.options.credentials.headers((request, of) => this.#send(request, of));
      const request = {
        ...what,
        url: target.href,
        headers: { ...ACCEPT, ...extra, ...headers },
      };
      const answer = await this.#send(request, name);
      const { status } = answer;
      if (good.includes(status)) return answer;
      if (status === 401 && !renewed && this.options.credentials.refused(headers)) {
        renewed = true;
        continue;
      }
      if (status < 300 || status >= 400) throw refusal(name, status);
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

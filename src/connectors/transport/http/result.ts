/**
 * What became of one HTTP request, told by the only line that matters to a ledger: whether a byte of it may have left.
 *
 * - `answered`: a complete answer was read, whatever its status.
 * - `notSent`: surely no byte of the request was written (no address, refused, connect time-out, TLS failure, aborted or
 *   called off before the first byte): it may be sent again without asking.
 * - `lost`: something was or may have been written and no complete answer came: only the other side knows.
 *
 * `error` is a short technical word or two (`ECONNREFUSED`); it never holds a body, a header or an address's query.
 */
export type HttpResult = HttpAnswer | { type: 'notSent'; error: string } | { type: 'lost'; error: string };

/** The `error` of an answer that was not read to its end because of its size. */
export const ANSWER_TOO_LARGE = 'answer too large';

export interface HttpAnswer {
  type: 'answered';
  status: number;
  /** Names in lower case; a repeated header is joined by `, `. */
  headers: Readonly<Record<string, string>>;
  /** The body read as UTF-8, without a byte order mark. */
  text: string;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  /** The body as it travels; the caller names its content type. */
  body?: string | Buffer;
  signal?: AbortSignal;
  /** Called once, right before the first byte is written on a connection that stands; false: nothing is written. */
  beforeSend?: () => boolean;
}

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

/** Takes the body of an answer with the status 200 as it comes, so that it never stands in memory whole. */
export interface AnswerSink {
  /** The most that it takes; a larger answer is {@link ANSWER_TOO_LARGE}, and what came so far stays. */
  readonly maxBytes: number;
  /** A body begins, another one when a request is tried again: what came before is forgotten. */
  begin(): void;
  write(chunk: Buffer): Promise<void>;
  /** More came than {@link maxBytes}. */
  overflow(): void;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  /** The body as it travels; the caller names its content type. */
  body?: string | Buffer;
  signal?: AbortSignal;
  /** Where the body of a good answer goes; its `text` is empty then. */
  sink?: AnswerSink;
  /** Called once, right before the first byte is written on a connection that stands; false: nothing is written. */
  beforeSend?: () => boolean;
}

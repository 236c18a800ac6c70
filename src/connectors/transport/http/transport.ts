import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import axios, { type AxiosResponse, isAxiosError } from 'axios';
import { type StandingAgents, standingAgents } from './agent.js';
import { ANSWER_TOO_LARGE, type AnswerSink, type HttpRequest, type HttpResult } from './result.js';

/** Durations in ms, sizes in bytes. */
export interface HttpTransportOptions {
  connectTimeout: number;
  /** From the first byte of the request to the last of the answer; of a body that a sink takes, also for each further MiB of it. */
  answerTimeout: number;
  /** A larger answer counts as lost, but for one that a sink takes, which has a limit of its own. Default 16 MiB. */
  maxAnswerBytes?: number;
  /** TLS authority to trust beside the system's, PEM. */
  authority?: string;
}

/** Without the byte order mark that some servers put before their JSON. */
const utf8 = new TextDecoder();
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** A line too slow for that much within the time-out has stalled: single bytes, one now and then, would hold a run for ever. */
const STALL_BYTES = 1024 * 1024;

/**
 * HTTP/1.1 over kept-alive connections. Follows no redirect, uses no proxy of the environment, logs nothing, and
 * never throws for what the network or the other side does: see {@link HttpResult}.
 */
export class HttpTransport {
  private readonly agents: StandingAgents;

  constructor(private readonly options: HttpTransportOptions) {
    this.agents = standingAgents(options.connectTimeout);
    if (options.authority !== undefined) this.agents.https.options.ca = options.authority;
  }

  async send(request: HttpRequest): Promise<HttpResult> {
    const call = new Call(request, this.options.answerTimeout);
    try {
      const { sink } = request;
      const response: AxiosResponse<Buffer | IncomingMessage> = await axios.request({
        method: request.method,
        url: request.url,
        headers: { 'User-Agent': 'lien-thong', ...request.headers },
        ...(request.body === undefined ? {} : { data: request.body }),
        adapter: 'http',
        transport: call.transport,
        httpAgent: this.agents.http,
        httpsAgent: this.agents.https,
        proxy: false,
        maxRedirects: 0,
        maxBodyLength: Number.POSITIVE_INFINITY,
        // axios holds streams to it too.
        maxContentLength: sink ? -1 : (this.options.maxAnswerBytes ?? MAX_ANSWER_BYTES),
        responseType: sink ? 'stream' : 'arraybuffer',
        transformRequest: (data: unknown) => data,
        transformResponse: (data: unknown) => data,
        validateStatus: null,
        ...(request.signal ? { signal: request.signal } : {}),
      });
      if (sink && !Buffer.isBuffer(response.data)) await drain(response.data, response.status, sink, call);
      return {
        type: 'answered',
        status: response.status,
        headers: plainHeaders(response.headers),
        text: Buffer.isBuffer(response.data) ? utf8.decode(response.data) : '',
      };
    } catch (error) {
      return { type: call.mayHaveWritten ? 'lost' : 'notSent', error: call.calledOff ?? reasonOf(error) };
    } finally {
      call.end();
    }
  }

  /** Ends every connection; calls in flight end as `lost` or `notSent`. */
  close(): void {
    this.agents.close();
  }
}

/** Watches one request's way to the wire. */
class Call {
  mayHaveWritten = false;
  calledOff: string | undefined;
  private over = false;
  private heard = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly request: HttpRequest,
    private readonly answerTimeout: number,
  ) {}

  /** What axios makes its requests with. */
  readonly transport = {
    request: (
      options: https.RequestOptions,
      answered: (response: http.IncomingMessage) => void,
    ): http.ClientRequest => {
      const make = options.protocol === 'https:' ? https.request : http.request;
      const made = make(options, answered);
      // The agents give a socket only when the connection stands; the first byte is written right after this event.
      made.once('socket', () => this.aboutToWrite(made));
      return made;
    },
  };

  /** From here on nothing of this request is written, should a connection still come. */
  end(): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  /** So much more of a body came that is handed on. */
  came(bytes: number): void {
    this.heard += bytes;
    if (this.heard < STALL_BYTES) return;
    this.heard = 0;
    this.timer?.refresh();
  }

  private aboutToWrite(made: http.ClientRequest): void {
    if (made.destroyed) return;
    if (!this.mayStillSend()) {
      made.destroy(new Error('called off'));
      return;
    }
    this.mayHaveWritten = true;
    this.timer = setTimeout(() => {
      this.calledOff = `no answer within ${this.answerTimeout} ms`;
      made.destroy(new Error('answer time-out'));
    }, this.answerTimeout);
  }

  private mayStillSend(): boolean {
    if (this.over || this.request.signal?.aborted) {
      this.calledOff = 'aborted before sending';
      return false;
    }
    try {
      if (this.request.beforeSend?.() !== false) return true;
      this.calledOff = 'called off before sending';
    } catch {
      this.calledOff = 'the check before sending failed';
    }
    return false;
  }
}

/** Hands a good answer's body on; of others the body does not matter. Throws what breaks it off. */
async function drain(body: IncomingMessage, status: number, sink: AnswerSink, call: Call): Promise<void> {
  if (status !== 200) {
    body.destroy();
    return;
  }
  sink.begin();
  let room = sink.maxBytes;
  for await (const chunk of body) {
    const came = chunk as Buffer;
    call.came(came.length);
    await sink.write(came.subarray(0, room));
    if (came.length > room) {
      sink.overflow();
      throw new Error(ANSWER_TOO_LARGE);
    }
    room -= came.length;
  }
}

function plainHeaders(headers: AxiosResponse['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || value === null) continue;
    plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return plain;
}

/** A code, or an error's own words where it has none; never axios's config, which holds the request. */
function reasonOf(error: unknown): string {
  // axios has no code of its own for it.
  if (isAxiosError(error) && error.message.startsWith('maxContentLength')) return ANSWER_TOO_LARGE;
  if (isAxiosError(error)) return error.code ?? error.message;
  return error instanceof Error ? error.message : 'unknown fault';
}

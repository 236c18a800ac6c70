import { until } from './poll.js';

export interface ServerEvent {
  event: string;
  data: { data?: Record<string, unknown> | null; errors?: { extensions: Record<string, unknown> }[] };
}

/** A client of server-sent events with plain fetch. */
export class EventStream {
  readonly events: ServerEvent[] = [];
  ended = false;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    void this.#read();
  }

  static async open(
    url: string,
    key: string,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
      },
      body: JSON.stringify({ query, variables }),
      signal: abort.signal,
    });
    return new EventStream(response, abort);
  }

  /** The `count`th `next`. */
  next(count = 1): Promise<ServerEvent> {
    const nexts = () => this.events.filter(({ event }) => event === 'next');
    return until(() => nexts()[count - 1], { what: `event ${count}`, timeoutMs: 45_000 });
  }

  untilEnded(): Promise<boolean> {
    return until(() => this.ended, { what: 'the end of the stream', timeoutMs: 45_000 });
  }

  close(): void {
    this.abort.abort();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      const reader = this.response.body?.getReader();
      for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
        text += decoder.decode(part.value, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // Closed by the test itself.
    }
    this.ended = true;
  }

  #take(block: string): void {
    const match = /^event: (\w+)\ndata:(.*)$/.exec(block);
    if (match) this.events.push({ event: match[1] ?? '', data: JSON.parse(match[2]?.trim() || '{}') });
  }
}

import { serverEvents } from './server-events.ts';

/** An operation as text, with the types of its answer and its variables. */
export interface Operation<Kind extends 'query' | 'mutation' | 'subscription', Data, Variables> {
  readonly kind: Kind;
  readonly text: string;
  /** Never there: carries the types. */
  readonly types?: (variables: Variables) => Data;
}

/** One error of an answer; `extensions.code` is from the list in docs/graphql.md. */
export interface GatewayProblem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly requestId?: string };
}

/** The gateway answered with errors, or with something else than GraphQL. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** HTTP status; 200 when the answer had data beside its errors. */
  readonly status: number;
  readonly problems: readonly GatewayProblem[];

  constructor(status: number, problems: readonly GatewayProblem[]) {
    super(problems.map(({ message }) => message).join('; ') || `HTTP ${status}`);
    this.status = status;
    this.problems = problems;
  }

  /** Code of the first error. */
  get code(): string | undefined {
    return this.problems[0]?.extensions?.code;
  }
}

export interface ClientOptions {
  /** Address of the gateway's `/graphql`. */
  url: string;
  /** Service key or token; a function is asked before each request, so that a token can be renewed. */
  key: string | (() => string | Promise<string>);
  /** Another fetch than the platform's own. */
  fetch?: typeof fetch;
}

interface Answer<Data> {
  data?: Data | null;
  errors?: readonly GatewayProblem[];
}

/** Asks a Liên Thông gateway with nothing but `fetch`: in browsers, Node, Deno and Bun. */
export class Client {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** The data of a query or mutation. Throws {@link GatewayError}, and what `fetch` throws when nobody answers. */
  async ask<Data, Variables>(
    operation: Operation<'query' | 'mutation', Data, Variables>,
    variables: Variables,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Data> {
    const response = await this.#send(operation.text, variables, 'application/json', signal);
    return dataOf(response.status, await answerOf<Data>(response));
  }

  /**
   * The events of a subscription, over server-sent events, until the gateway ends it or `signal` is aborted. Throws
   * {@link GatewayError}. A connection that breaks throws what `fetch` throws: subscribe again, with the last `resumeFrom` as `since`.
   */
  async *subscribe<Data, Variables>(
    operation: Operation<'subscription', Data, Variables>,
    variables: Variables,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<Data, void> {
    const response = await this.#send(operation.text, variables, 'text/event-stream', signal);
    const { body } = response;
    if (!body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
      dataOf(response.status, await answerOf<Data>(response));
      return;
    }
    for await (const { event, data } of serverEvents(body)) {
      if (event === 'complete') return;
      if (event === 'next') yield dataOf(response.status, JSON.parse(data) as Answer<Data>);
    }
  }

  async #send(query: string, variables: unknown, accept: string, signal?: AbortSignal): Promise<Response> {
    const { url, key, fetch: send = fetch } = this.#options;
    const bearer = typeof key === 'function' ? await key() : key;
    return send(url, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query, variables }),
      ...(signal ? { signal } : {}),
    });
  }
}

async function answerOf<Data>(response: Response): Promise<Answer<Data>> {
  try {
    return (await response.json()) as Answer<Data>;
  } catch {
    throw new GatewayError(response.status, []);
  }
}

function dataOf<Data>(status: number, { data, errors = [] }: Answer<Data>): Data {
  if (errors.length > 0 || data == null) throw new GatewayError(status, errors);
  return data;
}

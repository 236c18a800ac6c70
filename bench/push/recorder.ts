import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import type { DeliverAnswer, DeliverItem, Portal } from '../../src/domain/ports.js';

/** One HTTP request that the hub made to deliver, as it went over the wire. */
export interface RecordedCall {
  portal: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** The records that it speaks of: calls with a key in common keep their order. */
  keys: string[];
  /** How many deliveries are in it. */
  deliveries: number;
}

interface Delivering {
  portal: string;
  items: readonly DeliverItem[];
}

/** Writes down the requests of deliveries; logins and everything else pass by. */
export class Recorder {
  readonly calls: RecordedCall[] = [];
  readonly #delivering = new AsyncLocalStorage<Delivering>();
  readonly #original = http.request;

  constructor() {
    const request = (...given: unknown[]): http.ClientRequest => {
      const made = Reflect.apply(this.#original, http, given) as http.ClientRequest;
      const delivering = this.#delivering.getStore();
      if (delivering) this.#watch(made, delivering);
      return made;
    };
    http.request = request as typeof http.request;
  }

  /** The portal, with its deliveries written down. */
  over(portal: Portal): Portal {
    const recorded: Portal = Object.create(portal);
    recorded.deliver = (items, options): Promise<DeliverAnswer> =>
      this.#delivering.run({ portal: portal.code, items }, () => portal.deliver(items, options));
    return recorded;
  }

  end(): void {
    http.request = this.#original;
  }

  #watch(made: http.ClientRequest, { portal, items }: Delivering): void {
    const chunks: Buffer[] = [];
    const keep = (chunk: unknown) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    const { write, end } = made;
    made.write = ((...given: unknown[]) => {
      keep(given[0]);
      return Reflect.apply(write, made, given);
    }) as typeof made.write;
    made.end = ((...given: unknown[]) => {
      keep(given[0]);
      this.calls.push({
        portal,
        method: made.method,
        path: made.path,
        headers: plain(made.getHeaders()),
        body: Buffer.concat(chunks).toString('utf8'),
        keys: [...new Set(items.map(({ wire }) => wire.key))],
        deliveries: items.length,
      });
      return Reflect.apply(end, made, given);
    }) as typeof made.end;
  }
}

/** The headers that say something; those of the connection are the loop's own. */
function plain(headers: http.OutgoingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !['host', 'connection', 'content-length', 'authorization'].includes(name))
      .map(([name, value]) => [name, String(value)]),
  );
}

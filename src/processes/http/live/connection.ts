import type { Principal } from '../../../access/principal.js';
import { Refusal } from '../../../access/refusal.js';
import type { Live } from '../../../resolvers/live/ports.js';

/** How many connections with events one key may hold at one gateway. */
export const MOST_CONNECTIONS = 100;
const CREDENTIALS_ENDED =
  'Khóa đã bị thu hồi hoặc hết hạn · the service key was revoked, or the token has expired';

export interface ConnectionOptions {
  /** Who the connection's credentials stand for now; undefined: nobody any more. Throws when the store does not answer. */
  who(): Promise<Principal | undefined>;
  /** Tells the client that its credentials ended, as `refusal` says it, and hangs up. */
  refuse(refusal: Refusal): void;
  /** Tells the client that the gateway goes away, and hangs up. */
  leave(): void;
}

/** A client that is told events: ends when its credentials do, whether something happens or not. */
class Connection implements Pick<Live, 'signal' | 'caller'> {
  readonly #ended = new AbortController();
  readonly #check: NodeJS.Timeout;

  constructor(
    private readonly options: ConnectionOptions,
    checkEveryMs: number,
  ) {
    // A store that is away says nothing about a key: the next look will.
    this.#check = setInterval(() => void this.caller().catch(() => undefined), checkEveryMs).unref();
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  async caller(): Promise<Principal> {
    const principal = await this.options.who();
    if (principal) return principal;
    const refusal = new Refusal('UNAUTHENTICATED', CREDENTIALS_ENDED);
    if (!this.signal.aborted) {
      this.end();
      this.options.refuse(refusal);
    }
    throw refusal;
  }

  end(): void {
    clearInterval(this.#check);
    this.#ended.abort();
  }
}

export type { Connection };

/** All connections of a gateway that are told events. */
export class Connections {
  readonly #open = new Map<Connection, { key: string; leave(): void }>();

  constructor(private readonly checkEveryMs: number) {}

  /** Undefined: this key holds {@link MOST_CONNECTIONS} already. Call `close` when the client is gone. */
  open(principal: Principal, options: ConnectionOptions): Connection | undefined {
    const held = [...this.#open.values()].filter(({ key }) => key === principal.id).length;
    if (held >= MOST_CONNECTIONS) return undefined;
    const connection = new Connection(options, this.checkEveryMs);
    this.#open.set(connection, { key: principal.id, leave: options.leave });
    return connection;
  }

  close(connection: Connection): void {
    connection.end();
    this.#open.delete(connection);
  }

  /** The gateway goes away: every client is told and hung up. */
  leave(): void {
    for (const [connection, { leave }] of [...this.#open]) {
      this.close(connection);
      leave();
    }
  }
}

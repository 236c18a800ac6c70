import pg from 'pg';
import { SETTLED_CHANNEL } from '../ledger/announce.js';

/**
 * Channels, notified without a body: `push` when something is owed, `sync` and `replay` when a pull or a replay is asked for,
 * `settled` when deliveries settled.
 */
const CHANNELS = {
  push: 'lienthong_push',
  sync: 'lienthong_sync',
  replay: 'lienthong_replay',
  settled: SETTLED_CHANNEL,
} as const;
export type Channel = keyof typeof CHANNELS;

const TOGETHER_MS = 40;
const RECONNECT_MS = 1_000;

/**
 * Hears NOTIFY on a connection of its own and calls `onWake`, many notifications within {@link TOGETHER_MS} once. A lost
 * connection is made again; what was missed meanwhile is the sweep's.
 */
export class WakeListener {
  #client: pg.Client | undefined;
  #closed = false;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly url: string,
    private readonly channels: readonly Channel[],
    private readonly onWake: (channel: Channel) => void,
  ) {}

  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'lienthong-wake',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('end', () => this.#reconnect());
    client.on('notification', ({ channel }) => this.#heard(channel));
    // Known before it is connected: one that cannot listen is closed too.
    this.#client = client;
    await client.connect();
    for (const channel of this.channels) await client.query(`listen ${CHANNELS[channel]}`);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await this.#client?.end().catch(() => undefined);
  }

  #heard(name: string): void {
    if (this.#timers.has(name)) return;
    const channel = this.channels.find((key) => CHANNELS[key] === name);
    if (!channel) return;
    this.#timers.set(
      name,
      setTimeout(() => {
        this.#timers.delete(name);
        this.onWake(channel);
      }, TOGETHER_MS),
    );
  }

  /** One try waits at most: a connection that fails says so twice, by its promise and by its end. */
  #reconnect(): void {
    if (this.#closed || this.#timers.has('reconnect')) return;
    this.#timers.set(
      'reconnect',
      setTimeout(() => {
        this.#timers.delete('reconnect');
        if (this.#closed) return;
        this.start().then(
          () => {
            for (const channel of this.channels) this.#heard(CHANNELS[channel]);
          },
          () => this.#reconnect(),
        );
      }, RECONNECT_MS),
    );
  }
}

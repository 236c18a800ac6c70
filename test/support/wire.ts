import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What stands between a hub and its PostgreSQL and reads along. */
export interface Wire {
  /** The database's URL through this wire. */
  url: string;
  /** The text of every statement that was executed since the last call, in the order of their execution. */
  statements(): string[];
  close(): Promise<void>;
}

const SSL_OR_START = 0;

/** Listens on a free port and passes everything on to the server of `url`; counts what a client has executed there. */
export async function tapWire(url: string): Promise<Wire> {
  const target = new URL(url);
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    const reader = new Frontend((text) => seen.push(text));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      reader.take(chunk);
      upstream.write(chunk);
    });
    upstream.pipe(client);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    statements: () => seen.splice(0),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Reads a client's side of PostgreSQL's protocol 3: simple queries, and executions of what was parsed or prepared. */
class Frontend {
  #bytes: Buffer = Buffer.alloc(0);
  #started = false;
  readonly #prepared = new Map<string, string>();
  #bound = '';

  constructor(private readonly executed: (text: string) => void) {}

  take(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      // The first message has no type: length, then the protocol's number.
      const head = this.#started ? 1 : SSL_OR_START;
      if (this.#bytes.length < head + 4) return;
      const length = this.#bytes.readInt32BE(head);
      if (this.#bytes.length < head + length) return;
      const type = this.#started ? String.fromCharCode(this.#bytes[0] ?? 0) : '';
      this.#message(type, this.#bytes.subarray(head + 4, head + length));
      this.#bytes = this.#bytes.subarray(head + length);
      this.#started = true;
    }
  }

  #message(type: string, body: Buffer): void {
    const texts = () => body.toString('utf8').split('\0');
    if (type === 'Q') this.executed(texts()[0] ?? '');
    if (type === 'P') this.#prepared.set(texts()[0] ?? '', texts()[1] ?? '');
    if (type === 'B') this.#bound = this.#prepared.get(texts()[1] ?? '') ?? '';
    if (type === 'E') this.executed(this.#bound);
  }
}

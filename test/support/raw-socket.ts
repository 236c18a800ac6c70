import { WebSocket } from 'ws';
import { until } from './poll.js';

export type Message = { type: string; id?: string; payload?: unknown };

/** A client of graphql-transport-ws without any library: what a test sends is what goes over the wire. */
export class RawSocket {
  readonly heard: Message[] = [];
  readonly #socket: WebSocket;
  closed: { code: number; reason: string } | undefined;

  constructor(url: string, protocols = ['graphql-transport-ws']) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocols);
    this.#socket.on('message', (text) => this.heard.push(JSON.parse(String(text)) as Message));
    this.#socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
    this.#socket.on('error', () => undefined);
  }

  async send(...messages: (Message | string)[]): Promise<this> {
    await until(() => this.#socket.readyState !== WebSocket.CONNECTING, { what: 'the handshake' });
    for (const message of messages) {
      this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    }
    return this;
  }

  /** Says who it is, and waits for the answer. */
  async init(key: string): Promise<this> {
    await this.send({ type: 'connection_init', payload: { Authorization: `Bearer ${key}` } });
    await this.until('connection_ack');
    return this;
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}): Promise<this> {
    return this.send({ type: 'subscribe', id, payload: { query, variables } });
  }

  /** The `count`th message of a type, of one operation when `id` is given. */
  until(type: string, { id, count = 1 }: { id?: string; count?: number } = {}): Promise<Message> {
    return until(() => this.of(type, id)[count - 1], { what: `${type} ${id ?? ''}`, timeoutMs: 45_000 });
  }

  of(type: string, id?: string): Message[] {
    return this.heard.filter((message) => message.type === type && (id === undefined || message.id === id));
  }

  untilClosed(): Promise<{ code: number; reason: string }> {
    return until(() => this.closed, { what: 'the close', timeoutMs: 45_000 });
  }

  /** Takes nothing from the network any more, or again. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.terminate();
  }
}

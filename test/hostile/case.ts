import type { ErrorCode } from '../../src/processes/http/errors.js';
import type { Random } from '../../src/sample/random.js';
import type { World } from './world.js';

/** What a client does with its connection, in order. */
export type Step =
  | { write: string | Buffer }
  /** Bytes one by one, for as long as the gateway listens. */
  | { drip: string; everyMs: number }
  /** The client writes no more, and still reads. */
  | { half: true }
  /** The client is gone, without a word. */
  | { leave: true };

/** What may come back. Whatever this says, a status of 500 or more, a code that is not in the documented list and a leak are failures. */
export interface Expected {
  statuses: readonly number[];
  /** Codes of errors that may be told; none: all must be answered. */
  codes?: readonly ErrorCode[];
  /** All data must be null. */
  nothing?: boolean;
  /** May be hung up on without an answer. */
  silence?: boolean;
  /** May be answered in a form of its own: files and job pages are for people and for portals. */
  text?: boolean;
  /** Codes with which a WebSocket may be closed; absent: no WebSocket may be opened. */
  closes?: readonly number[];
}

export interface Case {
  kind: string;
  steps: readonly Step[];
  expected: Expected;
  /** How many answers end it where the gateway would wait for more; 1 when absent. */
  answers?: number;
}

/** A kind of hostile input: the same numbers and world give the same case. */
export interface Kind {
  name: string;
  expected: Expected;
  make(random: Random, world: World): Omit<Case, 'kind' | 'expected'>;
}

/** One request in one write. */
export function once(bytes: string | Buffer): Omit<Case, 'kind' | 'expected'> {
  return { steps: [{ write: bytes }] };
}

/** A request as text or bytes, with its length and the end of its connection said unless `headers` say otherwise. */
export function http(
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Buffer = '',
): Buffer {
  const bytes = Buffer.from(body);
  const all = {
    Host: '127.0.0.1',
    Connection: 'close',
    ...(bytes.length > 0 ? { 'Content-Length': String(bytes.length) } : {}),
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${line} HTTP/1.1\r\n${head.join('')}\r\n`, 'latin1'), bytes]);
}

/** `POST /graphql` of a GraphQL request, or of any other JSON, with a key. */
export function post(body: unknown, key: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  return http(
    'POST /graphql',
    { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  );
}

/** An operation with a key, and its variables. */
export function ask(key: string, query: string, variables?: Record<string, unknown>) {
  return once(post({ query, ...(variables ? { variables } : {}) }, key));
}

export function times(count: number, text: (at: number) => string, between = ' '): string {
  return Array.from({ length: count }, (_, at) => text(at)).join(between);
}

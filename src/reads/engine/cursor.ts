import { timingSafeEqual } from 'node:crypto';
import type { Sealer } from '../../store/sealed.js';

const MAC_BYTES = 12;
const MAX_LENGTH = 1_000;

/**
 * Cursors of one list: of one type, in one order, under one filter. A cursor carries the sort keys of its row and is signed with
 * the store's secret, so that one made by somebody else, or given out by another list, order or filter, is not taken.
 */
export class Cursors {
  /** A hash of what tells this list from every other: lists are remembered, and what somebody looked for is not. */
  readonly #list: string;

  /** `list`: what tells it from every other, as text. */
  constructor(
    private readonly sealer: Pick<Sealer, 'sign'>,
    list: string,
  ) {
    this.#list = sealer.sign('list', list).toString('base64url');
  }

  /** `keys`: the sort keys of the row as PostgreSQL writes them. */
  make(keys: readonly string[]): string {
    const body = JSON.stringify(keys);
    return Buffer.concat([this.#mac(body), Buffer.from(body)]).toString('base64url');
  }

  /** The keys of a cursor; undefined when it is not one of this list. */
  read(cursor: string): string[] | undefined {
    if (cursor.length > MAX_LENGTH) return undefined;
    const bytes = Buffer.from(cursor, 'base64url');
    if (bytes.length <= MAC_BYTES) return undefined;
    const body = bytes.subarray(MAC_BYTES).toString('utf8');
    if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), this.#mac(body))) return undefined;
    // Signed by us: it can only be what `make` wrote.
    return JSON.parse(body) as string[];
  }

  #mac(body: string): Buffer {
    return this.sealer.sign('cursor', `${this.#list}\n${body}`).subarray(0, MAC_BYTES);
  }
}

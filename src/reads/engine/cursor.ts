import type { Sealer } from '../../store/sealed.js';

const PURPOSE = 'cursor';
const MAX_LENGTH = 1_200;
/** Keys are filled up to a multiple of so many letters: the length of a cursor would tell of them. */
const BLOCK = 64;

/**
 * Cursors of one list: of one type, in one order, under one filter. A cursor carries the sort keys of its row, which may be masked in the row itself,
 * and is sealed with the store's secret: nobody reads them, and one made by somebody else, or given out by another list, order or filter, is not taken.
 */
export class Cursors {
  /** A hash of what tells this list from every other: lists are remembered, and what somebody looked for is not. */
  readonly #list: string;

  /** `list`: what tells it from every other, as text. */
  constructor(
    private readonly sealer: Pick<Sealer, 'sign' | 'sealSame' | 'openSame'>,
    list: string,
  ) {
    this.#list = sealer.sign('list', list).toString('base64url');
  }

  /** `keys`: the sort keys of the row as PostgreSQL writes them. The same row has the same cursor. */
  make(keys: readonly string[]): string {
    const body = JSON.stringify(keys);
    // Blanks behind JSON mean nothing.
    const whole = body.padEnd(Math.ceil(body.length / BLOCK) * BLOCK);
    return this.sealer.sealSame(PURPOSE, this.#list, whole).toString('base64url');
  }

  /** The keys of a cursor; undefined when it is not one of this list. */
  read(cursor: string): string[] | undefined {
    if (cursor.length > MAX_LENGTH) return undefined;
    const body = this.sealer.openSame(PURPOSE, this.#list, Buffer.from(cursor, 'base64url'));
    // Sealed by us: it can only be what `make` wrote.
    return body === undefined ? undefined : (JSON.parse(body) as string[]);
  }
}

import type { Sealer } from '../../store/sealed.js';

const PURPOSE = 'cursor';
/** The sort keys of one row together, as JSON. The longest are those of a budget line, some 1,200: its form's key, with a column of 300, and that with a path of 500. */
const MOST_LETTERS = 2_048;
/** In base64url; a letter has up to three bytes, nonce and tag together have 28. Nothing longer was made here. */
const MAX_LENGTH = Math.ceil(((MOST_LETTERS * 3 + 28) * 4) / 3);
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

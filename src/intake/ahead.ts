import type { Page } from '../domain/ports.js';

/** A page and what was made of it. */
export interface Prepared<T> {
  page: Page;
  made: T;
}

/**
 * Gives each page with what `make` makes of it; meanwhile the next one is read and made, so that the database does not wait for
 * the decoder nor the decoder for the database. At most one page lies ready. Nothing is read beyond the end of a file before its
 * last page is done with: what becomes of the file comes first. `pull` is given a signal that ends with `signal` or with this.
 */
export async function* ahead<T>(
  pull: (signal: AbortSignal) => AsyncIterable<Page>,
  signal: AbortSignal,
  make: (page: Page) => T | Promise<T>,
): AsyncGenerator<Prepared<T>> {
  const over = new AbortController();
  const source = pull(AbortSignal.any([signal, over.signal]))[Symbol.asyncIterator]();
  const read = async (): Promise<Prepared<T> | undefined> => {
    const { done, value } = await source.next();
    return done ? undefined : { page: value, made: await make(value) };
  };
  try {
    let next = read();
    for (;;) {
      const current = await next;
      if (!current) return;
      const ends = current.page.file?.ends === true;
      if (!ends) next = read();
      // What goes wrong with it is told when its turn comes, if it comes.
      next.catch(() => undefined);
      yield current;
      if (ends) next = read();
    }
  } finally {
    // It may be in the middle of a page that nobody will ask for.
    over.abort();
    await source.return?.();
  }
}

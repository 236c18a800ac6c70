import type { Json } from '../../../domain/canonical.js';
import type { Page, PullContext, WholeReading } from '../../../domain/ports.js';
import { type Progress, parseProgress } from '../changes/progress.js';
import type { HttpAnswer } from '../http/index.js';
import { Caller, nameOf } from '../rest/caller.js';
import type { Reader } from '../transport.js';
import { type FeedDocument, readDocument } from './document.js';
import { type FeedOptions, Pull, type Validators } from './pull.js';

const ACCEPT = {
  Accept:
    'application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, */*;q=0.1',
};
/**
 * RSS or Atom (docs/sources/feeds.md). A feed is a window: what left it was not deleted. Each pull reads the newest document whole,
 * and older ones as far back as something in them may have changed; what was read before is told by key and content.
 */
export class FeedReader implements Reader {
  constructor(readonly options: FeedOptions) {}

  pull(cursor: Json | undefined, run: PullContext): AsyncGenerator<Page> {
    return this.#pages(parseProgress(cursor, this.options.address), run);
  }

  whole(run: PullContext): WholeReading {
    return { pages: this.#pages({}, run), taken: false, unjudged: () => 'ONLY_CHANGES' };
  }

  async probe(signal: AbortSignal): Promise<string> {
    return this.#calling(signal, async (caller) => {
      const seen: string[] = [];
      for (const channel of this.options.channels) {
        const { format, items } = (await this.#ask(caller, channel.url, {})).document ?? NOTHING;
        seen.push(`${nameOf(channel.url)}: ${format}, ${items.length} tin (items)`);
      }
      return seen.join('; ');
    });
  }

  async *#pages(progress: Progress, run: PullContext): AsyncGenerator<Page> {
    const caller = new Caller(this.options, run.signal);
    try {
      yield* new Pull(this.options, (url, known) => this.#ask(caller, url, known), progress, run).pages();
    } finally {
      caller.close();
    }
  }

  async #calling<T>(signal: AbortSignal, call: (caller: Caller) => Promise<T>): Promise<T> {
    const caller = new Caller(this.options, signal);
    try {
      return await call(caller);
    } finally {
      caller.close();
    }
  }

  /** Without a document: it is as it was when the server called it by these validators. */
  async #ask(
    caller: Caller,
    url: URL,
    { etag, modified }: Validators,
  ): Promise<{ document?: FeedDocument; answer: HttpAnswer }> {
    const answer = await caller.get(url, {
      ...ACCEPT,
      ...(etag === undefined ? {} : { 'If-None-Match': etag }),
      ...(modified === undefined ? {} : { 'If-Modified-Since': modified }),
    });
    if (answer.status === 304) return { answer };
    return { document: await readDocument(answer, url, nameOf(url), this.options.carried.readTime), answer };
  }
}

const NOTHING: FeedDocument = { format: 'RSS 2.0', items: [], suspicious: false };

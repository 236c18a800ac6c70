import type { Json } from '../../../domain/canonical.js';
import {
  type Page,
  type PullContext,
  type RawRecord,
  type SourceServices,
  SourceUnreachable,
} from '../../../domain/ports.js';
import { afterPull, higher, type Progress, progressToJson, startOf } from '../changes/progress.js';
import type { HttpAnswer } from '../http/index.js';
import { type CallerOptions, nameOf } from '../rest/caller.js';
import { toRecord } from '../rest/list-page.js';
import type { Carried } from '../transport.js';
import type { FeedDocument } from './document.js';
import type { FeedItem, FeedSettings, ItemToRow } from './item.js';
import type { Channel } from './settings.js';

export interface FeedOptions extends CallerOptions {
  channels: readonly Channel[];
  /** Tells these feeds from others in cursors. */
  address: string;
  carried: Carried;
  row: ItemToRow;
  settings: FeedSettings;
  services: SourceServices;
  /** ms */
  overlap: number;
}

/** Records in a page of ours, however many a document holds. */
const MAX_RECORDS = 500;
/** A feed of more documents than this is taken for one without an end. */
const MAX_DOCUMENTS = 2_000;

/** A feed and what its server said of it. */
interface Asked {
  channel: Channel;
  document: FeedDocument;
  validators: Validators;
}
/** By what a server knows again what it has given. */
export interface Validators {
  etag?: string;
  modified?: string;
}

/** A feed's document at an address, or none: it is as it was when the server called it by these validators. */
type Ask = (url: URL, known: Validators) => Promise<{ document?: FeedDocument; answer: HttpAnswer }>;

/** One pull, from its first question to the cursor that stands behind its last page. */
export class Pull {
  /** Which feed an item was first seen in. */
  readonly #places = new Map<string, Channel>();
  #high: number | undefined;
  #sourceNow: number | undefined;
  #documents = 0;

  constructor(
    private readonly options: FeedOptions,
    private readonly ask: Ask,
    private readonly progress: Progress,
    private readonly run: PullContext,
  ) {}

  async *pages(): AsyncGenerator<Page> {
    const { address, overlap } = this.options;
    const asked = await this.#first();
    if (asked === undefined) return;
    const { now } = this.run;
    const clocks = { now, ...(this.#sourceNow === undefined ? {} : { sourceNow: this.#sourceNow }) };
    const since = startOf(this.progress, overlap, clocks);
    const before = progressToJson(this.progress, address);
    for (const { channel, document } of asked) {
      for await (const records of this.#walk(channel, document, since)) yield { records, cursor: before };
    }
    const pull = {
      startedAt: this.#sourceNow ?? now,
      lookedAt: now,
      ...(this.#high === undefined ? {} : { high: this.#high }),
    };
    const memo = asked.map(({ validators }) => ({ ...validators }));
    yield { records: [], cursor: progressToJson(afterPull(this.progress, pull, memo), address) };
  }

  /** The newest document of each feed; undefined when all are as they were. Where one changed, all are needed: items move. */
  async #first(): Promise<Asked[] | undefined> {
    const known = validatorsIn(this.progress.memo);
    const asked: (Asked | undefined)[] = [];
    for (const [index, channel] of this.options.channels.entries()) {
      asked.push(await this.#read(channel, known[index] ?? {}));
    }
    if (asked.every((each) => each === undefined)) return undefined;
    const all: Asked[] = [];
    for (const [index, channel] of this.options.channels.entries()) {
      const read = asked[index] ?? (await this.#read(channel, {}));
      if (read) all.push(read);
    }
    return all;
  }

  async #read(channel: Channel, known: Validators): Promise<Asked | undefined> {
    const { document, answer } = await this.ask(channel.url, known);
    const there = Date.parse(answer.headers['date'] ?? '');
    if (!Number.isNaN(there)) this.#sourceNow ??= there;
    const { etag, 'last-modified': modified } = answer.headers;
    const validators = {
      ...(etag === undefined ? {} : { etag }),
      ...(modified === undefined ? {} : { modified }),
    };
    return document && { channel, document, validators };
  }

  async *#walk(
    channel: Channel,
    first: FeedDocument,
    since: number | undefined,
  ): AsyncGenerator<RawRecord[]> {
    const visited = new Set([channel.url.href]);
    for (let document: FeedDocument | undefined = first; document; ) {
      this.#documents += 1;
      yield* this.#records(document, channel);
      const next: URL | undefined = mayHoldNews(document, since)
        ? this.#next(document, channel, visited)
        : undefined;
      document = next && (await this.ask(next, {})).document;
    }
  }

  #next({ next }: FeedDocument, { url }: Channel, visited: Set<string>): URL | undefined {
    if (next === undefined || visited.has(next)) return undefined;
    const to = new URL(next);
    if (to.origin !== url.origin) {
      throw new SourceUnreachable(
        `${nameOf(url)}: trang sau ở máy chủ khác, ${to.host} (its next page is on another host)`,
      );
    }
    if (visited.size >= MAX_DOCUMENTS) {
      throw new SourceUnreachable(`${nameOf(url)}: không có trang cuối (the feed does not end)`);
    }
    visited.add(next);
    return to;
  }

  *#records(document: FeedDocument, channel: Channel): Generator<RawRecord[]> {
    const { row, settings } = this.options;
    const records: RawRecord[] = [];
    for (const [index, item] of document.items.entries()) {
      this.#high = higher(this.#high, timesOf(item), this.run.now);
      if (this.#isOfEarlier(item, channel)) continue;
      const { category } = channel;
      const raw = row(category === undefined ? item : { ...item, categories: [category] }, settings);
      const place = { page: this.#documents, row: index + 1 };
      records.push(toRecord(raw, place, document.suspicious));
    }
    for (let from = 0; from < records.length; from += MAX_RECORDS)
      yield records.slice(from, from + MAX_RECORDS);
  }

  /** It stood in a feed that was read before this one and has that one's category. */
  #isOfEarlier({ id }: FeedItem, channel: Channel): boolean {
    if (id === undefined) return false;
    const place = this.#places.get(id);
    if (place === undefined) this.#places.set(id, channel);
    return place !== undefined && place !== channel;
  }
}

/** Whether older documents may hold what changed since then: this one does, or says nothing that can be read. */
function mayHoldNews({ items }: FeedDocument, since: number | undefined): boolean {
  if (since === undefined) return true;
  return items.some((item) => {
    const times = timesOf(item);
    return times.length === 0 || times.some((at) => at >= since);
  });
}

/** ms; of those dates that could be read. */
function timesOf({ published, updated }: FeedItem): number[] {
  return [published, updated]
    .map((text) => (text !== undefined && /^\d{4}-.*Z$/.test(text) ? Date.parse(text) : Number.NaN))
    .filter((at) => !Number.isNaN(at));
}

/** As `memo` was written: one a feed, in their order. */
function validatorsIn(memo: Json | undefined): Validators[] {
  if (!Array.isArray(memo)) return [];
  return memo.map((each) => {
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return {};
    const { etag, modified } = each;
    return {
      ...(typeof etag === 'string' ? { etag } : {}),
      ...(typeof modified === 'string' ? { modified } : {}),
    };
  });
}

import type { Json } from '../../../domain/canonical.js';
import type { Page, PullContext, RawRecord, WholeReading } from '../../../domain/ports.js';
import { MAX_PAGE_RECORDS } from '../file-drop/limits.js';
import type { HttpAnswer } from '../http/index.js';
import { Caller, type CallerOptions, nameOf } from '../rest/caller.js';
import type { OwnFiles, Reader } from '../transport.js';

export interface CalendarOptions extends CallerOptions {
  url: URL;
  /** Tells this address from others in cursors. */
  address: string;
  ownFiles: OwnFiles;
}

const HOUR = 3_600_000;
/**
 * What a series without an end gives depends on the day: it is counted from the begin of a day, so that the same calendar gives the same records all
 * day, and read anew on the next although its server says that nothing changed.
 */
const DAY = 24 * HOUR;

/** A calendar is a window: what left it was not cancelled. */
export class CalendarReader implements Reader {
  constructor(readonly options: CalendarOptions) {}

  async *pull(cursor: Json | undefined, run: PullContext): AsyncGenerator<Page> {
    const day = Math.floor(run.now / DAY) * DAY;
    const known = this.#known(cursor, day);
    const answer = await this.#ask(run.signal, known);
    if (answer.status === 304) return;
    const records = await this.#records(answer, day);
    const { etag, 'last-modified': modified } = answer.headers;
    const read: Json = {
      address: this.options.address,
      day,
      ...(etag ? { etag } : {}),
      ...(modified ? { modified } : {}),
    };
    // Not over before its last page: then it is read again from the beginning, which changes nothing.
    for (let from = 0; from < records.length; from += MAX_PAGE_RECORDS)
      yield { records: records.slice(from, from + MAX_PAGE_RECORDS), cursor: cursor ?? null };
    yield { records: [], cursor: read };
  }

  whole(run: PullContext): WholeReading {
    return { pages: this.pull(undefined, run), taken: false, unjudged: () => 'ONLY_CHANGES' };
  }

  async probe(signal: AbortSignal): Promise<string> {
    const answer = await this.#ask(signal, {});
    return `${nameOf(this.options.url)}: ${(await this.#records(answer, 0)).length} bản ghi (records)`;
  }

  async #records(answer: HttpAnswer, day: number): Promise<RawRecord[]> {
    const records = await this.options.ownFiles.records(Buffer.from(answer.text), day);
    return records.map((record, index) => {
      const place = { page: 1, row: index + 1 };
      return 'raw' in record ? { raw: record.raw, place } : { raw: {}, place, unreadable: record.unreadable };
    });
  }

  async #ask(signal: AbortSignal, known: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    const caller = new Caller(this.options, signal);
    try {
      return await caller.get(this.options.url, { Accept: 'text/calendar, */*;q=0.1', ...known });
    } finally {
      caller.close();
    }
  }

  /** By what the server knows again what it gave today. */
  #known(cursor: Json | undefined, day: number): Record<string, string> {
    if (cursor === undefined || cursor === null || typeof cursor !== 'object' || Array.isArray(cursor))
      return {};
    if (cursor['address'] !== this.options.address || cursor['day'] !== day) return {};
    const { etag, modified } = cursor;
    return {
      ...(typeof etag === 'string' ? { 'If-None-Match': etag } : {}),
      ...(typeof modified === 'string' ? { 'If-Modified-Since': modified } : {}),
    };
  }
}

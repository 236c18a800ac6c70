import type { Json } from '../../../domain/canonical.js';
import {
  type FileReport,
  type Page,
  type PullContext,
  type SourceServices,
  SourceUnreachable,
  type WholeReading,
} from '../../../domain/ports.js';
import { UnreadableContent } from '../file-drop/content.js';
import { type Item, unreadableFile } from '../file-drop/items.js';
import { Caller, type CallerOptions, nameOf } from '../rest/caller.js';
import type { Packages, Reader } from '../transport.js';
import { PackageTooLarge, type Routes } from './routes.js';
import { SpooledPackage } from './spooled.js';
import { type ListForm, waitingIds } from './waiting.js';

export interface GatewayOptions extends CallerOptions, ListForm {
  routes: Routes;
  packages: Packages;
  services: SourceServices;
  maxPackage: number;
}

/** What is fetched and not yet done with. */
interface Held {
  id: string;
  spooled: SpooledPackage;
}

/** Without a header that can be read nobody can be told, so the gateway keeps it; it is not fetched again for so long, ms. */
const LEFT_MS = 24 * 3_600_000;
const SETTLE_MS = 120_000;

/**
 * Packages that wait at a gateway (docs/sources/documents.md): each is fetched, recorded, answered and acknowledged before the next one
 * is. What was not acknowledged waits there still, so a run that broke off anywhere goes on by asking again.
 */
export class GatewayReader implements Reader {
  readonly #held = new Map<string, Held>();
  #troubles: string[] = [];
  #left = new Map<string, number>();

  constructor(readonly options: GatewayOptions) {}

  /** Throws `SourceUnreachable`, after all others, when a package could not be fetched, answered or acknowledged. */
  async *pull(cursor: Json | undefined, run: PullContext): AsyncGenerator<Page> {
    this.#troubles = [];
    const caller = new Caller(this.options, run.signal);
    try {
      const ids = await this.#waiting(caller);
      this.#left = leftIn(cursor, ids, run.now);
      const due = ids.filter((id) => !this.#left.has(id));
      for (const [index, id] of due.entries()) {
        const item = await this.#fetch(caller, id, run.trial ?? false);
        if (!item) continue;
        if (item.unreadable && !(await this.#answerable(id))) this.#left.set(id, run.now);
        const { bytes: _, ...record } = item;
        yield {
          records: [record],
          cursor: { left: Object.fromEntries(this.#left) },
          file: { name: fileOf(id), starts: true, ends: true },
          progress: (index + 1) / due.length,
        };
      }
    } finally {
      caller.close();
      for (const name of [...this.#held.keys()]) this.#let(name);
    }
    if (this.#troubles.length > 0) throw new SourceUnreachable(this.#troubles.join('; '));
  }

  /** What was taken is not there any more, and what waits is not judged yet. */
  whole(): WholeReading {
    const none = async function* (): AsyncGenerator<Page> {};
    return { pages: none(), taken: true, unjudged: () => 'NOTHING_TAKEN' };
  }

  async probe(signal: AbortSignal): Promise<string> {
    const caller = new Caller(this.options, signal);
    try {
      const waiting = await this.#waiting(caller);
      return `${nameOf(this.options.routes.list)}, ${waiting.length} gói tin đang chờ (packages wait)`;
    } finally {
      caller.close();
    }
  }

  /** Tells the sender, then acknowledges: what fails is told at the end of the pull and is done again by the next one. */
  async fileDone(report: FileReport): Promise<void> {
    const held = this.#held.get(report.file);
    if (!held) return;
    const { routes, packages } = this.options;
    const caller = new Caller(this.options, AbortSignal.timeout(SETTLE_MS));
    try {
      for (const { text } of await packages.answers(held.spooled.content(), report))
        await caller.post(routes.status, text, 'application/xml; charset=utf-8');
      if (!this.#left.has(held.id)) await caller.post(routes.acknowledge(held.id), '', 'application/json');
    } catch (error) {
      if (!(error instanceof SourceUnreachable || isTimeout(error))) throw error;
      this.#troubles.push(`${report.file}: ${error.message}`);
    } finally {
      caller.close();
      this.#let(report.file);
    }
  }

  async #waiting(caller: Caller): Promise<string[]> {
    const { routes } = this.options;
    const { text } = await caller.get(routes.list);
    return waitingIds(text, nameOf(routes.list), this.options);
  }

  /** The one record of a package; undefined when it could not be fetched, which is told at the end. */
  async #fetch(caller: Caller, id: string, trial: boolean): Promise<Item | undefined> {
    const { packages, services, maxPackage } = this.options;
    const spooled = new SpooledPackage(maxPackage);
    this.#held.set(fileOf(id), { id, spooled });
    const place = { name: fileOf(id), bytes: 0 };
    try {
      await this.options.routes.fetch(caller, id, spooled);
      if (spooled.bytes === 0) return unreadableFile('EMPTY_FILE', place.name, 0);
      const to = { contents: services.contents, trial };
      return await packages.read(spooled.content(), { ...place, bytes: spooled.bytes }, to);
    } catch (error) {
      if (error instanceof PackageTooLarge) return unreadableFile('TOO_LONG', place.name, spooled.bytes);
      if (error instanceof UnreadableContent)
        return unreadableFile(error.code, place.name, spooled.bytes, error.detail);
      if (!(error instanceof SourceUnreachable)) throw error;
      this.#let(place.name);
      this.#troubles.push(error.message);
      return undefined;
    }
  }

  async #answerable(id: string): Promise<boolean> {
    const held = this.#held.get(fileOf(id));
    return held !== undefined && this.options.packages.answerable(held.spooled.content());
  }

  #let(name: string): void {
    this.#held.get(name)?.spooled.close();
    this.#held.delete(name);
  }
}

/** As a report and the quarantine name it. */
function fileOf(id: string): string {
  return `${id}.edxml`;
}

/** Those of the last runs that nobody could be told about, as long as they wait there and no day has passed. */
function leftIn(cursor: Json | undefined, waiting: readonly string[], now: number): Map<string, number> {
  const left = isObject(cursor) ? cursor['left'] : undefined;
  if (!isObject(left)) return new Map();
  const there = new Set(waiting);
  return new Map(
    Object.entries(left).flatMap(([id, at]) =>
      typeof at === 'number' && there.has(id) && now - at < LEFT_MS ? [[id, at] as const] : [],
    ),
  );
}

function isObject(json: Json | undefined): json is { [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isTimeout(error: unknown): error is Error {
  return error instanceof Error && error.name === 'TimeoutError';
}

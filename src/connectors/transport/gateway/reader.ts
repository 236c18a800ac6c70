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
import { cursorOf, type Remembered, rememberedIn } from './remembered.js';
import { PackageTooLarge, type Routes } from './routes.js';
import { SpooledPackage } from './spooled.js';
import { Troubles } from './troubles.js';
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

/** A gateway that gives none of so many packages one after the other is not asked for the rest: each try may last as long as its time-out. */
const MAX_IN_A_ROW = 3;
const SETTLE_MS = 120_000;

/**
 * Packages that wait at a gateway (docs/sources/documents.md): each is fetched, recorded, answered and acknowledged before the next one
 * is. What was not acknowledged waits there still, so a run that broke off anywhere goes on by asking again.
 */
export class GatewayReader implements Reader {
  readonly #held = new Map<string, Held>();
  #troubles = new Troubles();
  #remembered: Remembered = rememberedIn(undefined, [], 0);

  constructor(readonly options: GatewayOptions) {}

  /**
   * Throws `SourceUnreachable` when a package could not be fetched, answered or acknowledged: after all others, unless {@link MAX_IN_A_ROW} of them
   * could not be fetched one after the other.
   */
  async *pull(cursor: Json | undefined, run: PullContext): AsyncGenerator<Page> {
    this.#troubles = new Troubles();
    let untried = 0;
    const caller = new Caller(this.options, run.signal);
    try {
      const ids = await this.#waiting(caller);
      this.#remembered = rememberedIn(cursor, ids, run.now);
      const { left, failed } = this.#remembered;
      const due = [...ids.filter((id) => !left.has(id) && !failed.has(id)), ...failed];
      let inARow = 0;
      for (const [index, id] of due.entries()) {
        if (inARow === MAX_IN_A_ROW) {
          untried = due.length - index;
          break;
        }
        const item = await this.#fetch(caller, id, run.trial ?? false);
        failed.delete(id);
        if (!item) {
          failed.add(id);
          inARow += 1;
          continue;
        }
        inARow = 0;
        if (item.unreadable && !(await this.#answerable(id))) left.set(id, run.now);
        const { bytes: _, ...record } = item;
        yield {
          records: [record],
          cursor: cursorOf(this.#remembered),
          file: { name: fileOf(id), starts: true, ends: true },
          progress: (index + 1) / due.length,
        };
        // It is recorded and answered by now; on a trial nobody is told, and nobody else lets it go.
        this.#let(fileOf(id));
      }
      // Which could not be fetched is to be known by the next run, whether another package came after them or not.
      if (failed.size > 0) yield { records: [], cursor: cursorOf(this.#remembered) };
    } finally {
      caller.close();
      for (const name of [...this.#held.keys()]) this.#let(name);
    }
    const summary = this.#troubles.summary();
    if (summary !== undefined)
      throw new SourceUnreachable(untried === 0 ? summary : `${givenUp(untried)}; ${summary}`);
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
      if (!this.#remembered.left.has(held.id))
        await caller.post(routes.acknowledge(held.id), '', 'application/json');
    } catch (error) {
      if (!(error instanceof SourceUnreachable || isTimeout(error))) throw error;
      this.#troubles.add(`${report.file}: ${error.message}`);
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
      this.#troubles.add(error.message);
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

function givenUp(waiting: number): string {
  return `không tải được ${MAX_IN_A_ROW} gói tin liên tiếp, ${waiting} gói tin chờ lần sau (${MAX_IN_A_ROW} in a row could not be fetched, ${waiting} packages wait for the next run)`;
}

function isTimeout(error: unknown): error is Error {
  return error instanceof Error && error.name === 'TimeoutError';
}

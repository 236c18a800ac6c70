import type { SearchOptions } from 'ldapts';
import type { Json } from '../../../domain/canonical.js';
import {
  type Page,
  type PullContext,
  type RawRecord,
  type SourceServices,
  type WholeReading,
} from '../../../domain/ports.js';
import {
  afterPull,
  higher,
  type Progress,
  parseProgress,
  progressToJson,
  startOf,
} from '../changes/progress.js';
import { type DirectoryEntries, type RawEntry, rowOf, type ValueDecoder } from '../directory/entry.js';
import { generalizedTime } from '../directory/values.js';
import type { Reader } from '../transport.js';
import { explained } from './errors.js';
import type { Branch } from './referral.js';
import { type Login, Session } from './session.js';
import { Walk } from './walk.js';

export interface LdapOptions {
  branch: Branch;
  filter: string;
  login: Login;
  hosts: readonly string[];
  maxEntries: number;
  pageSize: number;
  /** ms */
  overlap: number;
  /** Tells this branch from others in cursors. */
  address: string;
  entries: DirectoryEntries;
  /** Values are UTF-8 in LDAP, unless it was told otherwise. */
  decode: ValueDecoder;
  services: Pick<SourceServices, 'warn'>;
}

/** What Active Directory says that it is. */
const ACTIVE_DIRECTORY = '1.2.840.113556.1.4.800';
/**
 * A directory over LDAP (docs/sources/mailboxes.md). A directory has no order to go on in: a pull that was cut begins its window again, and
 * what it had stored by then is unchanged. Only a pull that came to its end moves the cursor.
 */
export class LdapReader implements Reader {
  constructor(readonly options: LdapOptions) {}

  pull(cursor: Json | undefined, run: PullContext): AsyncGenerator<Page> {
    return this.#reading(parseProgress(cursor, this.options.address), run, { unfollowed: 0 });
  }

  /** As a first pull reads it: all entries. */
  whole(run: PullContext): WholeReading {
    const seen = { unfollowed: 0 };
    return {
      pages: this.#reading({}, run, seen),
      taken: false,
      unjudged: () => (seen.unfollowed > 0 ? 'ROWS_UNREACHED' : undefined),
    };
  }

  async probe(): Promise<string> {
    const { branch, login, filter } = this.options;
    try {
      const session = await Session.open(branch.server, login);
      try {
        const changed = await changedBy(session);
        const search = session.search(branch.dn, {
          scope: 'base',
          filter: '(objectClass=*)',
          attributes: ['1.1'],
        });
        for await (const _page of search) break;
        return `${this.#what()} ${filter}, ${changed}`;
      } finally {
        await session.close();
      }
    } catch (error) {
      throw explained(error, this.#what());
    }
  }

  async *#reading(progress: Progress, run: PullContext, seen: { unfollowed: number }): AsyncGenerator<Page> {
    const { branch, login } = this.options;
    let session: Session | undefined;
    const stop = () => void session?.close();
    run.signal.addEventListener('abort', stop, { once: true });
    try {
      session = await Session.open(branch.server, login);
      yield* this.#pages(session, progress, run, seen);
    } catch (error) {
      run.signal.throwIfAborted();
      throw explained(error, this.#what());
    } finally {
      run.signal.removeEventListener('abort', stop);
      await session?.close();
    }
  }

  async *#pages(
    session: Session,
    progress: Progress,
    { now, signal }: PullContext,
    seen: { unfollowed: number },
  ): AsyncGenerator<Page> {
    const { branch, login, hosts, maxEntries, pageSize, address, services } = this.options;
    const changed = await changedBy(session);
    const start = startOf(progress, this.options.overlap, { now });
    const walk = new Walk({ login, hosts, maxEntries, signal, search: this.#search(changed, start) });
    let high: number | undefined;
    let isTimed = true;
    let number = 0;
    let waiting: RawRecord[] = [];
    for await (const entries of walk.entries(session, branch)) {
      for (const entry of entries) {
        const at = timeOf(entry, changed);
        isTimed &&= at !== undefined;
        if (at !== undefined) high = higher(high, [at], now);
        const { raw, problems } = rowOf(entry, this.options.entries, this.options.decode);
        const place = { page: number + 1, row: waiting.length + 1 };
        waiting.push({ raw, place, ...(problems.length === 0 ? {} : { problems }) });
        if (waiting.length < pageSize) continue;
        number += 1;
        yield { records: waiting, cursor: progressToJson(progress, address) };
        waiting = [];
      }
    }
    seen.unfollowed = walk.unfollowed;
    if (walk.unfollowed > 0) {
      services.warn('the directory refers to servers that are not in REFERRAL_HOSTS', {
        references: walk.unfollowed,
      });
    }
    // An entry that does not say when it changed would not come again by its time: then everything is read each time.
    const after = isTimed
      ? afterPull(progress, { startedAt: now, lookedAt: now, ...(high === undefined ? {} : { high }) })
      : {};
    yield { records: waiting, cursor: progressToJson(after, address) };
  }

  #search(changed: string, start: number | undefined): SearchOptions {
    const { filter, login, pageSize, entries } = this.options;
    const since = start === undefined ? undefined : `(${changed}>=${written(start, changed)})`;
    return {
      filter: since === undefined ? filter : `(&${filter}${since})`,
      attributes: [...new Set([...entries.attributes, changed.toLowerCase()])],
      timeLimit: Math.ceil(login.timeout / 1_000),
      paged: { pageSize },
    };
  }

  #what(): string {
    return `${this.options.branch.server} ${this.options.branch.dn}`;
  }
}

/** The attribute by which this server says when an entry changed. */
async function changedBy(session: Session): Promise<'whenChanged' | 'modifyTimestamp'> {
  const about = await session.about(['supportedCapabilities']);
  const capabilities = about.get('supportedcapabilities') ?? [];
  const isActiveDirectory = capabilities.some((each) => each.toString('latin1') === ACTIVE_DIRECTORY);
  return isActiveDirectory ? 'whenChanged' : 'modifyTimestamp';
}

function timeOf({ values }: RawEntry, changed: string): number | undefined {
  const [value] = values.get(changed.toLowerCase()) ?? [];
  const at = value === undefined ? Number.NaN : Date.parse(generalizedTime(value.toString('latin1')));
  return Number.isNaN(at) ? undefined : at;
}

/** Generalized time, to the second; Active Directory wants its fraction. */
function written(at: number, changed: string): string {
  const digits = new Date(at).toISOString().slice(0, 19).replace(/[-:T]/g, '');
  return changed === 'whenChanged' ? `${digits}.0Z` : `${digits}Z`;
}

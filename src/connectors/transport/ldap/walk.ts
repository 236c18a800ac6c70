import type { SearchOptions } from 'ldapts';
import { SourceUnreachable } from '../../../domain/ports.js';
import type { RawEntry } from '../directory/entry.js';
import { explained } from './errors.js';
import { type Branch, branchOf, isListed } from './referral.js';
import { type Login, Session } from './session.js';

export interface WalkOptions {
  login: Login;
  /** Hosts that are followed to. */
  hosts: readonly string[];
  search: SearchOptions;
  maxEntries: number;
  signal: AbortSignal;
}

/** Branches that one pull goes to at most, whatever refers to what. */
const MAX_BRANCHES = 50;

/**
 * Entries of a branch and of what it refers to on listed hosts. Each server's branch is read once, so references in a ring end; `unfollowed`
 * counts those that were left alone.
 */
export class Walk {
  unfollowed = 0;
  #entries = 0;

  constructor(private readonly options: WalkOptions) {}

  /** `session`: open at the first branch's server; others are opened and closed here. */
  async *entries(session: Session, first: Branch): AsyncGenerator<RawEntry[]> {
    const open = [first];
    const known = new Set([keyOf(first)]);
    for (let branch = open.shift(); branch; branch = open.shift()) {
      const own = branch === first ? session : await this.#open(branch);
      try {
        for await (const { entries, references } of own.search(branch.dn, this.#search(branch))) {
          this.options.signal.throwIfAborted();
          for (const reference of references) this.#refer(reference, branch, known, open);
          this.#entries += entries.length;
          if (this.#entries > this.options.maxEntries) throw new SourceUnreachable(TOO_MANY);
          yield entries;
        }
      } finally {
        if (own !== session) await own.close();
      }
    }
  }

  #refer(address: string, from: Branch, known: Set<string>, open: Branch[]): void {
    const branch = branchOf(address, from);
    if (branch && known.has(keyOf(branch))) return;
    if (!branch || !isListed(branch.server, this.options.hosts) || known.size >= MAX_BRANCHES) {
      this.unfollowed += 1;
      return;
    }
    known.add(keyOf(branch));
    open.push(branch);
  }

  async #open(branch: Branch): Promise<Session> {
    try {
      return await Session.open(branch.server, this.options.login);
    } catch (error) {
      throw explained(error, branch.server);
    }
  }

  #search({ scope }: Branch): SearchOptions {
    return { ...this.options.search, scope };
  }
}

function keyOf({ server, dn, scope }: Branch): string {
  return `${server} ${dn.toLowerCase().replace(/\s*([,=])\s*/g, '$1')} ${scope}`;
}

const TOO_MANY =
  'nhiều mục hơn MAX_ENTRIES, hãy thu hẹp BASE_DN hoặc FILTER (more entries than MAX_ENTRIES: narrow BASE_DN or FILTER)';

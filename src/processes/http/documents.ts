import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { mayHoldIdentity } from '../../domain/identity-number.js';

/**
 * Letters of all documents that are remembered at one place. A parsed document holds about eighty times its text, so this is what
 * hostile documents can make a process hold; it is some two hundred operations of applications.
 */
export const MOST_TEXT = 128 * 1_024;
/** A longer document is nobody's daily question: it is parsed again each time. */
export const LONGEST = 16 * 1_024;

/** How long a document's text is; 1 for one that was not parsed from a text. */
export function textOf({ loc }: DocumentNode): number {
  return Math.max(1, loc?.source.body.length ?? 1);
}

/** Whether a text of an operation may be remembered: one with somebody's number in it, which belongs into a variable, is not. */
export function isKept(text: string | undefined): boolean {
  return text === undefined || !mayHoldIdentity(text);
}

/** Documents that were parsed and are valid, by the hash of their text; the least lately used are forgotten. Apollo's `documentStore`. */
export class Documents {
  readonly #kept = new LRUCache<string, DocumentNode>({
    maxSize: MOST_TEXT,
    maxEntrySize: LONGEST,
    sizeCalculation: textOf,
  });

  async get(hash: string): Promise<DocumentNode | undefined> {
    return this.#kept.get(hash);
  }

  async set(hash: string, document: DocumentNode): Promise<void> {
    if (isKept(document.loc?.source.body)) this.#kept.set(hash, document);
  }

  async delete(hash: string): Promise<boolean> {
    return this.#kept.delete(hash);
  }
}

/** Texts of persisted operations, by the name that Apollo gives them; the least lately used are forgotten. Apollo's `persistedQueries.cache`. */
export class PersistedTexts {
  readonly #kept = new LRUCache<string, string>({
    maxSize: 8 * MOST_TEXT,
    maxEntrySize: LONGEST,
    sizeCalculation: ({ length }) => Math.max(1, length),
  });

  async get(name: string): Promise<string | undefined> {
    return this.#kept.get(name);
  }

  async set(name: string, text: string): Promise<void> {
    if (isKept(text)) this.#kept.set(name, text);
  }

  async delete(name: string): Promise<boolean> {
    return this.#kept.delete(name);
  }
}

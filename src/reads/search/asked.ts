import { sql } from 'kysely';
import { literal, wordsOf } from '../contains.js';
import { Later } from '../engine/later.js';
import type { Sql } from '../engine/types.js';

/** Letters and digits that a search needs in all: less is in nearly everything. */
const LEAST_LETTERS = 2;
/** A word of fewer letters and digits has to begin a word: an index of letters in threes finds nothing by it else. */
const LEAST_INSIDE = 3;
/** A text of fewer letters and digits is like too much. */
const LEAST_LIKE = 4;
/** Behind every letter: between a code and it with this lie all that begin with it, in whatever index codes stand; of a pattern that is not known yet an index is of no use. */
const LAST = '\u{10FFFF}';

/** A word that is looked for. */
export interface Word {
  /** A pattern of texts that hold it. */
  pattern: Sql;
  /** Whether it has to begin a word: the pattern is a regular expression then. */
  begins: boolean;
  /** A pattern of texts that hold it as a whole word, with a space before and after each text. */
  whole: Sql;
}

/** What was asked for, as it goes into a statement: each value is given when that runs, so that one statement serves all texts of one form. */
export interface Asked {
  /** All that the statement depends on. */
  form: string;
  /** What is given when it runs. */
  values: readonly unknown[];
  /** Whether there is enough to look for. */
  isEnough: boolean;
  /** Whether what is like it is looked for where nothing holds its words. */
  isLikable: boolean;
  /** As it was written. */
  given: Sql;
  /** Codes as they may be written in the store, a list. */
  codes: Sql;
  /** Between what and what codes lie that begin with it. */
  prefixes: readonly { from: Sql; to: Sql }[];
  words: readonly Word[];
  /** The words, folded, in one text and as a list. */
  folded: Sql;
  list: Sql;
  /** A pattern of texts in which the words stand one after the other. */
  together: Sql;
}

/** What a text asks for: its words, its spellings as a code, and the form that decides the statement. */
export function askedFor(text: string): Asked {
  const values: unknown[] = [];
  const later = (value: unknown): Sql => sql`${new Later('text', values.push(value) - 1)}`;
  const given = text.normalize('NFC').trim();
  const words = wordsOf(text).filter((word) => letters(word) > 0);
  const mustBegin = (word: string) => letters(word) < LEAST_INSIDE;
  // Texts of as many words are of one form, wherever the short ones stand.
  const ordered = [...words].sort((one, other) => Number(mustBegin(one)) - Number(mustBegin(other)));
  const codes = [...new Set([given, given.toUpperCase(), given.toLowerCase()])];
  const prefixes = words.length === 1 && !words.some(mustBegin) ? codes : [];
  const folded = words.join(' ');
  const isLikable = letters(folded) >= LEAST_LIKE;
  return {
    form: [ordered.map((word) => (mustBegin(word) ? 'b' : 'h')).join(''), prefixes.length, isLikable].join(),
    isEnough: letters(folded) >= LEAST_LETTERS,
    isLikable,
    values,
    given: later(given),
    codes: sql`${later(codes)}::text[]`,
    prefixes: prefixes.map((prefix) => ({ from: later(prefix), to: later(prefix + LAST) })),
    words: ordered.map((word) => ({
      begins: mustBegin(word),
      pattern: later(mustBegin(word) ? `(^| )${asItIs(word)}` : `%${literal(word)}%`),
      whole: later(`% ${literal(word)} %`),
    })),
    folded: later(folded),
    list: sql`${later(words)}::text[]`,
    together: later(`% ${literal(folded)} %`),
  };
}

/** A word as a part of a regular expression that means just this word. */
function asItIs(word: string): string {
  return word.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

function letters(text: string): number {
  return text.replace(/[^a-z0-9]/g, '').length;
}

import { wordsOf } from '../contains.js';

/** Letters and digits that a search needs in all: less is in nearly everything. */
const LEAST_LETTERS = 2;
/** A word of fewer letters and digits has to begin a word: an index of letters in threes finds nothing by it else. */
const LEAST_INSIDE = 3;
/** A text of fewer letters and digits is like too much. */
const LEAST_LIKE = 4;

/** What was asked for. */
export interface Asked {
  /** As it was written, for codes. */
  given: string;
  /** Folded; each has a letter or a digit. */
  words: readonly string[];
}

export function askedFor(text: string): Asked {
  const words = wordsOf(text).filter((word) => letters(word) > 0);
  return { given: text.normalize('NFC').trim(), words };
}

/** Whether there is enough to look for. */
export function isEnough({ words }: Asked): boolean {
  return letters(words.join('')) >= LEAST_LETTERS;
}

/** Whether what is like it is looked for where nothing holds its words. */
export function isLikable({ words }: Asked): boolean {
  return letters(words.join('')) >= LEAST_LIKE;
}

export function mustBegin(word: string): boolean {
  return letters(word) < LEAST_INSIDE;
}

function letters(text: string): number {
  return text.replace(/[^a-z0-9]/g, '').length;
}

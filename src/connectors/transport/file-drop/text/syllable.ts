/*
 * Whether a word can be a Vietnamese syllable: at most one tone, and an onset, a nucleus and a coda that exist. Wrong encodings
 * hardly ever give such words, which is how the right one is told.
 */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const ONSET = '(?:ngh?|gh?|gi|kh?|nh?|ph?|qu|th?|tr|ch?|[bcdđhlmrstvx])?';
const NUCLEUS = '(?:uyê|uya|uyu|iê|yê|ươ|uô|uâ|uê|uơ|oă|oa|oe|oo|uy|ia|ua|ưa|[aăâeêioôơuưy])';
const CODA = '(?:ng|nh|ch|[cmnpt])?';
const SYLLABLE = new RegExp(`^${ONSET}${NUCLEUS}(?:[iyuo]|${CODA})$`);
/** Letters as any of the candidates may show them, marks and fonts' symbols too. */
const WORD = /[\p{L}\p{M}\xa1-\xbf×÷]+/gu;

/** How many words with a letter beyond ASCII a text has, and how many of them can be Vietnamese. */
export function countSyllables(text: string): { words: number; syllables: number } {
  let words = 0;
  let syllables = 0;
  for (const [word] of text.matchAll(WORD)) {
    if (/^[\x20-\x7e]*$/.test(word)) continue;
    words += 1;
    if (isSyllable(word)) syllables += 1;
  }
  return { words, syllables };
}

export function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize('NFD');
  const tones = apart.match(TONES)?.length ?? 0;
  return tones <= 1 && SYLLABLE.test(apart.replace(TONES, '').normalize('NFC'));
}

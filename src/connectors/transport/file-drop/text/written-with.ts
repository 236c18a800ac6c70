import { type Font, fromFont } from './fonts.js';
import { countSyllables } from './syllable.js';

const FONTS: readonly Font[] = ['tcvn3', 'vni'];

/**
 * The font that a text in Unicode was written with when it surely was: some of its words are no Vietnamese as they stand, and all are as
 * that font shows them, `NguyÔn V¨n Lª`. A name of another language is none in any font. Undefined: nothing says so.
 */
export function writtenWithFont(text: string): Font | undefined {
  const { words, syllables } = countSyllables(text);
  if (syllables === words) return undefined;
  return FONTS.find((font) => {
    const shown = countSyllables(fromFont(font, text));
    return shown.words > 0 && shown.syllables === shown.words;
  });
}

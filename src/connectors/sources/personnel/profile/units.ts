import { fold } from '../../../../domain/fold.js';
import { UNIT_PATTERN } from '../../../../domain/unit-code.js';

/** The code of the unit that a text names, by its code or by a name that was told; undefined: none. */
export type UnitFinder = (text: string) => string | undefined;

const CODE = new RegExp(String.raw`(?<![\p{L}\d.-])${UNIT_PATTERN}(?![\p{L}\d]|[.-]\d)`, 'u');

/** `units`: codes by folded names. Of several names in a text the longest counts, for one may hold another. */
export function unitFinder(units: ReadonlyMap<string, string>): UnitFinder {
  const names = [...units]
    .map(([name, code]): [string, string] => [wordsOf(name), code])
    .sort(([one], [other]) => other.length - one.length);
  return (text) => {
    const words = wordsOf(text);
    const named = names.find(([name]) => words.includes(name));
    return CODE.exec(text)?.[0] ?? named?.[1];
  };
}

/** Words parted by one blank, one before and behind them too. */
function wordsOf(text: string): string {
  return ` ${fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
}

import { AWARD_CODES, type AwardCode, awardKind, awardLabel, isFamily, namesOfAward } from './awards.js';
import { fold } from './fold.js';

const BY_NAME: ReadonlyMap<string, AwardCode> = new Map(
  AWARD_CODES.flatMap((code) =>
    namesOfAward(code).map((name): [string, AwardCode] => [foldedName(name), code]),
  ),
);

/** `Chiến sỹ` and `Chiến sĩ` are one word. */
function foldedName(text: string): string {
  return fold(text.replace(/["“”]/g, '')).replace(/\bsy\b/g, 'si');
}

/** What stands behind a name and is no part of it: who gives it, the year, a remark. */
const BEHIND = /(?: cua | nam (?:hoc )?\d|\s*\().*$/;

/**
 * The award that a text names: its code, or its name with or without accents, `Danh hiệu` before it and who gives it or the year behind it
 * (`Giấy khen của Chủ tịch UBND xã`). A reward may have a name of its own behind it (`Huân chương Lao động hạng Ba`). Undefined: none of the list.
 */
export function awardNamed(text: string): AwardCode | undefined {
  const bare = foldedName(text).replace(/^danh hieu (?!vinh du)/, '');
  return BY_NAME.get(bare) ?? BY_NAME.get(bare.replace(BEHIND, '')) ?? rewardBegun(bare);
}

/** Of names that begin the text the longest: a title that goes on is another title, a reward has names and classes. */
function rewardBegun(bare: string): AwardCode | undefined {
  const begun = [...BY_NAME].filter(
    ([name, code]) => awardKind(code) === 'REWARD' && bare.startsWith(`${name} `),
  );
  return longest(begun);
}

/** The award that a heading is about: of the names in it the longest, for one may hold another. */
export function awardWithin(heading: string): AwardCode | undefined {
  const folded = foldedName(heading);
  return longest([...BY_NAME].filter(([name]) => folded.includes(name)));
}

function longest(names: [name: string, code: AwardCode][]): AwardCode | undefined {
  return names.sort(([one], [other]) => other.length - one.length)[0]?.[1];
}

/** The name of an award of a family as a text has it, without who gives it; undefined: the text says no more than the family, or it is of none. */
export function nameInFamily(text: string, code: AwardCode): string | undefined {
  if (!isFamily(code)) return undefined;
  const name = text
    .replace(/["“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^danh hiệu (?!vinh dự)/iu, '')
    .replace(/ của .*$/iu, '');
  const says = foldedName(name);
  return says === foldedName(awardLabel(code)) || says === fold(code) ? undefined : name;
}

/** What tells awards of one code apart in keys: the code, of a named one its name in its place (`HUAN_CHUONG_LAO_DONG_HANG_BA`). */
export function awardKey(code: AwardCode, name: string | undefined): string {
  return name === undefined
    ? code
    : foldedName(name)
        .replace(/[^a-z0-9]+/g, '_')
        .toUpperCase();
}

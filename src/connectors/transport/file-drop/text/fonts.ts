/*
 * The two encodings of fonts that offices wrote Vietnamese with before Unicode. Their bytes are letters of Latin-1 to everybody
 * else: `Qu¸ch` (TCVN3) and `Quaùch` (VNI) are Quách. The tables: TCVN 5712:1993, VN3 ("ABC"), whose capitals with a tone
 * are the small letters shown in a font of capitals; VNI-Windows, where a mark stands behind its letter.
 */

export type Font = 'tcvn3' | 'vni';

/** Bytes and letters in the same order. */
const TCVN3: readonly (readonly [string, string])[] = [
  ['µ¸¶·¹', 'àáảãạ'],
  ['¨»¾¼½Æ', 'ăằắẳẵặ'],
  ['©ÇÊÈÉË', 'âầấẩẫậ'],
  ['®', 'đ'],
  ['ÌÐÎÏÑ', 'èéẻẽẹ'],
  ['ªÒÕÓÔÖ', 'êềếểễệ'],
  ['×ÝØÜÞ', 'ìíỉĩị'],
  ['ßãáâä', 'òóỏõọ'],
  ['«åèæçé', 'ôồốổỗộ'],
  ['¬êíëìî', 'ơờớởỡợ'],
  ['ïóñòô', 'ùúủũụ'],
  ['\xadõøö÷ù', 'ưừứửữự'],
  ['úýûüþ', 'ỳýỷỹỵ'],
  ['¡¢§£¤¥¦', 'ĂÂĐÊÔƠƯ'],
];

/** A letter, the marks that may stand behind it, and what both are together. */
const VNI: readonly (readonly [string, string, string])[] = [
  ['a', 'øùûõï', 'àáảãạ'],
  ['a', 'êèéúüë', 'ăằắẳẵặ'],
  ['a', 'âàáåãä', 'âầấẩẫậ'],
  ['e', 'øùûõï', 'èéẻẽẹ'],
  ['e', 'âàáåãä', 'êềếểễệ'],
  ['o', 'øùûõï', 'òóỏõọ'],
  ['o', 'âàáåãä', 'ôồốổỗộ'],
  ['ô', 'øùûõï', 'ờớởỡợ'],
  ['u', 'øùûõï', 'ùúủũụ'],
  ['ö', 'øùûõï', 'ừứửữự'],
  ['y', 'øùûõ', 'ỳýỷỹ'],
];
/** Letters that are whole without a mark. */
const VNI_WHOLE: readonly (readonly [string, string])[] = [['ñôöìíæóòî', 'đơưìíỉĩịỵ']];

const tables: Readonly<Record<Font, ReadonlyMap<string, string>>> = {
  tcvn3: new Map(TCVN3.flatMap(([bytes, letters]) => pairs(bytes, letters))),
  vni: new Map([
    ...VNI_WHOLE.flatMap(([bytes, letters]) => pairs(bytes, letters).flatMap(bothCases)),
    ...VNI.flatMap(([base, marks, letters]) =>
      pairs(marks, letters).flatMap(([mark, letter]) => [
        ...bothCases([base + mark, letter]),
        [base.toUpperCase() + mark, letter.toUpperCase()] as const,
      ]),
    ),
  ]),
};
const patterns: Readonly<Record<Font, RegExp>> = {
  tcvn3: /[¡-þ\xad]/g,
  // A letter that is whole is no mark: `öôù` is `ö` and `ôù`.
  vni: /[aeouyôö][øùûõïêèéúüëâàáåãä]|[\xc0-\xff]/gi,
};

/** What was written with a font of that encoding, as Unicode; letters that the font does not have stay as they are. */
export function fromFont(font: Font, latin1: string): string {
  const table = tables[font];
  return latin1.replace(patterns[font], (found) => {
    const whole = table.get(found);
    if (whole !== undefined || found.length === 1) return whole ?? found;
    return [...found].map((one) => table.get(one) ?? one).join('');
  });
}

function pairs(bytes: string, letters: string): (readonly [string, string])[] {
  const all = [...letters.normalize('NFC')];
  return [...bytes].map((byte, index) => [byte, all[index] ?? byte] as const);
}

function bothCases([byte, letter]: readonly [string, string]): (readonly [string, string])[] {
  return [
    [byte, letter],
    [byte.toUpperCase(), letter.toUpperCase()],
  ];
}

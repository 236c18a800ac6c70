export const GENDERS = ['MALE', 'FEMALE', 'UNDETERMINED'] as const;
export type Gender = (typeof GENDERS)[number];

/** One code, two meanings: female is 2 in civil status and 0 in judicial records. So each source says which list its codes are of. */
export const GENDER_CODES = {
  /** Hộ tịch, and the national population data. */
  civilStatus: { '1': 'MALE', '2': 'FEMALE', '3': 'UNDETERMINED' },
  /** Lý lịch tư pháp, and the systems made after it. */
  judicial: { '1': 'MALE', '0': 'FEMALE' },
  /** Systems that write words only. */
  words: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, Gender>>>>;
export type GenderCodes = keyof typeof GENDER_CODES;

const WORDS: Readonly<Record<string, Gender>> = { nam: 'MALE', nữ: 'FEMALE' };

/** What a code of that list, or the word `Nam` or `Nữ`, means; undefined: nothing that is known. */
export function genderOf(written: string, codes: GenderCodes): Gender | undefined {
  const text = written.trim().toLowerCase().normalize('NFC');
  const table: Readonly<Record<string, Gender>> = GENDER_CODES[codes];
  return [WORDS, table].find((each) => Object.hasOwn(each, text))?.[text];
}

import type { GenderCodes } from '../../../domain/gender.js';
import type { Given, Parameter } from '../../transport/parameters/index.js';
import { oneOf } from '../../transport/parameters/kinds.js';
import type { Shape } from './fields.js';
import { type GenderLeaf, gender } from './person-leaves.js';

const LISTS = {
  'civil-status': 'civilStatus',
  judicial: 'judicial',
  words: 'words',
} as const satisfies Readonly<Record<string, GenderCodes>>;
const WORDS = Object.keys(LISTS) as (keyof typeof LISTS)[];

/** Of every source whose form has a gender: one system writes 2 for a woman, another 0, whatever its records are about. */
const GENDER_LIST: Parameter = {
  name: 'GENDER_CODES',
  kind: oneOf(WORDS),
  means: {
    vi: 'Bảng mã giới tính của hệ thống nguồn: civil-status (1 nam, 2 nữ, 3 chưa xác định), judicial (1 nam, 0 nữ), words (chỉ chữ Nam, Nữ)',
    en: 'The codes of gender that the system writes: civil-status (1 male, 2 female, 3 undetermined), judicial (1 male, 0 female), words (only Nam, Nữ)',
  },
  example: 'civil-status',
  absent: { vi: 'như tài liệu của nguồn nêu', en: 'those of the source’s docs' },
};

/** The parameters that a form has by what is in it. */
export function parametersOfForm(form: Shape): Parameter[] {
  return Object.values(form).some(holdsGender) ? [GENDER_LIST] : [];
}

/** The form with the codes that were told for this source, and what was told: records read by other codes are other records. */
export function formAsTold<S extends Shape>(form: S, given: Given): { form: S; told?: string } {
  const word = given.text(GENDER_LIST);
  const told = WORDS.find((each) => each === word);
  return told === undefined ? { form } : { form: withCodes(form, LISTS[told]), told };
}

function withCodes<S extends Shape>(form: S, codes: GenderCodes): S {
  const told: Record<string, Shape[string]> = {};
  for (const [key, field] of Object.entries(form)) told[key] = fieldWithCodes(field, codes);
  // The same keys with leaves of the same types.
  return told as S;
}

function fieldWithCodes(field: Shape[string], codes: GenderCodes): Shape[string] {
  if (isGender(field)) return { ...field, ...gender(codes) };
  return 'shape' in field ? { ...field, shape: withCodes(field.shape, codes) } : field;
}

function holdsGender(field: Shape[string]): boolean {
  return isGender(field) || ('shape' in field && Object.values(field.shape).some(holdsGender));
}

function isGender(field: Shape[string]): field is GenderLeaf {
  return 'genderCodes' in field;
}

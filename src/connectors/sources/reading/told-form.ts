import type { GenderCodes } from '../../../domain/gender.js';
import type { Given, Parameter } from '../../transport/parameters/index.js';
import { oneOf } from '../../transport/parameters/kinds.js';
import type { Shape } from './fields.js';
import { type GenderLeaf, gender } from './person-leaves.js';
import { type UnitLeaf, unit } from './unit-leaf.js';
import { UNITS, unitsOf } from './unit-names.js';

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

type Field = Shape[string];

/** The parameters that a form has by what is in it. */
export function parametersOfForm(form: Shape): Parameter[] {
  return [...(holds(form, isGender) ? [GENDER_LIST] : []), ...(holds(form, isUnit) ? [UNITS] : [])];
}

/** The form with the codes that were told for this source, and what was told: records read by other codes are other records. */
export function formAsTold<S extends Shape>(form: S, given: Given): { form: S; told?: string } {
  const codes = given.text(GENDER_LIST);
  const word = WORDS.find((each) => each === codes);
  const names = holds(form, isUnit) ? given.text(UNITS) : undefined;
  const told = [word, names].filter((each) => each !== undefined).join(' ');
  if (told === '') return { form };
  const units = names === undefined ? undefined : unitsOf(given);
  return {
    form: withEach(form, (field) => {
      if (word !== undefined && isGender(field)) return { ...field, ...gender(LISTS[word]) };
      return units !== undefined && isUnit(field) ? { ...field, ...unit(units) } : field;
    }),
    told,
  };
}

function withEach<S extends Shape>(form: S, change: (field: Field) => Field): S {
  const told: Record<string, Field> = {};
  for (const [key, field] of Object.entries(form))
    told[key] = 'shape' in field ? { ...field, shape: withEach(field.shape, change) } : change(field);
  // The same keys with leaves of the same types.
  return told as S;
}

function holds(form: Shape, is: (field: Field) => boolean): boolean {
  return Object.values(form).some((field) => is(field) || ('shape' in field && holds(field.shape, is)));
}

function isGender(field: Field): field is GenderLeaf {
  return 'genderCodes' in field;
}

function isUnit(field: Field): field is UnitLeaf {
  return 'unitNames' in field;
}

import { GENDER_CODES, type Gender, type GenderCodes, genderOf } from '../../../domain/gender.js';
import {
  type IdentityDigits,
  identityAdvice,
  identityFault,
  mayHoldIdentity,
} from '../../../domain/identity-number.js';
import type { PartialDate } from '../../../domain/partial-date.js';
import { writtenWithFont } from '../../transport/file-drop/text/written-with.js';
import { changed, type Fail, type Leaf, leaf } from './leaves.js';
import { readPartialDate, readPartialNumber, type TwoDigitYears, textOfParts } from './partial-dates.js';

/*
 * The single values that forms about people have in common, beside those of leaves.ts: each people's kind gets them with one word in its
 * form.
 */

/** A date as far as it is known; forms of writing in partial-dates.ts. Two digits are no year unless the form states a rule. */
export function partialDay(twoDigits?: TwoDigitYears): Leaf<PartialDate> {
  const written = leaf((value, fail, given) => {
    const date =
      typeof given === 'number' ? readPartialNumber(given, twoDigits) : readPartialDate(value, twoDigits);
    if (date !== undefined) return date;
    return fail(twoDigits === undefined && readPartialDate(value, 1900) ? 'TWO_DIGIT_YEAR' : 'BAD_DATE');
  });
  return changed((value) => {
    const parts = isJsonObject(value) ? (JSON.parse(value) as unknown) : value;
    return parts !== null && typeof parts === 'object' && !Array.isArray(parts) ? textOfParts(parts) : parts;
  }, written);
}

/** An identity number as text. A digit short is refused with advice, never padded. */
export function identityNumber(digits: readonly IdentityDigits[] = [12]): Leaf<string> {
  return leaf((value, fail) => {
    const number = value.trim();
    const fault = identityFault(number, digits);
    return fault === undefined ? number : fail('BAD_IDENTITY', identityAdvice(fault, digits));
  });
}

/**
 * The number that an agency gives to a person, whatever stands before or behind it. It stands in keys and logs, so an identity number is refused.
 * `unless`: a shape whose digits mean nothing.
 */
export function agencyNumber<L extends Leaf<string>>(inner: L, unless?: RegExp): L {
  return {
    ...inner,
    read: (value, fail) => {
      const number = inner.read(value, fail);
      if (number === undefined || unless?.test(number) || !mayHoldIdentity(number)) return number;
      return fail('IS_IDENTITY');
    },
  };
}

/** Anything but what people are known by, and nothing beside it. */
const NOT_ONLY_THAT = /^(?!\s*(?:\d{9}|\d{12})\s*$)/;

/** A number that a machine made up, as of a time and a counter: its digits on end mean nothing, unless they are all of it and as many as a person's. */
export function machineNumber<L extends Leaf<string>>(inner: L): L {
  return agencyNumber(inner, NOT_ONLY_THAT);
}

/** A gender, by a list that a source may be told to take another one for. */
export interface GenderLeaf extends Leaf<Gender> {
  readonly genderCodes: GenderCodes;
}

/** A code of that list, or `Nam`, `Nữ`; what is unknown is refused. */
export function gender(codes: GenderCodes): GenderLeaf {
  const expected = ['Nam', 'Nữ', ...Object.keys(GENDER_CODES[codes])].join(', ');
  return {
    ...leaf((value, fail) => genderOf(value, codes) ?? fail('NOT_IN_LIST', expected)),
    genderCodes: codes,
  };
}

const MAX_NAME = 200;

/** A person's name in Unicode, blanks between its words one each; text that was written with a TCVN3 or VNI font is refused, for it is another name. */
export function personName(): Leaf<string> {
  return leaf((value, fail) => {
    const name = value.trim().replace(/\s+/g, ' ');
    // Names are searched in clear and stand in keys; an identity number that somebody wrote beside one would too.
    if (mayHoldIdentity(name)) return fail('IS_IDENTITY');
    if (name.length > MAX_NAME) return fail('TOO_LONG', `> ${MAX_NAME}`);
    return inUnicode(name, fail);
  });
}

/** Free text in Unicode, kept as it is but for NFC; what was surely written with a TCVN3 or VNI font is refused: shown, it would be garbled. */
export function unicodeText(max: number): Leaf<string> {
  return leaf((value, fail) => (value.length > max ? fail('TOO_LONG', `> ${max}`) : inUnicode(value, fail)));
}

/** Letters of fonts are all of Latin-1. */
const MAYBE_FONT = /^[\0-\xff]*[\xa1-\xff\xad][\0-\xff]*$/;

function inUnicode(value: string, fail: Fail): string | undefined {
  const font = MAYBE_FONT.test(value) ? writtenWithFont(value) : undefined;
  return font === undefined
    ? value
    : fail('WRONG_ENCODING', `khai báo cột là ${font} trong …_ENCODING (name the column as ${font})`);
}

function isJsonObject(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\s*\{.*\}\s*$/s.test(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

import type { PartialDate } from '../../../domain/partial-date.js';
import type { Leaf } from '../reading/leaves.js';
import { partialDay } from '../reading/person-leaves.js';

/** A birth date, and whether its year was written with two digits: in files of people with merit `45` is 1945, in others it is no year. */
export interface BirthDay {
  date: PartialDate;
  twoDigits: boolean;
}

const STRICT = partialDay();
const OF_MERIT = partialDay(1900);

/** Who reads it refuses two digits where the programme is another one. */
export function birthDay(): Leaf<BirthDay> {
  return {
    read(value, fail) {
      let twoDigits = false;
      const date = STRICT.read(value, (code, detail) => {
        if (code !== 'TWO_DIGIT_YEAR') return fail(code, detail);
        twoDigits = true;
        return undefined;
      });
      const found = twoDigits ? OF_MERIT.read(value, fail) : date;
      return found === undefined ? undefined : { date: found, twoDigits };
    },
  };
}

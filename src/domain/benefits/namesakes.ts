import type { PartialDate } from '../partial-date.js';
import type { Problem } from '../problem.js';
import type { Instant } from '../time.js';

/** Who a person without an identity number is taken to be in a list, as a text for a keyed hash. */
export function namedPerson(name: string, birth: PartialDate, village = ''): string {
  return [nameKey(name), birth, nameKey(village)].join('/');
}

/** A name whatever its capitals and blanks. */
export function nameKey(name: string): string {
  return name.replace(/\s+/g, ' ').trim().toLocaleUpperCase('vi');
}

interface Named {
  personalId?: string;
  coefficient?: number;
  changedAt: Instant;
}

/**
 * Two of one name, birth and village in one list are one key where neither has an identity number: whether they are two people cannot be told,
 * so neither is taken. `apart`: they stand in different rows of one file.
 */
export function namesakes<R extends Named>(
  amount: (record: R) => number | undefined,
): (one: R, other: R, apart: boolean) => Problem | undefined {
  return (one, other, apart) => {
    if (one.personalId !== undefined || other.personalId !== undefined) return undefined;
    if (Date.parse(one.changedAt) !== Date.parse(other.changedAt)) return undefined;
    const same = amount(one) === amount(other) && one.coefficient === other.coefficient;
    if (same && !apart) return undefined;
    const message =
      'Hai dòng cùng họ tên, năm sinh, thôn và loại đối tượng: là hai người thì ghi SoDinhDanh, là một thì bỏ bớt một dòng (two rows of one name, birth, village and group: give identity numbers if they are two people, else leave one row out)';
    return { field: 'HoTen', code: 'SAME_NAME', message };
  };
}

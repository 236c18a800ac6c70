import { fold } from '../../../domain/fold.js';
import type { Given, Parameter } from '../../transport/parameters/index.js';
import { UNIT_CODE } from './checks.js';

/** `a=b` pairs of a text; a part without its `=` has no second. */
export function pairs(text: string, separator: ',' | ';'): [string, string | undefined][] {
  return text
    .split(separator)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const at = part.lastIndexOf('=');
      return at < 0 ? [part.trim(), undefined] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    });
}

/** What a system calls units where it does not write their codes. */
export const UNITS: Parameter = {
  name: 'UNITS',
  kind: {
    name: 'names and codes',
    expected: (text) =>
      pairs(text, ';').every(([name, code = '']) => name !== '' && UNIT_CODE.test(code))
        ? undefined
        : 'names of units with their codes, such as Phòng Nội vụ=H56.14.3, behind semicolons',
  },
  means: {
    vi: 'Tên đơn vị trong hệ thống nguồn và mã của chúng, TÊN=MÃ sau dấu chấm phẩy; chỗ nào đã ghi mã thì không cần',
    en: 'What the system calls units and their codes, NAME=CODE, behind semicolons; not needed where it writes their codes',
  },
  example: 'Phòng Nội vụ=H56.14.3;noivu=H56.14.3',
  absent: { vi: 'hệ thống nguồn ghi mã đơn vị', en: 'the system writes codes of units' },
};

/** Codes by the folded names of {@link UNITS}. */
export function unitsOf(given: Given): ReadonlyMap<string, string> {
  return new Map(pairs(given.text(UNITS) ?? '', ';').map(([name, code = '']) => [fold(name), code]));
}

import { pairsOf } from '../../transport/feed/parameters.js';
import type { Given, Parameter } from '../../transport/parameters/index.js';
import { UNIT_CODE } from '../reading/checks.js';

/** Whose an address is: calendars name people and rooms by their addresses, and no unit. */
export const UNITS: Parameter = {
  name: 'UNITS',
  kind: {
    name: 'addresses and codes',
    expected: (written) =>
      pairsOf(written).every(([address, unit]) => /^\S*@\S+$/.test(address) && UNIT_CODE.test(unit))
        ? undefined
        : 'addresses, or domains behind an @, with the codes of their units, such as @xa1.example.vn=H56.14.41, behind semicolons',
  },
  means: {
    vi: 'Địa chỉ thư, hoặc tên miền sau dấu @, trong lịch (iCalendar) và mã đơn vị của chúng, ĐỊA CHỈ=MÃ sau dấu chấm phẩy',
    en: 'Addresses, or domains behind an @, in calendars (iCalendar) and the codes of their units, ADDRESS=CODE, behind semicolons',
  },
  example: 'vanthu@ngoclac.example.vn=H56.14;@xa1.example.vn=H56.14.41',
  absent: { vi: 'lịch ghi mã đơn vị ở X-DON-VI', en: 'calendars have codes in X-DON-VI' },
};

/** The unit of an address by {@link UNITS}: by itself before by its domain. */
export type UnitOfAddress = (address: string) => string | undefined;

export function unitOfAddress(given: Given): UnitOfAddress {
  const units = new Map(
    pairsOf(given.text(UNITS) ?? '').map(([address, unit]) => [address.toLowerCase(), unit]),
  );
  return (address) => units.get(address) ?? units.get(address.slice(address.indexOf('@')));
}

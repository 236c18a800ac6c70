import { programmeOf } from '../../../../domain/benefits/groups.js';
import { lastDayOf, type PartialDate } from '../../../../domain/partial-date.js';
import type { Problem } from '../../../../domain/ports.js';
import { localDay, toInstant } from '../../../../domain/time.js';
import { notAhead } from '../../reading/checks.js';
import type { LooseFields } from '../../reading/fields.js';
import { groupIn, judgeBirth, judgeCoefficient, judgeGroup } from '../rules.js';
import type { PAYMENT_FORM } from './contract.js';

type Loose = LooseFields<typeof PAYMENT_FORM>;

/** What is wrong with a payment's fields taken together. `now`: the run's own time, ms. */
export function judgePayment(fields: Loose, problems: Problem[], now: number): void {
  // A field that could not be read is told of once.
  const add = (field: keyof Loose, code: string, message: string) => {
    if (!problems.some((problem) => problem.field === field)) problems.push({ field, code, message });
  };
  judgeGroup(fields, add, fields.Thang && lastDayOf(monthOf(fields.Thang)));
  const group = groupIn(fields);
  const isMerit = group !== undefined && programmeOf(group) === 'MERIT';
  judgeBirth(fields, isMerit, problems, localDay(toInstant(now)));
  judgeCoefficient(fields.HeSo, add);
  if (fields.SoTien !== undefined && !Number.isSafeInteger(fields.SoTien)) {
    add('SoTien', 'NOT_WHOLE', 'Số tiền phải là số đồng nguyên (must be whole đồng)');
  }
  notAhead(fields.NgayChi, 'NgayChi', now, problems);
  notAhead(fields.NgayQuyetDinh, 'NgayQuyetDinh', now, problems);
  if (fields.NgayChi !== undefined && fields.TrangThai !== 'DA_CHI' && fields.TrangThai !== 'TRA_LAI') {
    add('NgayChi', 'NOT_PAID', 'Chưa chi theo trạng thái (by its state it is not paid)');
  }
}

/** `08/2025` and `2025-08` are one month. */
export function monthOf(written: string): PartialDate {
  const [month = '', year] = written.split('/');
  return year === undefined ? written : `${year}-${month.padStart(2, '0')}`;
}

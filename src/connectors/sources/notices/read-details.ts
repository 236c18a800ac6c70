import {
  DETAIL_NAMES,
  DETAILS_KEY,
  type NoticeDetails,
  type ProcessStep,
} from '../../../domain/notice-details.js';
import type { Problem } from '../../../domain/ports.js';
import type { NoticeCategory } from '../../../domain/records.js';
import type { Instant } from '../../../domain/time.js';
import { inOrder } from '../reading/checks.js';
import { compact, type Fields, objectOf, readFields, type Shape } from '../reading/fields.js';
import { text } from '../reading/leaves.js';
import { detailOf, fieldsOf, foreignField, STEP } from './details.js';

/** Keys of one set of which the second may not lie before the first. */
const ORDERS: readonly [earlier: string, later: string][] = [
  ['NgayHieuLuc', 'NgayHetHieuLuc'],
  ['ApDungTu', 'ApDungDen'],
  ['NgayKhoiCong', 'NgayHoanThanh'],
  ['LayYKienTu', 'LayYKienDen'],
  ['DongThau', 'MoThau'],
  ['BatDau', 'KetThuc'],
];

/**
 * `ChiTiet` of a notice of this section; all that is wrong with it is added to `problems`, and what was read is whole only when nothing
 * is. Undefined: it has none. Pure.
 */
export function readDetails(
  raw: object,
  category: NoticeCategory,
  problems: Problem[],
): NoticeDetails | undefined {
  const told = readFields({ [DETAILS_KEY]: objectOf({ LoaiQuyHoach: text() }) }, raw, '', [])[DETAILS_KEY];
  const name = detailOf(category, told?.LoaiQuyHoach !== undefined);
  const own = fieldsOf(name);
  const shape = new Map<string, Shape[string]>();
  for (const [, key] of DETAIL_NAMES.flatMap(fieldsOf)) shape.set(key, foreignField);
  for (const [, key, field] of own) shape.set(key, field);
  const form: Shape = Object.fromEntries(shape);
  const read = readFields({ [DETAILS_KEY]: objectOf(form) }, raw, '', problems)[DETAILS_KEY];
  if (read === undefined) return undefined;
  const values = new Map<string, unknown>(Object.entries(read));
  for (const [earlier, later] of ORDERS) {
    const at = (key: string) => ({
      field: `${DETAILS_KEY}.${key}`,
      at: values.get(key) as Instant | undefined,
    });
    if (own.some(([, key]) => key === later)) inOrder(at(earlier), at(later), problems);
  }
  const record = own.map(([property, key]) => {
    const value = values.get(key);
    return [property, property === 'steps' ? stepsOf(value as Fields<typeof STEP>[]) : value];
  });
  return { [name]: compact(Object.fromEntries(record)) };
}

function stepsOf(steps: readonly Fields<typeof STEP>[]): ProcessStep[] {
  return steps.map(({ Ten: name, NguoiThucHien: actor, SoGio: hours, KetQua: result }) =>
    compact<ProcessStep>({ name, actor, hours, result }),
  );
}

import { defineNames } from './define.js';

export type OrderName<Field extends string> = `${Field}_ASC` | `${Field}_DESC`;

/** An order enum: each field upwards and downwards. What is not there (no due time) counts as later than everything. */
export function defineOrder<const Field extends string>(
  name: string,
  what: string,
  fields: Readonly<Record<Field, string>>,
): Record<OrderName<Field>, OrderName<Field>> {
  const rows = Object.entries<string>(fields).flatMap(([field, label]) => [
    [`${field}_ASC`, `${label}, tăng dần`],
    [`${field}_DESC`, `${label}, giảm dần`],
  ]);
  return defineNames(name, `Order of ${what} (thứ tự).`, Object.fromEntries(rows)) as Record<
    OrderName<Field>,
    OrderName<Field>
  >;
}

export const DossierOrderEnum = defineOrder('DossierOrder', 'dossiers', {
  RECEIVED: 'Ngày tiếp nhận',
  DUE: 'Ngày hẹn trả',
  CHANGED: 'Lần thay đổi ở nguồn',
  CODE: 'Mã hồ sơ',
});
export type DossierOrder = keyof typeof DossierOrderEnum;

export const NoticeOrderEnum = defineOrder('NoticeOrder', 'notices', {
  PUBLISHED: 'Ngày đăng',
  CHANGED: 'Lần thay đổi ở nguồn',
  CODE: 'Mã tin',
});
export type NoticeOrder = keyof typeof NoticeOrderEnum;

export const UnitOrderEnum = defineOrder('UnitOrder', 'units', { CODE: 'Mã định danh' });
export type UnitOrder = keyof typeof UnitOrderEnum;

export const ProcedureOrderEnum = defineOrder('ProcedureOrder', 'procedures', { CODE: 'Mã thủ tục' });
export type ProcedureOrder = keyof typeof ProcedureOrderEnum;

export const DeliveryOrderEnum = defineOrder('DeliveryOrder', 'deliveries', {
  CREATED: 'Thời điểm phát sinh',
});
export type DeliveryOrder = keyof typeof DeliveryOrderEnum;

export const LaneOrderEnum = defineOrder('LaneOrder', 'lanes', {
  CREATED: 'Thời điểm phát sinh',
  SINCE: 'Thời điểm vào trạng thái này',
});
export type LaneOrder = keyof typeof LaneOrderEnum;

export const SyncRunOrderEnum = defineOrder('SyncRunOrder', 'readings', { STARTED: 'Thời điểm bắt đầu' });
export type SyncRunOrder = keyof typeof SyncRunOrderEnum;

export const ComparisonOrderEnum = defineOrder('ComparisonOrder', 'comparisons', {
  STARTED: 'Thời điểm bắt đầu',
});
export type ComparisonOrder = keyof typeof ComparisonOrderEnum;

export const DifferenceOrderEnum = defineOrder('DifferenceOrder', 'differences', {
  LAST_FOUND: 'Lần thấy gần nhất',
  FIRST_FOUND: 'Lần thấy đầu tiên',
});
export type DifferenceOrder = keyof typeof DifferenceOrderEnum;

export const ReplayOrderEnum = defineOrder('ReplayOrder', 'replays', { REQUESTED: 'Thời điểm yêu cầu' });
export type ReplayOrder = keyof typeof ReplayOrderEnum;

export const AccessRecordOrderEnum = defineOrder('AccessRecordOrder', 'records of access', {
  AT: 'Thời điểm xem',
});
export type AccessRecordOrder = keyof typeof AccessRecordOrderEnum;

export const QuarantineOrderEnum = defineOrder('QuarantineOrder', 'refused records', {
  LAST_SEEN: 'Lần thấy gần nhất',
  FIRST_SEEN: 'Lần thấy đầu tiên',
});
export type QuarantineOrder = keyof typeof QuarantineOrderEnum;

import { defineNames } from './define.js';
import { defineOrder } from './orders.js';

export const BudgetPeriodEnum = defineNames('BudgetPeriod', 'Part of a budget year (kỳ).', {
  YEAR: 'Cả năm',
  Q1: 'Quý I',
  H1: '6 tháng — the first quarter is in it',
  M9: '9 tháng — the half year is in it',
});

export const BudgetStageEnum = defineNames('BudgetStage', 'Stage of a budget (giai đoạn).', {
  ESTIMATE: 'Dự toán',
  EXECUTION: 'Thực hiện',
  SETTLEMENT: 'Quyết toán',
});

export const BudgetLevelEnum = defineNames('BudgetLevel', 'Level of a budget (cấp ngân sách).', {
  CENTRAL: 'Trung ương',
  PROVINCE: 'Cấp tỉnh',
  DISTRICT: 'Cấp huyện — until budget year 2025',
  COMMUNE: 'Cấp xã',
});

export const BudgetGroupEnum = defineNames('BudgetGroup', 'What totals are taken apart by.', {
  TOP_ROW: 'Mục lớn nhất của biểu — revenue and spending, for one',
  BUDGET_UNIT: 'Đơn vị quan hệ ngân sách',
  CHAPTER: 'Chương',
  SECTION: 'Loại',
  ITEM: 'Mục',
});

export const BudgetLineOrderEnum = defineOrder('BudgetLineOrder', 'budget lines', {
  ROW: 'Thứ tự trong biểu',
  CODE: 'Mã chỉ tiêu',
  CHANGED: 'Lần thay đổi ở nguồn',
});

export const BudgetDisclosureOrderEnum = defineOrder('BudgetDisclosureOrder', 'disclosure packages', {
  CODE: 'Mã hồ sơ công khai',
  CHANGED: 'Lần thay đổi ở nguồn',
});

export const DisclosureStateEnum = defineNames(
  'DisclosureState',
  'State of a disclosure package (trạng thái).',
  {
    DRAFT: 'Dự thảo',
    APPROVED: 'Đã duyệt — the decision is signed',
    PUBLISHED: 'Đã công khai',
    CORRECTED: 'Đã đính chính — a later revision took its place',
    WITHDRAWN: 'Đã thu hồi',
  },
);

export const DisclosurePartEnum = defineNames('DisclosurePart', 'What a file of a package is.', {
  DECISION: 'Quyết định công bố',
  FORM: 'Biểu mẫu',
  EXPLANATION: 'Thuyết minh',
});

export const DueFromEnum = defineNames('DueFrom', 'From when the days are counted.', {
  APPROVAL: 'Ngày ký quyết định',
  PERIOD_END: 'Ngày cuối kỳ',
});

export const DueStandingEnum = defineNames('DueStanding', 'How a form stands to its due day (tình trạng).', {
  IN_TIME: 'Đã công khai đúng hạn',
  LATE: 'Đã công khai, quá hạn',
  WAITING: 'Chưa công khai, còn hạn',
  MISSING: 'Chưa công khai, đã quá hạn',
});

import { BENEFIT_GROUPS, type BenefitGroup, groupLabel } from '../../domain/benefits/groups.js';
import { ENTITLEMENT_STATE_NAMES } from '../../domain/benefits/states.js';
import { defineNames } from './define.js';

export const BenefitProgrammeEnum = defineNames('BenefitProgramme', 'Programme (chương trình).', {
  SOCIAL: 'Bảo trợ xã hội',
  MERIT: 'Người có công với cách mạng',
  SOCIAL_PENSION: 'Hưu trí xã hội',
  POVERTY: 'Giảm nghèo',
});

export const BenefitGroupEnum = defineNames(
  'BenefitGroup',
  'Who is entitled (loại đối tượng).',
  Object.fromEntries(BENEFIT_GROUPS.map((group) => [group, groupLabel(group)])) as Record<
    BenefitGroup,
    string
  >,
);

export const EntitlementStateEnum = defineNames(
  'EntitlementState',
  'State (tình trạng hưởng).',
  ENTITLEMENT_STATE_NAMES,
);

export const PayChannelEnum = defineNames('PayChannel', 'How it is paid (kênh chi trả).', {
  CASH: 'Tiền mặt',
  POST: 'Bưu điện',
  BANK: 'Tài khoản',
});

export const StandardGiverEnum = defineNames('StandardGiver', 'Whose standard it is.', {
  STATE: 'Chính phủ',
  PROVINCE: 'Tỉnh',
});

export const PaymentKindEnum = defineNames('BenefitPaymentKind', 'What is paid (loại chi).', {
  REGULAR: 'Trợ cấp hằng tháng',
  BACK_PAY: 'Truy lĩnh',
  FUNERAL: 'Mai táng phí',
  ONE_OFF: 'Trợ cấp một lần',
});

export const PaymentStateEnum = defineNames('BenefitPaymentState', 'State of a payment (trạng thái chi).', {
  LISTED: 'Lập danh sách',
  PAID: 'Đã chi',
  RETURNED: 'Trả lại',
});

export const BenefitTotalPartEnum = defineNames(
  'BenefitTotalPart',
  'What totals of payments are taken apart by.',
  { UNIT: 'Xã', MONTH: 'Tháng', PROGRAMME: 'Chương trình', GROUP: 'Loại đối tượng', KIND: 'Loại chi' },
);

export const PovertyStateEnum = defineNames('PovertyState', 'Of a household (phân loại hộ).', {
  POOR: 'Hộ nghèo',
  NEAR_POOR: 'Hộ cận nghèo',
  ESCAPED: 'Thoát nghèo, thoát cận nghèo',
});

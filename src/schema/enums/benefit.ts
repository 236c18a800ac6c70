import { BENEFIT_GROUPS, type BenefitGroup, groupLabel } from '../../domain/benefits/groups.js';
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

export const EntitlementStateEnum = defineNames('EntitlementState', 'State (tình trạng hưởng).', {
  APPLIED: 'Đề nghị',
  VERIFIED: 'Cấp xã đã xác minh',
  REFUSED: 'Từ chối',
  DECIDED: 'Đã quyết định',
  PAID: 'Đang hưởng',
  SUSPENDED: 'Tạm dừng',
  MOVED: 'Chuyển đi',
  STOPPED: 'Thôi hưởng',
  DECEASED: 'Đã mất',
  FUNERAL: 'Đã hỗ trợ mai táng',
});

export const PayChannelEnum = defineNames('PayChannel', 'How it is paid (kênh chi trả).', {
  CASH: 'Tiền mặt',
  POST: 'Bưu điện',
  BANK: 'Tài khoản',
});

export const StandardGiverEnum = defineNames('StandardGiver', 'Whose standard it is.', {
  STATE: 'Chính phủ',
  PROVINCE: 'Tỉnh',
});

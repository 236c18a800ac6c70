import { DOSSIER_STATES, type DossierState } from '../../domain/states.js';
import { defineEnum, type EnumTable } from './define.js';

const states = Object.fromEntries(
  DOSSIER_STATES.map(({ name, code, label }) => [name, [code, `${label} (${code})`]]),
) as unknown as EnumTable<string, DossierState>;

export const DossierStateEnum = defineEnum(
  'DossierState',
  'State of a dossier (trạng thái hồ sơ), the same ten on both sides of the wire.',
  states,
);

export const ChannelEnum = defineEnum('Channel', 'How a dossier was handed in (kênh thực hiện).', {
  IN_PERSON: [1, 'Trực tiếp'],
  ONLINE: [2, 'Trực tuyến'],
  POST: [3, 'Bưu chính'],
});

export const ApplicantTypeEnum = defineEnum('ApplicantType', 'Who hands in a dossier (loại đối tượng).', {
  CITIZEN: [1, 'Công dân'],
  BUSINESS: [2, 'Doanh nghiệp'],
  STATE_AGENCY: [3, 'Cơ quan nhà nước'],
  ORGANISATION: [4, 'Tổ chức, đối tượng khác'],
});

export const IdentityTypeEnum = defineEnum('IdentityType', 'Kind of identity paper (loại định danh).', {
  CITIZEN_CARD: [1, 'Căn cước công dân (CCCD), 12 chữ số'],
  OLD_CARD: [2, 'Chứng minh nhân dân (CMND), 9 chữ số'],
});

export const LodgedAtEnum = defineEnum('LodgedAt', 'Where an online dossier was lodged (nơi nộp).', {
  NATIONAL_PORTAL: [1, 'Cổng Dịch vụ công quốc gia'],
  AGENCY: [2, 'Hệ thống của cơ quan'],
});

export const ReturnMethodEnum = defineEnum('ReturnMethod', 'How the result is returned (hình thức trả).', {
  IN_PERSON: [0, 'Trả trực tiếp'],
  POST: [1, 'Trả qua bưu chính'],
});

export const OnlinePaymentEnum = defineEnum('OnlinePayment', 'Online payment (thanh toán trực tuyến).', {
  NONE: [0, 'Không thanh toán trực tuyến'],
  NATIONAL_PORTAL: [1, 'Trên Cổng Dịch vụ công quốc gia'],
  AGENCY: [2, 'Trên cổng thanh toán của cơ quan'],
});

export const FeeTypeEnum = defineEnum('FeeType', 'Kind of fee (loại phí, lệ phí).', {
  FEE: [1, 'Phí'],
  CHARGE: [2, 'Lệ phí'],
});

export const SatisfactionEnum = defineEnum(
  'Satisfaction',
  'Satisfaction of the applicant (mức độ hài lòng).',
  {
    VERY_SATISFIED: [1, 'Rất hài lòng'],
    SATISFIED: [2, 'Hài lòng'],
    NOT_SATISFIED: [3, 'Không hài lòng'],
  },
);

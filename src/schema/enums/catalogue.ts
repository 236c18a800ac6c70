import { defineEnum, defineNames } from './define.js';

export const UnitLevelEnum = defineEnum('UnitLevel', 'Level of a unit (cấp đơn vị).', {
  PROVINCE: ['TINH', 'Cấp tỉnh'],
  DISTRICT: ['HUYEN', 'Cấp huyện (đến 30/6/2025)'],
  COMMUNE: ['XA', 'Cấp xã'],
  DEPARTMENT: ['PHONG_BAN', 'Phòng, ban'],
});

export const UnitFollowEnum = defineNames(
  'UnitFollow',
  'Whose figures count for a unit (cách tính theo đơn vị).',
  {
    RECORDED:
      'Chỉ tính cho đơn vị đã ghi nhận — what it did itself, and what units below it did while they were',
    SUCCESSORS:
      'Tính cả đơn vị kế thừa, từ ngày kế thừa — what took over from these too, since the day it did',
    BOTH_WAYS:
      'Tính cả đơn vị kế thừa và đơn vị đã nhập trọn vào đó — with successors also what went wholly into it, all that it ever did',
  },
);
export type UnitFollow = keyof typeof UnitFollowEnum;

export const OnlineLevelEnum = defineEnum(
  'OnlineLevel',
  'Level of the online service (mức độ dịch vụ công).',
  {
    WHOLE: ['TOAN_TRINH', 'Dịch vụ công trực tuyến toàn trình'],
    PART: ['MOT_PHAN', 'Dịch vụ công trực tuyến một phần'],
    INFORMATION: ['THONG_TIN', 'Cung cấp thông tin'],
  },
);

export const TermUnitEnum = defineEnum('TermUnit', 'What a term counts (đơn vị thời hạn).', {
  HOUR: ['GIO', 'Giờ làm việc, 8 giờ là một ngày'],
  WORKING_DAY: ['NGAY_LAM_VIEC', 'Ngày làm việc'],
  DAY: ['NGAY', 'Ngày theo lịch'],
});

export const ProcedureStatusEnum = defineEnum('ProcedureStatus', 'Status of a procedure (trạng thái TTHC).', {
  PUBLISHED: ['CONG_KHAI', 'Đang công khai'],
  UPCOMING: ['SAP_DUNG', 'Sắp áp dụng'],
  TRIAL: ['THU_NGHIEM', 'Thử nghiệm'],
  AMENDED: ['SUA_DOI', 'Đã sửa đổi, bổ sung, đang công khai'],
  REPLACED: ['THAY_THE', 'Đã bị thay thế'],
  ABOLISHED: ['BAI_BO', 'Đã bãi bỏ'],
});

export const ListingEnum = defineNames(
  'Listing',
  'How a procedure stands at a portal (đối chiếu với cổng).',
  {
    SAME: 'Có trên cổng, cùng mức độ',
    OTHER_LEVEL: 'Có trên cổng, khác mức độ trực tuyến',
    MISSING: 'Chưa có trên cổng — published here, not listed there',
    EXTRA: 'Chỉ có trên cổng — listed there, not published here',
  },
);

export const NoticeCategoryEnum = defineEnum('NoticeCategory', 'Section of a notice (chuyên mục).', {
  LAW: ['PHAP_LUAT', 'Pháp luật'],
  POLICY: ['CHINH_SACH', 'Chính sách'],
  PROCEDURES: ['THU_TUC_HANH_CHINH', 'Thủ tục hành chính'],
  PROCESSES: ['QUY_TRINH', 'Quy trình'],
  INVESTMENT: ['DU_AN_DAU_TU', 'Dự án đầu tư'],
  TENDERS: ['DAU_THAU_MUA_SAM', 'Đấu thầu, mua sắm'],
  ACTIVITIES: ['HOAT_DONG', 'Hoạt động'],
});

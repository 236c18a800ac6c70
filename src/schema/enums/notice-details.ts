import type {
  LEGAL_STATES,
  PLANNING_KINDS,
  PROCEDURE_ACTIONS,
  PROJECT_GROUPS,
  PROJECT_STATES,
  SELECTION_FORMS,
  TENDER_FIELDS,
  TENDER_STATES,
} from '../../domain/notice-details.js';
import { defineEnum, type EnumTable } from './define.js';

/** The stored codes are those of the exchange form. */
type Of<Codes extends readonly string[]> = EnumTable<string, Codes[number]>;

export const LegalStateEnum = defineEnum('LegalState', 'State of a legal document (tình trạng hiệu lực).', {
  PENDING: ['CHUA_HIEU_LUC', 'Chưa có hiệu lực'],
  IN_FORCE: ['CON_HIEU_LUC', 'Còn hiệu lực'],
  PARTLY_ENDED: ['HET_MOT_PHAN', 'Hết hiệu lực một phần'],
  ENDED: ['HET_HIEU_LUC', 'Hết hiệu lực'],
} satisfies Of<typeof LEGAL_STATES>);

export const ProcedureActionEnum = defineEnum(
  'ProcedureAction',
  'What a decision does to procedures (hình thức công bố).',
  {
    PUBLISH: ['CONG_BO', 'Công bố mới'],
    AMEND: ['SUA_DOI', 'Sửa đổi, bổ sung'],
    REPLACE: ['THAY_THE', 'Thay thế'],
    ABOLISH: ['BAI_BO', 'Bãi bỏ'],
  } satisfies Of<typeof PROCEDURE_ACTIONS>,
);

export const ProjectGroupEnum = defineEnum('ProjectGroup', 'Group of a project (nhóm dự án).', {
  NATIONAL: ['QUAN_TRONG', 'Dự án quan trọng quốc gia'],
  A: ['A', 'Nhóm A'],
  B: ['B', 'Nhóm B'],
  C: ['C', 'Nhóm C'],
} satisfies Of<typeof PROJECT_GROUPS>);

export const ProjectStateEnum = defineEnum('ProjectState', 'State of a project (trạng thái dự án).', {
  PREPARING: ['CHUAN_BI', 'Chuẩn bị đầu tư'],
  IN_PROGRESS: ['DANG_THUC_HIEN', 'Đang thực hiện'],
  COMPLETED: ['HOAN_THANH', 'Hoàn thành'],
  PAUSED: ['TAM_DUNG', 'Tạm dừng'],
  CANCELLED: ['HUY', 'Hủy bỏ'],
} satisfies Of<typeof PROJECT_STATES>);

export const PlanningKindEnum = defineEnum('PlanningKind', 'Kind of a plan (loại quy hoạch).', {
  URBAN: ['DO_THI', 'Quy hoạch đô thị'],
  RURAL: ['NONG_THON', 'Quy hoạch nông thôn'],
  LAND_USE: ['SU_DUNG_DAT', 'Quy hoạch, kế hoạch sử dụng đất'],
  SECTOR: ['NGANH', 'Quy hoạch ngành'],
  OTHER: ['KHAC', 'Quy hoạch khác'],
} satisfies Of<typeof PLANNING_KINDS>);

export const SelectionFormEnum = defineEnum(
  'SelectionForm',
  'Form of selection (hình thức lựa chọn nhà thầu, Luật Đấu thầu 22/2023/QH15).',
  {
    OPEN: ['RONG_RAI', 'Đấu thầu rộng rãi'],
    LIMITED: ['HAN_CHE', 'Đấu thầu hạn chế'],
    DIRECT_APPOINTMENT: ['CHI_DINH_THAU', 'Chỉ định thầu'],
    SHOPPING: ['CHAO_HANG_CANH_TRANH', 'Chào hàng cạnh tranh'],
    DIRECT_PURCHASE: ['MUA_SAM_TRUC_TIEP', 'Mua sắm trực tiếp'],
    OWN_WORKS: ['TU_THUC_HIEN', 'Tự thực hiện'],
    COMMUNITY: ['CONG_DONG', 'Tham gia thực hiện của cộng đồng'],
    NEGOTIATION: ['DAM_PHAN_GIA', 'Đàm phán giá'],
    SPECIAL: ['DAC_BIET', 'Trường hợp đặc biệt'],
  } satisfies Of<typeof SELECTION_FORMS>,
);

export const TenderFieldEnum = defineEnum('TenderField', 'What a package buys (loại gói thầu).', {
  WORKS: ['XAY_LAP', 'Xây lắp'],
  GOODS: ['HANG_HOA', 'Hàng hóa'],
  CONSULTING: ['TU_VAN', 'Tư vấn'],
  SERVICES: ['PHI_TU_VAN', 'Phi tư vấn'],
  MIXED: ['HON_HOP', 'Hỗn hợp'],
} satisfies Of<typeof TENDER_FIELDS>);

export const TenderStateEnum = defineEnum('TenderState', 'State of a package (trạng thái gói thầu).', {
  OPEN: ['DANG_MOI', 'Đang mời thầu'],
  CLOSED: ['DA_DONG', 'Đã đóng thầu'],
  AWARDED: ['CO_KET_QUA', 'Đã có kết quả'],
  CANCELLED: ['HUY', 'Đã hủy thầu'],
} satisfies Of<typeof TENDER_STATES>);

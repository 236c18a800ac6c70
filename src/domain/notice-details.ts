import type { Instant } from './time.js';

/*
 * What notices of each section say beyond title and body. All of it is public once published. Codes are those of the exchange form
 * (docs/sources/notices.md); amounts are đồng.
 */

export const LEGAL_STATES = ['CHUA_HIEU_LUC', 'CON_HIEU_LUC', 'HET_MOT_PHAN', 'HET_HIEU_LUC'] as const;
export const PROCEDURE_ACTIONS = ['CONG_BO', 'SUA_DOI', 'THAY_THE', 'BAI_BO'] as const;
/** Law on public investment: of national importance, A, B, C. */
export const PROJECT_GROUPS = ['QUAN_TRONG', 'A', 'B', 'C'] as const;
export const PROJECT_STATES = ['CHUAN_BI', 'DANG_THUC_HIEN', 'HOAN_THANH', 'TAM_DUNG', 'HUY'] as const;
export const PLANNING_KINDS = ['DO_THI', 'NONG_THON', 'SU_DUNG_DAT', 'NGANH', 'KHAC'] as const;
/** Law on bidding 22/2023/QH15, article 20. */
export const SELECTION_FORMS = [
  'RONG_RAI',
  'HAN_CHE',
  'CHI_DINH_THAU',
  'CHAO_HANG_CANH_TRANH',
  'MUA_SAM_TRUC_TIEP',
  'TU_THUC_HIEN',
  'CONG_DONG',
  'DAM_PHAN_GIA',
  'DAC_BIET',
] as const;
export const TENDER_FIELDS = ['XAY_LAP', 'HANG_HOA', 'TU_VAN', 'PHI_TU_VAN', 'HON_HOP'] as const;
export const TENDER_STATES = ['DANG_MOI', 'DA_DONG', 'CO_KET_QUA', 'HUY'] as const;

/** PHAP_LUAT */
export interface LegalAct {
  field?: string;
  signer?: string;
  effectiveFrom?: Instant;
  effectiveTo?: Instant;
  state?: (typeof LEGAL_STATES)[number];
  /** Numbers of the documents that it replaces. */
  replaces: string[];
}

/** CHINH_SACH */
export interface SupportPolicy {
  field?: string;
  beneficiaries?: string;
  amount?: number;
  funding?: string;
  from?: Instant;
  to?: Instant;
}

/** THU_TUC_HANH_CHINH */
export interface ProcedureChange {
  action?: (typeof PROCEDURE_ACTIONS)[number];
  procedureCodes: string[];
  decisionNumber?: string;
  decisionDate?: Instant;
  effectiveFrom?: Instant;
}

/** QUY_TRINH */
export interface WorkProcess {
  procedureCode?: string;
  version?: string;
  effectiveFrom?: Instant;
  steps: ProcessStep[];
}
export interface ProcessStep {
  name: string;
  actor?: string;
  /** Working hours. */
  hours?: number;
  result?: string;
}

/** DU_AN_DAU_TU */
export interface InvestmentProject {
  code?: string;
  name: string;
  investor?: string;
  totalInvestment?: number;
  funding?: string;
  place?: string;
  group?: (typeof PROJECT_GROUPS)[number];
  startsAt?: Instant;
  finishesAt?: Instant;
  decisionNumber?: string;
  decisionDate?: Instant;
  state?: (typeof PROJECT_STATES)[number];
}

/** DU_AN_DAU_TU too, told by its kind. */
export interface Planning {
  kind: (typeof PLANNING_KINDS)[number];
  name?: string;
  place?: string;
  /** Hectares. */
  area?: number;
  period?: string;
  decisionNumber?: string;
  decisionDate?: Instant;
  commentsFrom?: Instant;
  commentsTo?: Instant;
}

/** DAU_THAU_MUA_SAM */
export interface TenderPackage {
  /** Of the national bidding system (số TBMT). */
  noticeNumber?: string;
  number?: string;
  name: string;
  projectCode?: string;
  procuringEntity?: string;
  field?: (typeof TENDER_FIELDS)[number];
  selection?: (typeof SELECTION_FORMS)[number];
  price?: number;
  bidsCloseAt?: Instant;
  bidsOpenAt?: Instant;
  winner?: string;
  awardPrice?: number;
  awardedAt?: Instant;
  duration?: string;
  state?: (typeof TENDER_STATES)[number];
}

/** HOAT_DONG */
export interface PublicEvent {
  startsAt?: Instant;
  endsAt?: Instant;
  place?: string;
  host?: string;
  participants?: string;
}

/** One of them, by the notice's section. */
export interface NoticeDetails {
  legalAct?: LegalAct;
  policy?: SupportPolicy;
  procedureChange?: ProcedureChange;
  process?: WorkProcess;
  investment?: InvestmentProject;
  planning?: Planning;
  tender?: TenderPackage;
  event?: PublicEvent;
}

export type DetailName = keyof NoticeDetails;

/** The key of the exchange form that holds what belongs to the section. */
export const DETAILS_KEY = 'ChiTiet';

/** What the exchange form calls each property, within `ChiTiet`. A key has one meaning only within a section. */
export const DETAIL_KEYS: {
  readonly [N in DetailName]-?: { readonly [K in keyof NonNullable<NoticeDetails[N]>]-?: string };
} = {
  legalAct: {
    field: 'LinhVuc',
    signer: 'NguoiKy',
    effectiveFrom: 'NgayHieuLuc',
    effectiveTo: 'NgayHetHieuLuc',
    state: 'TinhTrangHieuLuc',
    replaces: 'ThayTheVanBan',
  },
  policy: {
    field: 'LinhVuc',
    beneficiaries: 'DoiTuong',
    amount: 'MucHoTro',
    funding: 'NguonKinhPhi',
    from: 'ApDungTu',
    to: 'ApDungDen',
  },
  procedureChange: {
    action: 'HinhThucCongBo',
    procedureCodes: 'DanhSachTTHC',
    decisionNumber: 'SoQuyetDinh',
    decisionDate: 'NgayQuyetDinh',
    effectiveFrom: 'NgayHieuLuc',
  },
  process: {
    procedureCode: 'MaTTHC',
    version: 'PhienBan',
    effectiveFrom: 'NgayHieuLuc',
    steps: 'CacBuoc',
  },
  investment: {
    code: 'MaDuAn',
    name: 'TenDuAn',
    investor: 'ChuDauTu',
    totalInvestment: 'TongMucDauTu',
    funding: 'NguonVon',
    place: 'DiaDiem',
    group: 'NhomDuAn',
    startsAt: 'NgayKhoiCong',
    finishesAt: 'NgayHoanThanh',
    decisionNumber: 'SoQuyetDinh',
    decisionDate: 'NgayQuyetDinh',
    state: 'TrangThaiDuAn',
  },
  planning: {
    kind: 'LoaiQuyHoach',
    name: 'TenQuyHoach',
    place: 'DiaDiem',
    area: 'DienTich',
    period: 'KyQuyHoach',
    decisionNumber: 'SoQuyetDinh',
    decisionDate: 'NgayQuyetDinh',
    commentsFrom: 'LayYKienTu',
    commentsTo: 'LayYKienDen',
  },
  tender: {
    noticeNumber: 'SoTBMT',
    number: 'SoGoiThau',
    name: 'TenGoiThau',
    projectCode: 'MaDuAn',
    procuringEntity: 'BenMoiThau',
    field: 'LoaiGoiThau',
    selection: 'HinhThucLuaChon',
    price: 'GiaGoiThau',
    bidsCloseAt: 'DongThau',
    bidsOpenAt: 'MoThau',
    winner: 'NhaThauTrung',
    awardPrice: 'GiaTrungThau',
    awardedAt: 'NgayKetQua',
    duration: 'ThoiGianThucHien',
    state: 'TrangThaiThau',
  },
  event: {
    startsAt: 'BatDau',
    endsAt: 'KetThuc',
    place: 'DiaDiem',
    host: 'ChuTri',
    participants: 'ThanhPhan',
  },
};

/** Every set's name. */
export const DETAIL_NAMES = Object.keys(DETAIL_KEYS) as DetailName[];

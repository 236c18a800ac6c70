import { factsOf, type PlainKind, type PlainRecord } from './kinds/index.js';
import type { NoticeDetails } from './notice-details.js';
import type { ProcedureRecord } from './procedure.js';
import type { DossierState } from './states.js';
import type { Instant } from './time.js';
import type { UnitRecord } from './unit.js';

export type { ProcedureRecord } from './procedure.js';
export type { UnitRecord } from './unit.js';

/** The kinds of subject that the hub holds: those that are carried to portals, the catalogues, and those that are shown (kinds/). */
export type SubjectKind = 'dossier' | 'notice' | 'unit' | 'procedure' | PlainKind;

/** A file as the source names it: an http(s) URL, or a path inside the drop's `files/`. */
export type FileReference = string;

export interface TraceItem {
  at: Instant;
  state: DossierState;
  /** NguoiXuLy */
  actor: string;
  title?: string;
  department?: string;
  note?: string;
  begunAt?: Instant;
  dueAt?: Instant;
}

export interface DossierComponent {
  code?: string;
  name: string;
  file?: FileReference;
  digitised?: boolean;
  reused?: boolean;
  fromNationalStore?: boolean;
  originals?: number;
  copies?: number;
}

export interface DossierResult {
  code?: string;
  name: string;
  number?: string;
  signedAt?: Instant;
  signer?: string;
  file?: FileReference;
  /** MaGiayTo */
  paperCode?: string;
}

export interface DossierFee {
  name: string;
  code?: string;
  /** 1 phí, 2 lệ phí */
  type?: 1 | 2;
  /** đồng */
  amount: number;
  method?: string;
  paid?: boolean;
  paidAt?: Instant;
}

export interface DossierSupplement {
  id: string;
  requestedBy?: string;
  content?: string;
  requestedAt: Instant;
  /** NgayBoSung: the citizen's answer */
  answeredAt?: Instant;
  receivedBy?: string;
  previousDueAt?: Instant;
  newDueAt?: Instant;
  status?: string;
}

export interface DossierRating {
  /** 1 very satisfied, 2 satisfied, 3 not satisfied; absent: words only */
  level?: 1 | 2 | 3;
  content?: string;
  at?: Instant;
}

/** A one-stop dossier (hồ sơ) as it stood at one `changedAt`, decoded and in NFC. */
export interface DossierRecord {
  kind: 'dossier';
  /** MaHoSo */
  code: string;
  /** MaTTHC without its suffix, `1.001193` */
  procedureCode: string;
  /** DonVi: the receiving unit's code, as the unit table has it */
  receivingUnit: string;
  processingUnit?: string;
  /** 1 in person, 2 online, 3 post */
  channel: 1 | 2 | 3;
  /** 1 citizen, 2 business, 3 state agency, 4 organisation or other */
  applicantType: 1 | 2 | 3 | 4;
  applicantName: string;
  /** 1 CCCD, 2 CMND */
  identityType?: 1 | 2;
  identityNumber?: string;
  phone?: string;
  email?: string;
  address?: string;
  /** MaDoiTuong (TechID) */
  nationalAccountId?: string;
  summary: string;
  /** 1 national portal, 2 the agency's */
  lodgedAt?: 1 | 2;
  submittedAt?: Instant;
  receivedAt?: Instant;
  dueAt?: Instant;
  finishedAt?: Instant;
  returnedAt?: Instant;
  refusedAt?: Instant;
  state: DossierState;
  /** 0 in person, 1 post */
  returnMethod?: 0 | 1;
  vneidVerified?: boolean;
  /** 0 no, 1 on the national portal, 2 on the agency's gateway */
  onlinePayment?: 0 | 1 | 2;
  changedAt: Instant;
  /** DaXoa: a tombstone; only `code` and `changedAt` mean something then */
  deleted?: boolean;
  trace: TraceItem[];
  components: DossierComponent[];
  results: DossierResult[];
  fees: DossierFee[];
  supplements: DossierSupplement[];
  rating?: DossierRating;
}

export const NOTICE_CATEGORIES = [
  'PHAP_LUAT',
  'CHINH_SACH',
  'THU_TUC_HANH_CHINH',
  'QUY_TRINH',
  'DU_AN_DAU_TU',
  'DAU_THAU_MUA_SAM',
  'HOAT_DONG',
] as const;
export type NoticeCategory = (typeof NOTICE_CATEGORIES)[number];

/** A notice (tin, thông báo) of the district's portal; `body` is sanitised HTML. */
export interface NoticeRecord {
  kind: 'notice';
  /** MaTin */
  code: string;
  title: string;
  body: string;
  summary?: string;
  author?: string;
  /** NguonTin */
  provenance?: string;
  /** AnhDaiDien */
  image?: FileReference;
  /** DuongDan: public address at the district's portal */
  url?: string;
  category: NoticeCategory;
  /** SoKyHieu: with it the notice is a legal document too */
  number?: string;
  documentType?: string;
  issuer?: string;
  issuedAt?: Instant;
  publishedAt: Instant;
  expiresAt?: Instant;
  /** DaGo */
  withdrawn?: boolean;
  unit: string;
  attachments: { name: string; file: FileReference }[];
  /** ChiTiet: what notices of its section say beside; absent: nothing */
  details?: NoticeDetails;
  changedAt: Instant;
  deleted?: boolean;
}

export type SubjectRecord = DossierRecord | NoticeRecord | UnitRecord | ProcedureRecord | PlainRecord;

/** Whether a record is of a kind that is shown and not carried. */
export function isPlain(record: SubjectRecord): record is PlainRecord {
  return factsOf(record.kind) !== undefined;
}

import type { Instant } from './time.js';

/** How far a procedure is served online: wholly (toàn trình), in part (một phần), or described only. */
export const ONLINE_LEVELS = ['TOAN_TRINH', 'MOT_PHAN', 'THONG_TIN'] as const;
export type OnlineLevel = (typeof ONLINE_LEVELS)[number];

/** Before decree 42/2022 there were four levels, written by number: 4 became whole, 3 part, the rest described only. */
const OLD_LEVELS = { '4': 'TOAN_TRINH', '3': 'MOT_PHAN', '2': 'THONG_TIN', '1': 'THONG_TIN' } as const;

/** Every way in which sources write the level. */
export const LEVEL_WORDS = [...ONLINE_LEVELS, '4', '3', '2', '1'] as const;
export type LevelWord = (typeof LEVEL_WORDS)[number];

export function onlineLevelOf(word: LevelWord): OnlineLevel {
  return ONLINE_LEVELS.find((level) => level === word) ?? OLD_LEVELS[word as keyof typeof OLD_LEVELS];
}

/**
 * Published → amended → replaced or abolished, each by a decision; upcoming and trial come before. The source decides: what was abolished may
 * be published again.
 */
export const PROCEDURE_STATUSES = [
  'CONG_KHAI',
  'SUA_DOI',
  'SAP_DUNG',
  'THU_NGHIEM',
  'THAY_THE',
  'BAI_BO',
] as const;
export type ProcedureStatus = (typeof PROCEDURE_STATUSES)[number];

export const TERM_UNITS = ['GIO', 'NGAY_LAM_VIEC', 'NGAY'] as const;
export type TermUnit = (typeof TERM_UNITS)[number];

/** The national code in one with what a province writes after it. */
export const SUFFIXED = /^(\d+\.\d{6})\./;

/** The national code alone: `1.001193.000.00.00.H56` → `1.001193`. */
export function withoutSuffix(code: string): string {
  return SUFFIXED.exec(code)?.[1] ?? code;
}

/** The code as it was written, where that is more than the national one. */
export function suffixed(code: string): string | undefined {
  return withoutSuffix(code) === code ? undefined : code;
}

/** How long it may take when handed in this way. Amount and unit are absent where the source says it in words, which are the note then. */
export interface ProcedureTerm {
  /** KENH: in person, online, by post, as the source names it */
  channel?: string;
  amount?: number;
  unit?: TermUnit;
  note?: string;
}

export interface ProcedureFee {
  name?: string;
  code?: string;
  /** 1 phí, 2 lệ phí */
  type?: 1 | 2;
  /** đồng; absent: as the note says */
  amount?: number;
  channel?: string;
  note?: string;
}

/** A paper to hand in. */
export interface ProcedureComponent {
  code?: string;
  name: string;
  /** TRUONGHOP: in which case it is asked for */
  case?: string;
  required?: boolean;
  originals?: number;
  copies?: number;
  /** The blank form's file (mẫu đơn). */
  form?: string;
}

export interface ProcedureOutcome {
  code?: string;
  name: string;
}

/** The decision that publishes, amends or ends it (quyết định công bố). */
export interface ProcedureDecision {
  number?: string;
  date?: Instant;
  /** Who decided. */
  issuer?: string;
  file?: string;
  /** IDQUYETDINHCONGBO: the national catalogue names it by a number of its own only. */
  nationalId?: string;
}

/** A procedure (thủ tục hành chính) as it stood at one `changedAt`. What was added later is optional: older content keeps its hash. */
export interface ProcedureRecord {
  kind: 'procedure';
  /** MaTTHC without suffix */
  code: string;
  /** MaTTHC as it was written, where it has a suffix */
  fullCode?: string;
  name: string;
  fieldCode: string;
  fieldName: string;
  /** CapThucHien */
  levels: string[];
  onlineLevel: OnlineLevel;
  /** Since when it is served at that level. */
  onlineSince?: Instant;
  term?: { amount: number; unit: TermUnit };
  /** KhongCoHenTra */
  noDueTime?: boolean;
  hasFee?: boolean;
  paperResult?: boolean;
  status?: ProcedureStatus;
  terms?: ProcedureTerm[];
  fees?: ProcedureFee[];
  components?: ProcedureComponent[];
  results?: ProcedureOutcome[];
  decision?: ProcedureDecision;
  /** Codes of those that came in its place. */
  replacedBy?: string[];
  validFrom?: Instant;
  /** The last moment of its last day. */
  validTo?: Instant;
  changedAt: Instant;
  deleted?: boolean;
}

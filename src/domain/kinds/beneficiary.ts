import type { BenefitGroup, BenefitProgramme } from '../benefits/groups.js';
import { namesakes } from '../benefits/namesakes.js';
import { type EntitlementState, judgeStep } from '../benefits/states.js';
import type { Gender } from '../gender.js';
import { paperKey } from '../paper-number.js';
import type { PartialDate } from '../partial-date.js';
import type { Problem } from '../problem.js';
import { type Instant, localDay } from '../time.js';
import type { KindFacts } from './kind.js';

export const PAY_CHANNELS = ['CASH', 'POST', 'BANK'] as const;
export type PayChannel = (typeof PAY_CHANNELS)[number];

/** Dạng tật, decree 28/2012/NĐ-CP. */
export const DISABILITY_TYPES = {
  MOVEMENT: 'Vận động',
  HEARING_SPEECH: 'Nghe, nói',
  SIGHT: 'Nhìn',
  MENTAL: 'Thần kinh, tâm thần',
  INTELLECTUAL: 'Trí tuệ',
  OTHER: 'Khác',
} as const;
export type DisabilityType = keyof typeof DISABILITY_TYPES;

/** Mức độ khuyết tật. */
export const DISABILITY_LEVELS = { VERY_SEVERE: 'Đặc biệt nặng', SEVERE: 'Nặng', LIGHT: 'Nhẹ' } as const;
export type DisabilityLevel = keyof typeof DISABILITY_LEVELS;

/**
 * One person's entitlement by one decision (đối tượng hưởng chính sách), or an application for it. Who is entitled by several decisions has
 * several.
 */
export interface BeneficiaryRecord {
  kind: 'beneficiary';
  /** See {@link beneficiaryCode}: never an identity number, for keys stand in logs and reports. */
  code: string;
  programme: BenefitProgramme;
  /** Part of the key: another group is another entitlement. */
  group: BenefitGroup;
  fullName: string;
  birthDate: PartialDate;
  gender: Gender;
  /** 12 digits, or 9 of the older card. */
  personalId?: string;
  /** The commune that keeps the file. */
  unit: string;
  village?: string;
  /** Mã hộ, of the survey of poor households. */
  householdCode?: string;
  /** Hệ số. */
  coefficient?: number;
  /** Whole đồng a month. */
  monthlyAmount?: number;
  /** Of what is not decided. */
  applicationNumber?: string;
  decisionNumber?: string;
  decisionDate?: Instant;
  /** First day of entitlement. */
  from?: Instant;
  /** Its last day; absent: without an end. */
  to?: Instant;
  disabilityType?: DisabilityType;
  disabilityLevel?: DisabilityLevel;
  /** Tỷ lệ tổn thương cơ thể, per cent as text, `61`: it is masked. */
  injuryRate?: string;
  guardian?: string;
  payChannel?: PayChannel;
  bankAccount?: string;
  /** Files of people with merit at the ministry, `BD/LS-07956`, and at the province. */
  ministryFile?: string;
  provinceFile?: string;
  deathDate?: PartialDate;
  state: EntitlementState;
  /** Why it was refused, suspended or stopped. */
  reason?: string;
  changedAt: Instant;
  deleted?: boolean;
}

/**
 * Programme, paper (the decision; of what is not decided the application, `TN` before it), and what stands for the person within the group.
 */
export function beneficiaryCode(
  programme: BenefitProgramme,
  paper: { decision?: string | undefined; application?: string | undefined },
  person: string,
): string | undefined {
  const { decision, application } = paper;
  if (decision !== undefined) return `${programme}|${paperKey(decision)}|${person}`;
  return application === undefined ? undefined : `${programme}|TN ${paperKey(application)}|${person}`;
}

const twinsIn = namesakes<BeneficiaryRecord>(({ monthlyAmount }) => monthlyAmount);

/**
 * A newer record without an identity number leaves the one that is known: the row that the source had before the number was told, or one of a list
 * without that column. By the number a death and other registers find the person.
 */
function completeBeneficiary(stored: BeneficiaryRecord, incoming: BeneficiaryRecord): BeneficiaryRecord {
  const { personalId } = stored;
  if (incoming.personalId !== undefined || personalId === undefined || stored.deleted) return incoming;
  if (Date.parse(incoming.changedAt) < Date.parse(stored.changedAt)) return incoming;
  return { ...incoming, personalId };
}

/** What was deleted begins anew: of a state that was wrong the source says `DaXoa`, then sends the record again. */
function judgeBeneficiary(
  incoming: BeneficiaryRecord,
  stored: BeneficiaryRecord | undefined,
): Problem | undefined {
  if (stored === undefined || stored.deleted) return undefined;
  return (
    twinsIn(stored, incoming, false) ??
    judgePaper(stored, incoming) ??
    judgeStep(stored.state, incoming.state)
  );
}

const OTHER_DECISION: Problem = {
  field: 'NgayQuyetDinh',
  code: 'OTHER_DECISION',
  message:
    'Số quyết định này của năm khác đã có cho người này: số quyết định lặp lại mỗi năm, ghi số kèm năm; nếu trước đó ghi nhầm ngày thì gửi DaXoa rồi gửi lại (the person has a decision of that number of another year: write the number with its year; where the day was wrong before, send DaXoa, then the record again)',
};
const OTHER_FILE: Problem = {
  field: 'SoHoSoBo',
  code: 'OTHER_FILE',
  message:
    'Người này đã có theo quyết định này với hồ sơ người có công khác; nếu trước đó ghi nhầm thì gửi DaXoa rồi gửi lại (the person has another merit file by this decision; where it was wrong before, send DaXoa, then the record again)',
};

/** Numbers of decisions begin anew each year, and of two martyrs there are two files: neither is a change of the other. */
function judgePaper(stored: BeneficiaryRecord, incoming: BeneficiaryRecord): Problem | undefined {
  const [was, is] = [stored, incoming].map(
    ({ decisionDate }) => decisionDate && localDay(decisionDate).slice(0, 4),
  );
  if (was !== undefined && is !== undefined && was !== is) return OTHER_DECISION;
  const differ = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && paperKey(one) !== paperKey(other);
  const other =
    differ(stored.ministryFile, incoming.ministryFile) || differ(stored.provinceFile, incoming.provinceFile);
  return other ? OTHER_FILE : undefined;
}

export const beneficiary = {
  kind: 'beneficiary',
  label: 'Đối tượng chính sách',
  permission: 'beneficiaries.read',
  // Labour and social affairs, who oversees them, and the programs of that office; whoever only looks around has no need of them.
  readers: ['officer', 'auditor', 'service'],
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  // Moved away, it is another place's to stop; refused, there is nothing to stop.
  afterDeath: ['REFUSED', 'MOVED', 'STOPPED', 'DECEASED', 'FUNERAL'] satisfies EntitlementState[],
  twins: twinsIn,
  complete: completeBeneficiary,
  judge: judgeBeneficiary,
  lists: ['Beneficiary'],
  classes: {
    Query: { beneficiaries: 'I', beneficiary: 'I', benefitStandards: 'P', benefitCoefficients: 'P' },
    // Groups that tell of somebody's health make all that is personal in the row sensitive (reads/beneficiary.ts).
    Beneficiary: {
      id: 'I',
      code: 'I',
      programme: 'I',
      group: 'I',
      groupName: 'I',
      fullName: 'BASIC',
      birthDate: 'BASIC',
      gender: 'I',
      personalId: 'BASIC',
      unit: 'P',
      village: 'BASIC',
      householdCode: 'BASIC',
      coefficient: 'I',
      monthlyAmount: 'I',
      expectedAmount: 'I',
      amountDiffers: 'I',
      applicationNumber: 'I',
      decisionNumber: 'I',
      decisionDate: 'I',
      from: 'I',
      to: 'I',
      disabilityType: 'HEALTH',
      disabilityLevel: 'HEALTH',
      injuryRate: 'HEALTH',
      guardian: 'BASIC',
      payChannel: 'I',
      bankAccount: 'BANK_CUSTOMER',
      ministryFile: 'BASIC',
      provinceFile: 'BASIC',
      deathDate: 'BASIC',
      state: 'I',
      reason: 'BASIC',
      otherEntitlements: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    BenefitStandard: {
      programme: 'P',
      group: 'P',
      amount: 'P',
      givenBy: 'P',
      basis: 'P',
      validFrom: 'P',
      validTo: 'P',
    },
    BenefitCoefficient: {
      group: 'P',
      ofWhom: 'P',
      coefficient: 'P',
      givenBy: 'P',
      basis: 'P',
      validFrom: 'P',
      validTo: 'P',
    },
    Unit: { beneficiaries: 'I' },
  },
} as const satisfies KindFacts<BeneficiaryRecord['kind'], keyof BeneficiaryRecord>;

import type { BenefitGroup, BenefitProgramme } from '../benefits/groups.js';
import { namesakes } from '../benefits/namesakes.js';
import type { Gender } from '../gender.js';
import type { PartialDate } from '../partial-date.js';
import type { Problem } from '../problem.js';
import type { Instant } from '../time.js';
import { UNIT_PATTERN } from '../unit-code.js';
import type { PayChannel } from './beneficiary.js';
import type { KindFacts } from './kind.js';

/** The month's allowance, what is paid later for months before, funeral support, and what is given once. */
export const PAYMENT_KINDS = ['REGULAR', 'BACK_PAY', 'FUNERAL', 'ONE_OFF'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

/** On the list, received, or come back. */
export const PAYMENT_STATES = ['LISTED', 'PAID', 'RETURNED'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** One person's payment of one month, as a row of a commune's payroll has it (bảng kê chi trả). */
export interface BenefitPaymentRecord {
  kind: 'benefit-payment';
  /** See {@link paymentCode}: never an identity number. */
  code: string;
  /** `2025-08` */
  month: PartialDate;
  paymentKind: PaymentKind;
  programme: BenefitProgramme;
  /** Part of the key, as with entitlements. */
  group: BenefitGroup;
  fullName: string;
  birthDate: PartialDate;
  gender?: Gender;
  /** 12 digits, or 9 of the older card. */
  personalId?: string;
  /** The commune that pays. */
  unit: string;
  village?: string;
  coefficient?: number;
  /** Whole đồng. */
  amount: number;
  payChannel?: PayChannel;
  state: PaymentState;
  paidAt?: Instant;
  /** The payroll's decision. */
  decisionNumber?: string;
  decisionDate?: Instant;
  changedAt: Instant;
  deleted?: boolean;
}

/** Month, kind, commune, and what stands there for the person within the group. */
export function paymentCode(month: PartialDate, kind: PaymentKind, unit: string, person: string): string {
  return `${month}|${kind}|${unit}/${person}`;
}

const UNIT_IN_KEY = new RegExp(String.raw`\|(${UNIT_PATTERN})/`);

const twinsIn = namesakes<BenefitPaymentRecord>(({ amount }) => amount);

/** What was paid or came back does not become a mere row again, as where a payroll is printed once more without signatures. */
function judgePayment(
  incoming: BenefitPaymentRecord,
  stored: BenefitPaymentRecord | undefined,
): Problem | undefined {
  if (stored === undefined || stored.deleted) return undefined;
  const twins = twinsIn(stored, incoming, false);
  if (twins || stored.state === 'LISTED' || incoming.state !== 'LISTED') return twins;
  const message =
    'Khoản này đã chi hoặc đã trả lại, bảng kê mới không có chữ ký không thay được; nếu trước đó ghi nhầm thì gửi DaXoa rồi gửi lại (paid or returned already: a list without signatures does not undo it; where that was wrong send DaXoa, then the row again)';
  return { field: 'TrangThai', code: 'GOES_BACK', message };
}

export const benefitPayment = {
  kind: 'benefit-payment',
  label: 'Chi trả trợ cấp',
  permission: 'beneficiaries.read',
  readers: ['officer', 'auditor', 'service'],
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  unitInKey: (key) => UNIT_IN_KEY.exec(key)?.[1],
  twins: twinsIn,
  judge: judgePayment,
  lists: ['BenefitPayment'],
  classes: {
    Query: { benefitPayments: 'I', benefitPayment: 'I', benefitTotals: 'I' },
    Unit: { benefitPayments: 'I' },
    // Groups that tell of somebody's health make all that is personal in the row sensitive (reads/beneficiary.ts).
    BenefitPayment: {
      id: 'I',
      code: 'I',
      month: 'I',
      kind: 'I',
      programme: 'I',
      group: 'I',
      groupName: 'I',
      fullName: 'BASIC',
      birthDate: 'BASIC',
      gender: 'I',
      personalId: 'BASIC',
      unit: 'P',
      village: 'BASIC',
      coefficient: 'I',
      amount: 'I',
      expectedAmount: 'I',
      amountDiffers: 'I',
      payChannel: 'I',
      state: 'I',
      paidAt: 'I',
      paidTwice: 'I',
      decisionNumber: 'I',
      decisionDate: 'I',
      entitlements: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    BenefitTotal: {
      unitCode: 'P',
      month: 'I',
      programme: 'I',
      group: 'I',
      kind: 'I',
      payments: 'I',
      amount: 'I',
      paid: 'I',
      returned: 'I',
    },
    Beneficiary: { payments: 'I' },
  },
} as const satisfies KindFacts<BenefitPaymentRecord['kind'], keyof BenefitPaymentRecord>;

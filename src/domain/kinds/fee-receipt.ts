import type { Problem } from '../problem.js';
import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

/** PHI (phí) pays for a service, LE_PHI (lệ phí) is set for what the state does (law 97/2015/QH13). */
export const CHARGE_KINDS = ['PHI', 'LE_PHI'] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];

/** CASH_OR_TRANSFER: what is printed as `TM/CK`, made out before it was known which of the two it would be. */
export const CHARGE_METHODS = [
  'CASH',
  'TRANSFER',
  'CASH_OR_TRANSFER',
  'NATIONAL_GATEWAY',
  'LOCAL_GATEWAY',
] as const;
export type ChargeMethod = (typeof CHARGE_METHODS)[number];

/** REQUESTED → PAID → REFUNDED; REQUESTED → CANCELLED. */
export const PAYMENT_STATES = ['REQUESTED', 'PAID', 'REFUNDED', 'CANCELLED'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** ISSUED → CANCELLED or REPLACED. */
export const RECEIPT_STATES = ['ISSUED', 'CANCELLED', 'REPLACED'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** What a receipt is known by: numbers as text, for leading zeros matter. */
export interface ReceiptNumber {
  /** MauSo */
  form: string;
  /** KyHieu */
  series: string;
  /** SoBienLai */
  number: string;
}

/** A receipt for a fee of the one-stop desk (biên lai thu phí, lệ phí), and the payment that it is for. */
export interface ReceiptRecord {
  kind: 'fee-receipt';
  /** See {@link receiptCode}. */
  code: string;
  receipt: ReceiptNumber;
  /** Code of the dossier that it is for; need not be known. */
  dossier?: string;
  procedure?: string;
  unit: string;
  charge: ChargeKind;
  name?: string;
  /** Whole đồng: 0 is exempt, absent is not known. */
  amount?: number;
  method: ChargeMethod;
  transaction?: string;
  payment: PaymentState;
  paidAt?: Instant;
  refundedAt?: Instant;
  /** Whole đồng. */
  refunded?: number;
  refundReason?: string;
  state: ReceiptState;
  issuedAt: Instant;
  /** {@link receiptCode} of the one in its place. */
  replacedBy?: string;
  /** Who paid; personal. */
  payer?: string;
  changedAt: Instant;
  deleted?: boolean;
}

/** `01BLP0-001|AA-25E|0000123` */
export function receiptCode({ form, series, number }: ReceiptNumber): string {
  return [form, series, number].map((part) => part.replace(/\s+/g, '').toUpperCase()).join('|');
}

const PAYMENT_STEPS: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  REQUESTED: ['PAID', 'REFUNDED', 'CANCELLED'],
  PAID: ['REFUNDED'],
  REFUNDED: [],
  CANCELLED: [],
};

/** A number that was cancelled or replaced stays so, and what was paid back was. Steps may have been missed between two readings. */
function judge(now: ReceiptRecord, then: ReceiptRecord | undefined): Problem | undefined {
  if (!then || Date.parse(now.changedAt) < Date.parse(then.changedAt)) return undefined;
  if (then.state !== now.state && then.state !== 'ISSUED')
    return backwards('TrangThai', then.state, now.state);
  if (then.payment !== now.payment && !PAYMENT_STEPS[then.payment].includes(now.payment))
    return backwards('TrangThaiThu', then.payment, now.payment);
  return undefined;
}

function backwards(field: string, from: string, to: string): Problem {
  return {
    field,
    code: 'ILLEGAL_STEP',
    message: `Bước chuyển không hợp lệ (impossible step): ${from} → ${to}`,
  };
}

export const receipt = {
  kind: 'fee-receipt',
  label: 'Biên lai phí, lệ phí',
  permission: 'fees.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'own',
  codes: [
    { property: 'unit', field: 'DonVi', type: 'unit', required: true },
    { property: 'procedure', field: 'MaTTHC', type: 'procedure', required: false },
  ],
  judge,
  lists: ['FeeReceipt'],
  classes: {
    Query: { feeReceipts: 'I', feeReceipt: 'I', feeTotals: 'I' },
    FeeReceipt: {
      id: 'I',
      code: 'I',
      formNo: 'I',
      seriesNo: 'I',
      receiptNo: 'I',
      dossierCode: 'I',
      dossier: 'I',
      procedureCode: 'I',
      procedure: 'P',
      unit: 'P',
      charge: 'I',
      name: 'I',
      amount: 'I',
      exempt: 'I',
      method: 'I',
      transaction: 'I',
      payment: 'I',
      paidAt: 'I',
      refundedAt: 'I',
      refunded: 'I',
      refundReason: 'PD',
      state: 'I',
      issuedAt: 'I',
      replacedByCode: 'I',
      replacedBy: 'I',
      payer: 'PD',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    FeeTotal: {
      unitCode: 'I',
      month: 'I',
      procedureCode: 'I',
      charge: 'I',
      method: 'I',
      receipts: 'I',
      collected: 'I',
      refunded: 'I',
      net: 'I',
      exempt: 'I',
      unknown: 'I',
      waiting: 'I',
      setAside: 'I',
    },
    Dossier: { feeReceipts: 'I' },
    Unit: { feeReceipts: 'I' },
  },
} as const satisfies KindFacts<ReceiptRecord['kind'], keyof ReceiptRecord>;

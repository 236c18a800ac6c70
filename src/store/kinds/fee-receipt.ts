import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import { CHARGE_METHODS, type ReceiptRecord } from '../../domain/kinds/fee-receipt.js';
import { Subject } from '../entities/subject.js';
import { kindStore } from './kind.js';
import { sealedText } from './person.js';

const among = (column: string, ...words: string[]) =>
  `${column} = ANY (ARRAY[${words.map((word) => `'${word}'::text`).join(', ')}])`;

const FeeReceipt = defineEntity({
  name: 'FeeReceipt',
  tableName: 'fee_receipt',
  indexes: [
    { name: 'fee_receipt_unit', properties: ['unit'] },
    { name: 'fee_receipt_dossier', properties: ['dossier'] },
    { name: 'fee_receipt_issued', properties: ['issuedAt', 'subjectId'] },
    {
      name: 'fee_receipt_search',
      expression: 'CREATE INDEX fee_receipt_search ON fee_receipt USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    { name: 'fee_receipt_charge_check', expression: among('charge', 'PHI', 'LE_PHI') },
    { name: 'fee_receipt_amount_check', expression: 'amount >= 0' },
    {
      name: 'fee_receipt_method_check',
      expression: among('method', ...CHARGE_METHODS),
    },
    {
      name: 'fee_receipt_payment_check',
      expression: among('payment', 'REQUESTED', 'PAID', 'REFUNDED', 'CANCELLED'),
    },
    { name: 'fee_receipt_refunded_check', expression: 'refunded >= 0' },
    { name: 'fee_receipt_state_check', expression: among('state', 'ISSUED', 'CANCELLED', 'REPLACED') },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('fee_receipt_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('fee_receipt_code_key'),
    formNo: p.text().fieldName('form_no'),
    seriesNo: p.text().fieldName('series_no'),
    receiptNo: p.text().fieldName('receipt_no'),
    dossier: p.text().collation('C').nullable(),
    procedure: p.text().collation('C').nullable(),
    unit: p.text().collation('C'),
    charge: p.text(),
    name: p.text().nullable(),
    amount: p.bigint().nullable(),
    method: p.text(),
    transaction: p.text().collation('C').nullable(),
    payment: p.text(),
    paidAt: p.datetime().columnType('timestamptz').nullable().fieldName('paid_at'),
    refundedAt: p.datetime().columnType('timestamptz').nullable().fieldName('refunded_at'),
    refunded: p.bigint().nullable(),
    refundReason: p.blob().nullable().fieldName('refund_reason').comment('sealed'),
    state: p.text(),
    issuedAt: p.datetime().columnType('timestamptz').fieldName('issued_at'),
    replacedBy: p.text().collation('C').nullable().fieldName('replaced_by'),
    payer: p.blob().nullable().comment('sealed'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const receiptStore = kindStore<ReceiptRecord>({
  kind: 'fee-receipt',
  entities: [FeeReceipt],
  table: 'fee_receipt',
  columns: {
    code: ['text', ({ code }) => code],
    form_no: ['text', ({ receipt }) => receipt.form],
    series_no: ['text', ({ receipt }) => receipt.series],
    receipt_no: ['text', ({ receipt }) => receipt.number],
    dossier: ['text', ({ dossier }) => dossier],
    procedure: ['text', ({ procedure }) => procedure],
    unit: ['text', ({ unit }) => unit],
    charge: ['text', ({ charge }) => charge],
    name: ['text', ({ name }) => name],
    amount: ['bigint', ({ amount }) => amount],
    method: ['text', ({ method }) => method],
    transaction: ['text', ({ transaction }) => transaction],
    payment: ['text', ({ payment }) => payment],
    paid_at: ['timestamptz', ({ paidAt }) => paidAt],
    refunded_at: ['timestamptz', ({ refundedAt }) => refundedAt],
    refunded: ['bigint', ({ refunded }) => refunded],
    refund_reason: sealedText(({ refundReason }) => refundReason),
    state: ['text', ({ state }) => state],
    issued_at: ['timestamptz', ({ issuedAt }) => issuedAt],
    replaced_by: ['text', ({ replacedBy }) => replacedBy],
    payer: sealedText(({ payer }) => payer),
    search_text: [
      'text',
      ({ code, dossier = '', name = '', transaction = '' }) =>
        fold(`${code} ${dossier} ${name} ${transaction}`),
    ],
  },
});

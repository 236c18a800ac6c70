import { sql } from 'kysely';
import type { ReceiptRecord } from '../domain/kinds/fee-receipt.js';
import type { FeeReceipt, ReceiptFilterArgs, ReceiptsArgs, UnitReceiptsArgs } from '../schema/fee-receipt.js';
import { ofNamedDossier } from './dossier-class.js';
import { column, computed, sealed } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import type { Row, Sql } from './engine/types.js';
import { among, equals, since, until } from './filters.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

const at = (row: Row): Sql => row('issued_at');
const latestFirst = (row: Row): Sql => sql`${row('issued_at')} desc, ${row('subject_id')} desc`;

export const receiptRead = plainRead<FeeReceipt, ReceiptRecord>(
  {
    name: 'FeeReceipt',
    kind: 'fee-receipt',
    table: 'fee_receipt',
    at,
    title: (row) => sql`coalesce(${row('name')} || ' – ', '') || ${row('code')}`,
    sensitive: ofNamedDossier,
  },
  {
    code: column('code'),
    formNo: [column('form_no'), (record) => record.receipt.form],
    seriesNo: [column('series_no'), (record) => record.receipt.series],
    receiptNo: [column('receipt_no'), (record) => record.receipt.number],
    dossierCode: [column('dossier'), (record) => record.dossier],
    dossier: {
      kind: 'one',
      type: 'Dossier',
      where: (row, target) => sql`${target('code')} = ${row('dossier')}`,
    },
    procedureCode: [column('procedure'), (record) => record.procedure],
    procedure: {
      kind: 'one',
      type: 'Procedure',
      where: (row, target) => sql`${target('code')} = ${row('procedure')}`,
    },
    unit: unitIn('unit'),
    charge: [column('charge'), (record) => record.charge],
    name: [column('name'), (record) => record.name],
    amount: [column('amount'), (record) => record.amount],
    exempt: [
      computed((row) => sql`${row('amount')} = 0`),
      ({ amount }) => (amount === undefined ? undefined : amount === 0),
    ],
    method: [column('method'), (record) => record.method],
    transaction: [column('transaction'), (record) => record.transaction],
    payment: [column('payment'), (record) => record.payment],
    paidAt: [column('paid_at'), (record) => record.paidAt],
    refundedAt: [column('refunded_at'), (record) => record.refundedAt],
    refunded: [column('refunded'), (record) => record.refunded],
    refundReason: [sealed('refund_reason', 'text'), (record) => record.refundReason],
    state: [column('state'), (record) => record.state],
    issuedAt: [column('issued_at'), (record) => record.issuedAt],
    replacedByCode: [column('replaced_by'), (record) => record.replacedBy],
    replacedBy: {
      kind: 'one',
      type: 'FeeReceipt',
      where: (row, target) => sql`${target('code')} = ${row('replaced_by')}`,
    },
    payer: [sealed('payer', 'name'), (record) => record.payer],
  },
);

/** The filters that the list of receipts, those of a unit and totals have in common. */
export function receiptFilters(row: Row, args: ReceiptFilterArgs): (Sql | undefined)[] {
  return [
    since(row('issued_at'), args.issuedFrom),
    until(row('issued_at'), args.issuedTo),
    among(row('state'), args.states),
    among(row('payment'), args.payments),
    among(row('method'), args.methods),
    equals(row('charge'), args.charge),
    equals(row('procedure'), args.procedure),
    equals(row('dossier'), args.dossier),
  ];
}

export const receiptRelations: Relations = {
  Unit: {
    feeReceipts: ofUnit<UnitReceiptsArgs>('FeeReceipt', {
      usual: 5,
      filters: receiptFilters,
      orderBy: latestFirst,
    }),
  },
  Dossier: {
    feeReceipts: {
      kind: 'many',
      type: 'FeeReceipt',
      usual: 1,
      where: (row, target) => sql`${target('dossier')} = ${row('code')}`,
      orderBy: latestFirst,
    },
  },
};

export const receiptsPage: PageSpec<ReceiptsArgs & ReceiptFilterArgs> = {
  type: 'FeeReceipt',
  orders: {
    ...bothWays('ISSUED', key('issued_at', 'timestamptz'), key('subject_id', 'bigint')),
    ...subjectOrders,
  },
  problems: (args) => timeless(args, ['unit'], ['CODE']),
  filters: (row, args) => [...receiptFilters(row, args), ...subjectFilters(row, args, at(row))],
};

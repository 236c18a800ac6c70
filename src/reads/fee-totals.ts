import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import type { FeeGroup, FeeTotal, FeeTotalsArgs } from '../schema/fee-total.js';
import type { Reads } from './engine/reads.js';
import { Statement } from './engine/statement.js';
import type { Row, Sql } from './engine/types.js';
import { receiptFilters, receiptRead } from './fee-receipt.js';
import { monthOf, readTotals } from './totals.js';
import { within } from './unit-reach.js';

const GROUPS: Readonly<Record<FeeGroup, readonly [field: keyof FeeTotal, of: (row: Row) => Sql]>> = {
  UNIT: ['unitCode', (row) => row('unit')],
  MONTH: ['month', (row) => monthOf(row('issued_at'))],
  PROCEDURE: ['procedureCode', (row) => row('procedure')],
  CHARGE: ['charge', (row) => row('charge')],
  METHOD: ['method', (row) => row('method')],
};

/** Fees in one statement, no đồng twice: a receipt in the place of another counts in its place. Throws as `readTotals`, and FORBIDDEN. */
export function readFeeTotals(reads: Reads, principal: Principal, args: FeeTotalsArgs): Promise<FeeTotal[]> {
  const statement = new Statement({ FeeReceipt: receiptRead }, reads.viewer(principal));
  return readTotals<FeeTotal>(reads, statement, {
    type: 'FeeReceipt',
    groups: Object.fromEntries([...new Set(args.by)].map((group) => GROUPS[group])),
    figures: (row) => {
      const stands = sql`${row('state')} = 'ISSUED'`;
      const paid = sql`${stands} and ${row('payment')} in ('PAID', 'REFUNDED')`;
      const collected = sql`coalesce(sum(${row('amount')}) filter (where ${paid}), 0)`;
      const back = sql`coalesce(sum(${row('refunded')}) filter (where ${paid} and ${row('payment')} = 'REFUNDED'), 0)`;
      const count = (which: Sql) => sql`count(*) filter (where ${which})::integer`;
      return {
        receipts: count(stands),
        collected: sql`${collected}::float8`,
        refunded: sql`${back}::float8`,
        net: sql`(${collected} - ${back})::float8`,
        exempt: count(sql`${stands} and ${row('amount')} = 0`),
        unknown: count(sql`${stands} and ${row('amount')} is null`),
        waiting: count(
          sql`${stands} and ${row('payment')} in ('REQUESTED', 'CANCELLED') and ${row('amount')} is distinct from 0`,
        ),
        setAside: count(sql`not ${stands}`),
      };
    },
    filters: (row) => [
      ...receiptFilters(row, args),
      within(row('unit'), args.unit, row('issued_at'), args.follow),
      sql`${row.joined('subject')('deleted_at')} is null`,
    ],
  });
}

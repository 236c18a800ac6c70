import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { badInput } from '../access/refusal.js';
import type { BenefitTotal, BenefitTotalPart, BenefitTotalsArgs } from '../schema/benefit-payment.js';
import { beginOfMonth, benefitPaymentRead, paymentFilters } from './benefit-payment.js';
import type { Reads } from './engine/reads.js';
import { Statement } from './engine/statement.js';
import { within } from './unit-reach.js';

const MAX_TOTALS = 1_000;

const PARTS: Readonly<Record<BenefitTotalPart, { field: keyof BenefitTotal; column: string }>> = {
  UNIT: { field: 'unitCode', column: 'unit' },
  MONTH: { field: 'month', column: 'month' },
  PROGRAMME: { field: 'programme', column: 'programme' },
  GROUP: { field: 'group', column: 'group_code' },
  KIND: { field: 'kind', column: 'payment_kind' },
};

/**
 * Sums of payments in one statement, each payment once and those that came back apart; a key of one unit is told of its own. Throws `Refusal`:
 * FORBIDDEN, BAD_USER_INPUT for more than are told.
 */
export async function readBenefitTotals(
  reads: Reads,
  principal: Principal,
  args: BenefitTotalsArgs,
): Promise<BenefitTotal[]> {
  const statement = new Statement({ BenefitPayment: benefitPaymentRead }, reads.viewer(principal));
  const row = statement.row();
  const from = statement.from(
    statement.type('BenefitPayment'),
    row,
    ...paymentFilters(row, args),
    within(row('unit'), args.unit, beginOfMonth(row), args.follow),
    sql`${row.joined('subject')('deleted_at')} is null`,
  );
  const parts = [...new Set(args.by)].map((name) => PARTS[name]);
  const values = parts.map(({ field, column }) => sql`${row(column)} as ${sql.id(field)}`);
  const names = parts.map(({ field }) => sql.id(field));
  const apart = names.length === 0 ? sql`` : sql` group by ${sql.join(names)} order by ${sql.join(names)}`;
  const returned = sql`p.state = 'RETURNED'`;
  const body = sql`select json_build_object('totals', coalesce(json_agg(g), '[]'::json)) as data from (
    select ${sql.join([
      ...names,
      sql`count(*)::integer as "payments"`,
      sql`coalesce(sum(p.amount) filter (where not ${returned}), 0)::float8 as "amount"`,
      sql`coalesce(sum(p.amount) filter (where p.state = 'PAID'), 0)::float8 as "paid"`,
      sql`coalesce(sum(p.amount) filter (where ${returned}), 0)::float8 as "returned"`,
    ])} from (select ${sql.join([...values, sql`${row('amount')} as amount`, sql`${row('state')} as state`])} ${from}) p${apart}
    limit ${MAX_TOTALS + 1}) g`;
  const data = await reads.run(statement.whole(body));
  const totals = (data?.['totals'] ?? []) as BenefitTotal[];
  if (totals.length <= MAX_TOTALS) return totals;
  throw badInput([{ path: ['by'], message: `more than ${MAX_TOTALS} totals: narrow them` }]);
}

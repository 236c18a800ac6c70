import { sql } from 'kysely';
import { groupLabel } from '../domain/benefits/groups.js';
import type { BenefitPaymentRecord } from '../domain/kinds/benefit-payment.js';
import { ZONE } from '../domain/time.js';
import type {
  BenefitPayment,
  BenefitPaymentFilterArgs,
  BenefitPaymentsArgs,
  UnitBenefitPaymentsArgs,
} from '../schema/benefit-payment.js';
import { dayOf, differs, expectedAmount } from './benefit-standards.js';
import { closedByHealth, foundByName, mayBeSeen, searched, tellsOfHealth } from './closed-names.js';
import { column, computed, personal } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import { type Row, rowOf, type Sql, type Viewer } from './engine/types.js';
import { among } from './filters.js';
import { ofUnit } from './of-unit.js';
import { between } from './partial-dates.js';
import { isPerson, mustSeePersonal, personalIdField } from './person.js';
import { soughtProblems } from './purpose.js';
import type { Relations } from './relations.js';
import { inScope } from './scope.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

/** The first day of the month that it is for. */
function firstDay(row: Row): Sql {
  return sql`(${row('month')} || '-01')::date`;
}

/** When that begins: communes that took over pay since, and see no list of before. */
export function beginOfMonth(row: Row): Sql {
  return sql`(${firstDay(row)}::timestamp at time zone ${sql.lit(ZONE)})`;
}

const expected = (row: Row): Sql =>
  sql`(case when ${row('payment_kind')} = 'REGULAR' then ${expectedAmount(row, firstDay(row))} end)`;
const amountDiffers = (row: Row): Sql => differs(row('amount'), expected(row));

/** By another commune's row that the viewer may see too: that somebody else lists a person is told to nobody who may not see it there. */
function paidTwice(row: Row, { principal }: Viewer): Sql {
  const other = rowOf('o');
  const seen =
    principal.unit === undefined ? sql`` : sql` and ${inScope(other('unit'), beginOfMonth(other))}`;
  return sql`(${row('state')} <> 'RETURNED' and exists (select from benefit_payment o join subject os on os.id = o.subject_id
    where o.person_hash = ${row('person_hash')} and o.month = ${row('month')} and o.payment_kind = ${row('payment_kind')}
      and o.group_code = ${row('group_code')} and o.unit <> ${row('unit')} and o.state <> 'RETURNED' and os.deleted_at is null${seen}))`;
}

/** Whether an entitlement is what entitles to a payment: the person's, in that group; of a regular one, held in the month. */
function entitles(entitlement: Row, payment: Row): Sql {
  return sql`${entitlement('person_hash')} = ${payment('person_hash')} and ${entitlement('group_code')} = ${payment('group_code')}
    and (${payment('payment_kind')} <> 'REGULAR' or (${dayOf(entitlement('from_date'))} < (${firstDay(payment)} + interval '1 month')::date
      and coalesce(${dayOf(entitlement('to_date'))} >= ${firstDay(payment)}, true)))`;
}

export const benefitPaymentRead = plainRead<BenefitPayment, BenefitPaymentRecord>(
  {
    ...{ name: 'BenefitPayment', kind: 'benefit-payment', table: 'benefit_payment' },
    at: beginOfMonth,
    visible: mayBeSeen,
    sensitive: tellsOfHealth,
    title: (row) => sql`'Chi trả trợ cấp ' || ${row('month')}`,
    found: {
      personText: (row) => row('person_text'),
      texts: ['full_name', 'village'].map((name) => ({ value: (row) => row(name), personal: true })),
    },
  },
  {
    code: column('code'),
    month: column('month'),
    kind: column('payment_kind'),
    programme: column('programme'),
    group: column('group_code'),
    groupName: {
      ...column('group_code'),
      open: (group) => groupLabel(group as BenefitPaymentRecord['group']),
    },
    fullName: [personal('full_name', 'name'), (record) => record.fullName],
    birthDate: [personal('birth_date', 'date'), (record) => record.birthDate],
    gender: [column('gender'), (record) => record.gender],
    personalId: personalIdField,
    unit: unitIn('unit'),
    village: [personal('village', 'text'), (record) => record.village],
    coefficient: [column('coefficient'), (record) => record.coefficient],
    amount: [column('amount'), (record) => record.amount],
    expectedAmount: computed(expected),
    amountDiffers: computed(amountDiffers),
    payChannel: [column('pay_channel'), (record) => record.payChannel],
    state: [column('state'), (record) => record.state],
    paidAt: [column('paid_at'), (record) => record.paidAt],
    paidTwice: computed((row, viewer) => sql`coalesce(${paidTwice(row, viewer)}, false)`),
    decisionNumber: [column('decision_number'), (record) => record.decisionNumber],
    decisionDate: [column('decision_date'), (record) => record.decisionDate],
    entitlements: {
      kind: 'many',
      type: 'Beneficiary',
      usual: 1,
      where: (row, target) => entitles(target, row),
      orderBy: (target) => target('code'),
    },
  },
);

export const benefitPaymentRelations: Relations = {
  Unit: {
    benefitPayments: ofUnit<UnitBenefitPaymentsArgs>('BenefitPayment', {
      usual: 20,
      filters: paymentFilters,
      orderBy: (row) => sql`${row('month')} desc, ${row('code')}`,
    }),
  },
  Beneficiary: {
    payments: {
      kind: 'many',
      type: 'BenefitPayment',
      usual: 12,
      paged: true,
      where: (row, target) => entitles(row, target),
      orderBy: (target) => sql`${target('month')} desc, ${target('code')}`,
    },
  },
};

/** The filters that the list of payments and their totals have in common. */
export function paymentFilters(row: Row, args: BenefitPaymentFilterArgs): (Sql | undefined)[] {
  return [
    ...between(row('month'), { from: args.monthFrom, to: args.monthTo, surely: true }),
    among(row('programme'), args.programmes),
    among(row('group_code'), args.groups),
    among(row('payment_kind'), args.kinds),
    among(row('state'), args.states),
  ];
}

/** What is in a payment's key: the same all its life. */
const OF_THE_KEY = ['unit', 'monthFrom', 'monthTo', 'programmes', 'groups', 'kinds'] as const;

export const benefitPaymentsPage: PageSpec<BenefitPaymentsArgs & BenefitPaymentFilterArgs> = {
  type: 'BenefitPayment',
  orders: { ...subjectOrders, ...bothWays('MONTH', key('month', 'text'), key('subject_id', 'bigint')) },
  problems: (args) => [...timeless(args, OF_THE_KEY, ['CODE', 'MONTH']), ...soughtProblems(args)],
  foundBy: (row, { search, personalId }, viewer) =>
    personalId == null ? foundByName(row, search, viewer) : sql`true`,
  filters: (row, args, viewer) => {
    const { personalId, search } = args;
    mustSeePersonal(viewer, { personalId });
    return [
      personalId != null && !viewer.sensitive ? sql`not ${tellsOfHealth(row)}` : undefined,
      isPerson(row, personalId, viewer),
      ...paymentFilters(row, args),
      args.amountDiffers == null ? undefined : sql`${amountDiffers(row)} = ${args.amountDiffers}`,
      args.paidTwice == null
        ? undefined
        : sql`coalesce(${paidTwice(row, viewer)}, false) = ${args.paidTwice}`,
      searched(row, search, viewer, closedByHealth),
      ...subjectFilters(row, { ...args, search: null }, beginOfMonth(row)),
    ];
  },
};

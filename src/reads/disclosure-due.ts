import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { badInput } from '../access/refusal.js';
import { demand } from '../access/roles.js';
import { ZONE } from '../domain/time.js';
import type { DisclosureDue, DisclosureDuesArgs } from '../schema/disclosure-due.js';
import type { Reads } from './engine/reads.js';
import type { Sql } from './engine/types.js';
import { among } from './filters.js';
import { limited } from './limited.js';
import { withScope } from './scope.js';

const MAX_DUES = 1_000;
const TODAY = sql`(now() at time zone ${sql.lit(ZONE)})::date`;
/** What is out today: what was withdrawn is not. */
const IS_OUT = sql`published_at <= now() and withdrawn_at is null`;

/**
 * What has to be published until when, as a `select` of one row each. A unit owes the forms of a series of `disclosure_rule` once any form
 * of that series is known of it. What is counted from the period's end is owed from its first year to the current one, as long as the
 * unit is there; what is counted from the approval, once the decision is known, from its package or from its lines. A form is
 * published once a package or a line of it is; packages that were corrected count, for they were out. Lines that came out before a package
 * of their form was withdrawn went with it.
 */
export function disclosureDues(): Sql {
  return sql`with withdrawn as (
      select d.budget_unit_code, d.year, d.period, d.form_code, max(d.withdrawn_at) as withdrawn_at
        from budget_disclosure d join subject s on s.id = d.subject_id where s.deleted_at is null and d.withdrawn_at is not null
        group by d.budget_unit_code, d.year, d.period, d.form_code
    ), known as (
      select l.budget_unit_code, l.year, l.period, l.form_code, l.unit, l.decision_date, l.published_at, w.withdrawn_at
        from budget_line l join subject s on s.id = l.subject_id
          left join withdrawn w on (w.budget_unit_code, w.year, w.period, w.form_code)
            = (l.budget_unit_code, l.year, l.period, l.form_code) and w.withdrawn_at >= l.published_at
        where s.deleted_at is null
      union all
      select d.budget_unit_code, d.year, d.period, d.form_code, d.unit, d.decision_date, d.published_at, d.withdrawn_at
        from budget_disclosure d join subject s on s.id = d.subject_id where s.deleted_at is null
    ), form as (
      select budget_unit_code, year, period, form_code, max(unit) as unit, ${localDay(sql`min(decision_date)`)} as decided_on,
        ${localDay(sql`min(published_at) filter (where ${IS_OUT})`)} as published_on
      from known group by budget_unit_code, year, period, form_code
    ), member as (
      select f.budget_unit_code, r.series, min(f.year) as since, (array_agg(f.unit order by f.year desc))[1] as unit
      from form f join (select distinct form_code, series from disclosure_rule) r using (form_code)
      group by f.budget_unit_code, r.series
    ), owed as (
      select m.budget_unit_code, m.unit, y.year, r.period, r.form_code, r.counted_from, e.ends as counted_on, e.ends + r.days as due_on
      from member m join disclosure_rule r on r.series = m.series and r.counted_from = 'PERIOD_END'
      cross join lateral generate_series(m.since, extract(year from ${TODAY})::integer) y(year)
      cross join lateral (select (make_date(y.year, case r.period when 'Q1' then 3 when 'H1' then 6 when 'M9' then 9 else 12 end, 1)
        + interval '1 month' - interval '1 day')::date as ends) e
      left join unit u on u.code = m.unit
      where e.ends between r.valid_from and r.valid_to and e.ends < ${TODAY}
        and e.ends <= coalesce(${localDay(sql`u.valid_to`)}, 'infinity'::date)
      union all
      select f.budget_unit_code, f.unit, f.year, f.period, f.form_code, r.counted_from, f.decided_on, f.decided_on + r.days
      from form f join disclosure_rule r on r.form_code = f.form_code and r.period = f.period and r.counted_from = 'APPROVAL'
      where f.decided_on between r.valid_from and r.valid_to
    )
    select o.*, f.published_on, case when f.published_on <= o.due_on then 'IN_TIME' when f.published_on is not null then 'LATE'
        when o.due_on >= ${TODAY} then 'WAITING' else 'MISSING' end as standing,
      nullif(greatest(coalesce(f.published_on, ${TODAY}) - o.due_on, 0), 0) as days_late
    from owed o left join form f using (budget_unit_code, year, period, form_code)`;
}

function localDay(at: Sql): Sql {
  return sql`(${at} at time zone ${sql.lit(ZONE)})::date`;
}

/**
 * What the units have to publish, the first that is due first, in one statement; a key of one unit is told of its own. Throws `Refusal`:
 * FORBIDDEN, BAD_USER_INPUT for more than are told.
 */
export async function readDisclosureDues(
  reads: Reads,
  principal: Principal,
  { years, standings, ...asked }: DisclosureDuesArgs,
): Promise<DisclosureDue[]> {
  demand(principal, 'budget.read');
  const standing = among(sql`d.standing`, standings) ?? sql`true`;
  // Whose it was on that day; what took over later has its own.
  const countedAt = sql`(d.counted_on::timestamp at time zone ${sql.lit(ZONE)})`;
  const ofYears = years == null ? sql`array[extract(year from ${TODAY})]` : sql`${years}::integer[]`;
  const body = sql`select json_build_object('dues', coalesce(json_agg(json_build_object(
      'budgetUnitCode', w.budget_unit_code, 'unitCode', w.unit, 'year', w.year, 'period', w.period, 'formCode', w.form_code,
      'countedFrom', w.counted_from, 'dueOn', w.due_on, 'publishedOn', w.published_on, 'standing', w.standing, 'daysLate', w.days_late,
      'disclosureCode', (select p.code from budget_disclosure p join subject s on s.id = p.subject_id
        where s.deleted_at is null and p.budget_unit_code = w.budget_unit_code and p.year = w.year and p.period = w.period
          and p.form_code = w.form_code order by p.revision desc limit 1)
    ) order by w.due_on, w.budget_unit_code, w.form_code, w.period), '[]'::json)) as data
    from (select d.* from (${disclosureDues()}) d
      where d.year = any(${ofYears}) and ${limited(principal, sql`d.unit`, asked, countedAt)} and ${standing}
      limit ${MAX_DUES + 1}) w`;
  const data = await reads.run(principal.unit === undefined ? body : withScope(principal.unit, body));
  const dues = (data?.['dues'] ?? []) as DisclosureDue[];
  if (dues.length <= MAX_DUES) return dues;
  throw badInput([{ path: ['unit'], message: `more than ${MAX_DUES} forms: narrow them` }]);
}

import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import { ZONE } from '../domain/time.js';
import type { BenefitCoefficient, BenefitCoefficientsArgs } from '../schema/benefit-coefficient.js';
import type { BenefitStandard, BenefitStandardsArgs } from '../schema/benefit-standard.js';
import type { Reads } from './engine/reads.js';
import type { Row, Sql } from './engine/types.js';
import { among } from './filters.js';

/** Decrees round what comes of a coefficient to whole thousands: by less than this nothing differs. */
const ROUNDED_TO = 1_000;

/** The day of an instant in Vietnam. */
export function dayOf(at: Sql): Sql {
  return sql`(${at} at time zone ${sql.lit(ZONE)})::date`;
}

/**
 * Standard × coefficient on a day, whole đồng, of a row with programme, group and coefficient; of standards that hold the largest is due, for
 * a province may give more. A social pension has no coefficient, and of a group with one for everybody that is meant where none is told. Null: no standard
 * of that day is known, or no coefficient.
 */
export function expectedAmount(row: Row, day: Sql): Sql {
  return sql`(select round(max(b.amount) * coalesce(${row('coefficient')}, ${onlyCoefficient(row, day)}, case when ${row('programme')} = 'SOCIAL_PENSION' then 1 end))::float8
    from benefit_standard b where b.programme = ${row('programme')} and b.group_code in ('', ${row('group_code')})
      and ${day} between b.valid_from and b.valid_to)`;
}

/** The coefficient of the row's group that is for everybody, on a day; null where any of that day is for some of them only. */
function onlyCoefficient(row: Row, day: Sql): Sql {
  return sql`(select max(c.coefficient) from benefit_coefficient c where c.group_code = ${row('group_code')}
    and ${day} between c.valid_from and c.valid_to having max(c.of_whom) = '')`;
}

/** Whether an amount differs from that; null where it cannot be told. */
export function differs(amount: Sql, expected: Sql): Sql {
  return sql`(abs(${amount} - ${expected}) >= ${sql.lit(ROUNDED_TO)})`;
}

/** Every standard with its days, the newest first of each. Throws `Refusal`: FORBIDDEN. */
export async function readStandards(
  reads: Reads,
  principal: Principal,
  { programmes, on }: BenefitStandardsArgs,
): Promise<BenefitStandard[]> {
  demand(principal, 'beneficiaries.read');
  const wanted = among(sql`b.programme`, programmes) ?? sql`true`;
  const held = on == null ? sql`true` : sql`${on}::date between b.valid_from and b.valid_to`;
  const data = await reads.run(sql`select json_build_object('standards', coalesce(json_agg(json_build_object(
      'programme', b.programme, 'group', nullif(b.group_code, ''), 'givenBy', b.given_by, 'amount', b.amount, 'basis', b.basis,
      'validFrom', b.valid_from, 'validTo', nullif(b.valid_to, '9999-12-31'::date)
    ) order by b.programme, b.group_code, b.given_by, b.valid_from desc), '[]'::json)) as data
    from benefit_standard b where ${wanted} and ${held}`);
  return (data?.['standards'] ?? []) as BenefitStandard[];
}

/** Every coefficient with its days, the newest first of each. Throws `Refusal`: FORBIDDEN. */
export async function readCoefficients(
  reads: Reads,
  principal: Principal,
  { groups, on }: BenefitCoefficientsArgs,
): Promise<BenefitCoefficient[]> {
  demand(principal, 'beneficiaries.read');
  const wanted = among(sql`c.group_code`, groups) ?? sql`true`;
  const held = on == null ? sql`true` : sql`${on}::date between c.valid_from and c.valid_to`;
  const data =
    await reads.run(sql`select json_build_object('coefficients', coalesce(json_agg(json_build_object(
      'group', c.group_code, 'ofWhom', nullif(c.of_whom, ''), 'coefficient', c.coefficient, 'givenBy', c.given_by, 'basis', c.basis,
      'validFrom', c.valid_from, 'validTo', nullif(c.valid_to, '9999-12-31'::date)
    ) order by c.group_code, c.of_whom, c.given_by, c.valid_from desc), '[]'::json)) as data
    from benefit_coefficient c where ${wanted} and ${held}`);
  return (data?.['coefficients'] ?? []) as BenefitCoefficient[];
}

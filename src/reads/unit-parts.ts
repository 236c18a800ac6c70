import { sql } from 'kysely';
import type { UnitDecision, UnitName, UnitParent } from '../schema/unit-parts.js';
import { column } from './engine/fields.js';
import type { ReadField, ReadType, Sql } from './engine/types.js';

function part(name: string, table: Sql, fields: Readonly<Record<string, ReadField>>): ReadType {
  return { name, permission: 'catalogue.read', from: (row) => sql`${table} as ${row.table}`, fields };
}

const period = { from: column('valid_from'), to: column('valid_to') };

export const unitPartReads = [
  part(
    'UnitName',
    sql`(select subject_id as unit_id, name, name_since as valid_from, null::timestamptz as valid_to from unit
      union all select unit_id, name, valid_from, valid_to from unit_former_name)`,
    { name: column('name'), ...period } satisfies Record<keyof UnitName, ReadField>,
  ),
  part(
    'UnitParent',
    sql`(select subject_id as unit_id, parent_code as code, parent_since as valid_from, null::timestamptz as valid_to
        from unit where parent_code is not null
      union all select unit_id, parent_code, valid_from, valid_to from unit_former_parent)`,
    { code: column('code'), ...period } satisfies Record<keyof UnitParent, ReadField>,
  ),
  // Columns of the unit's own row.
  part('UnitDecision', sql`unit`, {
    number: column('decision_number'),
    date: column('decision_date'),
    issuer: column('decision_issuer'),
  } satisfies Record<keyof UnitDecision, ReadField>),
];

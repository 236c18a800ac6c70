import { defineEntity, p } from '@mikro-orm/core';
import { Unit } from './unit.js';

const period = (table: string) => ({
  unitId: p
    .manyToOne(Unit)
    .mapToPk()
    .fieldName('unit_id')
    .foreignKeyName(`${table}_unit_id_fkey`)
    .deleteRule('no action')
    .updateRule('no action')
    .primary(),
  position: p.integer().primary(),
  validFrom: p.datetime().columnType('timestamptz').nullable().fieldName('valid_from'),
  validTo: p.datetime().columnType('timestamptz').fieldName('valid_to'),
});

export const UnitFormerName = defineEntity({
  name: 'UnitFormerName',
  tableName: 'unit_former_name',
  properties: { ...period('unit_former_name'), name: p.text() },
});

export const UnitFormerParent = defineEntity({
  name: 'UnitFormerParent',
  tableName: 'unit_former_parent',
  indexes: [
    {
      name: 'unit_former_parent_code',
      expression: 'CREATE INDEX unit_former_parent_code ON unit_former_parent USING btree (parent_code)',
    },
  ],
  properties: {
    ...period('unit_former_parent'),
    parentCode: p.text().collation('C').fieldName('parent_code'),
  },
});

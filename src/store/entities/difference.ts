import { defineEntity, p } from '@mikro-orm/core';

export const Difference = defineEntity({
  name: 'Difference',
  tableName: 'difference',
  comment: 'where source and store differ without anything having been said; no personal data',
  indexes: [
    {
      name: 'difference_open',
      expression:
        'CREATE UNIQUE INDEX difference_open ON difference USING btree (source, problem, identity) WHERE (closed_at IS NULL)',
    },
    { name: 'difference_last_found', properties: ['lastFoundAt', 'id'] },
    { name: 'difference_first_found', properties: ['firstFoundAt', 'id'] },
    {
      name: 'difference_closed',
      expression:
        'CREATE INDEX difference_closed ON difference USING btree (closed_at) WHERE (closed_at IS NOT NULL)',
    },
  ],
  checks: [
    {
      name: 'difference_problem_check',
      expression: "problem = ANY (ARRAY['CHANGED'::text, 'GONE'::text, 'MISSED'::text])",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    kind: p.text(),
    problem: p.text(),
    identity: p.text().collation('C').comment('the key; of a row without one # and its keyed hash'),
    naturalKey: p.text().collation('C').nullable().fieldName('natural_key'),
    place: p.text().nullable(),
    unit: p.text().collation('C').nullable().comment('whose it is; null: it is not known'),
    sourceChangedAt: p.datetime().columnType('timestamptz').nullable().fieldName('source_changed_at'),
    storedChangedAt: p.datetime().columnType('timestamptz').nullable().fieldName('stored_changed_at'),
    firstFoundAt: p.datetime().columnType('timestamptz').fieldName('first_found_at'),
    lastFoundAt: p.datetime().columnType('timestamptz').fieldName('last_found_at'),
    times: p.integer().defaultRaw('1'),
    closedAt: p.datetime().columnType('timestamptz').nullable().fieldName('closed_at'),
  },
});

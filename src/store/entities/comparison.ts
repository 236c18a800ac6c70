import { defineEntity, p } from '@mikro-orm/core';

export const Comparison = defineEntity({
  name: 'Comparison',
  tableName: 'comparison',
  indexes: [
    {
      name: 'comparison_source',
      expression: 'CREATE INDEX comparison_source ON comparison USING btree (source, started_at DESC)',
    },
    { name: 'comparison_started', properties: ['startedAt', 'id'] },
  ],
  checks: [
    {
      name: 'comparison_state_check',
      expression: "state = ANY (ARRAY['RUNNING'::text, 'DONE'::text, 'FAILED'::text, 'ABANDONED'::text])",
    },
    {
      name: 'comparison_gone_unjudged_check',
      expression:
        "gone_unjudged = ANY (ARRAY['NOTHING_TAKEN'::text, 'ONLY_CHANGES'::text, 'LIST_MOVED'::text, 'ROWS_UNREACHED'::text, 'KEYLESS_ROWS'::text])",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    startedAt: p.datetime().columnType('timestamptz').fieldName('started_at'),
    finishedAt: p.datetime().columnType('timestamptz').nullable().fieldName('finished_at'),
    state: p.text(),
    read: p.integer().defaultRaw('0').comment('records of the source'),
    changed: p.integer().defaultRaw('0').comment('found, listed or not; gone and missed likewise'),
    gone: p.integer().defaultRaw('0'),
    missed: p.integer().defaultRaw('0'),
    closed: p.integer().defaultRaw('0').comment('differences that it found to be right again'),
    goneUnjudged: p
      .text()
      .nullable()
      .fieldName('gone_unjudged')
      .comment('why nothing is said about rows that did not come; null: it is'),
    error: p.text().nullable(),
  },
});

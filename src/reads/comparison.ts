import { sql } from 'kysely';
import type { ComparisonsArgs } from '../schema/args/comparisons.js';
import type { Comparison } from '../schema/comparison.js';
import { column, globalId } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType } from './engine/types.js';
import { among, equals } from './filters.js';

const fields = {
  id: globalId('Comparison', 'id'),
  source: column('source'),
  startedAt: column('started_at'),
  finishedAt: column('finished_at'),
  state: column('state'),
  read: column('read'),
  changed: column('changed'),
  gone: column('gone'),
  missed: column('missed'),
  closed: column('closed'),
  goneUnjudged: column('gone_unjudged'),
  error: column('error'),
} satisfies Record<keyof Comparison, ReadField>;

export const comparisonRead: ReadType = {
  name: 'Comparison',
  permission: 'differences.read',
  from: (row) => sql`comparison as ${row.table}`,
  key: { column: 'id', type: 'uuid' },
  fields,
};

export const comparisonPage: PageSpec<ComparisonsArgs> = {
  type: 'Comparison',
  orders: bothWays('STARTED', key('started_at', 'timestamptz'), key('id', 'uuid')),
  filters: (row, { source, states }) => [equals(row('source'), source), among(row('state'), states)],
};

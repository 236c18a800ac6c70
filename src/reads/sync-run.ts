import { sql } from 'kysely';
import type { SyncRunsArgs } from '../schema/args/operations.js';
import type { SyncRun } from '../schema/sync-run.js';
import { column, globalId } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType } from './engine/types.js';
import { among, equals, since, until } from './filters.js';

const fields = {
  id: globalId('SyncRun', 'id'),
  source: column('source'),
  startedAt: column('started_at'),
  finishedAt: column('finished_at'),
  state: column('state'),
  read: column('read'),
  stored: column('stored'),
  unchanged: column('unchanged'),
  stale: column('stale'),
  quarantined: column('quarantined'),
  error: column('error'),
} satisfies Record<keyof SyncRun, ReadField>;

export const syncRunRead: ReadType = {
  name: 'SyncRun',
  permission: 'syncRuns.read',
  from: (row) => sql`sync_run as ${row.table}`,
  key: { column: 'id', type: 'uuid' },
  fields,
};

export const syncRunPage: PageSpec<SyncRunsArgs> = {
  type: 'SyncRun',
  orders: bothWays('STARTED', key('started_at', 'timestamptz'), key('id', 'uuid')),
  filters: (row, { source, states, startedFrom, startedTo }) => [
    equals(row('source'), source),
    among(row('state'), states),
    since(row('started_at'), startedFrom),
    until(row('started_at'), startedTo),
  ],
};

import { sql } from 'kysely';
import type { SyncRunsArgs } from '../schema/root.args.js';
import type { SyncRun } from '../schema/sync-run.js';
import { column, globalId } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType } from './engine/types.js';

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
  direction: 'desc',
  order: [
    { value: (row) => row('started_at'), type: 'timestamptz' },
    { value: (row) => row('id'), type: 'uuid' },
  ],
  filters: (row, { source, states }) => [
    source == null ? undefined : sql`${row('source')} = ${source}`,
    states ? sql`${row('state')} = any(${states}::text[])` : undefined,
  ],
};

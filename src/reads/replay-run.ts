import { sql } from 'kysely';
import type { ReplaysArgs } from '../schema/args/operations.js';
import type { ReplayRun } from '../schema/replay-run.js';
import { column, globalId } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType } from './engine/types.js';

/** A key for a unit sees the replays of keys that are for the same. */
export const replayRunRead: ReadType = {
  name: 'ReplayRun',
  permission: 'queues.read',
  from: (row) => sql`replay as ${row.table}`,
  visible: (row, { principal: { unit } }) => (unit === undefined ? undefined : sql`${row('unit')} = ${unit}`),
  key: { column: 'id', type: 'uuid' },
  fields: {
    id: globalId('ReplayRun', 'id'),
    requestedAt: column('requested_at'),
    requestedBy: column('requested_by'),
    total: column('total'),
    again: column('again'),
    newer: column('newer'),
    withoutAccount: column('without_account'),
    changed: column('changed'),
    startedAt: column('started_at'),
    finishedAt: column('finished_at'),
  } satisfies Record<keyof ReplayRun, ReadField>,
};

export const replayPage: PageSpec<ReplaysArgs> = {
  type: 'ReplayRun',
  orders: bothWays('REQUESTED', key('requested_at', 'timestamptz'), key('id', 'uuid')),
  filters: () => [],
};

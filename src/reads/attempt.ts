import { sql } from 'kysely';
import type { Attempt } from '../schema/attempt.js';
import { sensitiveOf } from './dossier-class.js';
import { column, joined, personal } from './engine/fields.js';
import type { ReadField, ReadType, Row, Sql } from './engine/types.js';

const fields = {
  id: column('id'),
  number: column('number'),
  task: joined('exchange', 'task'),
  operation: joined('exchange', 'operation'),
  outcome: column('outcome'),
  code: column('code'),
  message: personal('message', 'message'),
  httpStatus: joined('exchange', 'http_status'),
  sentAt: joined('exchange', 'sent_at'),
  answeredAt: joined('exchange', 'answered_at'),
  at: column('at'),
} satisfies Record<keyof Attempt, ReadField>;

const subject = (row: Row): Sql =>
  sql`(select l.subject_id from delivery d join lane l on l.id = d.lane_id where d.id = ${row('delivery_id')})`;

export const attemptRead: ReadType = {
  name: 'Attempt',
  permission: 'deliveries.read',
  from: (row) => {
    const exchange = row.joined('exchange');
    return sql`attempt as ${row.table} join exchange as ${exchange.table} on ${exchange('id')} = ${row('exchange_id')}`;
  },
  subject,
  sensitive: (row, viewer) => sensitiveOf(subject(row), viewer),
  fields,
};

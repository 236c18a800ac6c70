import { defineEntity, p } from '@mikro-orm/core';
import { Delivery } from './delivery.js';
import { Exchange } from './exchange.js';

export const Attempt = defineEntity({
  name: 'Attempt',
  tableName: 'attempt',
  indexes: [
    {
      name: 'attempt_delivery',
      expression: 'CREATE INDEX attempt_delivery ON attempt USING btree (delivery_id, at)',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    exchangeId: p
      .manyToOne(Exchange)
      .mapToPk()
      .fieldName('exchange_id')
      .foreignKeyName('attempt_exchange_id_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    deliveryId: p
      .manyToOne(Delivery)
      .mapToPk()
      .fieldName('delivery_id')
      .foreignKeyName('attempt_delivery_id_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    number: p.integer(),
    outcome: p.text(),
    code: p.text().nullable(),
    message: p.text().nullable(),
    at: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    late: p
      .boolean()
      .defaultRaw('false')
      .comment('the answer came when its lane had moved on: kept as evidence, it settled nothing'),
  },
});

import { defineEntity, p } from '@mikro-orm/core';
import { Delivery } from './delivery.js';

export const Receipt = defineEntity({
  name: 'Receipt',
  tableName: 'receipt',
  indexes: [
    {
      name: 'receipt_unsealed',
      expression: 'CREATE INDEX receipt_unsealed ON receipt USING btree (accepted_at) WHERE (seq IS NULL)',
    },
  ],
  checks: [
    {
      name: 'receipt_proof_check',
      expression: "proof = ANY (ARRAY['ANSWER'::text, 'READ_BACK'::text, 'ADOPTION'::text])",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    deliveryId: p
      .manyToOne(Delivery)
      .mapToPk()
      .fieldName('delivery_id')
      .foreignKeyName('receipt_delivery_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .unique('receipt_delivery_id_key'),
    exchangeId: p.uuid().nullable().fieldName('exchange_id'),
    portal: p.text(),
    form: p.text(),
    kind: p.text(),
    subjectKind: p.text().fieldName('subject_kind'),
    keyHash: p
      .blob()
      .fieldName('key_hash')
      .comment("keyed hash of the subject's natural key: no personal data"),
    version: p.integer(),
    phase: p.text(),
    generation: p.integer(),
    contentHash: p.blob().fieldName('content_hash'),
    payloadHash: p.blob().nullable().fieldName('payload_hash'),
    answerCode: p.text().nullable().fieldName('answer_code'),
    proof: p.text(),
    catalogueVersion: p.text().nullable().fieldName('catalogue_version'),
    profileVersion: p.text().nullable().fieldName('profile_version'),
    acceptedAt: p.datetime().columnType('timestamptz').fieldName('accepted_at'),
    seq: p.bigint('string').unique('receipt_seq_key').nullable(),
    chain: p.blob().nullable(),
  },
});

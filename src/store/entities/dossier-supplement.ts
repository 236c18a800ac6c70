import { defineEntity, p } from '@mikro-orm/core';
import { Dossier } from './dossier.js';

export const DossierSupplement = defineEntity({
  name: 'DossierSupplement',
  tableName: 'dossier_supplement',
  properties: {
    id: p.integer(),
    dossierId: p
      .manyToOne(Dossier)
      .mapToPk()
      .fieldName('dossier_id')
      .foreignKeyName('dossier_supplement_dossier_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    sourceId: p.text().fieldName('source_id'),
    requestedBy: p.text().nullable().fieldName('requested_by'),
    content: p.text().nullable(),
    requestedAt: p.datetime().columnType('timestamptz').fieldName('requested_at'),
    answeredAt: p.datetime().columnType('timestamptz').nullable().fieldName('answered_at'),
    receivedBy: p.text().nullable().fieldName('received_by'),
    previousDueAt: p.datetime().columnType('timestamptz').nullable().fieldName('previous_due_at'),
    newDueAt: p.datetime().columnType('timestamptz').nullable().fieldName('new_due_at'),
    status: p.text().nullable(),
  },
});

import { defineEntity, p } from '@mikro-orm/core';
import { Dossier } from './dossier.js';

export const DossierFee = defineEntity({
  name: 'DossierFee',
  tableName: 'dossier_fee',
  properties: {
    dossierId: p
      .manyToOne(Dossier)
      .mapToPk()
      .fieldName('dossier_id')
      .foreignKeyName('dossier_fee_dossier_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    name: p.text(),
    code: p.text().nullable(),
    type: p.smallint().nullable(),
    amount: p.decimal().precision(18).scale(2),
    method: p.text().nullable(),
    paid: p.boolean().nullable(),
    paidAt: p.datetime().columnType('timestamptz').nullable().fieldName('paid_at'),
  },
});

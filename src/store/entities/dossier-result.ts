import { defineEntity, p } from '@mikro-orm/core';
import { Dossier } from './dossier.js';

export const DossierResult = defineEntity({
  name: 'DossierResult',
  tableName: 'dossier_result',
  properties: {
    id: p.integer(),
    dossierId: p
      .manyToOne(Dossier)
      .mapToPk()
      .fieldName('dossier_id')
      .foreignKeyName('dossier_result_dossier_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    code: p.text().nullable(),
    name: p.text(),
    number: p.text().nullable(),
    signedAt: p.datetime().columnType('timestamptz').nullable().fieldName('signed_at'),
    signer: p.text().nullable(),
    file: p.text().nullable(),
    paperCode: p.text().nullable().fieldName('paper_code'),
  },
});

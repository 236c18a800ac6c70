import { defineEntity, p } from '@mikro-orm/core';
import { Dossier } from './dossier.js';

export const DossierComponent = defineEntity({
  name: 'DossierComponent',
  tableName: 'dossier_component',
  properties: {
    id: p.integer(),
    dossierId: p
      .manyToOne(Dossier)
      .mapToPk()
      .fieldName('dossier_id')
      .foreignKeyName('dossier_component_dossier_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    code: p.text().nullable(),
    name: p.text(),
    file: p.text().nullable(),
    digitised: p.boolean().nullable(),
    reused: p.boolean().nullable(),
    fromNationalStore: p.boolean().nullable().fieldName('from_national_store'),
    originals: p.integer().nullable(),
    copies: p.integer().nullable(),
  },
});

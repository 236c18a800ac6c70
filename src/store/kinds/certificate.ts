import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import { withoutIdentityNumbers } from '../../domain/identity-number.js';
import type { CertificateRecord } from '../../domain/kinds/certificate.js';
import { Subject } from '../entities/subject.js';
import { kindStore } from './kind.js';
import { personColumns, personIndex, personProperties } from './person.js';

const list = (words: readonly string[]) => `ARRAY[${words.map((word) => `'${word}'::text`).join(', ')}]`;

const Certificate = defineEntity({
  name: 'Certificate',
  tableName: 'certificate',
  indexes: [
    { name: 'certificate_unit', properties: ['unit'] },
    { name: 'certificate_not_after', properties: ['notAfter'] },
    personIndex('certificate'),
    {
      name: 'certificate_search',
      expression: 'CREATE INDEX certificate_search ON certificate USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    {
      name: 'certificate_holder_kind_check',
      expression: `holder_kind = ANY (${list(['PERSON', 'AGENCY'])})`,
    },
    {
      name: 'certificate_state_check',
      expression: `state = ANY (${list(['REQUESTED', 'VALID', 'SUSPENDED', 'REVOKED', 'EXPIRED'])})`,
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('certificate_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('certificate_code_key'),
    serial: p.text().collation('C'),
    issuerDn: p.text().fieldName('issuer_dn'),
    subjectDn: p.text().fieldName('subject_dn'),
    holderKind: p.text().fieldName('holder_kind'),
    unit: p.text().collation('C'),
    ...personProperties,
    notBefore: p.datetime().columnType('timestamptz').fieldName('not_before'),
    notAfter: p.datetime().columnType('timestamptz').fieldName('not_after'),
    device: p.text().nullable(),
    state: p.text(),
    revokedAt: p.datetime().columnType('timestamptz').nullable().fieldName('revoked_at'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const certificateStore = kindStore<CertificateRecord>({
  kind: 'certificate',
  entities: [Certificate],
  table: 'certificate',
  columns: {
    code: ['text', ({ code }) => code],
    serial: ['text', ({ serial }) => serial],
    issuer_dn: ['text', ({ issuerDn }) => withoutIdentityNumbers(issuerDn)],
    subject_dn: ['text', ({ subjectDn }) => withoutIdentityNumbers(subjectDn)],
    holder_kind: ['text', ({ holderKind }) => holderKind],
    unit: ['text', ({ unit }) => unit],
    ...personColumns,
    not_before: ['timestamptz', ({ notBefore }) => notBefore],
    not_after: ['timestamptz', ({ notAfter }) => notAfter],
    device: ['text', ({ device }) => device],
    state: ['text', ({ state }) => state],
    revoked_at: ['timestamptz', ({ revokedAt }) => revokedAt],
    search_text: ['text', ({ serial, subjectDn }) => fold(`${serial} ${withoutIdentityNumbers(subjectDn)}`)],
  },
});

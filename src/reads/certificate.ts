import { sql } from 'kysely';
import type { CertificateRecord } from '../domain/kinds/certificate.js';
import type { Certificate, CertificatesArgs } from '../schema/certificate.js';
import { column } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import { among, since, until } from './filters.js';
import { personalIdField } from './person.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

export const certificateRead = plainRead<Certificate, CertificateRecord>(
  { name: 'Certificate', kind: 'certificate', table: 'certificate' },
  {
    code: column('code'),
    serial: column('serial'),
    issuerDn: column('issuer_dn'),
    subjectDn: [column('subject_dn'), (record) => record.subjectDn],
    holderKind: [column('holder_kind'), (record) => record.holderKind],
    unit: unitIn('unit'),
    personalId: personalIdField,
    notBefore: [column('not_before'), (record) => record.notBefore],
    notAfter: [column('not_after'), (record) => record.notAfter],
    device: [column('device'), (record) => record.device],
    state: [column('state'), (record) => record.state],
    revokedAt: [column('revoked_at'), (record) => record.revokedAt],
  },
);

export const certificateRelations: Relations = {
  Unit: {
    certificates: {
      kind: 'many',
      type: 'Certificate',
      usual: 3,
      where: (row, target) => sql`${target('unit')} = ${row('code')}`,
      orderBy: (target) => target('code'),
    },
  },
};

export const certificatesPage: PageSpec<CertificatesArgs> = {
  type: 'Certificate',
  orders: subjectOrders,
  problems: (args) => timeless(args, ['unit'], ['CODE']),
  filters: (row, args) => [
    among(row('state'), args.states),
    among(row('holder_kind'), args.holderKind == null ? undefined : [args.holderKind]),
    since(row('not_after'), args.endingFrom),
    until(row('not_after'), args.endingTo),
    ...subjectFilters(row, args),
  ],
};

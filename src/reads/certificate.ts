import { withoutIdentityNumbers } from '../domain/identity-number.js';
import type { CertificateRecord } from '../domain/kinds/certificate.js';
import type { Certificate, CertificatesArgs, UnitCertificatesArgs } from '../schema/certificate.js';
import { column } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import type { Row, Sql } from './engine/types.js';
import { among, since, until } from './filters.js';
import { ofUnit } from './of-unit.js';
import { personalIdField } from './person.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

export const certificateRead = plainRead<Certificate, CertificateRecord>(
  {
    name: 'Certificate',
    kind: 'certificate',
    table: 'certificate',
    title: (row) => row('subject_dn'),
    found: { texts: [(row) => row('serial')] },
  },
  {
    code: column('code'),
    serial: column('serial'),
    issuerDn: column('issuer_dn'),
    subjectDn: [column('subject_dn'), (record) => withoutIdentityNumbers(record.subjectDn)],
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

/** The filters that a list of certificates and a unit's certificates have in common. */
function certificateFilters(row: Row, args: Partial<CertificatesArgs>): (Sql | undefined)[] {
  return [
    among(row('state'), args.states),
    among(row('holder_kind'), args.holderKind == null ? undefined : [args.holderKind]),
    since(row('not_after'), args.endingFrom),
    until(row('not_after'), args.endingTo),
  ];
}

export const certificateRelations: Relations = {
  Unit: {
    certificates: ofUnit<UnitCertificatesArgs>('Certificate', {
      usual: 3,
      filters: certificateFilters,
      orderBy: (row) => row('code'),
    }),
  },
};

export const certificatesPage: PageSpec<CertificatesArgs> = {
  type: 'Certificate',
  orders: subjectOrders,
  problems: (args) => timeless(args, ['unit'], ['CODE']),
  filters: (row, args) => [...certificateFilters(row, args), ...subjectFilters(row, args)],
};

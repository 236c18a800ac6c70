import { sql } from 'kysely';
import type { Signature, SignatureCheck, SignaturesArgs } from '../schema/signature.js';
import { documentInScope } from './document.js';
import { column, computed, globalId, joined } from './engine/fields.js';
import { bothWays, key, orNeverKey } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType, Row, Sql } from './engine/types.js';
import { among, equals, since, until } from './filters.js';
import type { Relations } from './relations.js';
import { subjectInScope } from './scope.js';
import { containsAll } from './search.js';

const signatureRead: ReadType = {
  name: 'Signature',
  permission: 'signatures.read',
  from: (row) =>
    sql`file_signature as ${row.table} join signed_file as ${row.joined('file').table} on ${row.joined('file')('sha256')} = ${row('sha256')}`,
  // A file is for whoever may see what refers to it.
  visible: (row, { principal }) =>
    principal.unit === undefined
      ? undefined
      : sql`exists (select from file_reference r where r.sha256 = ${row('sha256')}
          and (${subjectInScope(sql`r.subject_id`)} or ${documentInScope(sql`r.subject_id`)}))`,
  key: { column: 'id', type: 'bigint' },
  fields: {
    id: globalId('Signature', 'id'),
    position: column('position'),
    file: computed(fileOf),
    format: column('format'),
    level: column('level'),
    isTimestamp: column('is_timestamp'),
    signerDn: column('subject_dn'),
    issuerDn: column('issuer_dn'),
    serial: column('serial'),
    signedAt: column('signed_at'),
    timestampAt: column('timestamp_at'),
    digest: column('digest'),
    result: column('result'),
    reason: column('reason'),
    checkedAt: joined('file', 'checked_at'),
    checks: {
      kind: 'many',
      type: 'SignatureCheck',
      usual: 6,
      where: (row, target) => sql`${target('signature_id')} = ${row('id')}`,
      orderBy: (target) => target('position'),
    },
    certificate: { kind: 'one', type: 'Certificate', where: (row, target) => sameCertificate(row, target) },
  } satisfies Record<keyof Signature, ReadField>,
};

const signatureCheckRead: ReadType = {
  name: 'SignatureCheck',
  permission: 'signatures.read',
  from: (row) => sql`file_signature_check as ${row.table}`,
  fields: {
    name: column('name'),
    state: column('state'),
    reason: column('reason'),
    message: column('message'),
  } satisfies Record<keyof SignatureCheck, ReadField>,
};

export const signatureReads = [signatureRead, signatureCheckRead];

export const signatureRelations: Relations = {
  Certificate: {
    signatures: many(10, (row, target) => sameCertificate(target, row)),
  },
  DossierResult: {
    signatures: many(
      2,
      (row, target) => sql`${target('sha256')} = ${contentOf(row('dossier_id'), row('file'))}`,
    ),
  },
  Document: {
    signatures: many(
      2,
      (row, target) => sql`${target('sha256')} in (select r.sha256 from document_file f
        join file_reference r on r.subject_id = f.document_id and r.reference = f.file
        where f.document_id = ${row('subject_id')})`,
    ),
  },
  DocumentFile: {
    signatures: many(
      2,
      (row, target) => sql`${target('sha256')} = ${contentOf(row('document_id'), row('file'))}`,
    ),
  },
};

/** What is kept of one file of a subject. */
function contentOf(subjectId: Sql, reference: Sql): Sql {
  return sql`(select r.sha256 from file_reference r where r.subject_id = ${subjectId} and r.reference = ${reference})`;
}

export const signaturesPage: PageSpec<SignaturesArgs> = {
  type: 'Signature',
  orders: bothWays('SIGNED', orNeverKey('signed_at'), key('id', 'bigint')),
  filters: (row, args) => [
    among(row('result'), args.results),
    among(row('format'), args.formats),
    equals(fileOf(row), args.file?.toLowerCase()),
    containsAll(row('search_text'), args.signer),
    since(row('signed_at'), args.signedFrom),
    until(row('signed_at'), args.signedTo),
  ],
};

function many(usual: number, where: (row: Row, target: Row) => Sql): ReadField {
  return { kind: 'many', type: 'Signature', usual, where, orderBy: (target) => target('position') };
}

function fileOf(row: Row): Sql {
  return sql`encode(${row('sha256')}, 'hex')`;
}

function sameCertificate(signature: Row, certificate: Row): Sql {
  return sql`${certificate('serial')} = ${signature('serial')} and ${certificate('issuer_dn')} = ${signature('issuer_dn')}`;
}

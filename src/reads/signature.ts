import { sql } from 'kysely';
import type { Signature, SignatureCheck, SignaturesArgs } from '../schema/signature.js';
import { containsAll } from './contains.js';
import { column, computed, globalId, joined } from './engine/fields.js';
import { bothWays, key, orNeverKey } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType, Row, Sql } from './engine/types.js';
import { among, since, until } from './filters.js';
import { isReferredTo } from './referred.js';
import type { Relations } from './relations.js';
import { within } from './unit-reach.js';

const signatureRead: ReadType = {
  name: 'Signature',
  permission: 'signatures.read',
  from: (row) =>
    sql`file_signature as ${row.table} join signed_file as ${row.joined('file').table} on ${row.joined('file')('sha256')} = ${row('sha256')}`,
  // A file is for whoever may see what refers to it.
  visible: (row, { principal }) =>
    principal.unit === undefined ? undefined : isReferredTo(row('sha256'), true),
  key: { column: 'id', type: 'bigint' },
  fields: {
    id: globalId('Signature', 'id'),
    position: column('position'),
    file: computed(fileOf),
    signedFile: computed((row) => hexOf(row.joined('file')('content'))),
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
    signatures: many(2, (row, target) => isAbout(target, row('dossier_id'), row('file'))),
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
    signatures: many(2, (row, target) => isAbout(target, row('document_id'), row('file'))),
  },
};

export const signaturesPage: PageSpec<SignaturesArgs> = {
  type: 'Signature',
  orders: bothWays('SIGNED', orNeverKey('signed_at'), key('id', 'bigint')),
  filters: (row, args, { principal }) => [
    args.unit == null
      ? undefined
      : isReferredTo(
          row('sha256'),
          principal.unit !== undefined,
          (unit, at) => within(unit, args.unit, at) ?? sql`true`,
        ),
    ...(args.checks ?? []).map(({ name, states }) => endedIn(row, name, states)),
    among(row('result'), args.results),
    among(row('format'), args.formats),
    ofFile(row, args.file),
    containsAll(row('search_text'), args.signer),
    since(row('signed_at'), args.signedFrom),
    until(row('signed_at'), args.signedTo),
  ],
};

function many(usual: number, where: (row: Row, target: Row) => Sql): ReadField {
  return { kind: 'many', type: 'Signature', usual, where, orderBy: (target) => target('id') };
}

/** In the file that a subject refers to, or in one beside it. */
function isAbout(signature: Row, subject: Sql, reference: Sql): Sql {
  return sql`${signature('sha256')} in (select about.sha256 from file_reference r cross join lateral (
      select r.sha256 union all
      select s.sha256 from signed_file s join file_reference beside on beside.sha256 = s.sha256 and beside.subject_id = r.subject_id
        where s.content = r.sha256) about
    where r.subject_id = ${subject} and r.reference = ${reference})`;
}

function endedIn(signature: Row, name: string, states: readonly string[]): Sql {
  return sql`exists (select from file_signature_check c where c.signature_id = ${signature('id')}
    and c.name = ${name} and c.state = any(${states}::text[]))`;
}

function fileOf(row: Row): Sql {
  return hexOf(row('sha256'));
}

function hexOf(sha256: Sql): Sql {
  return sql`encode(${sha256}, 'hex')`;
}

/** Where it stands, or what it signs. What is no SHA-256 finds nothing. */
function ofFile(row: Row, file: string | null | undefined): Sql | undefined {
  if (file == null) return undefined;
  if (!/^[0-9a-f]{64}$/i.test(file)) return sql`false`;
  const sha256 = sql`decode(${file}, 'hex')`;
  return sql`(${row('sha256')} = ${sha256} or ${row.joined('file')('content')} = ${sha256})`;
}

function sameCertificate(signature: Row, certificate: Row): Sql {
  return sql`${certificate('serial')} = ${signature('serial')} and ${certificate('issuer_dn')} = ${signature('issuer_dn')}`;
}

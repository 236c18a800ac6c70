import { fold } from '../../domain/fold.js';
import type { DossierRecord } from '../../domain/records.js';
import { bytesText, type Columns, insertRows, type Row, upsertRows } from '../../store/rows.js';
import type { Sealer } from '../../store/sealed.js';
import { writeParts } from './dossier-parts.js';
import type { WriteContext, Written } from './write-subjects.js';
import { writeTraces } from './write-traces.js';

const DOSSIER: Columns = {
  subject_id: 'bigint',
  code: 'text',
  procedure_code: 'text',
  receiving_unit: 'text',
  processing_unit: 'text',
  channel: 'smallint',
  applicant_type: 'smallint',
  applicant_name: 'text',
  identity_type: 'smallint',
  identity_number: 'bytea',
  identity_number_hash: 'bytea',
  phone: 'bytea',
  phone_hash: 'bytea',
  email: 'bytea',
  email_hash: 'bytea',
  address: 'bytea',
  national_account_id: 'bytea',
  summary: 'text',
  lodged_at: 'smallint',
  submitted_at: 'timestamptz',
  received_at: 'timestamptz',
  due_at: 'timestamptz',
  finished_at: 'timestamptz',
  returned_at: 'timestamptz',
  refused_at: 'timestamptz',
  state: 'smallint',
  return_method: 'smallint',
  vneid_verified: 'boolean',
  online_payment: 'smallint',
  rating_level: 'smallint',
  rating_content: 'text',
  rating_at: 'timestamptz',
  flags: 'text[]',
  search_text: 'text',
};

/** The dossiers' own row, their parts, and their trace. A tombstone changes only the flags. */
export async function writeDossiers(context: WriteContext, written: readonly Written[]): Promise<void> {
  const dossiers = written.flatMap((each) =>
    each.record.kind === 'dossier' ? [{ ...each, record: each.record }] : [],
  );
  const rowsOf = (some: typeof dossiers) =>
    some.map(({ id, record, writing }) => rowOf(id, record, writing.flags, context.sealer));
  const fresh = rowsOf(dossiers.filter(({ isNew }) => isNew));
  await insertRows(context.client, 'dossier', DOSSIER, fresh);
  const known = rowsOf(dossiers.filter(({ isNew }) => !isNew));
  await upsertRows(context.client, 'dossier', 'subject_id', DOSSIER, known);
  const living = dossiers.filter(({ record }) => !record.deleted);
  await writeParts(context.client, living);
  await writeTraces(context.client, living);
}

function rowOf(id: string, record: DossierRecord, flags: readonly string[], sealer: Sealer): Row {
  const seal = (text: string | undefined) => bytesText(text === undefined ? undefined : sealer.seal(text));
  const hash = (text: string | undefined) =>
    bytesText(text === undefined ? undefined : sealer.keyedHash(text));
  return {
    subject_id: id,
    code: record.code,
    procedure_code: record.procedureCode,
    receiving_unit: record.receivingUnit,
    processing_unit: record.processingUnit,
    channel: record.channel,
    applicant_type: record.applicantType,
    applicant_name: record.applicantName,
    identity_type: record.identityType,
    identity_number: seal(record.identityNumber),
    identity_number_hash: hash(record.identityNumber),
    phone: seal(record.phone),
    phone_hash: hash(record.phone),
    email: seal(record.email),
    email_hash: hash(record.email),
    address: seal(record.address),
    national_account_id: seal(record.nationalAccountId),
    summary: record.summary,
    lodged_at: record.lodgedAt,
    submitted_at: record.submittedAt,
    received_at: record.receivedAt,
    due_at: record.dueAt,
    finished_at: record.finishedAt,
    returned_at: record.returnedAt,
    refused_at: record.refusedAt,
    state: record.state,
    return_method: record.returnMethod,
    vneid_verified: record.vneidVerified,
    online_payment: record.onlinePayment,
    rating_level: record.rating?.level,
    rating_content: record.rating?.content,
    rating_at: record.rating?.at,
    flags,
    search_text: fold(`${record.code} ${record.applicantName} ${record.summary}`),
  };
}

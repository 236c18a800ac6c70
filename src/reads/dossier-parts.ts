import { sql } from 'kysely';
import type {
  Applicant,
  DossierComponent,
  DossierFee,
  DossierRating,
  DossierResult,
  DossierSupplement,
} from '../schema/dossier-parts.js';
import { ofDossier, ofDossierPart } from './dossier-class.js';
import { column, computed, personal, sealed } from './engine/fields.js';
import type { ReadField, ReadType, Row, Sql } from './engine/types.js';

const hasFile = computed((row) => sql`(${row('file')} is not null)`);

/** The dossier of a row: a part's, or the dossier's own. */
const DOSSIER = {
  dossier: (row: Row): Sql => row('subject_id'),
  part: (row: Row): Sql => row('dossier_id'),
};

function part(name: string, table: string, fields: Readonly<Record<string, ReadField>>): ReadType {
  return {
    name,
    permission: 'dossiers.read',
    subject: table === 'dossier' ? DOSSIER.dossier : DOSSIER.part,
    sensitive: table === 'dossier' ? ofDossier : ofDossierPart,
    from: (row) => sql`${sql.table(table)} as ${row.table}`,
    fields,
  };
}

/** Columns of the dossier's own row. */
export const applicantRead = part('Applicant', 'dossier', {
  name: personal('applicant_name', 'name'),
  type: column('applicant_type'),
  identityType: column('identity_type'),
  identityNumber: sealed('identity_number', 'number'),
  phone: sealed('phone', 'number'),
  email: sealed('email', 'email'),
  address: sealed('address', 'address'),
  nationalAccountId: sealed('national_account_id', 'number'),
} satisfies Record<keyof Applicant, ReadField>);

/** Columns of the dossier's own row. */
export const ratingRead = part('DossierRating', 'dossier', {
  level: column('rating_level'),
  content: personal('rating_content', 'text'),
  at: column('rating_at'),
} satisfies Record<keyof DossierRating, ReadField>);

export const componentRead = part('DossierComponent', 'dossier_component', {
  code: column('code'),
  name: column('name'),
  hasFile,
  digitised: column('digitised'),
  reused: column('reused'),
  fromNationalStore: column('from_national_store'),
  originals: column('originals'),
  copies: column('copies'),
} satisfies Record<keyof DossierComponent, ReadField>);

export const resultRead = part('DossierResult', 'dossier_result', {
  code: column('code'),
  name: column('name'),
  number: column('number'),
  signedAt: column('signed_at'),
  signer: column('signer'),
  hasFile,
  paperCode: column('paper_code'),
} satisfies Record<keyof DossierResult, ReadField>);

export const feeRead = part('DossierFee', 'dossier_fee', {
  name: column('name'),
  code: column('code'),
  type: column('type'),
  amount: column('amount'),
  method: column('method'),
  paid: column('paid'),
  paidAt: column('paid_at'),
} satisfies Record<keyof DossierFee, ReadField>);

export const supplementRead = part('DossierSupplement', 'dossier_supplement', {
  requestedBy: column('requested_by'),
  content: personal('content', 'text'),
  requestedAt: column('requested_at'),
  answeredAt: column('answered_at'),
  receivedBy: column('received_by'),
  previousDueAt: column('previous_due_at'),
  newDueAt: column('new_due_at'),
  status: column('status'),
} satisfies Record<keyof DossierSupplement, ReadField>);

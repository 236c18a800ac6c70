import { fold } from '../../domain/fold.js';
import {
  copiesOf,
  type DocumentOfUnit,
  type DocumentRecord,
  duplicateKey,
} from '../../domain/kinds/document.js';
import { Document, DocumentFile, DocumentRecipient, DocumentTrace } from './document-tables.js';
import { partOf, severalStore } from './kind.js';

export const documentStore = severalStore<DocumentRecord, DocumentOfUnit>({
  kind: 'document',
  entities: [Document, DocumentRecipient, DocumentFile, DocumentTrace],
  table: 'document',
  rows: copiesOf,
  by: ['unit'],
  columns: {
    code: ['text', ({ code }) => code],
    direction: ['text', ({ direction }) => direction],
    unit: ['text', ({ unit }) => unit],
    state: ['text', ({ state }) => state],
    number: ['text', ({ number }) => number],
    notation: ['text', ({ notation }) => notation],
    issuer_code: ['text', ({ issuer }) => issuer?.code],
    issuer_name: ['text', ({ issuer }) => issuer?.name],
    issued_at: ['timestamptz', ({ issuedAt }) => issuedAt],
    place: ['text', ({ place }) => place],
    type_name: ['text', ({ typeName }) => typeName],
    subject: ['text', ({ subject }) => subject],
    content: ['text', ({ content }) => content],
    signer: ['text', ({ signer }) => signer],
    signer_position: ['text', ({ signerPosition }) => signerPosition],
    signer_competence: ['text', ({ signerCompetence }) => signerCompetence],
    priority: ['smallint', ({ priority }) => priority ?? 0],
    steering: ['smallint', ({ steering }) => steering ?? 1],
    due_at: ['timestamptz', ({ dueAt }) => dueAt],
    finished_at: ['timestamptz', ({ finishedAt }) => finishedAt],
    pages: ['integer', ({ pages }) => pages],
    to_places: ['text[]', ({ toPlaces }) => toPlaces],
    arrival_number: ['text', ({ arrivalNumber }) => arrivalNumber],
    arrived_at: ['timestamptz', ({ arrivedAt }) => arrivedAt],
    online: ['boolean', ({ online }) => online],
    revocation: ['text', ({ revocation }) => revocation],
    revocation_reason: ['text', ({ revocationReason }) => revocationReason],
    duplicate_key: ['text', (record) => duplicateKey(record)],
    response_for: ['text[]', ({ responseFor }) => responseFor],
    replaces: ['text[]', ({ replaces }) => replaces],
    dossiers: ['text[]', ({ dossiers }) => dossiers],
    search_text: ['text', searchText],
    deleted_at: ['timestamptz', ({ deletedAt }) => deletedAt],
  },
  parts: [
    partOf({
      table: 'document_recipient',
      owner: 'document_id',
      items: ({ copies }: DocumentRecord) =>
        copies.flatMap(({ unit, recipients }) => recipients.map((recipient) => ({ ...recipient, unit }))),
      columns: {
        unit: ['text', ({ unit }) => unit],
        code: ['text', ({ code }) => code],
        name: ['text', ({ name }) => name],
        state: ['text', ({ state }) => state],
        state_at: ['timestamptz', ({ stateAt }) => stateAt],
        reason: ['text', ({ reason }) => reason],
      },
    }),
    partOf({
      table: 'document_file',
      owner: 'document_id',
      items: ({ files }: DocumentRecord) => files,
      columns: {
        name: ['text', ({ name }) => name],
        file: ['text', ({ file }) => file],
        media_type: ['text', ({ mediaType }) => mediaType],
        bytes: ['bigint', ({ bytes }) => bytes],
      },
      file: ({ file: reference, name }) => ({ reference, name }),
    }),
    partOf({
      table: 'document_trace',
      owner: 'document_id',
      items: ({ copies }: DocumentRecord) =>
        copies.flatMap(({ unit, traces }) => traces.map((trace) => ({ ...trace, unit }))),
      columns: {
        unit: ['text', ({ unit }) => unit],
        at: ['timestamptz', ({ at }) => at],
        organ: ['text', ({ organ }) => organ],
        department: ['text', ({ department }) => department],
        staff: ['text', ({ staff }) => staff],
        status: ['text', ({ status }) => status],
        note: ['text', ({ note }) => note],
      },
    }),
  ],
});

/** What everybody who sees a document sees of it; its content may be about a person. */
function searchText({
  number,
  notation,
  issuer,
  typeName,
  subject,
  signer,
  arrivalNumber,
}: DocumentOfUnit): string {
  const words = [`${number ?? ''}/${notation ?? ''}`, issuer?.name, typeName, subject, signer, arrivalNumber];
  return fold(words.filter((word) => word !== undefined).join(' '));
}

import { sql } from 'kysely';
import type { TraceEntry } from '../schema/trace-entry.js';
import { ofDossierPart } from './dossier-class.js';
import { column, computed, personal } from './engine/fields.js';
import type { ReadField, ReadType } from './engine/types.js';

const fields = {
  at: column('at'),
  state: column('state'),
  actor: column('actor'),
  title: column('title'),
  department: column('department'),
  note: personal('note', 'text'),
  begunAt: column('begun_at'),
  dueAt: column('due_at'),
  removed: computed((row) => sql`(${row('removed_version')} is not null)`),
  flags: column('flags'),
} satisfies Record<keyof TraceEntry, ReadField>;

export const traceEntryRead: ReadType = {
  name: 'TraceEntry',
  permission: 'dossiers.read',
  from: (row) => sql`trace_entry as ${row.table}`,
  subject: (row) => row('dossier_id'),
  sensitive: ofDossierPart,
  fields,
};

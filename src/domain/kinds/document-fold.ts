import type {
  DocumentCopy,
  DocumentFacts,
  DocumentMessage,
  DocumentParty,
  DocumentRecord,
  FormerDocument,
  SharedFacts,
} from './document.js';
import { foldCopy, unitsHaving } from './document-copy.js';
import { distinct } from './document-messages.js';
import { step } from './document-status.js';

/** The document that these messages are about. The same for any order of them. */
export function foldDocument(code: string, messages: readonly DocumentMessage[]): DocumentRecord {
  const ordered = distinct(messages);
  const { recipients, ...shared } = sharedOf(ordered);
  const units = unitsHaving(ordered);
  const copies = units.map((unit) =>
    foldCopy({ code, issuer: shared.issuer, recipients }, unit, ordered, units),
  );
  takeBack(copies);
  const last = ordered.at(-1);
  const isGone = copies.every(({ deletedAt }) => deletedAt !== undefined);
  return {
    kind: 'document',
    code,
    unit: (copies.find(({ direction }) => direction === 'OUT') ?? copies[0])?.unit ?? '',
    ...shared,
    copies,
    messages: ordered,
    changedAt: last?.at ?? new Date(0).toISOString(),
    ...(isGone ? { deleted: true } : {}),
  };
}

/** What is known of a document once `incoming` is, beside what was. Of two rows of one register at one moment the one that came last counts. */
export function combineDocuments(
  stored: DocumentRecord | FormerDocument,
  incoming: DocumentRecord,
): DocumentRecord {
  const rows = new Set(incoming.messages.flatMap((message) => rowOf(message) ?? []));
  const before = messagesOf(stored).filter((message) => !rows.has(rowOf(message) ?? ''));
  return foldDocument(incoming.code, [...before, ...incoming.messages]);
}

/** What is known once a register gave a document up: that of `unit`; absent: every one. */
export function withoutDocument(
  stored: DocumentRecord | FormerDocument,
  { changedAt: at, unit }: { changedAt: string; unit?: string },
): DocumentRecord {
  const said = messagesOf(stored);
  if (unit !== undefined && !unitsHaving(said).includes(unit)) return foldDocument(stored.code, said);
  const gone: DocumentMessage = { type: 'GONE', at, ...(unit === undefined ? {} : { unit }) };
  return foldDocument(stored.code, [...said, gone]);
}

/**
 * A document under a key that it stands under no longer, for another document is the same one: given up for every unit since `at`. No register said so, and
 * so no message says it: what was said of it goes on to the other.
 */
export function givenUpAs(code: string, record: DocumentRecord, at: string): DocumentRecord {
  const document = foldDocument(code, messagesOf(record));
  const copies = document.copies.map((copy) => ({ ...copy, deletedAt: copy.deletedAt ?? at }));
  return { ...document, copies, changedAt: at, deleted: true };
}

function rowOf(message: DocumentMessage): string | undefined {
  return message.type === 'REGISTER' ? `${Date.parse(message.at)} ${message.facts.unit}` : undefined;
}

/** Versions from before had units as they were written in their messages, and as the unit table has them beside. */
export function messagesOf(stored: DocumentRecord | FormerDocument): DocumentMessage[] {
  if ('copies' in stored) return stored.messages;
  const { unit } = stored;
  const messages = stored.messages.map((message): DocumentMessage => {
    if ('facts' in message) return { ...message, facts: { ...message.facts, unit } };
    return message.type === 'GONE' ? message : { ...message, unit };
  });
  return stored.deleted ? [...messages, { type: 'GONE', at: stored.changedAt }] : messages;
}

/** What its issuer revoked, in its own book too, is revoked wherever it is. */
function takeBack(copies: readonly DocumentCopy[]): void {
  const issued = copies.find(({ direction, state }) => direction === 'OUT' && state === 'REVOKED');
  if (!issued?.finishedAt) return;
  for (const copy of copies.filter(({ direction, state }) => direction === 'IN' && state !== 'REFUSED')) {
    step(copy, 'REVOKED', issued.finishedAt);
    copy.revocation = 'AGREED';
  }
}

type Shared = SharedFacts & { recipients: DocumentParty[] };

function sharedOf(messages: readonly DocumentMessage[]): Shared {
  const shared: Shared = {
    ...{ recipients: [], toPlaces: [], files: [], responseFor: [], replaces: [], dossiers: [] },
  };
  for (const message of messages) applyFacts(shared, message);
  return shared;
}

function applyFacts(shared: Shared, message: DocumentMessage): void {
  if (!('facts' in message)) return;
  const { unit: _unit, direction: _direction, recipients, ...facts } = message.facts;
  const { dueAt: _dueAt, arrivalNumber: _number, arrivedAt: _arrivedAt, onPaper: _onPaper, ...rest } = facts;
  Object.assign(shared, said(rest));
  if (recipients.length > 0) shared.recipients = recipients;
  if (message.type !== 'UPDATE') return;
  const stay = shared.recipients.filter(({ code }) => !code || !message.removed.includes(code));
  const added = message.added.filter(({ code }) => !stay.some((each) => each.code === code));
  shared.recipients = [...stay, ...added];
}

/** What a message leaves open does not take away what another one said. */
function said(facts: Partial<DocumentFacts>): Partial<SharedFacts> {
  const open = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => !open(value)));
}

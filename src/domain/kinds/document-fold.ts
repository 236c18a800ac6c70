import { canonicalJson } from '../canonical.js';
import type { DocumentFacts, DocumentMessage, DocumentRecord, DocumentTrace } from './document.js';
import type { DocumentState } from './document-states.js';
import { applyStatus, type Speakers, speakersOf, step } from './document-status.js';

/** A document keeps so many messages; nobody sends that many, and a snapshot stays small. The oldest statuses go first. */
const MAX_MESSAGES = 500;

/** The document that these messages are about. The same for any order of them. */
export function foldDocument(code: string, messages: readonly DocumentMessage[]): DocumentRecord {
  const ordered = bounded(distinct(messages));
  const record = blank(code, ordered);
  for (const message of ordered) applyFacts(record, message);
  const byPackage = ordered.some(({ type }) => type !== 'REGISTER' && type !== 'STOOD');
  record.online = record.onPaper === undefined ? byPackage || record.files.length > 0 : !record.onPaper;
  const speakers = speakersOf(record, ordered);
  for (const message of ordered) applyState(record, message, speakers);
  return record;
}

/**
 * What is known of a document once `incoming` is, beside what was. Of two rows of one register at one moment the one that came
 * last counts; what was said before a deletion does not bring a document back.
 */
export function combineDocuments(stored: DocumentRecord, incoming: DocumentRecord): DocumentRecord {
  if (stored.deleted && Date.parse(incoming.changedAt) <= Date.parse(stored.changedAt)) return stored;
  const rows = new Set(
    incoming.messages.flatMap(({ type, at }) => (type === 'REGISTER' ? [Date.parse(at)] : [])),
  );
  const before = stored.messages.filter(({ type, at }) => type !== 'REGISTER' || !rows.has(Date.parse(at)));
  const together = foldDocument(incoming.code, [...before, ...incoming.messages]);
  // As the unit table has it: messages have it as it was written.
  const says = incoming.messages.some((message) => 'facts' in message);
  return { ...together, unit: says ? incoming.unit : stored.unit };
}

/**
 * Each message once, in order of their times. A register's row is the whole state of the register, so only the last one speaks; of
 * those before it what stays is how far the document had come, since it never goes back.
 */
function distinct(messages: readonly DocumentMessage[]): DocumentMessage[] {
  const ordered = inOrder(messages);
  const row = ordered.findLast((message) => message.type === 'REGISTER');
  const others = ordered.filter(({ type }) => type !== 'REGISTER' && type !== 'STOOD');
  const stood = ordered.flatMap((message): Stood[] => {
    if (message === row) return [];
    if (message.type === 'STOOD') return [message];
    if (message.type !== 'REGISTER' || !message.state) return [];
    return [{ type: 'STOOD', at: message.at, unit: message.facts.unit, state: message.state }];
  });
  const kept = inOrder([...others, ...firstOfEach(stood), ...(row ? [row] : [])]);
  return kept.filter((message, index, all) => index === 0 || !sameText(message, all[index - 1]));
}

type Stood = Extract<DocumentMessage, { type: 'STOOD' }>;

/** Of each state the first time, in order: whichever of them the next row leaves behind, it is known since when it was so. */
function firstOfEach(stood: readonly Stood[]): Stood[] {
  const states = new Set<DocumentState>();
  return stood.filter(({ state }) => {
    const first = !states.has(state);
    states.add(state);
    return first;
  });
}

function inOrder(messages: readonly DocumentMessage[]): DocumentMessage[] {
  if (messages.length < 2) return [...messages];
  return messages
    .map((message) => ({ message, text: canonicalJson(message), at: Date.parse(message.at) }))
    .sort((a, b) => a.at - b.at || rankOf(a.message) - rankOf(b.message) || (a.text < b.text ? -1 : 1))
    .map(({ message }) => message);
}

function sameText(a: DocumentMessage, b: DocumentMessage | undefined): boolean {
  return b !== undefined && canonicalJson(a) === canonicalJson(b);
}

function bounded(messages: DocumentMessage[]): DocumentMessage[] {
  const statuses = messages.filter(({ type }) => type === 'STATUS');
  const dropped = new Set(statuses.slice(0, Math.max(0, messages.length - MAX_MESSAGES)));
  return messages.filter((message) => !dropped.has(message));
}

const ORDER: readonly DocumentMessage['type'][] = [
  'PACKAGE',
  'UPDATE',
  'STOOD',
  'REGISTER',
  'STATUS',
  'REVOKE',
];

/** At one moment: a document before what is said of it. */
function rankOf({ type }: DocumentMessage): number {
  return ORDER.indexOf(type);
}

function blank(code: string, messages: DocumentMessage[]): DocumentRecord {
  const last = messages.at(-1);
  return {
    kind: 'document',
    code,
    unit: unitOf(messages),
    recipients: [],
    toPlaces: [],
    files: [],
    responseFor: [],
    replaces: [],
    dossiers: [],
    state: 'AWAITED',
    online: true,
    traces: [],
    messages,
    changedAt: last?.at ?? new Date(0).toISOString(),
  };
}

/** The register says it best, then a package, then whoever speaks about it. */
function unitOf(messages: readonly DocumentMessage[]): string {
  for (const wanted of ['REGISTER', 'PACKAGE', 'UPDATE', 'STOOD', 'STATUS', 'REVOKE']) {
    const found = messages.find(({ type }) => type === wanted);
    if (found) return 'facts' in found ? found.facts.unit : found.unit;
  }
  return '';
}

function applyFacts(record: DocumentRecord, message: DocumentMessage): void {
  if (!('facts' in message)) return;
  const { unit: _, recipients, ...facts } = message.facts;
  Object.assign(record, said(facts));
  if (recipients.length > 0) record.recipients = recipients.map((recipient) => ({ ...recipient }));
  if (message.type !== 'UPDATE') return;
  record.recipients = record.recipients.filter(({ code }) => !code || !message.removed.includes(code));
  for (const added of message.added) {
    if (!record.recipients.some(({ code }) => code === added.code)) record.recipients.push({ ...added });
  }
}

/** What a message leaves open does not take away what another one said. */
function said(facts: Omit<DocumentFacts, 'unit' | 'recipients'>): Partial<DocumentRecord> {
  const open = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => !open(value)));
}

function applyState(record: DocumentRecord, message: DocumentMessage, speakers: Speakers): void {
  switch (message.type) {
    case 'PACKAGE':
    case 'UPDATE':
      step(record, record.direction === 'OUT' ? 'ISSUED' : 'ARRIVED', message.at);
      return;
    case 'REGISTER':
      record.traces.push(...message.traces);
      for (const trace of message.traces) applyStatus(record, trace, speakers.register);
      if (message.state) step(record, message.state, message.at);
      return;
    case 'STOOD':
      step(record, message.state, message.at);
      return;
    case 'STATUS':
      record.traces.push(message.trace);
      applyStatus(record, message.trace, speakers.named(message.from));
      return;
    case 'REVOKE':
      record.revocation = 'AGREED';
      if (message.reason !== undefined) record.revocationReason = message.reason;
      record.traces.push(traceOf(message));
      // Kept for the document that it is about, should that come later.
      if (record.issuer) step(record, 'REVOKED', message.at);
  }
}

function traceOf({ at, from, ...message }: DocumentMessage & { type: 'REVOKE' }): DocumentTrace {
  return {
    at,
    ...(from === undefined ? {} : { organ: from }),
    ...(message.reason === undefined ? {} : { note: message.reason }),
  };
}

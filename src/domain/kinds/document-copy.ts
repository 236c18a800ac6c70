import {
  type DocumentCopy,
  type DocumentFacts,
  type DocumentMessage,
  type DocumentParty,
  type DocumentTrace,
  organKey,
} from './document.js';
import { applyStatus, type Speakers, speakersOf, step } from './document-status.js';

/** What of a document its copies are made with. */
export interface OfDocument {
  code: string;
  issuer: DocumentParty | undefined;
  recipients: readonly DocumentParty[];
}

/** The units that have a document, in the order in which they are known to; while nothing but words about it came, whose it would be. */
export function unitsHaving(messages: readonly DocumentMessage[]): string[] {
  const having = messages.flatMap((message) => ('facts' in message ? unitsOf(message) : []));
  if (having.length > 0) return [...new Set(having)];
  for (const wanted of ['STOOD', 'STATUS', 'REVOKE']) {
    const found = messages.find(({ type }) => type === wanted);
    if (found && 'unit' in found && found.unit !== undefined) return [found.unit];
  }
  return [''];
}

/** What one of `units` has of a document, by what was said to it or by it, and by the issuer. */
export function foldCopy(
  document: OfDocument,
  unit: string,
  messages: readonly DocumentMessage[],
  units: readonly string[],
): DocumentCopy {
  const copy: DocumentCopy = {
    unit,
    state: 'AWAITED',
    recipients: document.recipients.map((recipient) => ({ ...recipient })),
    online: true,
    traces: [],
  };
  const own = messages.filter((message) => 'facts' in message && unitsOf(message).includes(unit));
  const onPaper = own.map((message) => 'facts' in message && message.facts.onPaper).findLast(isSaid);
  const electronic = own.some((message) => message.type !== 'REGISTER' || message.facts.files.length > 0);
  if (own.length > 0) copy.online = onPaper === undefined ? electronic : !onPaper;
  for (const message of messages) applyOwnFacts(copy, message, own.includes(message));
  const speakers = speakersOf(document, copy);
  const others = new Set(units.filter((each) => each !== unit).map(organKey));
  const isHeard = (from: string | undefined) =>
    copy.direction !== 'IN' ||
    from === undefined ||
    !others.has(organKey(from)) ||
    speakers.named(from).issuer;
  for (const message of messages)
    applyState(copy, message, { own: own.includes(message), document, speakers, isHeard });
  return copy;
}

/** A package is for each of ours that it names; all else is one unit's. */
function unitsOf(message: DocumentMessage & { facts: DocumentFacts }): string[] {
  return [...new Set([message.facts.unit, ...('also' in message ? (message.also ?? []) : [])])];
}

function isSaid(value: boolean | undefined): value is boolean {
  return value !== undefined;
}

/** Who issued it says by when, to all; everything else in a book is about the book's own unit. */
function applyOwnFacts(copy: DocumentCopy, message: DocumentMessage, isOwn: boolean): void {
  if (!('facts' in message) || (message.type === 'REGISTER' && !isOwn)) return;
  const { direction, dueAt, arrivalNumber, arrivedAt } = message.facts;
  if (dueAt !== undefined) copy.dueAt = dueAt;
  if (!isOwn) return;
  // What one of ours sends to others of ours comes in there.
  copy.direction = message.facts.unit === copy.unit ? direction : 'IN';
  if (arrivalNumber !== undefined) copy.arrivalNumber = arrivalNumber;
  if (arrivedAt !== undefined) copy.arrivedAt = arrivedAt;
}

interface About {
  own: boolean;
  document: OfDocument;
  speakers: Speakers;
  /** Whether what an agency says is for this unit to read. */
  isHeard(from: string | undefined): boolean;
}

function applyState(copy: DocumentCopy, message: DocumentMessage, about: About): void {
  const { own, document, speakers, isHeard } = about;
  switch (message.type) {
    case 'PACKAGE':
    case 'UPDATE':
      if (!own) return;
      delete copy.deletedAt;
      step(copy, copy.direction === 'OUT' ? 'ISSUED' : 'ARRIVED', message.at);
      return;
    case 'REGISTER':
      if (!own) return;
      delete copy.deletedAt;
      copy.traces.push(...message.traces);
      for (const trace of message.traces) applyStatus(copy, trace, speakers.register);
      if (message.state) step(copy, message.state, message.at);
      return;
    case 'STOOD':
      if (message.unit === copy.unit) step(copy, message.state, message.at);
      return;
    case 'STATUS':
      if (isHeard(message.from)) copy.traces.push(message.trace);
      applyStatus(copy, message.trace, speakers.named(message.from));
      return;
    case 'REVOKE':
      // Only the issuer sends one, and of the document, not of one copy: whichever of ours it was sent to, it holds for all.
      copy.revocation = 'AGREED';
      if (message.reason !== undefined) copy.revocationReason = message.reason;
      copy.traces.push(traceOf(message));
      // Kept for the document that it is about, should that come later.
      if (document.issuer) step(copy, 'REVOKED', message.at);
      return;
    case 'GONE':
      if (message.unit === undefined || message.unit === copy.unit) copy.deletedAt = message.at;
  }
}

function traceOf({ at, from, ...message }: DocumentMessage & { type: 'REVOKE' }): DocumentTrace {
  return {
    at,
    ...(from === undefined ? {} : { organ: from }),
    ...(message.reason === undefined ? {} : { note: message.reason }),
  };
}

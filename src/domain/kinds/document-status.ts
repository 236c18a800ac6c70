import type { Instant } from '../time.js';
import {
  type DocumentMessage,
  type DocumentRecipient,
  type DocumentRecord,
  type DocumentTrace,
  issuerOf,
  organKey,
} from './document.js';
import {
  type DocumentState,
  isFinished,
  isStatus,
  laterState,
  type RevocationState,
  STATUSES,
} from './document-states.js';

/*
 * What a status does to a document depends on who says it: anybody on the axis can send one. Whoever has no say changes nothing; what
 * was said stays among the traces, with its sender.
 */

/** What somebody who speaks of a document is to it. */
interface Speaker {
  /** May ask for it back (13). */
  issuer: boolean;
  /** The unit that an incoming document is with: says how far it came there (01–06), and whether it gives it back (15, 16). */
  holder: boolean;
  /** Whose copies an outgoing document's 01–06, 15 and 16 are about. */
  recipients: readonly DocumentRecipient[];
}

/** Who speaks of a document. */
export interface Speakers {
  /** The book of the unit whose document it is: it has what the issuer asked too, but does not say which recipient answered. */
  register: Speaker;
  /** By the OrganId that a status comes with. */
  named(from: string | undefined): Speaker;
}

/** Of a document whose facts are known; `messages`: those that it is made of. An agency is known by the codes that these call it by. */
export function speakersOf(record: DocumentRecord, messages: readonly DocumentMessage[]): Speakers {
  const { direction, recipients } = record;
  const issuer = issuerOf(record.code) ?? record.issuer?.code;
  const holders = new Set(
    messages.flatMap((message) =>
      'facts' in message && message.facts.direction === 'IN' ? [organKey(message.facts.unit)] : [],
    ),
  );
  return {
    register: { issuer: true, holder: direction === 'IN', recipients: [] },
    named: (from) => ({
      issuer: from !== undefined && issuer !== undefined && organKey(issuer) === from,
      holder: direction === 'IN' && from !== undefined && holders.has(from),
      recipients:
        direction === 'OUT' ? recipients.filter(({ code }) => code !== undefined && code === from) : [],
    }),
  };
}

/** Puts one status on a document, as far as its speaker has a say in it. */
export function applyStatus(record: DocumentRecord, trace: DocumentTrace, speaker: Speaker): void {
  const { at, status, note } = trace;
  if (status === undefined || !isStatus(status)) return;
  const means = STATUSES[status];
  if ('revocation' in means) {
    applyRevocation(record, means.revocation, at, speaker);
    return;
  }
  if (speaker.holder) step(record, means.state, at);
  for (const recipient of speaker.recipients) stepRecipient(recipient, means.state, at, note);
}

/** 13 asks; 15 agrees and 16 refuses, each only where somebody asked. */
function applyRevocation(
  record: DocumentRecord,
  said: RevocationState,
  at: Instant,
  { issuer, holder, recipients }: Speaker,
): void {
  if (said === 'ASKED') {
    if (issuer && record.state !== 'REVOKED') record.revocation = said;
    return;
  }
  for (const recipient of recipients) answerOf(recipient, record, said, at);
  if (!holder || record.revocation !== 'ASKED' || record.state === 'REVOKED') return;
  record.revocation = said;
  if (said === 'AGREED') step(record, 'REVOKED', at);
}

/** A recipient gives back its own copy. The document is revoked once all have; those that never took it in (02) have nothing to give back. */
function answerOf(
  recipient: DocumentRecipient,
  record: DocumentRecord,
  said: Exclude<RevocationState, 'ASKED'>,
  at: Instant,
): void {
  const isRevoked = record.state === 'REVOKED';
  if (record.revocation === undefined && !isRevoked) return;
  if (said === 'AGREED') stepRecipient(recipient, 'REVOKED', at);
  if (isRevoked) return;
  if (said === 'REFUSED') {
    // What was given back stays so.
    if (recipient.state !== 'REVOKED') record.revocation = said;
  } else if (record.recipients.every(({ state }) => state === 'REVOKED' || state === 'REFUSED')) {
    record.revocation = said;
    step(record, 'REVOKED', at);
  }
}

/** Brings a document to `next`, if that is later than where it stands. */
export function step(record: DocumentRecord, next: DocumentState, at: Instant): void {
  const state = laterState(record.state, next);
  if (state !== record.state && isFinished(state)) record.finishedAt = at;
  record.state = state;
}

function stepRecipient(recipient: DocumentRecipient, next: DocumentState, at: Instant, note?: string): void {
  const state = laterState(recipient.state ?? 'AWAITED', next);
  if (state === recipient.state) return;
  recipient.state = state;
  recipient.stateAt = at;
  if (state === 'REFUSED' && note !== undefined) recipient.reason = note;
}

import type { Instant } from '../time.js';
import {
  type DocumentCopy,
  type DocumentParty,
  type DocumentRecipient,
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
 * What a status does to a unit's copy of a document depends on who says it: anybody on the axis can send one. Whoever has no say changes nothing; what
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

/** Of a unit's copy whose facts are known. An agency is known by the codes that messages call it by. */
export function speakersOf(
  { code, issuer }: { code: string; issuer: DocumentParty | undefined },
  { unit, direction, recipients }: DocumentCopy,
): Speakers {
  const organ = issuerOf(code) ?? issuer?.code;
  const isCalled = (from: string | undefined, name: string | undefined) =>
    from !== undefined && name !== undefined && organKey(from) === organKey(name);
  return {
    register: { issuer: true, holder: direction === 'IN', recipients: [] },
    named: (from) => ({
      issuer: isCalled(from, organ),
      holder: direction === 'IN' && isCalled(from, unit),
      recipients: direction === 'OUT' ? recipients.filter((recipient) => isCalled(from, recipient.code)) : [],
    }),
  };
}

/** Puts one status on a copy, as far as its speaker has a say in it. */
export function applyStatus(copy: DocumentCopy, trace: DocumentTrace, speaker: Speaker): void {
  const { at, status, note } = trace;
  if (status === undefined || !isStatus(status)) return;
  const means = STATUSES[status];
  if ('revocation' in means) {
    applyRevocation(copy, means.revocation, at, speaker);
    return;
  }
  if (speaker.holder) step(copy, means.state, at);
  for (const recipient of speaker.recipients) stepRecipient(recipient, means.state, at, note);
}

/** 13 asks; 15 agrees and 16 refuses, each only where somebody asked. */
function applyRevocation(
  copy: DocumentCopy,
  said: RevocationState,
  at: Instant,
  { issuer, holder, recipients }: Speaker,
): void {
  if (said === 'ASKED') {
    if (issuer && copy.state !== 'REVOKED') copy.revocation = said;
    return;
  }
  for (const recipient of recipients) answerOf(recipient, copy, said, at);
  if (!holder || copy.revocation !== 'ASKED' || copy.state === 'REVOKED') return;
  copy.revocation = said;
  if (said === 'AGREED') step(copy, 'REVOKED', at);
}

/** A recipient gives back its own copy. The document is revoked once all have; those that never took it in (02) have nothing to give back. */
function answerOf(
  recipient: DocumentRecipient,
  copy: DocumentCopy,
  said: Exclude<RevocationState, 'ASKED'>,
  at: Instant,
): void {
  const isRevoked = copy.state === 'REVOKED';
  if (copy.revocation === undefined && !isRevoked) return;
  if (said === 'AGREED') stepRecipient(recipient, 'REVOKED', at);
  if (isRevoked) return;
  if (said === 'REFUSED') {
    // What was given back stays so.
    if (recipient.state !== 'REVOKED') copy.revocation = said;
  } else if (copy.recipients.every(({ state }) => state === 'REVOKED' || state === 'REFUSED')) {
    copy.revocation = said;
    step(copy, 'REVOKED', at);
  }
}

/** Brings a document to `next`, if that is later than where it stands. */
export function step(copy: DocumentCopy, next: DocumentState, at: Instant): void {
  const state = laterState(copy.state, next);
  if (state !== copy.state && isFinished(state)) copy.finishedAt = at;
  copy.state = state;
}

function stepRecipient(recipient: DocumentRecipient, next: DocumentState, at: Instant, note?: string): void {
  const state = laterState(recipient.state ?? 'AWAITED', next);
  if (state === recipient.state) return;
  recipient.state = state;
  recipient.stateAt = at;
  if (state === 'REFUSED' && note !== undefined) recipient.reason = note;
}

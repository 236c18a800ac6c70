import { canonicalJson } from '../canonical.js';
import type { DocumentMessage } from './document.js';

/** A document keeps so many messages; nobody sends that many, and a snapshot stays small. */
const MAX_MESSAGES = 500;
/** What goes first where there are more, of each the oldest: later ones say the same anew. Of registers there is no more than units and states. */
const GIVEN_UP: readonly DocumentMessage['type'][] = ['STATUS', 'UPDATE', 'PACKAGE', 'GONE', 'REVOKE'];

type Row = Extract<DocumentMessage, { type: 'REGISTER' }>;
type Stood = Extract<DocumentMessage, { type: 'STOOD' }>;

/** Messages of one moment: a document before what is said of it. */
const ORDER: readonly DocumentMessage['type'][] = [
  'PACKAGE',
  'UPDATE',
  'STOOD',
  'REGISTER',
  'STATUS',
  'REVOKE',
  'GONE',
];

/**
 * Each message once, in order of their times. A register's row is the whole state of that unit's register, so only its last one speaks; of
 * those before it what stays is how far the document had come, since it never goes back.
 */
export function distinct(messages: readonly DocumentMessage[]): DocumentMessage[] {
  const ordered = inOrder(messages);
  const rows = new Map<string, Row>();
  for (const message of ordered) if (message.type === 'REGISTER') rows.set(message.facts.unit, message);
  const last = new Set<DocumentMessage>(rows.values());
  const others = ordered.filter(({ type }) => type !== 'REGISTER' && type !== 'STOOD');
  const stood = ordered.flatMap((message): Stood[] => {
    if (message.type === 'STOOD') return [message];
    if (message.type !== 'REGISTER' || !message.state || last.has(message)) return [];
    return [{ type: 'STOOD', at: message.at, unit: message.facts.unit, state: message.state }];
  });
  const kept = inOrder([...others, ...firstOfEach(stood), ...last]);
  return bounded(kept.filter((message, index, all) => index === 0 || !sameText(message, all[index - 1])));
}

/** Of each state of a unit the first time, in order: whichever of them the next row leaves behind, it is known since when it was so. */
function firstOfEach(stood: readonly Stood[]): Stood[] {
  const known = new Set<string>();
  return stood.filter(({ unit, state }) => {
    const first = !known.has(`${state} ${unit}`);
    known.add(`${state} ${unit}`);
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

/** What is left out of all messages is left out of them one after the other too, whatever their order. */
function bounded(messages: DocumentMessage[]): DocumentMessage[] {
  const tooMany = messages.length - MAX_MESSAGES;
  if (tooMany <= 0) return messages;
  const first = GIVEN_UP.flatMap((type) => messages.filter((message) => message.type === type));
  const dropped = new Set(first.slice(0, tooMany));
  return messages.filter((message) => !dropped.has(message));
}

function rankOf({ type }: DocumentMessage): number {
  return ORDER.indexOf(type);
}

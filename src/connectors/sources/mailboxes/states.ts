import { MAILBOX_STATES } from '../../../domain/kinds/mailbox.js';
import type { Entry } from '../../transport/directory/entry.js';

/** `zimbraAccountStatus`, and what others write. */
const WORDS: Readonly<Record<string, string>> = {
  active: 'ACTIVE',
  enabled: 'ACTIVE',
  locked: 'LOCKED',
  lockout: 'LOCKED',
  disabled: 'LOCKED',
  maintenance: 'MAINTENANCE',
  pending: 'REQUESTED',
  closed: 'CLOSED',
};
/** Of `userAccountControl`: the account is disabled, and may be enabled again. */
const DISABLED = 2;

/** A state of the form by the first of these attributes that says one; a word that is not known as it is written, to be refused. */
export function stateOf(attributes: readonly string[], entry: Entry): string {
  for (const attribute of attributes) {
    const [text] = entry.texts(attribute);
    if (text === undefined) continue;
    if (attribute === 'useraccountcontrol' && /^-?\d+$/.test(text))
      return (Number(text) & DISABLED) === 0 ? 'ACTIVE' : 'LOCKED';
    // Its being there is what it says.
    if (attribute === 'pwdaccountlockedtime') return 'LOCKED';
    const word = text.trim();
    return WORDS[word.toLowerCase()] ?? MAILBOX_STATES.find((state) => state === word) ?? word;
  }
  return 'UNKNOWN';
}

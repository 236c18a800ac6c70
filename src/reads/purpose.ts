import type { InputProblem } from '../access/refusal.js';
import { identityFault, mayHoldIdentity } from '../domain/identity-number.js';

const LONGEST_PURPOSE = 300;

/** Somebody who is looked for by an identity number, and what for. */
interface SoughtPerson {
  personalId?: string | null;
  purpose?: string | null;
}

/** What is wrong with how somebody is looked for; nothing where nobody is. No message repeats the number. */
export function soughtProblems({ personalId, purpose }: SoughtPerson): InputProblem[] {
  const problems: InputProblem[] = [];
  if (personalId != null && identityFault(personalId.trim(), [12, 9])) {
    problems.push({ path: ['personalId'], message: 'expected 12 digits, or 9 of the older card' });
  }
  if (personalId == null && purpose == null) return problems;
  const said = (purpose ?? '').trim();
  if (!/\p{L}/u.test(said) || said.length > LONGEST_PURPOSE) {
    problems.push({
      path: ['purpose'],
      message: `expected what it is for, in 1 to ${LONGEST_PURPOSE} letters`,
    });
  }
  if (said.includes('\0') || holdsNumber(said, personalId?.trim() ?? '')) {
    problems.push({ path: ['purpose'], message: 'holds what must not be kept' });
  }
  return problems;
}

/** A number as it may be written, `０３８…` and `0380.9000.0123` too, whosever it is; or the very one that is looked for, in whatever pieces. */
function holdsNumber(said: string, number: string): boolean {
  const plain = said.normalize('NFKC');
  const joined = plain.replace(/(?<=\d)[ .-](?=\d)/g, '');
  const isThere = number !== '' && plain.replace(/\D/g, '').includes(number);
  return isThere || mayHoldIdentity(plain) || mayHoldIdentity(joined);
}

/**
 * Numbers that a person is known by: 12 digits (CCCD, số định danh cá nhân), and 9 on the older identity card (CMND). Text: leading zeros
 * matter.
 */
export type IdentityDigits = 12 | 9;

/** What is wrong with a number; `lost`: as many digits short as a spreadsheet drops that takes it for a number. */
export type IdentityFault = 'lost' | 'wrong';

/** Numbers of 12 digits begin with the code of a province, `001` to `096`; of 9, with a zero at most. */
const ZEROS: Readonly<Record<IdentityDigits, number>> = { 12: 2, 9: 1 };

/** Undefined: it has as many digits as one of these. */
export function identityFault(number: string, digits: readonly IdentityDigits[]): IdentityFault | undefined {
  if (!/^\d+$/.test(number)) return 'wrong';
  const short = digits.map((wanted) => ({ by: wanted - number.length, most: ZEROS[wanted] }));
  if (short.some(({ by }) => by === 0)) return undefined;
  return short.some(({ by, most }) => by > 0 && by <= most) ? 'lost' : 'wrong';
}

const NAMES: Readonly<Record<IdentityDigits, string>> = { 12: 'CCCD', 9: 'CMND' };
/** Never padded: the right number may be another one. */
const LOST_ZERO =
  'thiếu một hoặc hai chữ số, có thể mất số 0 ở đầu khi bảng tính coi là số: định dạng cột là văn bản rồi nhập lại (one or two digits short, maybe leading zeros that a spreadsheet dropped: format the column as text and enter it again)';

/** The sentence for an officer; it does not repeat the number. */
export function identityAdvice(fault: IdentityFault, digits: readonly IdentityDigits[]): string {
  const wanted = digits.join(', ');
  const names = digits.map((each) => NAMES[each]).join(', ');
  const message = `${names} phải có ${wanted} chữ số (must have ${wanted} digits)`;
  return fault === 'lost' ? `${message}; ${LOST_ZERO}` : message;
}

/**
 * Any run of 9 to 12 digits inside of a text may be one: with 9 and 12 digits it is, with 10 and 11 zeros were lost, and tax codes of persons are
 * identity numbers too. A telephone's, which it may be instead, is personal as well.
 */
const RUN = String.raw`(?<!\d)\d{9,12}(?!\d)`;
const INSIDE = new RegExp(RUN);
const EACH = new RegExp(RUN, 'g');

/** Whether an identity number may stand in a text that is shown, kept or searched in clear. */
export function mayHoldIdentity(text: string): boolean {
  return INSIDE.test(text);
}

/** Whether one may stand in any text of a value, inside of lists and objects too. */
export function anyMayHoldIdentity(value: unknown): boolean {
  if (typeof value === 'string') return mayHoldIdentity(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(anyMayHoldIdentity);
}

/** The same text with all but the first four and the last two digits of each such number starred: `CCCD:0381******23`. */
export function withoutIdentityNumbers(text: string): string {
  return text.replace(
    EACH,
    (digits) => digits.slice(0, 4) + '*'.repeat(digits.length - 6) + digits.slice(-2),
  );
}

/**
 * Numbers that a person is known by: 12 digits (CCCD, số định danh cá nhân), and 9 on the older identity card (CMND). Text: leading zeros
 * matter.
 */
export type IdentityDigits = 12 | 9;

/** What is wrong with a number; `lost`: one digit short, as when a spreadsheet took it for a number and dropped the zero before it. */
export type IdentityFault = 'lost' | 'wrong';

/** Undefined: it has as many digits as one of these. */
export function identityFault(number: string, digits: readonly IdentityDigits[]): IdentityFault | undefined {
  if (!/^\d+$/.test(number)) return 'wrong';
  if (digits.some((wanted) => number.length === wanted)) return undefined;
  return digits.some((wanted) => number.length === wanted - 1) ? 'lost' : 'wrong';
}

const NAMES: Readonly<Record<IdentityDigits, string>> = { 12: 'CCCD', 9: 'CMND' };
/** Never padded: the right number may be another one. */
const LOST_ZERO =
  'thiếu một chữ số, có thể mất số 0 ở đầu khi bảng tính coi là số: định dạng cột là văn bản rồi nhập lại (one digit short, maybe a leading zero that a spreadsheet dropped: format the column as text and enter it again)';

/** The sentence for an officer; it does not repeat the number. */
export function identityAdvice(fault: IdentityFault, digits: readonly IdentityDigits[]): string {
  const wanted = digits.join(', ');
  const names = digits.map((each) => NAMES[each]).join(', ');
  const message = `${names} phải có ${wanted} chữ số (must have ${wanted} digits)`;
  return fault === 'lost' ? `${message}; ${LOST_ZERO}` : message;
}

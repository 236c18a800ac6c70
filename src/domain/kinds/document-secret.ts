import { fold } from '../fold.js';

/*
 * Secret documents must not pass the hub: refused before anything of them is kept. Their degree stands in an element of its own, whatever systems call
 * it, or as a stamp in a text; a word in the middle of a summary ("bảo mật thông tin") is none.
 */

/** What is written for "no degree", folded. */
const OPEN = new Set([
  ...['', '-', '0', 'thuong', 'binh thuong', 'thong thuong', 'van ban thuong', 'khong', 'khong co'],
  ...['khong mat', 'khong bao mat', 'khong xac dinh', 'cong khai', 'none', 'normal', 'false', 'no', 'null'],
  ...['public', 'unclassified'],
]);
const STAMP = String.raw`(?:TUYỆT\s*MẬT|TỐI\s*MẬT|MẬT)`;
/** In brackets or before a colon at the begin, and of two words in brackets anywhere, a stamp is one however it is written. */
const MARKED = new RegExp(String.raw`^\s*[[(]?\s*${STAMP}\s*[\]):]|[[(]\s*(?:TUYỆT|TỐI)\s*MẬT\s*[\])]`, 'iu');
/** The one word in brackets further on is told by its capital: honey is (mật) too. */
const BRACKETED = /[[(]\s*M(?:ẬT|ật)\s*[\])]/u;
/** By itself, or before or behind a dash, it is told from the word (mật: honey) by its capitals. */
const IN_CAPITALS = new RegExp(
  String.raw`^\s*[[(]?\s*${STAMP}\s*(?:[.–-]|$)|[.;–-]\s*${STAMP}\s*\.?\s*$`,
  'u',
);
/** Said as a field inside of a text: `Độ mật: Tối mật`. */
const SAID = /(?:độ|mức\s+độ)\s+mật\s*[:=]\s*([^\n;,.–-]*)/giu;
/** A number's notation and the name of a kind hold no prose: the word alone says it, but for what is kept (bảo mật). */
const WORD = new RegExp(String.raw`(?<!\p{L}|bảo\s|bí\s)${STAMP}(?!\p{L})`, 'iu');
/** What systems call the degree, folded and without what stands between words. */
const DEGREE =
  /^(?:(?:do|muc|mucdo|capdo)(?:bao)?mat|secret(?:level)?|secrecy(?:level)?|security(?:level|classification)?|confidential(?:ity)?(?:level)?)$/;

/** Whether an element or column of this name holds a degree of secrecy. */
export function isDegreeName(name: string): boolean {
  return DEGREE.test(fold(name).replace(/[^a-z]/g, ''));
}

/** Whether a degree of secrecy (độ mật), as a system writes it, is one. What is not known counts as secret. */
export function isSecretDegree(degree: string): boolean {
  return !OPEN.has(fold(degree));
}

/** Whether a text bears a stamp of secrecy, or says a degree of it. */
export function hasSecretStamp(text: string): boolean {
  const composed = text.normalize('NFC');
  if ([MARKED, BRACKETED, IN_CAPITALS].some((stamp) => stamp.test(composed))) return true;
  return [...composed.matchAll(SAID)].some(([, degree = '']) => isSecretDegree(degree));
}

/** Whether the name of a kind, or a notation, says that what bears it is secret: `Công văn mật`, `BC-UBND-MẬT`. */
export function isNamedSecret(name: string): boolean {
  return WORD.test(name.normalize('NFC'));
}

import { fold } from '../fold.js';

/*
 * Secret documents must not pass the hub: refused before anything of them is kept. Their degree stands in an element of its own, or as a stamp before
 * the summary; a word in the middle of a summary ("bảo mật thông tin") is none.
 */

const OPEN = new Set(['', '0', 'thuong', 'khong', 'none', 'normal', 'khong mat']);
/** In brackets or before a colon a stamp is one however it is written. */
const MARKED = /^\s*[[(]?\s*(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)\s*[\]):]/iu;
/** By itself or before a dash it is told from the word (mật: honey) by its capitals. */
const IN_CAPITALS = /^\s*[[(]?\s*(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)\s*(?:[.–-]|$)/u;

/** Whether a degree of secrecy (độ mật), as a system writes it, is one. What is not known counts as secret. */
export function isSecretDegree(degree: string): boolean {
  return !OPEN.has(fold(degree));
}

/** Whether a summary or a type's name begins with a stamp of secrecy. */
export function hasSecretStamp(text: string): boolean {
  const composed = text.normalize('NFC');
  return MARKED.test(composed) || IN_CAPITALS.test(composed);
}

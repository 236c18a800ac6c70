/** `038204001223` → `0382******23`; short values keep less. Letters count like digits. */
export function maskNumber(value: string): string {
  if (value.length <= 4) return '*'.repeat(value.length);
  const head = value.length >= 9 ? 4 : 1;
  const tail = value.length >= 6 ? 2 : 1;
  return value.slice(0, head) + '*'.repeat(value.length - head - tail) + value.slice(-tail);
}

/** `Nguyễn Văn An` → `Nguyễn V*** A***`: the family name is among the commonest there are, the rest is cut. */
export function maskName(value: string): string {
  const words = value.trim().split(/\s+/);
  if (words.length === 1) return `${firstLetter(words[0] ?? '')}***`;
  return words.map((word, index) => (index === 0 ? word : `${firstLetter(word)}***`)).join(' ');
}

/** `an.nguyen@example.vn` → `a***@***.vn` */
export function maskEmail(value: string): string {
  const [local = '', domain = ''] = value.split('@');
  const ending = domain.includes('.') ? domain.slice(domain.lastIndexOf('.')) : '';
  return `${firstLetter(local)}***@***${ending}`;
}

/** Keeps the last part, the commune or district: `Số 4, phố Lê Lợi, Ngọc Lặc` → `***, Ngọc Lặc`; one part is all hidden. */
export function maskAddress(value: string): string {
  const parts = value.split(',').map((part) => part.trim());
  return parts.length > 1 ? `***, ${parts.at(-1)}` : '***';
}

/** Free text may name anybody, so nothing of it is shown. */
export function maskText(): string {
  return '***';
}

/** `1945-03-12` → `****-**-**`: how far it is known stays to be seen. */
export function maskDate(value: string): string {
  return value.replace(/[^-]/g, '*');
}

/** A portal's message repeats what it was sent: runs of six digits and more and e-mail addresses are hidden. */
export function maskMessage(value: string): string {
  return value
    .replace(/[^\s@"'<>]{1,64}@[^\s@"'<>]{1,255}/g, '***')
    .replace(/\d(?:[ .-]?\d){5,}/g, (digits) => '*'.repeat(digits.length));
}

function firstLetter(word: string): string {
  return [...word][0] ?? '';
}

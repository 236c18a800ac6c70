/** How programs and spreadsheets call the same kind of name. */
const ALIASES: Readonly<Record<string, string>> = {
  S: 'ST',
  E: 'EMAILADDRESS',
  EMAIL: 'EMAILADDRESS',
  G: 'GIVENNAME',
  '1.2.840.113549.1.9.1': 'EMAILADDRESS',
  '0.9.2342.19200300.100.1.1': 'UID',
  '2.5.4.5': 'SERIALNUMBER',
};

/**
 * One spelling of a distinguished name, so that the issuer's list, a certificate and a signature name the same: RFC 4514 with the most
 * specific name first, types in upper case, single blanks. Takes RFC 4514 in either order, `CN = a, O = b`, and openssl's `/C=VN/O=b`.
 * Undefined: not a distinguished name.
 */
export function canonicalDn(text: string): string | undefined {
  const trimmed = text.trim().normalize('NFC');
  const parts = trimmed.startsWith('/')
    ? trimmed.slice(1).split(/\/(?=[A-Za-z0-9.]+=)/)
    : splitUnescaped(trimmed);
  const names = parts.map((part) => /^\s*([A-Za-z][A-Za-z0-9]*|\d+(?:\.\d+)+)\s*=\s*(.+?)\s*$/su.exec(part));
  if (names.length === 0 || !names.every((name) => name !== null)) return undefined;
  const written = names.map(([, type = '', value = '']) => {
    const upper = type.toUpperCase();
    return { type: ALIASES[upper] ?? upper, value: value.replace(/\s+/g, ' ') };
  });
  // The country stands at one end, the least specific.
  if (written[0]?.type === 'C' && written.length > 1) written.reverse();
  return written.map(({ type, value }) => `${type}=${value}`).join(',');
}

/** The names that a distinguished name of RFC 4514 is made of, the most specific first, types in lower case, values without escapes. */
export function namesOf(dn: string): { type: string; value: string }[] {
  return splitUnescaped(dn.trim()).flatMap((part) => {
    const [, type, value] = /^\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)\s*=\s*(.*?)\s*$/su.exec(part) ?? [];
    return type === undefined || value === undefined
      ? []
      : [{ type: type.toLowerCase(), value: unescaped(value) }];
  });
}

/** `\2C` is a byte of UTF-8, `\,` the letter behind it. */
function unescaped(value: string): string {
  return value.replace(/(?:\\[0-9A-Fa-f]{2})+|\\(.)/gsu, (escaped, letter: string | undefined) =>
    letter === undefined ? Buffer.from(escaped.replaceAll('\\', ''), 'hex').toString('utf8') : letter,
  );
}

function splitUnescaped(text: string): string[] {
  if (!/[\\"]/.test(text)) return text.split(/[,;]/);
  const parts = [''];
  for (const piece of text.match(/\\.|"[^"]*"|[^\\"]/gsu) ?? []) {
    if (piece === ',' || piece === ';') parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

const EMAIL = /[^\s@"'<>=:]{1,64}@[^\s@"'<>]{1,255}/g;
/** Citizens' numbers (9 or 12 digits), telephone numbers (10, 11), with a country code too. */
const NUMBERS = /(?<![\w.-])\+?\d{9,12}(?![\w.-]*\w)/g;
const SECRETS = /\b(lt_[\w-]{6})[\w-]+|\b(Bearer|Basic)\s+[^\s"',]+/gi;
const CREDENTIALS = /(\w+:\/\/)[^/\s:@]+:[^/\s@]+@/g;

/** Takes personal numbers, addresses and secrets out of text that is going to a log. */
export function scrubText(text: string): string {
  return text
    .replace(CREDENTIALS, '$1***@')
    .replace(SECRETS, (_match, key?: string, scheme?: string) => (key ? `${key}…` : `${scheme} ***`))
    .replace(EMAIL, '***')
    .replace(NUMBERS, '***');
}

const MAX_DEPTH = 6;

/** The same for every text inside a value; errors keep name, message and stack. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return '…';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) {
    const code = 'code' in value ? { code: value.code } : {};
    return {
      type: value.name,
      message: scrubText(value.message),
      stack: scrubText(value.stack ?? ''),
      ...code,
    };
  }
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scrub(inner, depth + 1)]));
}

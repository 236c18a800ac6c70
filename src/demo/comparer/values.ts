/*
 * How single values are read, by this comparer's own reading of the exchange forms and the portals' contracts. Nothing in
 * this folder is shared with the code that it judges.
 */

export type Raw = Readonly<Record<string, unknown>>;

const HOURS_7 = 7 * 3_600_000;

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a value in NFC; undefined where it is absent, which `""` and `null` are too. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value).normalize('NFC');
  return text.trim() === '' ? undefined : text;
}

export function codeOf(value: unknown): string | undefined {
  return textOf(value)?.trim();
}

/** true, false, undefined for absent, and `'bad'`. */
export function flagOf(value: unknown): boolean | undefined | 'bad' {
  switch (textOf(value)?.trim().toLowerCase()) {
    case undefined:
      return undefined;
    case '1':
    case 'true':
      return true;
    case '0':
    case 'false':
      return false;
    default:
      return 'bad';
  }
}

/** A list of objects, in a CSV cell as JSON. Undefined: not a list. */
export function listOf(value: unknown): Raw[] | undefined {
  const parsed = unpacked(value);
  if (parsed === undefined || parsed === null || parsed === '') return [];
  return Array.isArray(parsed) && parsed.every(isRaw) ? parsed : undefined;
}

export function unpacked(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (!/^[[{]/.test(text)) return text === '' ? undefined : value;
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return value;
  }
}

type Numbers = [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** ms since the epoch of one of the four forms of a time; undefined: absent; NaN: no such time. */
export function timeOf(value: unknown): number | undefined {
  const text = codeOf(value);
  if (text === undefined) return undefined;
  const zoned = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.exec(text);
  if (zoned) return exists(numbers(zoned.slice(1, 7))) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  const sortable =
    /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (sortable) return local(numbers(sortable.slice(1, 7)));
  const slashed = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!slashed) return Number.NaN;
  const [day, month, year, hour, minute, second] = slashed.slice(1, 7);
  return local(numbers([year, month, day, hour, minute, second ?? '0']));
}

/** As {@link timeOf}, and dates without a time: their first second there, or their last. */
export function dayOf(value: unknown, edge: 'start' | 'end'): number | undefined {
  const text = codeOf(value);
  const sortable = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? '');
  const slashed = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text ?? '');
  const parts = sortable ? sortable.slice(1, 4) : slashed ? slashed.slice(1, 4).reverse() : undefined;
  if (!parts) return timeOf(value);
  const clock = edge === 'start' ? ['0', '0', '0'] : ['23', '59', '59'];
  return local(numbers([...parts, ...clock]));
}

function numbers(texts: readonly (string | undefined)[]): Numbers {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = texts.map(Number);
  return [year, month, day, hour, minute, second];
}

function exists([year, month, day, hour, minute, second]: Numbers): boolean {
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return (
    at.getUTCFullYear() === year &&
    at.getUTCMonth() === month - 1 &&
    at.getUTCDate() === day &&
    at.getUTCHours() === hour &&
    at.getUTCMinutes() === minute &&
    at.getUTCSeconds() === second
  );
}

function local(parts: Numbers): number {
  if (!exists(parts)) return Number.NaN;
  const [year, month, day, hour, minute, second] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - HOURS_7;
}

/** `yyyyMMddHHmmss` there, as the national portal writes it. */
export function nationalTime(at: number | undefined): string | undefined {
  if (at === undefined) return undefined;
  return new Date(at + HOURS_7).toISOString().slice(0, 19).replace(/\D/g, '');
}

/** RFC 3339 in UTC to the second; milliseconds of both sides are left out of account. */
export function provincialTime(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 19);
}

/** Calendar day there, `yyyy-MM-dd`. */
export function calendarDay(at: number): string {
  return new Date(at + HOURS_7).toISOString().slice(0, 10);
}

/** What a reader sees of HTML: no tags, no script, entities resolved, white space as one space. */
export function visibleText(html: string): string {
  return html
    .normalize('NFC')
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

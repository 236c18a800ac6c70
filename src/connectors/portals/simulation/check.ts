/**
 * The simulators' own validation, written by hand from the contracts and kept apart from every client: a portal does
 * not know how its client was built.
 */
export interface Complaint {
  reason: 'missing' | 'value' | 'unknown key' | 'too long';
  /** `TaiLieuNop[0].DuocSoHoa`; empty for the body as a whole. */
  field: string;
  message: string;
}

/** Looks at one value; undefined: nothing to complain about. */
export type Check = (value: unknown, field: string) => Complaint | undefined;

/** Keys that may be there. A key that `needed` lists must be there. */
export interface Shape {
  keys: Record<string, Check>;
  needed: readonly string[];
  /** Whether `""` counts as absent (national) or is a wrong value (provincial). */
  emptyIsAbsent: boolean;
}

export function wrong(field: string, message: string): Complaint {
  return { reason: 'value', field, message };
}

/** The first complaint about an object, or undefined. */
export function checkShape(value: unknown, shape: Shape, at = ''): Complaint | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrong(at, 'phải là một đối tượng JSON');
  const given: Record<string, unknown> = { ...value };
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(shape.keys, key)) {
      return { reason: 'unknown key', field: join(at, key), message: 'khóa không có trong đặc tả' };
    }
  }
  for (const key of shape.needed) {
    const found = given[key];
    if (found === undefined || (shape.emptyIsAbsent && (found === '' || isEmptyList(found)))) {
      return { reason: 'missing', field: join(at, key), message: 'thiếu trường bắt buộc' };
    }
  }
  for (const [key, check] of Object.entries(shape.keys)) {
    const found = given[key];
    if (found === undefined || (shape.emptyIsAbsent && found === '')) continue;
    const complaint = check(found, join(at, key));
    if (complaint) return complaint;
  }
  return undefined;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function join(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`;
}

/** Text in NFC, at most `max` code points, not empty. */
export function text(max = 1_000_000): Check {
  return (value, field) => {
    if (typeof value !== 'string') return wrong(field, 'phải là chuỗi');
    if (value === '') return wrong(field, 'không được rỗng');
    if (value !== value.normalize('NFC')) return wrong(field, 'phải theo chuẩn Unicode NFC');
    if (value.length > max && [...value].length > max) {
      return { reason: 'too long', field, message: `dài quá ${max} ký tự` };
    }
    return undefined;
  };
}

export function oneOf(...allowed: string[]): Check {
  return (value, field) =>
    typeof value === 'string' && allowed.includes(value)
      ? undefined
      : wrong(field, `chỉ nhận ${allowed.map((each) => `"${each}"`).join(', ')}`);
}

export function pattern(shape: RegExp, says: string): Check {
  return (value, field) => (typeof value === 'string' && shape.test(value) ? undefined : wrong(field, says));
}

/** A list of which each item passes `item`; `needed`: an empty list is a wrong value. */
export function list(item: Check, notEmpty = false): Check {
  return (value, field) => {
    if (!Array.isArray(value)) return wrong(field, 'phải là danh sách');
    if (notEmpty && value.length === 0) return wrong(field, 'danh sách rỗng phải được bỏ đi');
    for (const [index, each] of value.entries()) {
      const complaint = item(each, `${field}[${index}]`);
      if (complaint) return complaint;
    }
    return undefined;
  };
}

export function object(shape: Shape): Check {
  return (value, field) => checkShape(value, shape, field);
}

/** An http(s) address of at most 2,048 characters. */
export const link: Check = (value, field) => {
  if (typeof value !== 'string' || value.length > 2048 || !URL.canParse(value))
    return wrong(field, 'phải là địa chỉ http(s)');
  const { protocol, host } = new URL(value);
  return (protocol === 'http:' || protocol === 'https:') && host !== ''
    ? undefined
    : wrong(field, 'phải là địa chỉ http(s)');
};

export function integer(min = -2147483648, max = 2147483647): Check {
  return (value, field) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? undefined
      : wrong(field, `phải là số nguyên từ ${min} đến ${max}`);
}

export const flag: Check = (value, field) =>
  typeof value === 'boolean' ? undefined : wrong(field, 'phải là true hoặc false');

export function amount(min: number, max = Number.MAX_SAFE_INTEGER): Check {
  return (value, field) =>
    typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max
      ? undefined
      : wrong(field, `phải là số từ ${min} đến ${max}`);
}

/** Whether the six numbers name a moment that exists. */
export function existsInCalendar(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): boolean {
  if (year < 1900 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A dossier's code: agency, yyMMdd, a number of at least four digits; the older agency form too. */
export const dossierCode: Check = (value, field) => {
  const match = typeof value === 'string' ? DOSSIER_CODE.exec(value) : null;
  const [, year, month, day] = match ?? [];
  return match && existsInCalendar(2000 + Number(year), Number(month), Number(day), 0, 0, 0)
    ? undefined
    : wrong(field, 'mã hồ sơ phải có dạng H56.14-240823-0001');
};
const DOSSIER_CODE = /^(?:[A-Z]\d{2}(?:\.\d+){0,3}|(?:\d{2,3}\.){3}[A-Z]\d{2})-(\d{2})(\d{2})(\d{2})-\d{4,}$/;

/** A procedure's code without any suffix, `1.001193`. */
export const procedureCode: Check = pattern(
  /^\d\.\d{6}$/,
  'mã thủ tục phải có dạng 1.001193, không kèm hậu tố',
);

/** No script in a notice's HTML: what a portal that takes HTML would refuse. */
export const cleanHtml: Check = (value, field) => {
  const complaint = text()(value, field);
  if (complaint) return complaint;
  const html = String(value);
  return /<\s*(script|style|iframe|object)\b|\son\w+\s*=|(href|src)\s*=\s*["']?\s*javascript:/i.test(html)
    ? wrong(field, 'HTML có mã không được phép')
    : undefined;
};

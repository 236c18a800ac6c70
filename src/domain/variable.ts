/**
 * One environment variable, described as data: config.ts parses by it, `.env.example`, `doctor` and the docs are made from it.
 */
export interface Variable {
  name: string;
  /** What it is for, one sentence. */
  what: string;
  /** What `.env.example` shows. */
  example: string;
  /** What is used when it is absent, in words or as a value. */
  whenAbsent: string;
  /** Never printed. */
  secret?: boolean;
  /** What is expected, when `text` is not it; undefined when it is fine. */
  expected?(text: string): string | undefined;
}

/** The environment as text, already checked by the variables' `expected`. Empty text counts as absent. */
export type Environment = Readonly<Record<string, string | undefined>>;

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30s`, `1m`, `2h`, `1d` in milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+)([smhd])$/.exec(text);
  const ms = match ? Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0) : 0;
  return ms > 0 ? ms : undefined;
}

/** `03:15`; undefined for anything that is no time of day. */
export function parseTimeOfDay(text: string): { hour: number; minute: number } | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? undefined : { hour: Number(hour), minute: Number(minute) };
}

/** Of an address with one of these schemes (with their colon). */
export function expectUrl(protocols: readonly string[]): (text: string) => string | undefined {
  return (text) => {
    const shape = `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
    if (!URL.canParse(text)) return shape;
    return protocols.includes(new URL(text).protocol) ? undefined : shape;
  };
}

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

export function expectUrl(protocols: readonly string[]): (text: string) => string | undefined {
  return (text) => {
    const shape = `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
    if (!URL.canParse(text)) return shape;
    return protocols.includes(new URL(text).protocol) ? undefined : shape;
  };
}

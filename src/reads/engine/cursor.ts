export type CursorType = 'timestamptz' | 'bigint' | 'uuid' | 'text';

const SHAPES: Readonly<Record<CursorType, RegExp>> = {
  timestamptz: /^\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/,
  bigint: /^\d{1,18}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what PostgreSQL cannot take
  text: /^[^\u0000]{1,200}$/,
};

interface Ordered {
  type: string;
  order: readonly { type: CursorType; nullable?: true }[];
}

/** A place in a list of `type`: the keys of the row that stands there. */
export function toCursor(type: string, keys: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([type, ...keys])).toString('base64url');
}

/** The keys of a cursor; undefined when it is not one of this list. */
export function fromCursor(cursor: string, { type, order }: Ordered): (string | null)[] | undefined {
  if (cursor.length > 600) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || value[0] !== type || value.length !== order.length + 1) return undefined;
  const keys: (string | null)[] = [];
  for (const [at, key] of order.entries()) {
    const given: unknown = value[at + 1];
    if (given === null && key.nullable) keys.push(null);
    else if (typeof given === 'string' && SHAPES[key.type].test(given) && isReal(given, key.type))
      keys.push(given);
    else return undefined;
  }
  return keys;
}

function isReal(text: string, type: CursorType): boolean {
  return type !== 'timestamptz' || !Number.isNaN(Date.parse(text));
}

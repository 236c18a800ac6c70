const KEYS: Readonly<Record<'bigint' | 'uuid', RegExp>> = {
  bigint: /^[1-9]\d{0,17}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

export function toGlobalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** The parts of a global id; undefined when it was not made here. */
export function fromGlobalId(id: string): { type: string; key: string } | undefined {
  if (id.length > 200) return undefined;
  const match = /^([A-Z][A-Za-z]{1,40}):(.{1,60})$/.exec(Buffer.from(id, 'base64url').toString('utf8'));
  const [, type, key] = match ?? [];
  // Only the one spelling that is given out: an id is compared as text by clients.
  return type !== undefined && key !== undefined && toGlobalId(type, key) === id ? { type, key } : undefined;
}

export function isKey(kind: 'bigint' | 'uuid', key: string): boolean {
  return KEYS[kind].test(key);
}

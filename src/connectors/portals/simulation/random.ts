/**
 * A number in [0, 1) that depends on nothing but its parts: the same seed and the same parts always give the same
 * number, on every machine (FNV-1a, then murmur3's finaliser).
 */
export function chance(...parts: (string | number)[]): number {
  return hash32(parts.join('\u0000')) / 4294967296;
}

/** An unsigned 32-bit hash of a text; not for secrets. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 32 hex digits that look like a portal's token; deterministic for its parts. */
export function token(...parts: (string | number)[]): string {
  const text = parts.join('\u0000');
  return [0, 1, 2, 3].map((round) => hash32(`${round}\u0001${text}`).toString(16).padStart(8, '0')).join('');
}

/** A text in the shape of a GUID (version 4); deterministic for its parts. */
export function guid(...parts: (string | number)[]): string {
  const hex = token('guid', ...parts);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

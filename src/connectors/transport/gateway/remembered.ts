import type { Json } from '../../../domain/canonical.js';

/** Without a header that can be read nobody can be told, so the gateway keeps it; it is not fetched again for so long, ms. */
const LEFT_MS = 24 * 3_600_000;

/** What a cursor tells of packages that still wait, by their ids. */
export interface Remembered {
  /** Nobody could be told about them; since when, ms. */
  left: Map<string, number>;
  /** They could not be fetched, the longest ago first: they come behind all others, so that none of these waits for them. */
  failed: Set<string>;
}

/** Only of what waits there still, and of what was left only for a day. */
export function rememberedIn(cursor: Json | undefined, waiting: readonly string[], now: number): Remembered {
  const { left, failed } = isObject(cursor) ? cursor : {};
  const there = new Set(waiting);
  const ids = Array.isArray(failed) ? failed : [];
  return {
    left: new Map(
      Object.entries(isObject(left) ? left : {}).flatMap(([id, at]) =>
        typeof at === 'number' && there.has(id) && now - at < LEFT_MS ? [[id, at] as const] : [],
      ),
    ),
    failed: new Set(ids.flatMap((id) => (typeof id === 'string' && there.has(id) ? [id] : []))),
  };
}

export function cursorOf({ left, failed }: Remembered): Json {
  return { left: Object.fromEntries(left), ...(failed.size === 0 ? {} : { failed: [...failed] }) };
}

function isObject(json: Json | undefined): json is { [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

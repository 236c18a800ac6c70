import type { Json, JsonObject } from '../../../../domain/canonical.js';

/**
 * An object without the keys that have no value: what the source does not have is left out, empty lists too
 * (provincial portal contract, section 3). Text becomes NFC.
 */
export function filled(keys: Record<string, Json | undefined>): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of Object.entries(keys)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value) && value.length === 0) continue;
    object[key] = typeof value === 'string' ? value.normalize('NFC') : value;
  }
  return object;
}

import type { Json, JsonObject } from '../../../../domain/canonical.js';
import { WITHDRAW_MARK } from '../mapping/notice.js';
import { tagMatches } from '../upload-name.js';
import { sameValue } from './values.js';

/**
 * What a look adds to a notice as the portal showed it: the names behind its ids, and the content (SHA-256) behind those
 * of its stored paths that this process uploaded.
 */
export const SHOWN_CHANNEL = '$channel';
export const SHOWN_STATE = '$state';
export const SHOWN_FILES = '$files';

/** The keys of a notice that differ from what we sent; empty: the same. Keys come back in camelCase. */
export function differences(payload: JsonObject, shown: JsonObject): string[] {
  const byName = new Map(Object.entries(shown).map(([key, value]) => [key.toLowerCase(), value]));
  const contents = shown[SHOWN_FILES];
  return Object.entries(payload).flatMap(([key, sent]) => {
    if (key === WITHDRAW_MARK) return [];
    const there = byName.get(key.toLowerCase());
    return sameKey(key, sent, there, shown, contents) ? [] : [key];
  });
}

function sameKey(
  key: string,
  sent: Json | undefined,
  there: Json | undefined,
  shown: JsonObject,
  contents: Json | undefined,
): boolean {
  const uploads = uploadsIn(sent);
  if (uploads) return sameFiles(uploads, there, contents);
  const channel = inside(sent, '$channel');
  if (channel !== undefined) return sameValue(channel, shown[SHOWN_CHANNEL]);
  const state = inside(sent, '$state');
  if (state !== undefined) return sameValue(state, shown[SHOWN_STATE]);
  return sameValue(key === 'NguonTin' || key === 'TieuDe' ? trimmed(sent) : sent, trimmedIf(key, there));
}

function trimmedIf(key: string, there: Json | undefined): Json | undefined {
  return key === 'NguonTin' || key === 'TieuDe' ? trimmed(there) : there;
}

function trimmed(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? value.trim() : value;
}

/** SHA-256 of each file under a key; undefined when the key holds no files. */
function uploadsIn(sent: Json | undefined): string[] | undefined {
  const list = Array.isArray(sent) ? sent : [sent];
  const hashes = list.map((one) => inside(inside(one, '$upload'), 'sha256'));
  return hashes.length > 0 && hashes.every((hash) => typeof hash === 'string') ? hashes : undefined;
}

/**
 * Stored paths (joined by `##`) against contents. A path that neither carries our tag nor was uploaded by this process
 * could be anything: not the same, so the notice is written once more, which does no harm.
 */
function sameFiles(hashes: string[], there: Json | undefined, contents: Json | undefined): boolean {
  const paths = typeof there === 'string' ? there.split('##').filter((path) => path !== '') : [];
  if (paths.length !== hashes.length) return false;
  return hashes.every((hash, index) => {
    const path = paths[index] ?? '';
    return inside(contents, path) === hash || tagMatches(path, hash) === true;
  });
}

function inside(value: Json | undefined, key: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[key] : undefined;
}

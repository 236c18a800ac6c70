import { canonicalJson, type Json, type JsonObject } from '../../../domain/canonical.js';
import {
  hasSecretStamp,
  isDegreeName,
  isNamedSecret,
  isSecretDegree,
} from '../../../domain/kinds/document-secret.js';
import type { Problem } from '../../../domain/ports.js';
import type { Keyed } from '../reading/exchange-source.js';

/** Texts that a stamp stands in. */
const STAMPED = new Set([
  'TrichYeu',
  'NoiDung',
  'Subject',
  'Content',
  'TypeDetail',
  'SphereOfPromulgation',
  'Appendix',
]);
/** Short ones, which the word alone makes secret. */
const NAMED = new Set(['LoaiVanBan', 'SoKyHieu', 'TypeName', 'Type', 'CodeNotation', 'TyperNotation']);

/**
 * Secret documents (mật) must not pass the hub: of one only its key goes on, so that whoever sent it can be told, and a keyed hash of the
 * whole (`DauVet`), which says nothing of it: two that give no key, or the same, are two to whoever decides about them.
 */
export function screenSecret(
  raw: JsonObject,
  keyed?: Keyed,
): { problem: Problem; kept: JsonObject } | undefined {
  const field = secretField(raw);
  if (field === undefined) return undefined;
  const message = 'Văn bản mật không được gửi qua trục liên thông (secret documents must not pass the hub)';
  const trace = keyed ? { DauVet: keyed(canonicalJson(raw)) } : {};
  return { problem: { field, code: 'SECRET', message }, kept: { ...keyOf(raw), ...trace } };
}

/** The field that says so, wherever in the record it stands; undefined: none does. */
export function secretField(raw: Json | undefined, path = '', name = ''): string | undefined {
  if (raw !== null && typeof raw === 'object') {
    const parts = Array.isArray(raw)
      ? raw.map((part, at) => [part, `${path}[${at}]`, name] as const)
      : Object.entries(raw).map(([key, part]) => [part, path === '' ? key : `${path}.${key}`, key] as const);
    for (const part of parts) {
      const found = secretField(...part);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const text = textIn(raw);
  const secret =
    (isDegreeName(name) && isSecretDegree(text)) ||
    ((STAMPED.has(name) || NAMED.has(name)) && hasSecretStamp(text)) ||
    (NAMED.has(name) && isNamedSecret(text));
  return secret ? path : undefined;
}

function keyOf(raw: JsonObject): JsonObject {
  const header = objectIn(raw['MessageHeader']);
  const key = textIn(raw['MaVanBan']) || textIn(header['DocumentId']);
  const from = textIn(objectIn(header['From'])['OrganId']) || textIn(raw['MaTacGia']);
  return { ...(key ? { MaVanBan: key } : {}), ...(from ? { MaTacGia: from } : {}) };
}

function objectIn(json: Json | undefined): JsonObject {
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? json : {};
}

function textIn(json: Json | undefined): string {
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean'
    ? String(json)
    : '';
}

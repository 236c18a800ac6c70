import type { Json, JsonObject } from '../../../domain/canonical.js';
import {
  hasSecretStamp,
  isDegreeName,
  isNamedSecret,
  isSecretDegree,
} from '../../../domain/kinds/document-secret.js';
import type { Problem } from '../../../domain/ports.js';

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

/** Secret documents (mật) must not pass the hub: of one only its key goes on, so that whoever sent it can be told. */
export function screenSecret(raw: JsonObject): { problem: Problem; kept: JsonObject } | undefined {
  const field = secretField(raw);
  if (field === undefined) return undefined;
  const message = 'Văn bản mật không được gửi qua trục liên thông (secret documents must not pass the hub)';
  return { problem: { field, code: 'SECRET', message }, kept: keyOf(raw) };
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

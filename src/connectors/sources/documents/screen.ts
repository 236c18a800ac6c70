import type { Json, JsonObject } from '../../../domain/canonical.js';
import { hasSecretStamp, isSecretDegree } from '../../../domain/kinds/document-secret.js';
import type { Problem } from '../../../domain/ports.js';

/** Elements and columns that hold a degree of secrecy. */
const DEGREES = ['DoMat', 'Secret', 'SecretLevel', 'SecurityLevel', 'Security'] as const;
/** Texts that a stamp stands before. */
const STAMPED = ['TrichYeu', 'LoaiVanBan', 'Subject', 'TypeName', 'Content'] as const;

/** Secret documents (mật) must not pass the hub: of one only its key goes on, so that whoever sent it can be told. */
export function screenSecret(raw: JsonObject): { problem: Problem; kept: JsonObject } | undefined {
  const field = secretField(raw);
  if (field === undefined) return undefined;
  const message = 'Văn bản mật không được gửi qua trục liên thông (secret documents must not pass the hub)';
  return { problem: { field, code: 'SECRET', message }, kept: keyOf(raw) };
}

/** The field that says so; undefined: none does. */
export function secretField(raw: JsonObject): string | undefined {
  const header = objectIn(raw['MessageHeader']);
  const parts = [
    { path: '', part: raw },
    { path: 'MessageHeader.', part: header },
    { path: 'MessageHeader.OtherInfo.', part: objectIn(header['OtherInfo']) },
    { path: 'MessageHeader.DocumentType.', part: objectIn(header['DocumentType']) },
  ];
  for (const { path, part } of parts) {
    const degree = DEGREES.find((name) => isSecretDegree(textIn(part[name])));
    const stamped = STAMPED.find((name) => hasSecretStamp(textIn(part[name])));
    if (degree ?? stamped) return `${path}${degree ?? stamped}`;
  }
  return undefined;
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
  return typeof json === 'string' || typeof json === 'number' ? String(json) : '';
}

import { hashOf, type Json, type JsonObject } from '../../../domain/canonical.js';
import type { FileHandle, Files, KeptFile, Readiness, Wire } from '../../../domain/ports.js';
import { uploadName } from './upload-name.js';

/** How a file travels: as Base64 inside the record, or uploaded beforehand. */
type Travel = 'inline' | 'upload';

interface Fetched {
  /** What stands in the payload. */
  value: Json;
  /** What stands for it in the payload's hash: the content, not its Base64. */
  hashed: Json;
}

/**
 * Fetches a wire's files and puts their bytes where their handles stand: as Base64 text in a dossier, and as
 * `{ $upload: { name, mediaType, sha256, base64 } }` in a notice, whose files `deliver` uploads before the write.
 * A dossier's file over `maxAttachment` bytes holds the delivery (`FILE_TOO_LARGE`).
 */
export async function readyWire(wire: Wire, files: Files, maxAttachment: number): Promise<Readiness> {
  const travel: Travel = wire.operation === 'dossier' ? 'inline' : 'upload';
  const fetched: Fetched[] = [];
  for (const [index, handle] of wire.files.entries()) {
    const kept = await files.keep(handle, travel === 'inline' ? maxAttachment : undefined);
    if (!kept.ok) {
      const field = fieldOf(wire.body, index) ?? handle.name;
      const { message } = kept;
      if (kept.reason === 'retry') return { ok: false, retry: true, field, message };
      return { ok: false, retry: false, hold: kept.reason, field, message };
    }
    fetched.push(await fetch(travel, handle, kept, files));
  }
  const payload = fill(
    wire.body,
    fetched.map((file) => file.value),
  );
  const hashed = fill(
    wire.body,
    fetched.map((file) => file.hashed),
  );
  const bytes = Buffer.byteLength(JSON.stringify(payload));
  return { ok: true, wire: { ...wire, payload, payloadHash: hashOf(hashed), bytes } };
}

async function fetch(travel: Travel, handle: FileHandle, kept: KeptFile, files: Files): Promise<Fetched> {
  const base64 = (await files.read(kept)).toString('base64');
  if (travel === 'inline') return { value: base64, hashed: `sha256:${kept.sha256}` };
  const name = uploadName(handle, kept.sha256);
  const told = { name, mediaType: kept.mediaType, sha256: kept.sha256 };
  return { value: { $upload: { ...told, base64 } }, hashed: { $upload: told } };
}

/** A copy of `body` with the n-th value in the place of `{ $file: n }`. */
function fill(body: JsonObject, values: readonly Json[]): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, value === undefined ? value : filled(value, values)]),
  );
}

function filled(value: Json, values: readonly Json[]): Json {
  if (Array.isArray(value)) return value.map((inner) => filled(inner, values));
  if (value === null || typeof value !== 'object') return value;
  const index = value['$file'];
  return typeof index === 'number' ? (values[index] ?? null) : fill(value, values);
}

/** Where the n-th file stands in the body, `Attachments[0].Base64`: what an officer is told. */
function fieldOf(value: Json | undefined, index: number, at = ''): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (!Array.isArray(value) && value['$file'] === index) return at;
  const parts: [string, Json | undefined][] = Array.isArray(value)
    ? value.map((inner, place) => [`${at}[${place}]`, inner])
    : Object.entries(value).map(([key, inner]) => [at === '' ? key : `${at}.${key}`, inner]);
  for (const [place, inner] of parts) {
    const found = fieldOf(inner, index, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

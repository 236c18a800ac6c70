import type { Json, JsonObject } from '../../../../domain/canonical.js';
import type { Carried, Catalogue, FileHandle, Rendering, Wire } from '../../../../domain/ports.js';
import { entryKey } from '../entry-key.js';
import type { NationalProfile } from '../profile.js';
import { dossierBody } from './dossier.js';
import { noticeBody } from './notice.js';
import { traceBody } from './trace.js';
import { Held } from './values.js';

/** Any delivery's body, or the field for which it is held. Pure. */
export function render(carried: Carried, catalogue: Catalogue, profile: NationalProfile): Rendering {
  try {
    return { ok: true, wire: wireOf(carried, catalogue, profile) };
  } catch (error) {
    if (!(error instanceof Held)) throw error;
    return { ok: false, hold: error.hold, field: error.field, message: error.message };
  }
}

function wireOf(carried: Carried, catalogue: Catalogue, profile: NationalProfile): Wire {
  switch (carried.type) {
    case 'dossier': {
      const { body, flags } = dossierBody(carried, catalogue, profile);
      return { operation: 'dossier', key: carried.key, body, files: filesIn(body), flags };
    }
    case 'notice': {
      const body = noticeBody(carried, catalogue, profile);
      return { operation: 'notice', key: carried.key, body, files: filesIn(body), flags: [] };
    }
    case 'trace': {
      const body = traceBody(carried, profile);
      const key = entryKey(body, carried.key);
      return { operation: 'trace', key: carried.key, body, files: [], flags: [], entryKey: key };
    }
  }
}

function filesIn(body: JsonObject): FileHandle[] {
  const found: FileHandle[] = [];
  const walk = (value: Json | undefined): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === 'object') {
      const handle = fileHandleOf(value);
      if (handle) found.push(handle);
      else Object.values(value).forEach(walk);
    }
  };
  walk(body);
  return found;
}

/** The handle of `{ $file: … }`; undefined for any other object. */
export function fileHandleOf(value: JsonObject): FileHandle | undefined {
  const file = value['$file'];
  if (file === null || typeof file !== 'object' || Array.isArray(file)) return undefined;
  const { subjectId, origin, reference, name, mode } = file;
  if (typeof subjectId !== 'string' || typeof origin !== 'string' || typeof reference !== 'string')
    return undefined;
  if (typeof name !== 'string' || (mode !== 'kept' && mode !== 'on-demand')) return undefined;
  return { subjectId, origin, reference, name, mode };
}

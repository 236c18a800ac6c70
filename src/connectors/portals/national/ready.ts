import { hashOf, type Json, type JsonObject } from '../../../domain/canonical.js';
import { withoutLinkQueries } from '../../../domain/compare.js';
import type { FileHandle, FileProblem, Files, Readiness, Wire } from '../../../domain/ports.js';
import { LINK_KEYS } from './contract.js';
import { fileHandleOf } from './mapping/index.js';

/** A file that cannot be given to the portal, and where in the body it stood. */
class FileFault extends Error {
  override readonly name = 'FileFault';
  constructor(
    readonly field: string,
    readonly problem: FileProblem,
  ) {
    super(problem.message);
  }
}

/**
 * Turns each file of a body into its signed link. A `kept` file is fetched first, so that one which is not there holds the
 * delivery instead of sending a dead link.
 */
export async function ready(wire: Wire, files: Files): Promise<Readiness> {
  try {
    const payload = await linked(wire.body, '', files);
    return {
      ok: true,
      wire: {
        ...wire,
        payload,
        payloadHash: hashOf(withoutLinkQueries(payload, LINK_KEYS)),
        bytes: Buffer.byteLength(JSON.stringify(payload)),
      },
    };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    const { field, message, problem } = error;
    return problem.reason === 'retry'
      ? { ok: false, retry: true, field, message }
      : { ok: false, retry: false, hold: problem.reason, field, message };
  }
}

async function linked(object: JsonObject, at: string, files: Files): Promise<JsonObject> {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    result[key] = await resolved(value, at === '' ? key : `${at}.${key}`, files);
  }
  return result;
}

async function resolved(value: Json | undefined, field: string, files: Files): Promise<Json | undefined> {
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const [index, each] of value.entries())
      list.push((await resolved(each, `${field}[${index}]`, files)) ?? null);
    return list;
  }
  if (value === null || typeof value !== 'object') return value;
  const handle = fileHandleOf(value);
  return handle ? link(handle, field, files) : linked(value, field, files);
}

async function link(handle: FileHandle, field: string, files: Files): Promise<string> {
  if (handle.mode === 'kept') {
    const kept = await files.keep(handle);
    if (!kept.ok) throw new FileFault(field, kept);
  }
  return files.link(handle);
}

import type { Json, JsonObject } from '../../../../domain/canonical.js';
import type { CallEvidence } from '../../../../domain/ports.js';
import type { CallRequest, CallResult } from './caller.js';

const LONGEST_RESPONSE = 65_536;
const LONGEST_TEXT = 4_096;

/** A call as it is kept: without the token, and with long texts (Base64) told by their length only. */
export function evidenceOf(
  request: Pick<CallRequest, 'method' | 'path'>,
  payload: JsonObject | undefined,
  result: CallResult,
): CallEvidence {
  const { method, path } = request;
  return {
    request: { method, path, ...(payload ? { body: shortened(payload) } : {}) },
    response: result.text.slice(0, LONGEST_RESPONSE),
    ...(result.status === undefined ? {} : { status: result.status }),
    ...(result.sessionGeneration === undefined ? {} : { sessionGeneration: result.sessionGeneration }),
  };
}

function shortened(value: Json, key = ''): Json {
  if (typeof value === 'string') {
    const isFile = key.toLowerCase() === 'base64';
    return isFile && value.length > LONGEST_TEXT ? `(${value.length} characters of Base64)` : value;
  }
  if (Array.isArray(value)) return value.map((inner) => shortened(inner));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([inner, one]) => [
    inner,
    one === undefined ? one : shortened(one, inner),
  ]);
  return Object.fromEntries(entries);
}

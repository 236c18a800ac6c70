import type { Json, JsonObject } from '../../../../domain/canonical.js';
import type { HoldReason } from '../../../../domain/delivery.js';
import type { FileHandle } from '../../../../domain/ports.js';
import type { NationalProfile } from '../profile.js';

/** Why a body cannot be made; `field` is the wire's key. Caught at the portal's edge and never seen outside. */
export class Held extends Error {
  override readonly name = 'Held';
  constructor(
    readonly hold: HoldReason,
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * A wire object from its keys in order. An absent value (undefined, `""`) is left out or becomes `""`, an empty list is left
 * out or stays, as the profile's `absent` says. Text becomes NFC.
 */
export function wireObject(
  keys: Record<string, Json | undefined>,
  absent: NationalProfile['absent'],
): JsonObject {
  const body: JsonObject = {};
  for (const [key, value] of Object.entries(keys)) {
    const nothing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (nothing && absent === 'omit') continue;
    body[key] = typeof value === 'string' ? value.normalize('NFC') : (value ?? '');
  }
  return body;
}

/** A value that the portal wants. Throws {@link Held} with `MISSING_FIELD` when there is none. */
export function wanted<T extends Json>(field: string, value: T | undefined): T {
  if (value === undefined || (typeof value === 'string' && value.trim() === '')) {
    throw new Held('MISSING_FIELD', field, `thiếu ${field} (the portal wants it and the source has none)`);
  }
  return value;
}

/** Throws {@link Held} with `TOO_LONG` when the text has more than `most` code points in NFC. */
export function atMost(field: string, text: string, most: number): string {
  if (codePoints(text).length > most) {
    throw new Held('TOO_LONG', field, `${field} dài quá ${most} ký tự (longer than ${most} characters)`);
  }
  return text;
}

/** Text of at most `most` code points; a longer one ends with `…`, which counts. */
export function cut(text: string, most: number): { text: string; wasCut: boolean } {
  const points = codePoints(text);
  if (points.length <= most) return { text, wasCut: false };
  return { text: `${points.slice(0, most - 1).join('')}…`, wasCut: true };
}

function codePoints(text: string): string[] {
  return [...text.normalize('NFC')];
}

/** `0`/`1`; unknown stays unknown. */
export function zeroOne(flag: boolean | undefined): '0' | '1' | undefined {
  return flag === undefined ? undefined : flag ? '1' : '0';
}

export function digits(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** A file's place in the body, filled with its link when the body is made ready. */
export function fileAt(handle: FileHandle): JsonObject {
  return { $file: { ...handle } };
}

import type { Json } from '../../../domain/canonical.js';
import type { Identity } from './folder/port.js';

/** Where reading stands: so many records of this file are done. Stored as the source's cursor, with each page. */
export interface Position extends Identity {
  /** Records of the file that are behind it. */
  records: number;
  /** Those of them that could be read at all: without any the file goes to `failed/`. */
  readable: number;
  /** All of the file is behind it; its report may still be due. */
  ended: boolean;
}

export function positionToJson(position: Position): Json {
  return { ...position };
}

/** Undefined for what is no position, a cursor of another transport for one: reading begins anew, which changes nothing. */
export function parsePosition(cursor: Json | undefined): Position | undefined {
  if (cursor === null || typeof cursor !== 'object' || Array.isArray(cursor)) return undefined;
  const { name, size, mtimeMs, ino, records, readable, ended } = cursor;
  if (typeof name !== 'string' || typeof ended !== 'boolean') return undefined;
  if (typeof size !== 'number' || typeof mtimeMs !== 'number' || typeof ino !== 'number') return undefined;
  if (typeof records !== 'number' || typeof readable !== 'number') return undefined;
  return { name, size, mtimeMs, ino, records, readable, ended };
}

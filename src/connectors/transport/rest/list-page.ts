import type { Json } from '../../../domain/canonical.js';
import { type RawRecord, SourceUnreachable } from '../../../domain/ports.js';
import { unreadable } from '../file-drop/items.js';
import { isTooDeep } from '../file-drop/json-lines.js';
import { MAX_DEPTH } from '../file-drop/limits.js';
import type { HttpAnswer } from '../http/index.js';
import type { Carried } from '../transport.js';

type JsonObject = { [key: string]: Json | undefined };

/** One page of a list as it came (docs/sources/rest.md, "Paged REST"). */
export interface ListPage {
  rows: readonly Json[];
  currentPage?: number;
  totalPages?: number;
  totalCount?: number;
  /** The server's clock, ms: `serverTime`, else its `Date` header. */
  serverNow?: number;
  etag?: string;
  /** The text as it came holds something that a row has to be looked through for. */
  suspicious: boolean;
}

/** Throws `SourceUnreachable`, naming `what`, for an answer that is no page: HTML, other JSON, broken JSON. */
export function readListPage(answer: HttpAnswer, what: string, carried: Carried): ListPage {
  const body = parse(answer.text.replace(/^\ufeff/, ''), what);
  const rows = body['data'];
  if (!Array.isArray(rows)) {
    throw new SourceUnreachable(`${what}: không có danh sách "data" (the answer has no list "data")`);
  }
  const serverTime = body['serverTime'];
  const told = typeof serverTime === 'string' ? carried.readTime(serverTime) : undefined;
  const serverNow = Date.parse(told ?? answer.headers['date'] ?? '');
  const etag = answer.headers['etag'];
  return {
    rows,
    ...whole('currentPage', body),
    ...whole('totalPages', body),
    ...whole('totalCount', body),
    ...(Number.isNaN(serverNow) ? {} : { serverNow }),
    ...(etag === undefined ? {} : { etag }),
    suspicious: answer.text.includes('\ufffd') || isTooDeep(answer.text),
  };
}

/** A row with its place; what cannot be taken as it is, is unreadable by itself. */
export function toRecord(raw: Json, place: RawRecord['place'], suspicious: boolean): RawRecord {
  if (!suspicious) return { raw, place };
  const deep = isDeeper(raw, MAX_DEPTH);
  const text = JSON.stringify(deep ? withoutParts(raw) : raw);
  if (!deep && !text.includes('\ufffd')) return { raw, place };
  const { bytes: _, ...record } = unreadable(deep ? 'TOO_DEEP' : 'WRONG_ENCODING', place, text);
  return record;
}

/** Level by level, as what is nested without end would end a recursion badly. */
function isDeeper(value: Json, limit: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap(partsOf);
  }
  return false;
}

function partsOf(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter((part) => part !== undefined);
}

function withoutParts(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => typeof part !== 'object'));
}

function parse(text: string, what: string): JsonObject {
  let body: Json;
  try {
    body = JSON.parse(text) as Json;
  } catch {
    const html = /^\s*</.test(text) ? ': trang HTML (an HTML page)' : '';
    throw new SourceUnreachable(`${what}: câu trả lời không phải JSON (the answer is not JSON)${html}`);
  }
  if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body;
  throw new SourceUnreachable(`${what}: câu trả lời không phải một đối tượng JSON (not a JSON object)`);
}

/** A whole number that is not negative, or its text; anything else counts as not said. */
function whole<N extends string>(name: N, body: JsonObject): { [K in N]?: number } {
  const value = body[name];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const fine = typeof number === 'number' && Number.isSafeInteger(number) && number >= 0;
  return (fine ? { [name]: number } : {}) as { [K in N]?: number };
}

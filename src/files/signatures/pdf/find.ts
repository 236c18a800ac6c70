import type { Content } from '../content.js';
import { PdfLexer, PdfSyntax, type PdfValue } from './lexer.js';

/** A signature dictionary as it stands in the file. */
export interface PdfSignature {
  subFilter: string;
  /** What the hole holds, with its padding. */
  contents: Buffer;
  /** Up to here the file is covered, but for the hole. */
  coveredEnd: number;
  ranges: { start: number; end: number }[];
  /** `/M`, as the signer's program wrote it. */
  claimed: Date | undefined;
}

/** One `/ByteRange` of the file: what was found, or that it is malformed. In the order of the file. */
export type Found = { ok: true; signature: PdfSignature } | { ok: false };

/** More signatures than any document has. */
const MAX_SIGNATURES = 50;
/** Room before and after `/ByteRange` for its dictionary: a hole of this many hexadecimal digits, and the rest. */
const MAX_DICTIONARY = 1024 * 1024;
const TOKEN = Buffer.from('/ByteRange');
const CHUNK = 256 * 1024;

/**
 * All signature dictionaries of a PDF. They must stand openly in the file, since what they do not cover is told by positions in it
 * (ISO 32000-1, 12.8.1), so looking for the name finds each that a viewer could show.
 */
export async function findSignatures(content: Content): Promise<Found[]> {
  const found: Found[] = [];
  for await (const position of positionsOf(TOKEN, content)) {
    const one = await readAt(content, position);
    if (one) found.push(one);
    if (found.length > MAX_SIGNATURES) return [...found.slice(0, MAX_SIGNATURES), { ok: false }];
  }
  return found;
}

/** Where the token stands; read in pieces that overlap by its length. */
export async function* positionsOf(token: Buffer, content: Content): AsyncIterable<number> {
  for (let start = 0; start < content.size; start += CHUNK) {
    const bytes = await content.read(start, Math.min(content.size, start + CHUNK + token.length - 1));
    for (let at = bytes.indexOf(token); at !== -1; at = bytes.indexOf(token, at + 1)) yield start + at;
  }
}

/** How many `obj` before it are tried as the beginning of its dictionary: a string may hold the word. */
const MAX_BEGINNINGS = 8;

async function readAt(content: Content, position: number): Promise<Found | undefined> {
  const windowStart = Math.max(0, position - MAX_DICTIONARY);
  const bytes = await content.read(windowStart, Math.min(content.size, position + MAX_DICTIONARY));
  const token = position - windowStart;
  // Running text about PDF names it too; only a value in brackets is meant.
  if (!/^[\s\0]*\[/.test(bytes.toString('latin1', token + TOKEN.length, token + TOKEN.length + 64))) {
    return undefined;
  }
  let beginning = token;
  for (let tried = 0; tried < MAX_BEGINNINGS; tried += 1) {
    beginning = bytes.lastIndexOf('obj', beginning - 1);
    if (beginning === -1) break;
    const entries = dictionaryAt(bytes, beginning + 'obj'.length);
    if (!entries || !standsAt(entries.get('ByteRange'), token)) continue;
    const signature = signatureOf(entries, windowStart, content.size);
    return signature ? { ok: true, signature } : { ok: false };
  }
  return { ok: false };
}

function dictionaryAt(bytes: Buffer, position: number): Map<string, PdfValue> | undefined {
  try {
    const value = new PdfLexer(bytes, position).value();
    return value.kind === 'dictionary' ? value.entries : undefined;
  } catch (error) {
    if (error instanceof PdfSyntax) return undefined;
    throw error;
  }
}

/** Whether the value is the one behind the token. */
function standsAt(value: PdfValue | undefined, token: number): boolean {
  return value?.kind === 'array' && value.start >= token + TOKEN.length && value.start < token + 80;
}

/** Undefined unless the ranges are the whole file up to an end, but for exactly the hole that holds the signature. */
function signatureOf(
  entries: ReadonlyMap<string, PdfValue>,
  windowStart: number,
  size: number,
): PdfSignature | undefined {
  const range = entries.get('ByteRange');
  const contents = entries.get('Contents');
  const subFilter = entries.get('SubFilter');
  if (range?.kind !== 'array' || contents?.kind !== 'hex' || subFilter?.kind !== 'name') return undefined;
  const [start, length, next, rest, ...more] = range.items.map(numberOf);
  if (start !== 0 || length === undefined || next === undefined || !rest || more.length > 0) return undefined;
  const end = next + rest;
  if (length !== windowStart + contents.start || next !== windowStart + contents.end || end > size) {
    return undefined;
  }
  const claimed = entries.get('M');
  return {
    subFilter: subFilter.text,
    contents: Buffer.from(contents.text.length % 2 === 0 ? contents.text : `${contents.text}0`, 'hex'),
    coveredEnd: end,
    ranges: [
      { start: 0, end: length },
      { start: next, end },
    ],
    claimed: claimed?.kind === 'string' ? dateOf(claimed.text) : undefined,
  };
}

function numberOf(value: PdfValue): number | undefined {
  return value.kind === 'word' && /^\d{1,15}$/.test(value.text) ? Number(value.text) : undefined;
}

/** `D:20261127101112+07'00'` (7.9.4); without a zone none is guessed. */
function dateOf(text: string): Date | undefined {
  const match = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|([+-]\d{2})'?(\d{2})'?)/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, zone = '+00', zoneMinute = '00'] = match;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinute}`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

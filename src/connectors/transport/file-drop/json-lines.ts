import { createHash, type Hash } from 'node:crypto';
import type { Json } from '../../../domain/canonical.js';
import { type Item, type UnreadableCode, unreadable } from './items.js';
import { MAX_DEPTH, MAX_KEPT_TEXT, MAX_RECORD } from './limits.js';

const NEWLINE = 0x0a;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface Line {
  number: number;
  /** Without its line end; of a line that is too long: the begin. */
  bytes: Buffer;
  /** Set when the line is longer than {@link MAX_RECORD}. */
  cut?: { length: number; sha256: string };
}

/**
 * The records of a JSON Lines file, one a line, UTF-8 with or without BOM. Blank lines are skipped but counted. Needs memory
 * for one line of at most {@link MAX_RECORD} bytes, whatever the file holds.
 */
export async function* readJsonLines(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<Item> {
  for await (const line of splitLines(chunks)) {
    const item = readLine(line, file);
    if (item) yield item;
  }
}

function readLine(line: Line, file: string): Item | undefined {
  const place = { file, line: line.number };
  if (line.cut) {
    const { length, sha256 } = line.cut;
    return unreadable('TOO_LONG', place, line.bytes.toString('latin1'), { bytes: length, sha256 });
  }
  const refuse = (code: UnreadableCode, text: string) =>
    unreadable(code, place, text, { bytes: line.bytes.length });
  let text: string;
  try {
    text = utf8.decode(line.bytes);
  } catch {
    return refuse('WRONG_ENCODING', line.bytes.toString('latin1'));
  }
  if (line.number === 1 && text.startsWith('\ufeff')) text = text.slice(1);
  if (text.trim() === '') return undefined;
  if (text.includes('\ufeff')) return refuse('BOM_INSIDE', text);
  if (text.includes('\0')) return refuse('NUL', text);
  if (isTooDeep(text)) return refuse('TOO_DEEP', text);
  let raw: Json;
  try {
    raw = JSON.parse(text) as Json;
  } catch {
    return refuse('BROKEN_JSON', text);
  }
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return refuse('NOT_AN_OBJECT', text);
  return { raw, place, bytes: line.bytes.length };
}

/** Looks at brackets outside of strings, before anything recursive sees the value. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charCodeAt(index);
    if (inString) {
      if (letter === 0x5c) index += 1;
      else if (letter === 0x22) inString = false;
    } else if (letter === 0x22) inString = true;
    else if (letter === 0x7b || letter === 0x5b) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (letter === 0x7d || letter === 0x5d) depth -= 1;
  }
  return false;
}

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 1;
  const open = new OpenLine();
  for await (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, from);
      if (end < 0) break;
      open.add(chunk.subarray(from, end));
      yield open.close(number);
      number += 1;
      from = end + 1;
    }
    open.add(chunk.subarray(from));
  }
  if (open.length > 0) yield open.close(number);
}

/** A line as it grows; beyond the limit only its hash and length go on. */
class OpenLine {
  length = 0;
  #parts: Buffer[] = [];
  #hash: Hash | undefined;

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.length += part.length;
    if (this.#hash) {
      this.#hash.update(part);
      return;
    }
    this.#parts.push(part);
    if (this.length <= MAX_RECORD) return;
    this.#hash = createHash('sha256');
    for (const held of this.#parts) this.#hash.update(held);
    this.#parts = [Buffer.from(Buffer.concat(this.#parts).subarray(0, MAX_KEPT_TEXT))];
  }

  close(number: number): Line {
    const bytes = Buffer.concat(this.#parts);
    const line: Line = { number, bytes };
    if (this.#hash) line.cut = { length: this.length, sha256: this.#hash.digest('hex') };
    this.length = 0;
    this.#parts = [];
    this.#hash = undefined;
    return line;
  }
}

import type { Json } from '../../../domain/canonical.js';
import { type Item, type UnreadableCode, unreadable } from './items.js';
import { MAX_DEPTH } from './limits.js';
import { type Line, splitLines } from './lines.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The records of a JSON Lines file, one a line, UTF-8 with or without BOM. Blank lines are skipped but counted. Needs memory
 * for one line, whatever the file holds; see lines.ts.
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
  if (hasFewBrackets(text)) return false;
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

/** Too few to be deep, wherever they stand: so it is with nearly every record, and this is found without a look at each letter. */
function hasFewBrackets(text: string): boolean {
  let found = 0;
  for (const bracket of ['{', '[']) {
    let at = text.indexOf(bracket);
    for (; at >= 0 && found <= MAX_DEPTH; at = text.indexOf(bracket, at + 1)) found += 1;
  }
  return found <= MAX_DEPTH;
}

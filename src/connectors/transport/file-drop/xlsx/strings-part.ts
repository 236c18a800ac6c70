import { MAX_CELL } from '../limits.js';
import type { Package } from './package.js';
import { SharedStrings } from './shared-strings.js';
import { readXml } from './xml.js';

/** Text of `<si>` or `<is>`: its `<t>`s, rich runs too, without the readings (`<rPh>`) that East Asian text may have. */
export class RichText {
  #text = '';
  #inText = false;
  #inReading = false;

  begin(): void {
    this.#text = '';
  }

  open(name: string): void {
    if (name === 't') this.#inText = true;
    else if (name === 'rPh') this.#inReading = true;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#inReading = false;
  }

  add(text: string): void {
    // One character beyond the limit is kept, so that a text that is too long can be told.
    if (this.#inText && !this.#inReading && this.#text.length <= MAX_CELL) this.#text += text;
  }

  get text(): string {
    return unescaped(this.#text);
  }
}

/** `_x000D_` stands for a character that XML cannot hold. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

export async function readSharedStrings(parts: Package, name: string | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (name === undefined || !parts.has(name)) return strings;
  const text = new RichText();
  const done = readXml(parts.read(name), {
    open: (tag) => (tag === 'si' ? text.begin() : text.open(tag)),
    close: (tag) => (tag === 'si' ? strings.add(text.text) : text.close(tag)),
    text: (part) => text.add(part),
  });
  try {
    for await (const _ of done);
  } catch (error) {
    strings.close();
    throw error;
  }
  return strings;
}

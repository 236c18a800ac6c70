/*
 * The little of PDF's syntax (ISO 32000-1, 7.2 and 7.3) that a signature dictionary is written in. Hostile files are expected: every
 * loop ends with the bytes, depth and number of values are bounded, and what is doubtful is refused.
 */

export type PdfValue = { start: number; end: number } & (
  | { kind: 'name' | 'hex' | 'string' | 'word'; text: string }
  | { kind: 'array'; items: PdfValue[] }
  | { kind: 'dictionary'; entries: Map<string, PdfValue> }
);

/** What was read is no PDF syntax, or none that is taken. */
export class PdfSyntax extends Error {
  override readonly name = 'PdfSyntax';
}

const MAX_DEPTH = 16;
const MAX_VALUES = 5_000;

const isSpace = (byte: number | undefined) =>
  byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
const DELIMITERS = new Set(Buffer.from('()<>[]{}/%'));
const isRegular = (byte: number | undefined) => byte !== undefined && !isSpace(byte) && !DELIMITERS.has(byte);

/** Reads values one after the other; `position` is where the next begins. */
export class PdfLexer {
  #values = 0;

  constructor(
    private readonly bytes: Buffer,
    public position: number,
  ) {}

  /** The value that begins here. Throws {@link PdfSyntax}. */
  value(depth = 0): PdfValue {
    this.skipSpace();
    this.#values += 1;
    if (depth > MAX_DEPTH || this.#values > MAX_VALUES) throw new PdfSyntax('too deep or too many values');
    const start = this.position;
    switch (this.#at(0)) {
      case '/':
        this.position += 1;
        return { kind: 'name', text: decodeName(this.#run()), start, end: this.position };
      case '(':
        return { kind: 'string', text: this.#string(), start, end: this.position };
      case '[':
        this.position += 1;
        return { kind: 'array', items: this.#until(']', depth), start, end: this.position };
      case '<':
        if (this.#at(1) === '<') {
          this.position += 2;
          return { kind: 'dictionary', entries: this.#entries(depth), start, end: this.position };
        }
        return { kind: 'hex', text: this.#hex(), start, end: this.position };
      default: {
        const text = this.#run();
        if (text === '') throw new PdfSyntax('unexpected delimiter');
        return { kind: 'word', text, start, end: this.position };
      }
    }
  }

  /** White space and comments. */
  skipSpace(): void {
    for (;;) {
      while (isSpace(this.bytes[this.position])) this.position += 1;
      if (this.#at(0) !== '%') return;
      while (this.position < this.bytes.length && this.#at(0) !== '\n' && this.#at(0) !== '\r') {
        this.position += 1;
      }
    }
  }

  #at(offset: number): string {
    const byte = this.bytes[this.position + offset];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }

  #run(): string {
    const start = this.position;
    while (isRegular(this.bytes[this.position])) this.position += 1;
    return this.bytes.toString('latin1', start, this.position);
  }

  #until(close: ']' | '>>', depth: number): PdfValue[] {
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.#at(0) === close[0] && (close.length === 1 || this.#at(1) === '>')) {
        this.position += close.length;
        return items;
      }
      items.push(this.value(depth + 1));
    }
  }

  /** References (`3 0 R`) stay three words: nothing here follows them. */
  #entries(depth: number): Map<string, PdfValue> {
    const entries = new Map<string, PdfValue>();
    let key: string | undefined;
    for (const item of this.#until('>>', depth)) {
      if (key === undefined || (item.kind === 'name' && entries.has(key))) {
        if (item.kind !== 'name') throw new PdfSyntax('a key must be a name');
        if (entries.has(item.text)) throw new PdfSyntax('a key stands twice');
        key = item.text;
      } else if (!entries.has(key)) {
        entries.set(key, item);
      } else if (item.kind !== 'word') {
        throw new PdfSyntax('two values for one key');
      }
    }
    if (key !== undefined && !entries.has(key)) throw new PdfSyntax('a key without a value');
    return entries;
  }

  #hex(): string {
    const end = this.bytes.indexOf('>', this.position);
    if (end === -1) throw new PdfSyntax('a hexadecimal string without an end');
    const text = this.bytes.toString('latin1', this.position + 1, end);
    if (/[^0-9A-Fa-f\s\0]/.test(text)) throw new PdfSyntax('not hexadecimal');
    this.position = end + 1;
    return text.replace(/[\s\0]/g, '');
  }

  #string(): string {
    const start = this.position + 1;
    let open = 0;
    for (; this.position < this.bytes.length; this.position += 1) {
      const character = this.#at(0);
      if (character === '\\') this.position += 1;
      else if (character === '(') open += 1;
      else if (character === ')') {
        open -= 1;
        if (open === 0) {
          this.position += 1;
          return this.bytes.toString('latin1', start, this.position - 1);
        }
      }
    }
    throw new PdfSyntax('a string without an end');
  }
}

/** `/Byte#52ange` is `/ByteRange`. */
function decodeName(raw: string): string {
  return raw.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

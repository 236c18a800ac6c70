import { UnreadableContent } from '../file-drop/content.js';

/** One part of a multipart package. Its body is taken before the next part is asked for. */
export interface MimePart {
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: AsyncIterable<Buffer>;
}

const MAX_LINE = 8 * 1024;
const MAX_HEADERS = 50;
/** RFC 2046 */
const MAX_BOUNDARY = 70;
const LOOKED_AT = 1024;

/**
 * A package as it lies there or travels: XML itself, or the parts of multipart/related (RFC 2387) that older SOAP gateways write, with or
 * without the headers that name the boundary. Memory for a line and what was read at once.
 */
export async function openParts(content: AsyncIterable<Buffer>): Promise<AsyncGenerator<MimePart>> {
  const reader = new ByteReader(content);
  const begin = (await reader.peek(LOOKED_AT)).trimStart();
  if (begin.startsWith('--')) return partsOf(reader, boundaryIn(begin.slice(2).split('\n')[0]));
  if (!/^[A-Za-z][A-Za-z-]*:/.test(begin)) return alone(reader);
  const type = (await headersOf(reader)).get('content-type') ?? '';
  if (!/^multipart\/related\b/i.test(type)) throw new UnreadableContent('BROKEN_MIME');
  return partsOf(reader, boundaryIn(parameterOf(type, 'boundary')));
}

/** `boundary` of `multipart/related; boundary="b"`; undefined where it is not there. */
export function parameterOf(header: string | undefined, name: string): string | undefined {
  const [, quoted, plain] =
    new RegExp(String.raw`;\s*${name}\s*=\s*(?:"([^"]*)"|([^\s;]+))`, 'i').exec(header ?? '') ?? [];
  return quoted ?? plain;
}

function boundaryIn(text: string | undefined): string {
  const boundary = text?.trimEnd() ?? '';
  if (boundary === '' || boundary.length > MAX_BOUNDARY) throw new UnreadableContent('BROKEN_MIME');
  return boundary;
}

async function* alone(reader: ByteReader): AsyncGenerator<MimePart> {
  yield { headers: new Map(), body: reader.all() };
}

async function* partsOf(reader: ByteReader, boundary: string): AsyncGenerator<MimePart> {
  // What stands before the first part is for nobody.
  for await (const _ of reader.until(boundary));
  while (!(await reader.closes())) {
    const headers = await headersOf(reader);
    const body = reader.until(boundary);
    yield { headers, body };
    for await (const _ of body);
  }
}

/** Up to the blank line; a line that begins with a blank goes on with the one before it. */
async function headersOf(reader: ByteReader): Promise<Map<string, string>> {
  const headers = new Map<string, string>();
  let last = '';
  for (let count = 0; ; count += 1) {
    const line = await reader.line();
    if (line.trim() === '') return headers;
    if (count >= MAX_HEADERS) throw new UnreadableContent('BROKEN_MIME');
    const [, name, value = ''] = /^([A-Za-z0-9-]+):(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      last = name.toLowerCase();
      headers.set(last, value.trim());
    } else if (/^[ \t]/.test(line) && last !== '') {
      headers.set(last, `${headers.get(last)} ${line.trim()}`);
    } else throw new UnreadableContent('BROKEN_MIME');
  }
}

const LINE_END = 0x0a;
const RETURN = 0x0d;
const DASH = 0x2d;

/** Bytes in order, as much at once as lines and boundaries need. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(content: AsyncIterable<Buffer>) {
    this.#source = content[Symbol.asyncIterator]();
  }

  /** The begin, which stays to be read. */
  async peek(bytes: number): Promise<string> {
    while (this.#rest.length < bytes && (await this.#more()));
    return this.#rest.toString('latin1', 0, bytes);
  }

  /** Without its end. */
  async line(): Promise<string> {
    let end = this.#rest.indexOf(LINE_END);
    while (end < 0) {
      if (this.#rest.length > MAX_LINE || !(await this.#more())) throw new UnreadableContent('BROKEN_MIME');
      end = this.#rest.indexOf(LINE_END);
    }
    if (end > MAX_LINE) throw new UnreadableContent('BROKEN_MIME');
    return this.#take(end + 1)
      .toString('utf8')
      .replace(/\r?\n$/, '');
  }

  async *all(): AsyncGenerator<Buffer> {
    do {
      if (this.#rest.length > 0) yield this.#take(this.#rest.length);
    } while (await this.#more());
  }

  /** What comes before the next line that is the boundary, which is passed. Throws where none comes: it broke off. */
  async *until(boundary: string): AsyncGenerator<Buffer> {
    const mark = Buffer.from(`\n--${boundary}`, 'latin1');
    // Where a body begins a line does too.
    this.#rest = Buffer.concat([Buffer.from('\n'), this.#rest]);
    let skip = 1;
    for (let from = 0; ; ) {
      const at = this.#rest.indexOf(mark, from);
      if (at >= 0 && this.#rest.length < at + mark.length + 2 && (await this.#more())) continue;
      if (at >= 0 && this.#isBoundary(at + mark.length)) {
        const body = this.#take(at + mark.length).subarray(skip, at);
        const text = body.at(-1) === RETURN ? body.subarray(0, -1) : body;
        if (text.length > 0) yield text;
        return;
      }
      if (at >= 0) {
        from = at + 1;
        continue;
      }
      // The end may be the begin of a boundary, and the line's end before it belongs to that.
      const sure = this.#rest.length - mark.length - 1;
      if (sure > skip) {
        yield this.#take(sure).subarray(skip);
        skip = 0;
      }
      from = 0;
      if (!(await this.#more())) throw new UnreadableContent('BROKEN_MIME');
    }
  }

  /** Behind a boundary: whether it was the last; else the next line is a part's first. */
  async closes(): Promise<boolean> {
    while (this.#rest.length < 2 && (await this.#more()));
    if (this.#rest[0] === DASH && this.#rest[1] === DASH) return true;
    await this.line();
    return false;
  }

  /** Nothing but blanks, or the two dashes of the last one, stands behind a boundary. */
  #isBoundary(end: number): boolean {
    const next = this.#rest[end];
    if (next === DASH) return this.#rest[end + 1] === DASH;
    return next === RETURN || next === LINE_END || next === 0x20 || next === 0x09;
  }

  #take(bytes: number): Buffer {
    const taken = this.#rest.subarray(0, bytes);
    this.#rest = this.#rest.subarray(bytes);
    return taken;
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const { done, value } = await this.#source.next();
    if (done) this.#ended = true;
    else this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
    return !this.#ended;
  }
}

import { SaxesParser } from 'saxes';

/** Characters given to the parser at once: what a handler makes of them is bounded by it. */
const SLICE = 16 * 1024;
/** One tag or run of text may have so many characters; Excel allows a cell 32,767. */
const MAX_TOKEN = 256 * 1024;
const MAX_DEPTH = 64;

export type Attributes = Readonly<Record<string, string>>;

/** What is wrong with a text that is no XML of ours. */
export type XmlFault = 'XML' | 'DOCTYPE' | 'UTF-8';

/** Takes text as it is written, slice by slice. */
export type RawSink = (text: string) => void;

/** The error that ends the reading. */
export type XmlError = (fault: XmlFault) => Error;

/** What XML is read with. Names come without their namespace's prefix. */
export interface XmlHandler<T = never> {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
  /** What has been made since it was last asked. */
  drain?(): Iterable<T>;
  /**
   * Where the text that follows goes, up to the next tag, as it is written and without being held; asked after each tag. A text
   * without end in an element is no token then.
   */
  divert?(): RawSink | undefined;
  /** Awaited after each slice: what was taken in may be written away. */
  flush?(): Promise<void>;
  /** Nothing that follows is wanted. */
  done?(): boolean;
}

/**
 * Reads XML as a stream. Entities other than XML's own, a DOCTYPE, tokens and depths that no honest file has are faults,
 * so that memory stays bounded whatever is written there.
 */
export async function* readXml<T = never>(
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler<T>,
  error: XmlError,
): AsyncGenerator<T> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new GuardedParser(handler, error);
  for await (const chunk of chunks) {
    const text = decoded(error, () => decoder.decode(chunk, { stream: true }));
    for (let from = 0; from < text.length; ) {
      const sink = parser.inTag || text[from] === '<' ? undefined : handler.divert?.();
      const to = sink ? endOfText(text, from) : endOfSlice(text, from, handler);
      if (sink) sink(text.slice(from, to));
      else parser.write(text.slice(from, to));
      from = to;
      if (handler.flush) await handler.flush();
      if (handler.drain) yield* handler.drain();
      if (handler.done?.()) return;
    }
  }
  decoded(error, () => decoder.decode());
  parser.end();
  if (handler.drain) yield* handler.drain();
}

/** Reads XML that is there as text. The same faults. */
export function readXmlText(text: string, handler: XmlHandler, error: XmlError): void {
  const parser = new GuardedParser(handler, error);
  for (let from = 0; from < text.length; from += SLICE) parser.write(text.slice(from, from + SLICE));
  parser.end();
}

function endOfText(text: string, from: number): number {
  const end = text.indexOf('<', from);
  return Math.min(end < 0 ? text.length : end, from + SLICE);
}

/** Of a handler that diverts, each slice ends with a tag. */
function endOfSlice(text: string, from: number, { divert }: XmlHandler<unknown>): number {
  const end = divert ? text.indexOf('>', from) + 1 : 0;
  return Math.min(end === 0 ? text.length : end, from + SLICE);
}

class GuardedParser {
  readonly #sax = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  /** What was written last is the begin of a tag. */
  inTag = false;
  /** Characters since anything was told. */
  #silent = 0;
  #depth = 0;

  constructor(
    handler: XmlHandler<unknown>,
    readonly error: XmlError,
  ) {
    this.#sax.on('error', () => {
      throw error('XML');
    });
    this.#sax.on('doctype', () => {
      throw error('DOCTYPE');
    });
    this.#sax.on('opentag', ({ name, attributes }) => {
      this.#silent = 0;
      this.#depth += 1;
      if (this.#depth > MAX_DEPTH) throw error('XML');
      handler.open(local(name), attributes);
    });
    this.#sax.on('closetag', ({ name }) => {
      this.#silent = 0;
      this.#depth -= 1;
      handler.close(local(name));
    });
    this.#sax.on('text', (text) => {
      this.#silent = 0;
      handler.text(text);
    });
    this.#sax.on('cdata', (text) => handler.text(text));
  }

  write(text: string): void {
    this.#silent += text.length;
    if (this.#silent > MAX_TOKEN) throw this.error('XML');
    if (text.includes('<') || this.inTag) this.inTag = !text.endsWith('>');
    this.#sax.write(text);
  }

  end(): void {
    this.#sax.close();
  }
}

function decoded(error: XmlError, decode: () => string): string {
  try {
    return decode();
  } catch {
    throw error('UTF-8');
  }
}

/** A name without its namespace's prefix. */
export function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

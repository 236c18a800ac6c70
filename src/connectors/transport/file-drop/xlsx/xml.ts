import { SaxesParser } from 'saxes';
import { UnreadableContent } from '../content.js';

/** Characters given to the parser at once: what a handler makes of them is bounded by it. */
const SLICE = 16 * 1024;
/** One tag or run of text may have so many characters; Excel allows a cell 32,767. */
const MAX_TOKEN = 256 * 1024;
const MAX_DEPTH = 64;

export type Attributes = Readonly<Record<string, string>>;

/** What a part of a workbook is read with. Names come without their namespace's prefix. */
export interface XmlHandler<T> {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
  /** What has been made since it was last asked. */
  drain?(): Iterable<T>;
  /** Nothing that follows is wanted. */
  done?(): boolean;
}

/**
 * Reads XML as a stream. Entities other than XML's own, a DOCTYPE, tokens and depths that no workbook has end it as
 * damaged, so that memory stays bounded whatever is written there.
 */
export async function* readXml<T = never>(
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler<T>,
): AsyncGenerator<T> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new GuardedParser(handler);
  for await (const chunk of chunks) {
    const text = decoded(() => decoder.decode(chunk, { stream: true }));
    for (let from = 0; from < text.length; from += SLICE) {
      parser.write(text.slice(from, from + SLICE));
      if (handler.drain) yield* handler.drain();
      if (handler.done?.()) return;
    }
  }
  parser.end();
  if (handler.drain) yield* handler.drain();
}

class GuardedParser<T> {
  readonly #sax = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  /** Characters since anything was told. */
  #silent = 0;
  #depth = 0;

  constructor(handler: XmlHandler<T>) {
    this.#sax.on('error', () => {
      throw new UnreadableContent('BROKEN_XLSX', 'XML');
    });
    this.#sax.on('doctype', () => {
      throw new UnreadableContent('BROKEN_XLSX', 'DOCTYPE');
    });
    this.#sax.on('opentag', ({ name, attributes }) => {
      this.#silent = 0;
      this.#depth += 1;
      if (this.#depth > MAX_DEPTH) throw new UnreadableContent('BROKEN_XLSX', 'XML');
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
    if (this.#silent > MAX_TOKEN) throw new UnreadableContent('BROKEN_XLSX', 'XML');
    this.#sax.write(text);
  }

  end(): void {
    this.#sax.close();
  }
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new UnreadableContent('BROKEN_XLSX', 'UTF-8');
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

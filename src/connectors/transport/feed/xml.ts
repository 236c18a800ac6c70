import { setImmediate } from 'node:timers/promises';
import { SaxesParser } from 'saxes';

/** Characters that are parsed before others get their turn. */
const SLICE = 512 * 1024;
const MAX_DEPTH = 128;
/** In one document: about 10,000 items. */
const MAX_ELEMENTS = 300_000;

/** The namespaces that mean something in a feed, and how they are called here. */
const SPACES: Readonly<Record<string, string>> = {
  '': '',
  'http://purl.org/rss/1.0/': '',
  'http://backend.userland.com/rss2': '',
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf:',
  'http://www.w3.org/2005/Atom': 'atom:',
  'http://purl.org/dc/elements/1.1/': 'dc:',
  'http://purl.org/dc/terms/': 'dcterms:',
  'http://purl.org/rss/1.0/modules/content/': 'content:',
  'http://search.yahoo.com/mrss/': 'media:',
  'http://www.w3.org/1999/xhtml': 'xhtml:',
  'http://www.w3.org/XML/1998/namespace': 'xml:',
};

/** An element with its name and attributes in the prefixes above, whatever prefixes the document has: `item`, `atom:entry`. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
  /** What relative addresses in it stand on: `xml:base`, else where the document was read. */
  readonly base: string;
}

/** What stands in the way of reading a document, in both languages and with its line. */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

/**
 * Reads a document as a tree. Refused: what is not well-formed, a DOCTYPE (so that no entity is ever declared), entities other
 * than XML's own, more depth and elements than feeds have. Throws {@link NotReadable}.
 */
export async function readTree(text: string, address: string): Promise<Element> {
  const parser = new SaxesParser<{ xmlns: true }>({ xmlns: true });
  const root: Element = { name: '', attributes: new Map(), children: [], base: address };
  const open: Element[] = [root];
  let elements = 0;
  const refuse = (words: string): never => {
    throw new NotReadable(`${words}, dòng (line) ${parser.line}`);
  };
  const add = (child: Element | string) => open.at(-1)?.children.push(child);
  parser.on('error', () => refuse('XML sai cấu trúc (not well-formed XML)'));
  parser.on('doctype', () => refuse('có DOCTYPE, không được phép (a DOCTYPE is not taken)'));
  parser.on('opentag', ({ local, uri, attributes }) => {
    elements += 1;
    if (elements > MAX_ELEMENTS || open.length > MAX_DEPTH) refuse('quá nhiều phần tử (too many elements)');
    const named = new Map(
      Object.values(attributes).map((each) => [nameOf(each.uri, each.local), each.value]),
    );
    const base = based(named.get('xml:base'), open.at(-1)?.base ?? address);
    const element: Element = { name: nameOf(uri, local), attributes: named, children: [], base };
    add(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  for (let from = 0; from < text.length; from += SLICE) {
    if (from > 0) await setImmediate();
    parser.write(text.slice(from, from + SLICE));
  }
  parser.close();
  return elementsOf(root)[0] ?? refuse('trống (empty)');
}

function nameOf(uri: string, local: string): string {
  return `${SPACES[uri] ?? '?:'}${local}`;
}

function based(given: string | undefined, on: string): string {
  return given !== undefined && URL.canParse(given, on) ? new URL(given, on).href : on;
}

/** Its child elements, of these names alone if some are given, in their order. */
export function elementsOf({ children }: Element, ...names: string[]): Element[] {
  return children.filter(
    (child): child is Element =>
      typeof child !== 'string' && (names.length === 0 || names.includes(child.name)),
  );
}

/** All text in it, trimmed. */
export function textOf(element: Element): string {
  return flat(element).trim();
}

function flat({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : flat(child))).join('');
}

const VOID = new Set(['br', 'hr', 'img', 'col', 'wbr', 'input', 'area', 'link', 'meta', 'source']);

/** What stands in an element of XHTML, as HTML. */
export function htmlOf({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? escaped(child) : tagOf(child))).join('');
}

function tagOf(element: Element): string {
  const name = element.name.replace(/^.*:/, '');
  const attributes = [...element.attributes]
    .filter(([key]) => /^[a-z]+$/i.test(key))
    .map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const head = `<${name}${attributes.join('')}>`;
  return VOID.has(name) ? head : `${head}${htmlOf(element)}</${name}>`;
}

/** Plain text as HTML. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

import { DOMParser } from '@xmldom/xmldom';
import { SaxesParser } from 'saxes';

/** A document that is safe to look at, and its elements by identifier. */
export interface SafeDocument {
  document: Document;
  byId: ReadonlyMap<string, Element>;
}

/** The text is no XML, or holds what no signed document needs and attacks are made of. */
export class UnsafeXml extends Error {
  override readonly name = 'UnsafeXml';
}

const MAX_BYTES = 32 * 1024 * 1024;
const MAX_DEPTH = 200;
const MAX_ELEMENTS = 300_000;
const ID_NAMES: ReadonlySet<string> = new Set(['Id', 'ID', 'id']);

/**
 * Parses XML strictly. Refused ({@link UnsafeXml}): a document type (entities, external ones and bombs), processing instructions (the canonical
 * form of the library shows them as text), names that only look like namespace declarations, an identifier that
 * stands twice (wrapping), and sizes beyond any honest document.
 */
export function parseSafely(bytes: Buffer): SafeDocument {
  if (bytes.length > MAX_BYTES) throw new UnsafeXml('too large');
  const text = decode(bytes);
  refuseUnsafe(text);
  const document = new DOMParser({
    errorHandler: (level, message) => {
      if (level !== 'warning') throw new UnsafeXml(String(message));
    },
  }).parseFromString(text, 'text/xml');
  return { document, byId: identified(document) };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnsafeXml('not UTF-8');
  }
}

function refuseUnsafe(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (why: string) => {
    throw new UnsafeXml(why);
  };
  let depth = 0;
  let elements = 0;
  parser.on('error', ({ message }) => refuse(message));
  parser.on('doctype', () => refuse('a document type'));
  parser.on('processinginstruction', () => refuse('a processing instruction'));
  parser.on('opentag', ({ attributes }) => {
    depth += 1;
    elements += 1;
    if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) refuse('too deep or too many elements');
    for (const { name, prefix } of Object.values(attributes)) {
      if (name.startsWith('xmlns') && name !== 'xmlns' && prefix !== 'xmlns')
        refuse('an attribute like xmlns');
    }
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.write(text).close();
}

function identified(document: Document): Map<string, Element> {
  const byId = new Map<string, Element>();
  for (const element of elementsOf(document)) {
    for (const attribute of Array.from(element.attributes)) {
      if (!ID_NAMES.has(attribute.localName)) continue;
      const before = byId.get(attribute.value);
      if (before && before !== element) throw new UnsafeXml('an identifier stands twice');
      byId.set(attribute.value, element);
    }
  }
  return byId;
}

/** All elements in the order of the document. */
export function elementsOf(parent: Document | Element): Element[] {
  return Array.from(parent.getElementsByTagName('*'));
}

export function childElements(parent: Element): Element[] {
  return Array.from(parent.childNodes).filter(isElement);
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

import { SourceUnreachable } from '../../../domain/ports.js';
import type { HttpAnswer } from '../http/index.js';
import { type FeedItem, type ReadTime, readAtomEntry, readRssItem } from './item.js';
import { type Element, elementsOf, NotReadable, readTree } from './xml.js';

/** One document of a feed. */
export interface FeedDocument {
  format: 'RSS 2.0' | 'RSS 1.0' | 'Atom 1.0';
  items: readonly FeedItem[];
  /** Where older items stand (`rel="next"`, RFC 5005), absolute. */
  next?: string;
  /** The text as it came has characters that were no UTF-8. */
  suspicious: boolean;
}

/** Reads an answer from `url`. Throws `SourceUnreachable`, naming `what`, when it is no feed, or none that is read. */
export async function readDocument(
  answer: HttpAnswer,
  url: URL,
  what: string,
  readTime: ReadTime,
): Promise<FeedDocument> {
  const encoding = otherEncoding(answer);
  if (encoding !== undefined) {
    throw new SourceUnreachable(`${what}: bảng mã ${encoding}, chỉ đọc UTF-8 (only UTF-8 is read)`);
  }
  const root = await tree(answer.text, url.href, what);
  const { format, items, head } = readRoot(root, readTime, what);
  const next = head
    .flatMap((element) => elementsOf(element, 'atom:link'))
    .find(({ attributes }) => attributes.get('rel') === 'next');
  const href = next?.attributes.get('href');
  return {
    format,
    items,
    ...(next && href !== undefined && URL.canParse(href, next.base)
      ? { next: new URL(href, next.base).href }
      : {}),
    suspicious: answer.text.includes('\ufffd'),
  };
}

async function tree(text: string, address: string, what: string): Promise<Element> {
  try {
    return await readTree(text, address);
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    const html = /^\s*(<!doctype html|<html)/i.test(text) ? ': trang HTML (an HTML page)' : '';
    throw new SourceUnreachable(`${what}: ${error.message}${html}`);
  }
}

function readRoot(
  root: Element,
  readTime: ReadTime,
  what: string,
): Pick<FeedDocument, 'format' | 'items'> & { head: Element[] } {
  const rss = (element: Element) => readRssItem(element, readTime);
  switch (root.name) {
    case 'rss': {
      const head = elementsOf(root, 'channel');
      const items = head.flatMap((channel) => elementsOf(channel, 'item')).map(rss);
      return { format: 'RSS 2.0', items, head };
    }
    case 'rdf:RDF':
      return {
        format: 'RSS 1.0',
        items: elementsOf(root, 'item').map(rss),
        head: elementsOf(root, 'channel'),
      };
    case 'atom:feed': {
      const items = elementsOf(root, 'atom:entry').map((entry) => readAtomEntry(entry, readTime));
      return { format: 'Atom 1.0', items, head: [root] };
    }
    default:
      throw new SourceUnreachable(`${what}: không phải RSS hay Atom (neither RSS nor Atom)`);
  }
}

/** The encoding that the answer says it is in, when that is not UTF-8; the header goes before the declaration (RFC 7303). */
function otherEncoding({ headers, text }: HttpAnswer): string | undefined {
  const told =
    /charset="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ??
    /^\s*<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w-]+)/.exec(text.slice(0, 200))?.[1];
  return told === undefined || /^(utf-?8|us-ascii)$/i.test(told) ? undefined : told;
}

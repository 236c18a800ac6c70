import type { Json } from '../../../domain/canonical.js';
import type { Instant } from '../../../domain/time.js';
import { readFeedDate } from './dates.js';
import { type Element, elementsOf, escaped, htmlOf, textOf } from './xml.js';

/** One item of a feed, whatever its format. Addresses are absolute. */
export interface FeedItem {
  /** `guid`, Atom's `id`, `rdf:about`; else its link. */
  id?: string;
  /** As HTML, for feeds escape their titles once or twice. */
  title?: string;
  /** HTML, not sanitised. */
  content?: string;
  /** HTML, not sanitised. */
  summary?: string;
  author?: string;
  /** Whom the feed has it from. */
  source?: string;
  link?: string;
  image?: string;
  categories: readonly string[];
  /** RFC 3339 in UTC; what cannot be read as it was written. */
  published?: string;
  updated?: string;
  files: readonly { name?: string; url: string }[];
  /** What relative addresses in its HTML stand on. */
  base: string;
}

/** How a source makes a record of its exchange form from an item. Pure. */
export type ItemToRow = (item: FeedItem, settings: FeedSettings) => { [key: string]: Json };

/** What the source's parameters say of items. */
export interface FeedSettings {
  /** The unit that publishes. */
  unit: string;
  /** The source's word for an item's categories; an unknown category as it is, undefined when it has none. */
  categoryOf(categories: readonly string[]): string | undefined;
}

export type ReadTime = (text: string) => Instant | undefined;

/** Of RSS 2.0 and of RSS 1.0, which differ in what an item is called by. */
export function readRssItem(item: Element, readTime: ReadTime): FeedItem {
  const text = textsOf(item);
  const date = (...names: string[]) => dated(text(...names), readTime);
  const guid = text('guid') ?? item.attributes.get('rdf:about');
  const permanent = elementsOf(item, 'guid')[0]?.attributes.get('isPermaLink') !== 'false';
  const link = web(text('link') ?? (permanent ? guid : undefined), item.base);
  const enclosures = elementsOf(item, 'enclosure');
  const isImage = (element: Element) => element.attributes.get('type')?.startsWith('image/') ?? false;
  const content = text('content:encoded');
  const description = text('description');
  const published = date('pubDate', 'dc:date', 'dcterms:issued', 'dcterms:created');
  return defined({
    id: guid ?? link,
    title: text('title', 'dc:title'),
    content: content ?? description,
    summary: content === undefined ? undefined : description,
    author: text('dc:creator', 'author'),
    source: text('source', 'dc:source'),
    link,
    image: imageOf(item) ?? addressIn(enclosures.find(isImage), 'url'),
    categories: elementsOf(item, 'category', 'dc:subject').map(textOf).filter(Boolean),
    published,
    updated: date('atom:updated', 'dcterms:modified') ?? published,
    files: enclosures.filter((each) => !isImage(each)).flatMap((each) => fileOf(addressIn(each, 'url'))),
    base: link ?? item.base,
  });
}

/** Of Atom 1.0. */
export function readAtomEntry(entry: Element, readTime: ReadTime): FeedItem {
  const text = textsOf(entry);
  const html = (name: string) => htmlText(elementsOf(entry, name)[0]);
  const links = elementsOf(entry, 'atom:link').filter(({ attributes }) => attributes.has('href'));
  const of = (rel: string) =>
    links.filter(({ attributes }) => (attributes.get('rel') ?? 'alternate') === rel);
  const link = web(of('alternate')[0]?.attributes.get('href'), of('alternate')[0]?.base ?? entry.base);
  const published = dated(text('atom:published'), readTime);
  const updated = dated(text('atom:updated'), readTime);
  const content = html('atom:content');
  const summary = html('atom:summary');
  const person = elementsOf(entry, 'atom:author').flatMap((author) => elementsOf(author, 'atom:name'))[0];
  const from = elementsOf(entry, 'atom:source').flatMap((source) => elementsOf(source, 'atom:title'))[0];
  return defined({
    id: text('atom:id') ?? link,
    title: html('atom:title'),
    content: content ?? summary,
    summary: content === undefined ? undefined : summary,
    author: person && textOf(person),
    source: from && textOf(from),
    link,
    image: imageOf(entry),
    categories: elementsOf(entry, 'atom:category')
      .flatMap(({ attributes }) => [attributes.get('label'), attributes.get('term')])
      .filter((name): name is string => Boolean(name)),
    published: published ?? updated,
    updated: updated ?? published,
    files: of('enclosure').flatMap((each) =>
      fileOf(addressIn(each, 'href'), each.attributes.get('title')?.trim()),
    ),
    base: link ?? entry.base,
  });
}

/** The first of these elements that says something. */
function textsOf(item: Element) {
  return (...names: string[]): string | undefined =>
    names
      .flatMap((name) => elementsOf(item, name))
      .map(textOf)
      .find((text) => text !== '');
}

/** Atom's text constructs (RFC 4287, 3.1 and 4.1.3) as HTML. Content that lies elsewhere or is no text is none. */
function htmlText(element: Element | undefined): string | undefined {
  if (!element || element.attributes.has('src')) return undefined;
  const type = element.attributes.get('type') ?? 'text';
  if (type === 'xhtml') {
    const [div] = elementsOf(element, 'xhtml:div');
    return div && htmlOf(div);
  }
  const text = textOf(element);
  if (text === '') return undefined;
  if (type === 'html' || type === 'text/html') return text;
  return type.startsWith('text') ? escaped(text) : undefined;
}

function dated(written: string | undefined, readTime: ReadTime): string | undefined {
  return written === undefined ? undefined : (readFeedDate(written, readTime) ?? written);
}

function imageOf(item: Element): string | undefined {
  const pictures = elementsOf(item, 'media:content').filter(
    ({ attributes }) =>
      attributes.get('medium') === 'image' || attributes.get('type')?.startsWith('image/') === true,
  );
  return addressIn(elementsOf(item, 'media:thumbnail')[0] ?? pictures[0], 'url');
}

function addressIn(element: Element | undefined, attribute: string): string | undefined {
  return element && web(element.attributes.get(attribute), element.base);
}

/** An absolute http(s) address; undefined for any other. */
function web(written: string | undefined, base: string): string | undefined {
  const text = written?.trim();
  if (!text || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

function fileOf(url: string | undefined, name?: string): { name?: string; url: string }[] {
  return url === undefined ? [] : [name ? { name, url } : { url }];
}

type Gaps<T> = { [K in keyof T]: T[K] | undefined };

function defined(item: Gaps<Required<FeedItem>>): FeedItem {
  return Object.fromEntries(
    Object.entries(item).filter(([, value]) => value !== undefined),
  ) as unknown as FeedItem;
}

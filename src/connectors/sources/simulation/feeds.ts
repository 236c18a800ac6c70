import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Answer, Call } from '../../portals/simulation/http.js';
import { instantIn, type Row } from './lists.js';

export type FeedFormat = 'rss' | 'rdf' | 'atom';

interface Item {
  id: string;
  title: string;
  link: string;
  summary: string;
  html: string;
  category: string;
  /** ms */
  published: number;
  updated: number;
  files: readonly { name: string; url: string }[];
}

/** `notices.atom` → its list and format. */
export function feedNamed(service: string): { list: string; format: FeedFormat } | undefined {
  const [, list, format] = /^(.+)\.(rss|rdf|atom)$/.exec(service) ?? [];
  if (list === undefined || (format !== 'rss' && format !== 'rdf' && format !== 'atom')) return undefined;
  return { list, format };
}

/**
 * A list of notices as a feed, the newest first: `?last=20` the last 20 as most portals give them; else pages of `pageSize` with
 * `rel="next"` (RFC 5005). `category` asks for one category alone. With `ETag`, `Last-Modified` and 304.
 */
export function answerFeed(format: FeedFormat, rows: readonly Row[], { path, query, headers }: Call): Answer {
  const wanted = query.get('category');
  const items = rows
    .filter((row) => row['DaXoa'] === undefined && row['DaGo'] !== true)
    .filter(({ ChuyenMuc }) => wanted === null || ChuyenMuc === wanted)
    .map(itemOf)
    .sort((a, b) => b.updated - a.updated || (a.id < b.id ? -1 : 1));
  const last = Number(query.get('last') ?? 0);
  const size = last || Number(query.get('pageSize') ?? 50);
  const page = Number(query.get('page') ?? 1);
  if (!(size >= 1) || !(page >= 1)) return { status: 400, body: { error: 'last, pageSize, page' } };
  const shown = items.slice((page - 1) * size, page * size);
  const more = !last && items.length > page * size;
  const next = more
    ? `${path}?${new URLSearchParams({ ...Object.fromEntries(query), page: `${page + 1}` })}`
    : undefined;
  const body = WRITERS[format](shown, next);
  const validators = {
    etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
    'last-modified': new Date(items[0]?.updated ?? 0).toUTCString(),
  };
  const known = headers['if-none-match'];
  const same =
    known === undefined
      ? headers['if-modified-since'] === validators['last-modified']
      : known === validators.etag;
  if (same) return { status: 304, type: 'text', body: '', headers: validators };
  const type = `application/${format}+xml; charset=utf-8`;
  return { status: 200, type: 'text', body, headers: { ...validators, 'content-type': type } };
}

function itemOf(row: Row): Item {
  const text = (key: string) => String(row[key] ?? '');
  const files = Array.isArray(row['TepDinhKem']) ? (row['TepDinhKem'] as Row[]) : [];
  return {
    id: text('MaTin'),
    title: text('TieuDe'),
    link: text('DuongDan'),
    summary: text('TrichYeu'),
    html: text('NoiDung'),
    category: text('ChuyenMuc'),
    published: instantIn(text('NgayDang')),
    updated: instantIn(text('NgayCapNhat')),
    files: files.map(({ Ten, DuongDan }) => ({ name: String(Ten ?? ''), url: String(DuongDan ?? '') })),
  };
}

const WRITERS: Readonly<Record<FeedFormat, (items: readonly Item[], next: string | undefined) => string>> = {
  rss: (items, next) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Cổng thông tin</title><link>http://localhost/</link><description/>${nextLink(next, 'atom:link')}
${items
  .map(
    (
      item,
    ) => `<item><guid isPermaLink="false">${xml(item.id)}</guid><title>${xml(item.title)}</title>${tag('link', item.link)}
${tag('description', item.summary)}<content:encoded>${xml(item.html)}</content:encoded>${tag('category', item.category)}
<pubDate>${rfc822(item.published)}</pubDate><atom:updated>${new Date(item.updated).toISOString()}</atom:updated>${item.files
      .map(({ url }) => `<enclosure url="${xml(url)}" length="0" type="application/pdf"/>`)
      .join('')}</item>`,
  )
  .join('\n')}
</channel></rss>`,
  rdf: (items, next) => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="http://localhost/"><title>Cổng thông tin</title><link>http://localhost/</link><description/>${nextLink(next, 'atom:link')}</channel>
${items
  .map(
    (item) => `<item rdf:about="${xml(item.id)}"><title>${xml(item.title)}</title>${tag('link', item.link)}
${tag('description', item.summary)}<content:encoded>${xml(item.html)}</content:encoded>${tag('dc:subject', item.category)}
<dc:date>${new Date(item.published).toISOString()}</dc:date><dcterms:modified>${new Date(item.updated).toISOString()}</dcterms:modified></item>`,
  )
  .join('\n')}
</rdf:RDF>`,
  atom: (items, next) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:lienthong:sample</id><title>Cổng thông tin</title>${nextLink(next, 'link')}
${items
  .map(
    (
      item,
    ) => `<entry><id>${xml(item.id)}</id><title>${xml(item.title)}</title>${item.link ? `<link href="${xml(item.link)}"/>` : ''}
${tag('summary', item.summary)}<content type="html">${xml(item.html)}</content><category term="${xml(item.category)}"/>
<published>${new Date(item.published).toISOString()}</published><updated>${new Date(item.updated).toISOString()}</updated>${item.files
      .map(({ name, url }) => `<link rel="enclosure" title="${xml(name)}" href="${xml(url)}"/>`)
      .join('')}</entry>`,
  )
  .join('\n')}
</feed>`,
};

function nextLink(next: string | undefined, name: string): string {
  return next === undefined ? '' : `<${name} rel="next" href="${xml(next)}"/>`;
}

function tag(name: string, text: string): string {
  return text === '' ? '' : `<${name}>${xml(text)}</${name}>`;
}

/** As the district's server writes it, with its own offset. */
function rfc822(ms: number): string {
  return DateTime.fromMillis(ms, { zone: 'Asia/Ho_Chi_Minh', locale: 'en' }).toRFC2822() ?? '';
}

function xml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

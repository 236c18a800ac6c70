import { createHash } from 'node:crypto';
import type { Json } from '../../../domain/canonical.js';
import type { FeedItem, FeedSettings } from '../../transport/feed/item.js';
import { KEY_LENGTH } from './contract.js';
import { plainText, withAbsoluteAddresses } from './html.js';

/** An item of the portal's feed in the exchange form of a notice (docs/sources/feeds.md). Pure. */
export function noticeOfItem(item: FeedItem, { unit, categoryOf }: FeedSettings): { [key: string]: Json } {
  const row: { [key: string]: Json | undefined } = {
    MaTin: item.id === undefined ? undefined : keyOf(item.id),
    TieuDe: text(item.title),
    NoiDung: item.content === undefined ? undefined : withAbsoluteAddresses(item.content, item.base),
    TrichYeu: text(item.summary),
    TacGia: item.author,
    NguonTin: item.source,
    AnhDaiDien: item.image,
    DuongDan: item.link,
    ChuyenMuc: categoryOf(item.categories),
    NgayDang: item.published,
    DonVi: unit,
    TepDinhKem: item.files.map(({ name, url }) => ({ ...(name ? { Ten: name } : {}), DuongDan: url })),
    NgayCapNhat: item.updated,
  };
  return Object.fromEntries(
    Object.entries(row).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

/** Addresses serve as ids and may be longer than a key: then the beginning and a hash of the whole. */
function keyOf(id: string): string {
  if (id.length <= KEY_LENGTH) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 32);
  const beginning = id.slice(0, KEY_LENGTH - hash.length - 1);
  return `${beginning.replace(/\p{Surrogate}$/u, '')}#${hash}`;
}

function text(html: string | undefined): string | undefined {
  return html === undefined ? undefined : plainText(html) || undefined;
}

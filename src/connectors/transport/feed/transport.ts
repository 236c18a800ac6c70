import { OVERLAP, TIMEOUT, TLS_CA } from '../changes/parameters.js';
import { fingerprintOf } from '../changes/progress.js';
import type { Given } from '../parameters/parameter.js';
import { httpOptions, LOGIN } from '../rest/options.js';
import { authMisfits } from '../rest/parameters.js';
import type { Transport } from '../transport.js';
import { FEED_CATEGORIES, FEED_UNIT, FEEDS } from './parameters.js';
import { FeedReader } from './reader.js';
import { channelsOf, feedMisfits, settingsOf } from './settings.js';

/** RSS or Atom over HTTP (docs/sources/feeds.md), for forms that say what an item is. */
export const feed: Transport = {
  name: 'feed',
  schemes: ['feed+https:', 'feed+http:'],
  example: 'feed+https://ngoclac.example.gov.vn/rss/tin-tuc.rss',
  means: { vi: 'nguồn RSS hay Atom', en: 'an RSS or Atom feed' },
  parameters: [FEED_UNIT, FEED_CATEGORIES, FEEDS, ...LOGIN, OVERLAP, TIMEOUT, TLS_CA],
  carries: ({ item }) => item !== undefined,
  expectAddress: ({ href, username, password }) =>
    URL.canParse(withoutFeed(href)) && username === '' && password === ''
      ? undefined
      : 'an address such as feed+https://host/rss, without user and password: AUTH is for them',
  misfits: (given, { item }) => [...authMisfits(given), ...(item ? feedMisfits(given, item.categories) : [])],
  open(address, carried, given, services) {
    const { item } = carried;
    if (!item) throw new RangeError(`${carried.source}: no feed holds its form`);
    const channels = channelsOf(new URL(withoutFeed(address.href)), given);
    return new FeedReader({
      channels,
      address: fingerprintOf('feed', ...channels.map(({ url }) => url.href), ...told(given)),
      carried,
      row: item.row,
      settings: settingsOf(given, item.categories),
      ...httpOptions(given, services),
    });
  },
};

/** What items become by it: told otherwise, they are read anew. */
function told(given: Given): string[] {
  return [FEED_UNIT, FEED_CATEGORIES, FEEDS].map((parameter) => given.text(parameter) ?? '');
}

function withoutFeed(href: string): string {
  return href.replace(/^feed\+/, '');
}

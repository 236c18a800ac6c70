import { fold } from '../../../domain/fold.js';
import type { Given, Misfit } from '../parameters/parameter.js';
import type { FeedSettings } from './item.js';
import { FEED_CATEGORIES, FEED_UNIT, FEEDS, feedsOf, pairsOf } from './parameters.js';

/** All categories that are not named. */
const OTHERS = '*';

/** `words`: the categories of the exchange form. */
export function settingsOf(given: Given, words: readonly string[]): FeedSettings {
  const named = new Map(
    pairsOf(given.text(FEED_CATEGORIES) ?? '').map(([name, word]) => [fold(name), word] as const),
  );
  const wordOf = (category: string) =>
    named.get(fold(category)) ?? words.find((word) => word === category.trim());
  return {
    unit: given.text(FEED_UNIT) ?? '',
    categoryOf: (categories) =>
      categories.map(wordOf).find((word) => word !== undefined) ?? named.get(OTHERS) ?? categories[0],
  };
}

/** What else a feed needs to be told, and categories that the form does not have. */
export function feedMisfits(given: Given, words: readonly string[]): Misfit[] {
  const unknown = pairsOf(given.text(FEED_CATEGORIES) ?? '').filter(([, word]) => !words.includes(word));
  return [
    ...given.missing([FEED_UNIT], 'a feed does not say which unit publishes it'),
    ...(unknown.length === 0
      ? []
      : [{ variable: given.variable(FEED_CATEGORIES), expected: `categories of ${words.join(', ')}` }]),
  ];
}

/** One address that is read, and what its items' category is when the address says it. */
export interface Channel {
  url: URL;
  category?: string;
}

export function channelsOf(address: URL, given: Given): Channel[] {
  const listed = given.text(FEEDS);
  if (listed === undefined) return [{ url: address }];
  return feedsOf(listed).map(([path, category]) => ({ url: new URL(path, address), category }));
}

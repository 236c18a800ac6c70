const LINK = /\bhttps?:\/\/[^\s<>"']+/gi;

/** The first link in a text: calendars have the way into a meeting where others have a place. */
export function linkIn(text: string | undefined): string | undefined {
  return text?.match(LINK)?.[0];
}

/** A text that everybody who sees the meeting may read: a link may be the way in, which is a secret. */
export function withoutLinks(text: string): string {
  return text.replace(LINK, '…').trim();
}

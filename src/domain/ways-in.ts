const LINK = /\bhttps?:\/\/[^\s<>"']+/gi;

/** What a number that lets somebody in is called, and the number: `Zoom ID 987 6543 2100`, `Mã cuộc họp: 123456`. */
const ROOM_NUMBER =
  /(?<![\p{L}\d])((?:(?:zoom|webex|teams|meeting|id|mã)(?:\s+(?:meeting|id|cuộc họp|phòng|họp))*)\s*[:=#–-]?\s*)\d(?:[ -]?\d){5,}(?!\d)/giu;
/** And a password: behind a sign anything, else only what has a digit, for a title may be about passwords. */
const PASSWORD =
  /(?<![\p{L}\d])((?:pass(?:code|word)?|pwd|mật khẩu|mk|mã (?:truy cập|vào|họp))(?![\p{L}\d])\s*)(?:([:=]\s*)\S{3,}|((?:[–-]|là|is)?\s*)(?=\S*\d)\S{4,})/giu;

/** The first link in a text: calendars have the way into a meeting where others have a place. */
export function linkIn(text: string | undefined): string | undefined {
  return text?.match(LINK)?.[0];
}

/** A text that everybody who sees the meeting may read: a link may be the way in, and so may a number with a password, which are secrets. */
export function withoutWaysIn(text: string): string {
  return text.replace(LINK, '…').replace(PASSWORD, '$1$2$3…').replace(ROOM_NUMBER, '$1…').trim();
}

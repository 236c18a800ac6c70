import type { Kind } from '../parameters/kinds.js';
import { text } from '../parameters/kinds.js';
import type { Parameter } from '../parameters/parameter.js';

/** `left=right` behind semicolons; the last `=` parts them, so that a name may have one. */
export function pairsOf(written: string): [left: string, right: string][] {
  return written
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.lastIndexOf('=');
      return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    });
}

const categories: Kind = {
  name: 'name=CATEGORY;…',
  expected: (written) =>
    pairsOf(written).every(([name, category]) => name !== '' && /^[A-Z_]+$/.test(category))
      ? undefined
      : 'pairs such as "Đấu thầu=DAU_THAU_MUA_SAM; *=HOAT_DONG"',
};

/** Feeds of one server that are read together. */
const MAX_FEEDS = 32;

const feeds: Kind = {
  name: 'path=category;…',
  expected(written) {
    const pairs = feedsOf(written);
    const fine =
      pairs.length > 0 &&
      pairs.length <= MAX_FEEDS &&
      pairs.every(([path, category]) => category !== '' && /^\/(?!\/)[^\s\\]*$/.test(path));
    return fine
      ? undefined
      : `1 to ${MAX_FEEDS} pairs such as "/rss/dau-thau.rss=Đấu thầu; /rss/du-an.rss=Dự án"`;
  },
};

export function feedsOf(written: string): [path: string, category: string][] {
  return pairsOf(written);
}

export const FEED_UNIT: Parameter = {
  name: 'FEED_UNIT',
  kind: text,
  means: {
    vi: 'Mã đơn vị đăng các tin của nguồn RSS, Atom; bắt buộc',
    en: 'Code of the unit that publishes what a feed holds; required with a feed',
  },
  example: 'H56.14',
  absent: { vi: 'không có', en: 'none' },
};

export const FEED_CATEGORIES: Parameter = {
  name: 'FEED_CATEGORIES',
  kind: categories,
  means: {
    vi: 'Chuyên mục của nguồn RSS, Atom ứng với chuyên mục nào của biểu mẫu; * là mọi chuyên mục khác',
    en: 'Which of the form’s categories each category of a feed is; * stands for all others',
  },
  example: 'Văn bản mới=PHAP_LUAT; Đấu thầu=DAU_THAU_MUA_SAM; *=HOAT_DONG',
  absent: {
    vi: 'chuyên mục phải viết sẵn như trong biểu mẫu',
    en: 'the feed has to write categories as the form does',
  },
};

export const FEEDS: Parameter = {
  name: 'FEEDS',
  kind: feeds,
  means: {
    vi: 'Thay cho một địa chỉ: các đường dẫn RSS, Atom của cùng máy chủ và chuyên mục của mỗi đường dẫn; tin có ở nhiều nơi thuộc nơi đứng trước',
    en: 'Instead of the one address: several feeds of its server, each with the category of its items; an item in several belongs to the first',
  },
  example: '/rss/dau-thau.rss=Đấu thầu; /rss/du-an.rss=Dự án',
  absent: { vi: 'chỉ đọc URL', en: 'URL alone is read' },
};

import { recordsOf } from './drop.js';
import { codeOf, dayOf, flagOf, listOf, type Raw, textOf, timeOf, visibleText } from './values.js';

const DAY = 24 * 3_600_000;
const CATEGORIES =
  'PHAP_LUAT CHINH_SACH THU_TUC_HANH_CHINH QUY_TRINH DU_AN_DAU_TU DAU_THAU_MUA_SAM HOAT_DONG'.split(' ');
const NEEDED = ['MaTin', 'TieuDe', 'NoiDung', 'ChuyenMuc', 'DonVi'];

/** A notice as the sources tell it. */
export interface NoticeLife {
  key: string;
  newest: Raw;
  published: number;
  expires: number | undefined;
  /** `live`: has to be seen; `later`: must not be there yet; `gone`: not there, or marked as taken down; `excused`: not judged. */
  fate: 'live' | 'later' | 'gone' | 'excused';
}

/** Reads all notices of a drop; `now` in ms decides what is published and what has expired. */
export function readNotices(
  folder: string,
  now: number,
  excused?: ReadonlySet<string>,
): Map<string, NoticeLife> {
  const lives = new Map<string, NoticeLife & { changed: number }>();
  for (const record of recordsOf(folder)) {
    const changed = timeOf(record['NgayCapNhat']);
    const published = timeOf(record['NgayDang']);
    const expires = dayOf(record['NgayHetHan'], 'end');
    if (changed === undefined || published === undefined) continue;
    if (isRefused(record, changed, published, expires, now)) continue;
    const key = codeOf(record['MaTin']) ?? '';
    const before = lives.get(key);
    if (before && changed < before.changed) continue;
    const gone = flagOf(record['DaGo']) === true || (expires !== undefined && expires <= now);
    const fate = excused?.has(key) ? 'excused' : gone ? 'gone' : published > now ? 'later' : 'live';
    lives.set(key, { key, newest: record, published, expires, fate, changed });
  }
  return lives;
}

function isRefused(
  record: Raw,
  changed: number,
  published: number,
  expires: number | undefined,
  now: number,
): boolean {
  const times = [changed, published, expires, dayOf(record['NgayBanHanh'], 'start')];
  const body = String(record['NoiDung'] ?? '');
  const files = listOf(record['TepDinhKem']);
  return (
    times.some(Number.isNaN) ||
    changed > now + DAY ||
    (expires !== undefined && expires < published) ||
    NEEDED.some((field) => textOf(record[field]) === undefined) ||
    !CATEGORIES.includes(codeOf(record['ChuyenMuc']) ?? '') ||
    flagOf(record['DaGo']) === 'bad' ||
    !files?.every((file) => textOf(file['DuongDan']) !== undefined) ||
    (visibleText(body) === '' && !/<img\b[^>]*\bsrc=/i.test(body))
  );
}

/** A file of a notice: its name, else its path's last part. */
export function attachmentsOf(record: Raw): { name: string; reference: string }[] {
  return (listOf(record['TepDinhKem']) ?? []).map((file) => {
    const reference = textOf(file['DuongDan'])?.trim() ?? '';
    return { name: textOf(file['Ten']) ?? reference.split('/').at(-1) ?? '', reference };
  });
}

/** HTML that a reader's browser would run. */
export function isActive(html: unknown): boolean {
  return /<script|<style|<iframe|<[^>]*\son\w+\s*=|javascript:/i.test(String(html));
}

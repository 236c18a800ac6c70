import { createHash } from 'node:crypto';
import type { Json } from '../../../domain/canonical.js';
import type { Problem, RawRecord } from '../../../domain/ports.js';
import { MAX_KEPT_TEXT } from './limits.js';

/** A record with the size of its raw text, so that pages stay bounded. */
export interface Item extends RawRecord {
  bytes: number;
}

const MESSAGES = {
  BROKEN_JSON: 'Dòng không phải JSON hợp lệ (line is not valid JSON)',
  NOT_AN_OBJECT: 'Dòng không phải một đối tượng JSON (line is not a JSON object)',
  TOO_DEEP: 'JSON lồng quá sâu (JSON is nested too deeply)',
  TOO_LONG: 'Bản ghi quá dài (record is too long)',
  WRONG_ENCODING: 'Sai bảng mã (text is not in the encoding of its file)',
  NUL: 'Có ký tự NUL (holds NUL characters)',
  BROKEN_QUOTES: 'Dấu nháy kép không khớp (quotes do not match)',
  COLUMN_COUNT: 'Số cột khác dòng tiêu đề (number of cells differs from the header)',
  SIDE_ROW: 'Dòng trong tệp kèm theo không đọc được (a row of a side file cannot be read)',
  NO_SUCH_RECORD: 'Tệp chính không có mã này (the main file has no record with this key)',
  EMPTY_FILE: 'Tệp rỗng (file is empty)',
  NOT_WHAT_IT_SAYS: 'Nội dung tệp không đúng với đuôi tệp (content is not what the file name says)',
  UNKNOWN_ENDING: 'Chỉ nhận tệp .jsonl và .csv (only .jsonl and .csv files are taken)',
  NOT_READABLE_YET: 'Phiên bản này chưa đọc được loại tệp này (not readable by this version)',
  NO_KNOWN_COLUMN: 'Dòng tiêu đề không có cột nào được biết (header has no known column)',
  DUPLICATE_COLUMN: 'Tên cột bị lặp (a column name stands twice)',
  SIDE_FILES_TOO_LARGE: 'Các tệp kèm theo quá lớn (side files are too large)',
} as const;
export type UnreadableCode = keyof typeof MESSAGES;

export function problem(code: UnreadableCode, field = '', detail?: string): Problem {
  return { field, code, message: detail ? `${MESSAGES[code]}: ${detail}` : MESSAGES[code] };
}

/** A record of which only its text, or the begin of it, can be shown. */
export function unreadable(
  code: UnreadableCode,
  place: RawRecord['place'],
  text: string,
  facts: { bytes?: number; sha256?: string; detail?: string } = {},
): Item {
  const raw: { [key: string]: Json } = { text: text.slice(0, MAX_KEPT_TEXT) };
  const bytes = facts.bytes ?? text.length;
  if (bytes > MAX_KEPT_TEXT) {
    raw['bytes'] = bytes;
    raw['sha256'] = facts.sha256 ?? createHash('sha256').update(text).digest('hex');
  }
  return {
    raw,
    place,
    unreadable: problem(code, '', facts.detail),
    bytes: Math.min(text.length, MAX_KEPT_TEXT),
  };
}

/** The one thing that is said of a file that cannot be read at all. */
export function unreadableFile(code: UnreadableCode, file: string, size: number, detail?: string): Item {
  return {
    raw: { file, bytes: size },
    place: { file },
    unreadable: problem(code, '', detail),
    bytes: 0,
  };
}

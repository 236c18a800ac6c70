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
  BOM_INSIDE: 'Có dấu BOM giữa tệp (holds a byte order mark in the middle of the file)',
  BROKEN_QUOTES: 'Dấu nháy kép không khớp (quotes do not match)',
  COLUMN_COUNT: 'Số cột khác dòng tiêu đề (number of cells differs from the header)',
  HEAD_AGAIN: 'Dòng tiêu đề lặp lại giữa tệp (the header stands in the middle of the file again)',
  OTHER_HEAD: 'Đứng dưới một dòng tiêu đề khác (stands below another header, whose columns differ)',
  CELL_ERROR: 'Ô báo lỗi (cell holds an error)',
  FORMULA_WITHOUT_VALUE: 'Ô công thức chưa có giá trị (formula without a stored value)',
  BAD_SERIAL_DATE: 'Ô ngày không tồn tại (cell holds no date that exists)',
  YEAR_AS_DATE:
    'Ô định dạng ngày mà giá trị như một năm đã gõ, cần định dạng ô là văn bản rồi nhập lại năm hoặc ngày (a cell of dates that seems to hold a typed year, format it as text, and enter the year or the day again)',
  DATE_WITHOUT_YEAR:
    'Ô chỉ hiện ngày và tháng, năm do bảng tính tự thêm, cần định dạng ô là văn bản rồi nhập lại (the cell shows no year, the spreadsheet added one, format it as text and enter it again)',
  NUMBER_TOO_LONG:
    'Số quá 15 chữ số đã mất chữ số cuối, cần định dạng ô là văn bản (a number beyond 15 digits lost some, format the cell as text)',
  CELL_TOO_LONG: 'Ô quá dài (cell is too long)',
  BAD_CELL: 'Ô không đọc được (cell cannot be read)',
  SIDE_ROW: 'Dòng trong tệp kèm theo không đọc được (a row of a side file cannot be read)',
  SIDE_ROWS_TOO_LONG: 'Các dòng kèm theo của bản ghi quá dài (side rows of the record are too long together)',
  NO_SUCH_RECORD: 'Tệp chính không có mã này (the main file has no record with this key)',
  NO_MAIN_FILE: 'Tệp kèm theo không có tệp chính (side file without its main file)',
  EMPTY_FILE: 'Tệp rỗng (file is empty)',
  NOT_WHAT_IT_SAYS: 'Nội dung tệp không đúng với đuôi tệp (content is not what the file name says)',
  FILE_TOO_LARGE: 'Tệp quá lớn (file is too large)',
  UNKNOWN_ENDING:
    'Chỉ nhận tệp .jsonl, .csv, .xlsx, có thể thêm .gz (only .jsonl, .csv and .xlsx files are taken, .gz behind it or not)',
  BROKEN_GZIP: 'Tệp gzip bị hỏng (gzip file is damaged)',
  BROKEN_XLSX: 'Tệp XLSX bị hỏng (XLSX file is damaged)',
  BROKEN_DOCX: 'Tệp DOCX bị hỏng (DOCX file is damaged)',
  NOT_A_PROFILE: 'Không phải sơ yếu lý lịch mẫu 2C (not a profile of form 2C)',
  BROKEN_XML: 'Tệp XML bị hỏng (XML file is damaged)',
  BROKEN_MIME: 'Gói MIME bị hỏng hoặc bị cắt (MIME package is damaged or broken off)',
  DOCTYPE: 'XML có DOCTYPE hoặc thực thể, không được nhận (XML with a DOCTYPE or entities is not taken)',
  TOO_MANY_ELEMENTS: 'XML có quá nhiều phần tử (XML has too many elements)',
  BROKEN_LDIF: 'Bản ghi LDIF không đúng cấu trúc (not a record of LDIF)',
  CHANGE_RECORD:
    'Bản ghi chỉ nêu thay đổi (changetype), cần xuất toàn bộ mục (tells a change only: export whole entries)',
  URL_NOT_FETCHED: 'Giá trị là một địa chỉ, không được tải (the value is an address, which is not fetched)',
  NOT_A_PACKAGE: 'Không phải gói tin edXML (not an edXML package)',
  ENCRYPTED: 'Tệp có mật khẩu (file is protected by a password)',
  EXPANDS_TOO_FAR: 'Tệp nén bung ra quá lớn (file unpacks to far more than honest files do)',
  NO_KNOWN_COLUMN: 'Dòng tiêu đề không có cột nào được biết (header has no known column)',
  PRINTED_TOO_LONG: 'Biểu có quá nhiều dòng (a printed form has too many rows)',
  DUPLICATE_COLUMN: 'Tên cột bị lặp (a column name stands twice)',
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

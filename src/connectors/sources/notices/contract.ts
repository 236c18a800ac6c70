import { NOTICE_CATEGORIES } from '../../../domain/records.js';
import { UNIT_CODE } from '../reading/checks.js';
import { type Fields, type LooseFields, listOf, objectOf } from '../reading/fields.js';
import { code, day, flag, neverDate, required, text, time, word } from '../reading/leaves.js';

/** Code units of a key. */
export const KEY_LENGTH = 200;

/** The exchange form of a notice (docs/sources/notices.md), field by field. */
export const NOTICE_FORM = {
  MaTin: required(text(KEY_LENGTH)),
  TieuDe: required(text()),
  NoiDung: required(text(8_000_000)),
  TrichYeu: text(),
  TacGia: text(),
  NguonTin: text(),
  AnhDaiDien: text(),
  DuongDan: text(),
  ChuyenMuc: required(word(NOTICE_CATEGORIES)),
  SoKyHieu: neverDate(text()),
  LoaiVanBan: text(),
  CoQuanBanHanh: text(),
  NgayBanHanh: day('start'),
  NgayDang: required(time()),
  NgayHetHan: day('end'),
  DaGo: flag(),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  TepDinhKem: listOf({ Ten: text(), DuongDan: required(text()) }),
  // Read by section: read-details.ts.
  ChiTiet: objectOf({}),
  NgayCapNhat: required(time()),
} as const;

export type NoticeFields = Fields<typeof NOTICE_FORM>;
export type LooseNoticeFields = LooseFields<typeof NOTICE_FORM>;

import { FEEDBACK_CHANNELS, FEEDBACK_TYPES } from '../../../domain/kinds/feedback.js';
import { UNIT_CODE } from '../reading/checks.js';
import { code, flag, required, text, time, word } from '../reading/leaves.js';
import { identityNumber, machineNumber, personName } from '../reading/person-leaves.js';

/** The exchange form of a citizen's feedback (docs/sources/feedback.md), field by field. */
export const FEEDBACK_FORM = {
  MaPhanAnh: required(machineNumber(text(100))),
  Loai: required(word(FEEDBACK_TYPES)),
  Kenh: word(FEEDBACK_CHANNELS),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  LinhVuc: required(text(200)),
  TieuDe: required(text(500)),
  NoiDung: required(text(20_000)),
  NguoiGui: personName(),
  SoDienThoai: text(100),
  Email: text(300),
  DiaChi: text(500),
  SoDinhDanh: identityNumber([12, 9]),
  ThoiDiemNhan: required(time()),
  ThoiDiemPhanCong: time(),
  HanTraLoi: time(),
  ThoiDiemTraLoi: time(),
  TraLoi: text(20_000),
  ThoiDiemCongKhai: time(),
  NoiDungCongKhai: text(20_000),
  TraLoiCongKhai: text(20_000),
  ThoiDiemDong: time(),
  HaiLong: flag(),
} as const;

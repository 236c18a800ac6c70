import { UNIT_CODE } from '../reading/checks.js';
import { code, required, text, time } from '../reading/leaves.js';

/** The exchange form of an incident on the network (docs/sources/network-incidents.md), field by field. */
export const NETWORK_INCIDENT_FORM = {
  MaSuCo: required(text(200)),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  MaDuongTruyen: text(200),
  SoSeri: text(200),
  MoTa: required(text(2_000)),
  NguyenNhan: text(2_000),
  ThoiDiemMo: required(time()),
  ThoiDiemTiepNhan: time(),
  ThoiDiemKhoiPhuc: time(),
  ThoiDiemDong: time(),
} as const;

import { DEVICE_KINDS, LINK_STATES } from '../../../domain/kinds/network-site.js';
import { UNIT_CODE } from '../reading/checks.js';
import { listOf } from '../reading/fields.js';
import { code, count, required, text, time, word } from '../reading/leaves.js';

/** The exchange form of a network site (docs/sources/connectivity.md), field by field. */
export const NETWORK_SITE_FORM = {
  MaDuongTruyen: required(text(200)),
  Ten: required(text(500)),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  NhaCungCap: text(200),
  BangThong: count(),
  TinhTrang: required(word(LINK_STATES)),
  LanCuoiThay: time(),
  SoMayTinh: count(),
  SoMayKetNoi: count(),
  ThietBi: listOf({
    Loai: required(word(DEVICE_KINDS)),
    SoSeri: required(text(200)),
    Model: text(200),
    TinhTrang: required(word(LINK_STATES)),
    LanCuoiThay: time(),
  }),
} as const;

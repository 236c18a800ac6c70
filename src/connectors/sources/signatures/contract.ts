import {
  CERTIFICATE_DEVICES,
  CERTIFICATE_HOLDERS,
  CERTIFICATE_STATES,
} from '../../../domain/kinds/certificate.js';
import { UNIT_CODE } from '../reading/checks.js';
import { code, required, text, time, word } from '../reading/leaves.js';
import { identityNumber } from '../reading/person-leaves.js';

/** The exchange form of a certificate (docs/sources/signatures.md), field by field. */
export const CERTIFICATE_FORM = {
  SoSerial: required(code(/^(0x)?[0-9a-f][0-9a-f\s:]*$/i, '1A2B3C4D5E6F', 200)),
  NguoiCap: required(text(1_000)),
  ChuThe: required(text(1_000)),
  LoaiChuThe: required(word(CERTIFICATE_HOLDERS)),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  SoDinhDanh: identityNumber(),
  HieuLucTu: required(time()),
  HieuLucDen: required(time()),
  ThietBi: word(CERTIFICATE_DEVICES),
  TrangThai: required(word(CERTIFICATE_STATES)),
  NgayThuHoi: time(),
  ChungThu: text(20_000),
} as const;

import {
  CHARGE_KINDS,
  CHARGE_METHODS,
  PAYMENT_STATES,
  RECEIPT_STATES,
} from '../../../domain/kinds/fee-receipt.js';
import { DOSSIER_CODE, PROCEDURE_CODE, UNIT_CODE } from '../reading/checks.js';
import { objectOf } from '../reading/fields.js';
import { code, day, money, required, text, time, word } from '../reading/leaves.js';
import { personName } from '../reading/person-leaves.js';

/** Parts of a number: what parts them in keys is none of theirs. */
const PART = /^[^|]+$/;
const part = (example: string) => code(PART, example, 50);

/** The exchange form of a receipt (docs/sources/receipts.md), field by field. */
export const RECEIPT_FORM = {
  MauSo: required(part('01BLP0-001')),
  KyHieu: required(part('AA-25E')),
  SoBienLai: required(part('0000123')),
  MaHoSo: code(DOSSIER_CODE, 'H56.14-240823-0001'),
  MaTTHC: code(PROCEDURE_CODE, '1.001193'),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  Loai: required(word(CHARGE_KINDS)),
  Ten: text(500),
  SoTien: money(),
  HinhThucThu: required(word(CHARGE_METHODS)),
  MaGiaoDich: text(200),
  TrangThaiThu: required(word(PAYMENT_STATES)),
  NgayThu: time(),
  NgayHoan: time(),
  SoTienHoan: money(),
  LyDoHoan: text(2_000),
  TrangThai: required(word(RECEIPT_STATES)),
  NgayLap: required(day('start')),
  ThayBang: objectOf({
    MauSo: required(part('01BLP0-001')),
    KyHieu: required(part('AA-25E')),
    SoBienLai: required(part('0000124')),
  }),
  NguoiNop: personName(),
} as const;

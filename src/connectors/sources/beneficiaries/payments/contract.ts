import type { PaymentKind, PaymentState } from '../../../../domain/kinds/benefit-payment.js';
import { UNIT_CODE } from '../../reading/checks.js';
import { code, day, decimal, money, paperNumber, required, text } from '../../reading/leaves.js';
import { agencyNumber, gender, identityNumber, personName } from '../../reading/person-leaves.js';
import { birthDay } from '../birth.js';
import { CHANNELS, PROGRAMMES, wordsOf } from '../words.js';

export const PAYMENT_KIND_WORDS = {
  THUONG_XUYEN: 'REGULAR',
  TRUY_LINH: 'BACK_PAY',
  MAI_TANG: 'FUNERAL',
  MOT_LAN: 'ONE_OFF',
} as const satisfies Record<string, PaymentKind>;

export const PAYMENT_STATE_WORDS = {
  LAP_DANH_SACH: 'LISTED',
  DA_CHI: 'PAID',
  TRA_LAI: 'RETURNED',
} as const satisfies Record<string, PaymentState>;

/** The exchange form of a payment (docs/sources/benefit-payments.md), field by field. */
export const PAYMENT_FORM = {
  Thang: required(code(/^(?:\d{4}-(?:0[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])\/\d{4})$/, '2025-08, 08/2025')),
  LoaiChi: wordsOf(PAYMENT_KIND_WORDS),
  ChuongTrinh: wordsOf(PROGRAMMES),
  LoaiDoiTuong: required(text(200)),
  HoTen: required(personName()),
  NgaySinh: required(birthDay()),
  GioiTinh: gender('civilStatus'),
  SoDinhDanh: identityNumber([12, 9]),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  Thon: personName(),
  HeSo: decimal(),
  SoTien: required(money()),
  KenhChiTra: wordsOf(CHANNELS),
  TrangThai: wordsOf(PAYMENT_STATE_WORDS),
  NgayChi: day('start'),
  SoQuyetDinh: agencyNumber(paperNumber()),
  NgayQuyetDinh: day('start'),
} as const;

import { groupNamed, programmeOf } from '../../../../domain/benefits/groups.js';
import { namedPerson } from '../../../../domain/benefits/namesakes.js';
import { type BenefitPaymentRecord, paymentCode } from '../../../../domain/kinds/benefit-payment.js';
import type { Keyed } from '../../reading/exchange-source.js';
import { compact, type LooseFields } from '../../reading/fields.js';
import { plainSource } from '../../reading/plain-source.js';
import { CHANNELS } from '../words.js';
import { PAYMENT_FORM, PAYMENT_KIND_WORDS, PAYMENT_STATE_WORDS } from './contract.js';
import { payrolls } from './printed/index.js';
import { judgePayment, monthOf } from './rules.js';

/** What communes pay beneficiaries: month by month, from the program that pays or from payrolls as they are printed. */
export const benefitPayments = plainSource<typeof PAYMENT_FORM, BenefitPaymentRecord>({
  name: 'benefit-payments',
  kind: 'benefit-payment',
  label: 'Chi trả trợ cấp',
  order: 71,
  form: PAYMENT_FORM,
  key: 'Thang',
  printed: payrolls,
  codeOf: codeIn,
  rules: judgePayment,
  record: (fields, code) => {
    const group = groupNamed(fields.LoaiDoiTuong);
    if (!group) throw new TypeError('a payment that was not judged');
    return compact<BenefitPaymentRecord>({
      kind: 'benefit-payment',
      code,
      month: monthOf(fields.Thang),
      paymentKind: PAYMENT_KIND_WORDS[fields.LoaiChi ?? 'THUONG_XUYEN'],
      programme: programmeOf(group),
      group,
      fullName: fields.HoTen,
      birthDate: fields.NgaySinh.date,
      gender: fields.GioiTinh,
      personalId: fields.SoDinhDanh,
      unit: fields.DonVi,
      village: fields.Thon,
      coefficient: fields.HeSo,
      amount: fields.SoTien,
      payChannel: fields.KenhChiTra && CHANNELS[fields.KenhChiTra],
      state: PAYMENT_STATE_WORDS[fields.TrangThai ?? 'LAP_DANH_SACH'],
      paidAt: fields.NgayChi,
      decisionNumber: fields.SoQuyetDinh?.trim(),
      decisionDate: fields.NgayQuyetDinh,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    });
  },
});

function codeIn(fields: LooseFields<typeof PAYMENT_FORM>, keyed: Keyed): string | undefined {
  const { Thang, LoaiChi, LoaiDoiTuong, SoDinhDanh, HoTen, NgaySinh, DonVi, Thon } = fields;
  const group = LoaiDoiTuong === undefined ? undefined : groupNamed(LoaiDoiTuong);
  const named = HoTen && NgaySinh ? namedPerson(HoTen, NgaySinh.date, Thon) : undefined;
  const person = SoDinhDanh ?? named;
  if (Thang === undefined || DonVi === undefined || group === undefined || person === undefined) return;
  const kind = PAYMENT_KIND_WORDS[LoaiChi ?? 'THUONG_XUYEN'];
  return paymentCode(monthOf(Thang), kind, DonVi, keyed(`${person}|${group}`));
}

import { namedPerson } from '../../../domain/benefits/namesakes.js';
import { type BeneficiaryRecord, beneficiaryCode } from '../../../domain/kinds/beneficiary.js';
import type { Keyed } from '../reading/exchange-source.js';
import { compact } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { BENEFICIARY_FORM } from './contract.js';
import { groupIn, judgeBeneficiary, type Loose } from './rules.js';
import { CHANNELS, DISABILITIES, LEVELS, PROGRAMMES, STATES } from './words.js';

/** Entitlements of people under social protection, of people with merit, of social pension and of poor households. */
export const beneficiaries = plainSource<typeof BENEFICIARY_FORM, BeneficiaryRecord>({
  name: 'beneficiaries',
  kind: 'beneficiary',
  label: 'Đối tượng chính sách',
  order: 70,
  form: BENEFICIARY_FORM,
  key: 'SoQuyetDinh',
  codeOf: codeIn,
  rules: judgeBeneficiary,
  record: (fields, code) => {
    const group = groupIn(fields);
    if (!group) throw new TypeError('an entitlement that was not judged');
    return compact<BeneficiaryRecord>({
      kind: 'beneficiary',
      code,
      programme: PROGRAMMES[fields.ChuongTrinh],
      group,
      fullName: fields.HoTen,
      birthDate: fields.NgaySinh.date,
      gender: fields.GioiTinh,
      personalId: fields.SoDinhDanh,
      unit: fields.DonVi,
      village: fields.Thon,
      householdCode: fields.MaHo,
      coefficient: fields.HeSo,
      monthlyAmount: fields.MucHuong,
      applicationNumber: fields.SoTiepNhan?.trim(),
      decisionNumber: fields.SoQuyetDinh?.trim(),
      decisionDate: fields.NgayQuyetDinh,
      from: fields.HuongTu,
      to: fields.HuongDen,
      disabilityType: fields.DangTat && DISABILITIES[fields.DangTat],
      disabilityLevel: fields.MucDoKhuyetTat && LEVELS[fields.MucDoKhuyetTat],
      injuryRate: fields.TyLeTonThuong === undefined ? undefined : String(fields.TyLeTonThuong),
      guardian: fields.NguoiGiamHo,
      payChannel: fields.KenhChiTra && CHANNELS[fields.KenhChiTra],
      bankAccount: fields.SoTaiKhoan,
      ministryFile: fields.SoHoSoBo,
      provinceFile: fields.SoHoSoTinh,
      deathDate: fields.NgayMat,
      state: STATES[fields.TrangThai],
      reason: fields.LyDo,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    });
  },
});

function codeIn(fields: Loose, keyed: Keyed): string | undefined {
  const { ChuongTrinh, SoDinhDanh, HoTen, NgaySinh, Thon } = fields;
  const group = groupIn(fields);
  if (ChuongTrinh === undefined || group === undefined) return undefined;
  const named = HoTen && NgaySinh ? namedPerson(HoTen, NgaySinh.date, Thon) : undefined;
  const person = SoDinhDanh ?? named;
  if (person === undefined) return undefined;
  const paper = { decision: fields.SoQuyetDinh, application: fields.SoTiepNhan };
  return beneficiaryCode(PROGRAMMES[ChuongTrinh], paper, keyed(`${person}|${group}`));
}

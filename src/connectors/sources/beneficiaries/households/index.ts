import {
  householdKey,
  type PovertyHouseholdRecord,
  type PovertyState,
} from '../../../../domain/kinds/poverty-household.js';
import { notAhead, UNIT_CODE } from '../../reading/checks.js';
import { compact } from '../../reading/fields.js';
import { code, count, day, decimal, leafProblem, paperNumber, required } from '../../reading/leaves.js';
import { agencyNumber, identityNumber, personName } from '../../reading/person-leaves.js';
import { plainSource } from '../../reading/plain-source.js';
import { HOUSEHOLD_CODE, wordsOf } from '../words.js';

const STATES = {
  HO_NGHEO: 'POOR',
  HO_CAN_NGHEO: 'NEAR_POOR',
  THOAT_NGHEO: 'ESCAPED',
} as const satisfies Record<string, PovertyState>;

/** The exchange form of a household (docs/sources/poverty-households.md), field by field. */
const HOUSEHOLD_FORM = {
  Nam: required(count()),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  MaHo: required(HOUSEHOLD_CODE),
  Thon: personName(),
  ChuHo: required(personName()),
  SoDinhDanh: identityNumber([12, 9]),
  PhanLoai: required(wordsOf(STATES)),
  SoNhanKhau: required(count()),
  DiemB1: decimal(),
  DiemB2: decimal(),
  SoQuyetDinh: agencyNumber(paperNumber()),
  NgayQuyetDinh: day('start'),
} as const;

const FIRST_SURVEY = 1990;

/** Households in the yearly surveys of poor ones. */
export const povertyHouseholds = plainSource<typeof HOUSEHOLD_FORM, PovertyHouseholdRecord>({
  name: 'poverty-households',
  kind: 'poverty-household',
  label: 'Hộ nghèo, hộ cận nghèo',
  order: 72,
  form: HOUSEHOLD_FORM,
  key: 'MaHo',
  codeOf: ({ Nam, DonVi, MaHo }, keyed) =>
    Nam !== undefined && DonVi !== undefined && MaHo !== undefined
      ? householdKey(Nam, DonVi, keyed(MaHo))
      : undefined,
  rules: ({ Nam: year, SoNhanKhau: members, NgayQuyetDinh }, problems, now) => {
    const next = new Date(now).getUTCFullYear() + 1;
    if (year !== undefined && (year < FIRST_SURVEY || year > next)) {
      problems.push(leafProblem('Nam', 'BAD_NUMBER', `${FIRST_SURVEY}–${next}`));
    }
    if (members !== undefined && (members < 1 || members > 50)) {
      problems.push(leafProblem('SoNhanKhau', 'BAD_NUMBER', '1–50'));
    }
    notAhead(NgayQuyetDinh, 'NgayQuyetDinh', now, problems);
  },
  record: (fields, key) =>
    compact<PovertyHouseholdRecord>({
      kind: 'poverty-household',
      code: key,
      year: fields.Nam,
      unit: fields.DonVi,
      householdCode: fields.MaHo,
      village: fields.Thon,
      headName: fields.ChuHo,
      personalId: fields.SoDinhDanh,
      state: STATES[fields.PhanLoai],
      members: fields.SoNhanKhau,
      incomeScore: fields.DiemB1,
      deprivationScore: fields.DiemB2,
      decisionNumber: fields.SoQuyetDinh?.trim(),
      decisionDate: fields.NgayQuyetDinh,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});

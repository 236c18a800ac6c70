import { awardKey } from '../../../domain/award-names.js';
import {
  type CommendationPaper,
  type CommendationRecord,
  commendationCode,
  namedRecipient,
} from '../../../domain/kinds/commendation.js';
import type { Keyed } from '../reading/exchange-source.js';
import { compact } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { COMMENDATION_FORM } from './contract.js';
import { commendationLists } from './printed/index.js';
import { judgeCommendation } from './rules.js';
import { awardIn, awardNameIn, type Loose, levelIn, RECIPIENTS, STATES, yearsIn } from './words.js';

/** Awards to persons, collectives and households, and proposals of them. */
export const commendations = plainSource<typeof COMMENDATION_FORM, CommendationRecord>({
  name: 'commendations',
  kind: 'commendation',
  label: 'Thi đua, khen thưởng',
  order: 50,
  form: COMMENDATION_FORM,
  key: 'SoQuyetDinh',
  printed: commendationLists,
  codeOf: (fields, keyed) => decisionCode(fields, keyed) ?? proposalCode(fields, keyed),
  rules: judgeCommendation,
  record: (fields, code, keyed) => {
    const award = awardIn(fields);
    const level = award && levelIn(award, fields);
    const years = yearsIn(fields.Nam);
    if (!award || !level || !years) throw new TypeError('an award that was not judged');
    const state = STATES[fields.TrangThai];
    return compact<CommendationRecord>({
      kind: 'commendation',
      code,
      recipientKind: RECIPIENTS[fields.DoiTuong],
      recipientName: fields.TenNguoiNhan,
      personalId: fields.SoDinhDanh,
      unit: fields.DonVi,
      place: fields.NoiCongTac,
      award,
      awardName: awardNameIn(fields, award),
      level,
      ...years,
      achievement: fields.ThanhTich,
      state,
      proposalCode: proposalCode(fields, keyed),
      proposalNumber: fields.SoToTrinh?.trim(),
      proposalDate: fields.NgayToTrinh,
      reason: state === 'RETURNED' || state === 'REVOKED' ? fields.LyDo : undefined,
      decisionNumber: fields.SoQuyetDinh?.trim(),
      decisionDate: fields.NgayQuyetDinh,
      signer: fields.NguoiKy,
      publishedAt: fields.NgayCongBo,
      revokedAt: fields.NgayThuHoi,
      money: fields.SoTien,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    });
  },
});

function decisionCode(fields: Loose, keyed: Keyed): string | undefined {
  return codeBy('decision', paper(fields.SoQuyetDinh, fields.NgayQuyetDinh), fields, keyed);
}

function proposalCode(fields: Loose, keyed: Keyed): string | undefined {
  return codeBy('proposal', paper(fields.SoToTrinh, fields.NgayToTrinh), fields, keyed);
}

function paper(number: string | undefined, date: string | undefined): CommendationPaper | undefined {
  return number === undefined || date === undefined ? undefined : { number, date };
}

function codeBy(
  is: 'decision' | 'proposal',
  by: CommendationPaper | undefined,
  fields: Loose,
  keyed: Keyed,
): string | undefined {
  const { SoDinhDanh: number, DonVi: unit, TenNguoiNhan: name } = fields;
  const award = awardIn(fields);
  const named = unit === undefined || name === undefined ? undefined : namedRecipient(unit, name);
  const recipient = number === undefined ? named : keyed(number);
  return by && award && recipient
    ? commendationCode(is, by, recipient, awardKey(award, awardNameIn(fields, award)))
    : undefined;
}

import { awardNamed, nameInFamily } from '../../../domain/award-names.js';
import { type AwardCode, type AwardLevel, type AwardRecipient, levelsOn } from '../../../domain/awards.js';
import type { CommendationState } from '../../../domain/kinds/commendation.js';
import { localDay } from '../../../domain/time.js';
import type { LooseFields } from '../reading/fields.js';
import type { COMMENDATION_FORM } from './contract.js';

export type Loose = LooseFields<typeof COMMENDATION_FORM>;

export const RECIPIENTS = {
  CA_NHAN: 'PERSON',
  TAP_THE: 'COLLECTIVE',
  HO_GIA_DINH: 'HOUSEHOLD',
} as const satisfies Record<string, AwardRecipient>;

export const LEVELS = {
  CO_SO: 'GRASSROOTS',
  XA: 'COMMUNE',
  HUYEN: 'DISTRICT',
  TINH: 'PROVINCE',
  TRUNG_UONG: 'NATIONAL',
} as const satisfies Record<string, AwardLevel>;

export const STATES = {
  DE_NGHI: 'PROPOSED',
  HOI_DONG: 'COUNCIL',
  TRA_LAI: 'RETURNED',
  DA_QUYET_DINH: 'DECIDED',
  DA_CONG_BO: 'PUBLISHED',
  THU_HOI: 'REVOKED',
} as const satisfies Record<string, CommendationState>;

/** The award that the form names; undefined: none, or none of the list. */
export function awardIn({ DanhHieu }: Loose): AwardCode | undefined {
  return DanhHieu === undefined ? undefined : awardNamed(DanhHieu);
}

/** Its own name, where the award is one of a family: `Huân chương Lao động hạng Ba`. */
export function awardNameIn({ DanhHieu }: Loose, award: AwardCode): string | undefined {
  return DanhHieu === undefined ? undefined : nameInFamily(DanhHieu, award);
}

/** Who can have given this award when it was decided, or would by the day of its proposal; undefined: that day is not known. */
export function levelsIn(award: AwardCode, { NgayQuyetDinh, NgayToTrinh }: Loose): AwardLevel[] | undefined {
  const at = NgayQuyetDinh ?? NgayToTrinh;
  return at === undefined ? undefined : levelsOn(award, localDay(at));
}

/** Who gave it: as the form says, or who alone can have. */
export function levelIn(award: AwardCode, fields: Loose): AwardLevel | undefined {
  if (fields.CapKhen !== undefined) return LEVELS[fields.CapKhen];
  const levels = levelsIn(award, fields) ?? [];
  return levels.length === 1 ? levels[0] : undefined;
}

/** `2025`, `2024-2025`, `2024 – 2025`. Undefined: not one year, nor two that follow one another. */
export function yearsIn(text: string): { yearFrom: number; yearTo: number } | undefined {
  const [yearFrom = Number.NaN, yearTo = yearFrom] = text.split(/[-–]/).map(Number);
  const isSchoolYear = yearTo === yearFrom + 1 && /[-–]/.test(text);
  if (!isSchoolYear && yearTo !== yearFrom) return undefined;
  return yearFrom >= 1945 && yearTo <= 2100 ? { yearFrom, yearTo } : undefined;
}

import type { BenefitProgramme } from '../../../domain/benefits/groups.js';
import type { EntitlementState } from '../../../domain/benefits/states.js';
import type { DisabilityLevel, DisabilityType, PayChannel } from '../../../domain/kinds/beneficiary.js';
import { code, word } from '../reading/leaves.js';
import { agencyNumber } from '../reading/person-leaves.js';

/*
 * What the forms of beneficiaries write for what the hub knows by a name of its own.
 */

export const PROGRAMMES = {
  BAO_TRO_XA_HOI: 'SOCIAL',
  NGUOI_CO_CONG: 'MERIT',
  HUU_TRI_XA_HOI: 'SOCIAL_PENSION',
  GIAM_NGHEO: 'POVERTY',
} as const satisfies Record<string, BenefitProgramme>;

export const STATES = {
  DE_NGHI: 'APPLIED',
  DA_XAC_MINH: 'VERIFIED',
  TU_CHOI: 'REFUSED',
  DA_QUYET_DINH: 'DECIDED',
  DANG_HUONG: 'PAID',
  TAM_DUNG: 'SUSPENDED',
  CHUYEN_DI: 'MOVED',
  THOI_HUONG: 'STOPPED',
  DA_MAT: 'DECEASED',
  DA_HO_TRO_MAI_TANG: 'FUNERAL',
} as const satisfies Record<string, EntitlementState>;

export const CHANNELS = {
  TIEN_MAT: 'CASH',
  BUU_DIEN: 'POST',
  TAI_KHOAN: 'BANK',
} as const satisfies Record<string, PayChannel>;

export const DISABILITIES = {
  VAN_DONG: 'MOVEMENT',
  NGHE_NOI: 'HEARING_SPEECH',
  NHIN: 'SIGHT',
  THAN_KINH_TAM_THAN: 'MENTAL',
  TRI_TUE: 'INTELLECTUAL',
  KHAC: 'OTHER',
} as const satisfies Record<string, DisabilityType>;

export const LEVELS = {
  DAC_BIET_NANG: 'VERY_SEVERE',
  NANG: 'SEVERE',
  NHE: 'LIGHT',
} as const satisfies Record<string, DisabilityLevel>;

/** Mã hộ: it stands in keys, so an identity number of its head is refused. */
export const HOUSEHOLD_CODE = agencyNumber(code(/^[\p{L}\d][\p{L}\d./-]*$/u, 'NL-0123', 40));

export const wordsOf = <const Table extends object>(table: Table) =>
  word(Object.keys(table) as (keyof Table & string)[]);

import type { Instant } from '../time.js';
import { UNIT_PATTERN } from '../unit-code.js';
import type { KindFacts } from './kind.js';

/** Of one year's survey: poor, nearly poor, or no longer either (thoát nghèo, thoát cận nghèo). */
export const POVERTY_STATES = ['POOR', 'NEAR_POOR', 'ESCAPED'] as const;
export type PovertyState = (typeof POVERTY_STATES)[number];

/** A household in the yearly survey of poor ones (rà soát hộ nghèo, hộ cận nghèo). */
export interface PovertyHouseholdRecord {
  kind: 'poverty-household';
  /** See {@link householdKey}. */
  code: string;
  year: number;
  unit: string;
  /** Mã hộ: unique only within the commune. */
  householdCode: string;
  village?: string;
  headName: string;
  /** Of the head: 12 digits, or 9 of the older card. */
  personalId?: string;
  state: PovertyState;
  /** How many live in it. */
  members: number;
  /** Điểm B1 (income) and B2 (deprivation) of the survey. */
  incomeScore?: number;
  deprivationScore?: number;
  decisionNumber?: string;
  decisionDate?: Instant;
  changedAt: Instant;
  deleted?: boolean;
}

/** Year, commune and what stands for the household's code there, which is masked: keys are not, and stand in reports and logs. */
export function householdKey(year: number, unit: string, keyedCode: string): string {
  return `${year}|${unit}/${keyedCode}`;
}

const UNIT_IN_KEY = new RegExp(String.raw`\|(${UNIT_PATTERN})/`);

export const povertyHousehold = {
  kind: 'poverty-household',
  label: 'Hộ nghèo, hộ cận nghèo',
  permission: 'beneficiaries.read',
  readers: ['officer', 'auditor', 'service'],
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  unitInKey: (key) => UNIT_IN_KEY.exec(key)?.[1],
  lists: ['PovertyHousehold'],
  classes: {
    Query: { povertyHouseholds: 'I', povertyHousehold: 'I', povertyCounts: 'I' },
    Unit: { povertyHouseholds: 'I' },
    PovertyHousehold: {
      id: 'I',
      code: 'I',
      year: 'I',
      unit: 'P',
      householdCode: 'BASIC',
      village: 'BASIC',
      headName: 'BASIC',
      personalId: 'BASIC',
      state: 'I',
      members: 'I',
      incomeScore: 'I',
      deprivationScore: 'I',
      decisionNumber: 'I',
      decisionDate: 'I',
      beneficiaries: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    PovertyCount: { unitCode: 'P', year: 'P', state: 'P', households: 'P', members: 'P' },
    Beneficiary: { household: 'I' },
  },
} as const satisfies KindFacts<PovertyHouseholdRecord['kind'], keyof PovertyHouseholdRecord>;

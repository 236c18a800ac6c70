import { type AwardCode, type AwardLevel, type AwardRecipient, awardLabel } from '../awards.js';
import { paperKey } from '../paper-number.js';
import type { Problem } from '../problem.js';
import type { Role } from '../role.js';
import { type Instant, localDay } from '../time.js';
import { UNIT_PATTERN } from '../unit-code.js';
import type { KindFacts } from './kind.js';

/** PROPOSED → COUNCIL → (RETURNED) → DECIDED → PUBLISHED → REVOKED. */
export const COMMENDATION_STATES = [
  'PROPOSED',
  'COUNCIL',
  'RETURNED',
  'DECIDED',
  'PUBLISHED',
  'REVOKED',
] as const;
export type CommendationState = (typeof COMMENDATION_STATES)[number];

/** Before its decision an award is a matter between who proposed it and the council. */
export const UNDECIDED: readonly CommendationState[] = ['PROPOSED', 'COUNCIL', 'RETURNED'];

/** Who sees what is not decided; a key of one unit sees its unit's. The hub's own work sees everything. */
export const PROPOSAL_READERS: readonly (Role | 'system')[] = [
  'officer',
  'operator',
  'auditor',
  'administrator',
  'system',
];

/** A paper by which it is known: its number and its day. */
export interface CommendationPaper {
  /** As it is written: `12/QĐ-UBND`. */
  number: string;
  date: Instant;
}

/**
 * An award to one person, collective or household (khen thưởng), or a proposal of one (đề nghị khen thưởng). A decided one is known by its
 * decision, one that is not by its proposal: they are two subjects, and the decided one names the proposal whose place it takes.
 */
export interface CommendationRecord {
  kind: 'commendation';
  /** See {@link commendationCode}: never an identity number, for keys stand in logs and reports. */
  code: string;
  recipientKind: AwardRecipient;
  recipientName: string;
  /** Of a person: 12 digits. */
  personalId?: string;
  /** Whose award it is: the recipient's unit, or who proposed it. */
  unit: string;
  /** Where the recipient works or lives, as it is written. */
  place?: string;
  award: AwardCode;
  /** Its own, where it is one of a family: `Huân chương Lao động hạng Ba`. */
  awardName?: string;
  level: AwardLevel;
  /** What it is for, first and last year: 2025 and 2025, of the school year `2024-2025` both. */
  yearFrom: number;
  yearTo: number;
  achievement?: string;
  state: CommendationState;
  /** {@link commendationCode} of the proposal: its own, or whose place it takes. */
  proposalCode?: string;
  proposalNumber?: string;
  proposalDate?: Instant;
  /** Why it was returned, or revoked. */
  reason?: string;
  decisionNumber?: string;
  decisionDate?: Instant;
  signer?: string;
  publishedAt?: Instant;
  revokedAt?: Instant;
  /** Whole đồng. */
  money?: number;
  changedAt: Instant;
  deleted?: boolean;
}

/**
 * Paper, recipient and award. `recipient`: {@link namedRecipient}, or what stands for an identity number; `award`: `awardKey` of
 * award-names.ts. A number is the same with and without blanks, in capitals or not.
 */
export function commendationCode(
  is: 'decision' | 'proposal',
  { number, date }: CommendationPaper,
  recipient: string,
  award: string,
): string {
  return [...(is === 'proposal' ? ['TT'] : []), paperKey(number), localDay(date), recipient, award].join('|');
}

/** A recipient without an identity number: the unit, and the name whatever its capitals. */
export function namedRecipient(unit: string, name: string): string {
  return `${unit.replaceAll('-', '.')}/${name.replace(/\s+/g, ' ').trim().toLocaleUpperCase('vi')}`;
}

/** Behind the paper and its day. */
const UNIT_IN_KEY = new RegExp(String.raw`\|(${UNIT_PATTERN})/`);

/**
 * Two of one name in one unit, honoured by one decision, are one key where neither has an identity number: whether they are two people cannot be
 * told, so neither is taken. `apart`: they stand in different rows of one file.
 */
function twinsIn(one: CommendationRecord, other: CommendationRecord, apart: boolean): Problem | undefined {
  if (one.personalId !== undefined || other.personalId !== undefined) return undefined;
  if (Date.parse(one.changedAt) !== Date.parse(other.changedAt)) return undefined;
  const same =
    one.place === other.place && one.achievement === other.achievement && one.money === other.money;
  if (same && !apart) return undefined;
  const message =
    'Hai dòng cùng tên, cùng đơn vị, cùng danh hiệu trong một văn bản: là hai người thì ghi SoDinhDanh, là một thì bỏ bớt một dòng (two rows of one name, unit and award in one paper: give identity numbers if they are two people, else leave one row out)';
  return { field: 'TenNguoiNhan', code: 'SAME_NAME', message };
}

export const commendation = {
  kind: 'commendation',
  label: 'Thi đua, khen thưởng',
  permission: 'commendations.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  // Decisions are public; what is not decided is not for everybody (reads/commendation.ts).
  rows: 'everybody',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  unitInKey: (key) => UNIT_IN_KEY.exec(key)?.[1],
  keyProperties: ['proposalCode'],
  twins: twinsIn,
  judge: (incoming: CommendationRecord, stored: CommendationRecord | undefined) =>
    stored && twinsIn(stored, incoming, false),
  lists: ['Commendation'],
  classes: {
    Query: { commendations: 'I', commendation: 'I' },
    // Internal until it is decided.
    Commendation: {
      id: 'I',
      code: 'I',
      recipientKind: 'I',
      recipientName: 'I',
      personalId: 'BASIC',
      unit: 'P',
      place: 'I',
      award: 'I',
      awardName: 'I',
      awardKind: 'I',
      level: 'I',
      year: 'I',
      achievement: 'I',
      state: 'I',
      proposalNumber: 'I',
      proposalDate: 'I',
      reason: 'I',
      decisionNumber: 'I',
      decisionDate: 'I',
      signer: 'I',
      publishedAt: 'I',
      revokedAt: 'I',
      money: 'I',
      certificates: 'I',
      officials: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    Certificate: { commendations: 'I' },
    Official: { commendations: 'I' },
    Unit: { commendations: 'I' },
  },
} as const satisfies KindFacts<CommendationRecord['kind'], keyof CommendationRecord>;

/** As an officer reads it. */
export function awardNameOf({ award, awardName }: Pick<CommendationRecord, 'award' | 'awardName'>): string {
  return awardName ?? awardLabel(award);
}

/** `2025`, or `2024-2025`. */
export function awardYear({ yearFrom, yearTo }: Pick<CommendationRecord, 'yearFrom' | 'yearTo'>): string {
  return yearFrom === yearTo ? String(yearFrom) : `${yearFrom}-${yearTo}`;
}

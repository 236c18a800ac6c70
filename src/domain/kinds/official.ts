import type { Gender } from '../gender.js';
import { isSurelyBefore, type PartialDate } from '../partial-date.js';
import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

export const OFFICIAL_KINDS = ['CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT'] as const;
export type OfficialKind = (typeof OFFICIAL_KINDS)[number];

export const SALARY_SCHEMES = ['RANK', 'POSITION'] as const;
export type SalaryScheme = (typeof SALARY_SCHEMES)[number];

export const OFFICIAL_STATES = [
  'PROBATION',
  'ACTIVE',
  'LEAVE',
  'SECONDED',
  'SUSPENDED',
  'TRANSFERRED',
  'RETIRED',
  'RESIGNED',
  'DISMISSED',
  'DECEASED',
] as const;
export type OfficialState = (typeof OFFICIAL_STATES)[number];

export const POST_KINDS = ['MAIN', 'SECOND'] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** A post somebody holds or held: known by the person, the unit and its beginning. It is closed, not edited. */
export interface OfficialPost {
  unit: string;
  title: string;
  kind: PostKind;
  from: PartialDate;
  /** Absent: still held. */
  to?: PartialDate;
  decisionNumber?: string;
  duty?: string;
}

export interface SalaryStep {
  /** Mã ngạch, `01.003`: text. */
  rankCode?: string;
  rankName?: string;
  /** Bậc, `3/9`. */
  step?: string;
  /** Hệ số as text with two decimals, `2.34`: it is masked like the rest. */
  coefficient?: string;
  from: PartialDate;
  decisionNumber?: string;
}

/** A cadre, civil servant or public employee, as the agency that manages the file has it (mẫu 2C). */
export interface OfficialRecord {
  kind: 'official';
  /** See {@link officialKey}: never the identity number, for keys stand in logs and reports. */
  code: string;
  /** Số hiệu: unique only inside the managing agency. */
  officialCode: string;
  managingUnit: string;
  /** Where the main post is, or was last. */
  unit: string;
  fullName: string;
  otherName?: string;
  birthDate: PartialDate;
  gender: Gender;
  personalId: string;
  birthPlace?: string;
  homeTown?: string;
  address?: string;
  mobile?: string;
  officePhone?: string;
  officeEmail?: string;
  ethnicity?: string;
  religion?: string;
  generalEducation?: string;
  degree?: string;
  politicalTheory?: string;
  stateManagement?: string;
  languages?: string;
  computing?: string;
  partyJoined?: PartialDate;
  partyOfficial?: PartialDate;
  officialKind: OfficialKind;
  salaryScheme?: SalaryScheme;
  state: OfficialState;
  health?: string;
  bloodGroup?: string;
  discipline?: string;
  posts: OfficialPost[];
  salary: SalaryStep[];
  changedAt: Instant;
  deleted?: boolean;
}

/** Số hiệu under the agency that gave it. */
export function officialKey(managingUnit: string, officialCode: string): string {
  return `${managingUnit}/${officialCode}`;
}

/** The first two main posts that were surely held at once: nobody has two, whatever second posts there are. Undefined: none. */
export function mainPostsAtOnce(posts: readonly OfficialPost[]): [OfficialPost, OfficialPost] | undefined {
  const main = posts.filter(({ kind }) => kind === 'MAIN');
  for (const [at, one] of main.entries()) {
    const other = main.slice(at + 1).find((each) => beginsWithin(one, each) && beginsWithin(each, one));
    if (other) return [one, other];
  }
  return undefined;
}

/** The main post that is still held; undefined: none. */
export function mainPostHeld(posts: readonly OfficialPost[]): OfficialPost | undefined {
  return posts.find(({ kind, to }) => kind === 'MAIN' && to === undefined);
}

/** Whether somebody in this state still has a place in the agency. */
export function holdsPosts(state: OfficialState): boolean {
  return WORKING.has(state);
}

const WORKING: ReadonlySet<OfficialState> = new Set([
  'PROBATION',
  'ACTIVE',
  'LEAVE',
  'SECONDED',
  'SUSPENDED',
]);

/** A post may end on the day on which the next begins. */
function beginsWithin({ from }: OfficialPost, { to }: OfficialPost): boolean {
  return to === undefined || isSurelyBefore(from, to);
}

export const official = {
  kind: 'official',
  label: 'Cán bộ, công chức, viên chức',
  permission: 'officials.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'own',
  codes: [
    { property: 'unit', field: 'DonViCongTac', type: 'unit', required: true },
    { property: 'managingUnit', field: 'CoQuanQuanLy', type: 'unit', required: true },
  ],
  lists: ['Official'],
  classes: {
    Query: { officials: 'I', official: 'I' },
    Official: {
      id: 'I',
      code: 'I',
      number: 'I',
      managingUnit: 'P',
      unit: 'P',
      fullName: 'P',
      otherName: 'BASIC',
      birthDate: 'BASIC',
      gender: 'I',
      personalId: 'BASIC',
      birthPlace: 'BASIC',
      homeTown: 'BASIC',
      address: 'BASIC',
      mobile: 'BASIC',
      officePhone: 'P',
      officeEmail: 'P',
      ethnicity: 'ETHNICITY',
      religion: 'RELIGION',
      generalEducation: 'BASIC',
      degree: 'BASIC',
      politicalTheory: 'BASIC',
      stateManagement: 'BASIC',
      languages: 'BASIC',
      computing: 'BASIC',
      partyJoined: 'POLITICS',
      partyOfficial: 'POLITICS',
      kind: 'I',
      salaryScheme: 'I',
      state: 'I',
      health: 'HEALTH',
      bloodGroup: 'BASIC',
      discipline: 'DISCIPLINE',
      posts: 'P',
      salary: 'I',
      certificates: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    OfficialPost: {
      unitCode: 'P',
      unit: 'P',
      title: 'P',
      kind: 'P',
      from: 'P',
      to: 'P',
      decisionNumber: 'I',
      duty: 'I',
    },
    SalaryStep: {
      rankCode: 'I',
      rankName: 'I',
      step: 'BASIC',
      coefficient: 'BASIC',
      from: 'I',
      decisionNumber: 'I',
    },
    Unit: { officials: 'I' },
    Certificate: { officials: 'I' },
  },
} as const satisfies KindFacts<OfficialRecord['kind'], keyof OfficialRecord>;
